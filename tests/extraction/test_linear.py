"""Linear models: unknown features count nothing, faulty files are named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.errors import ConfigError
from kg.extraction import cues, linear


def small() -> linear.Linear:
    weights = np.array([[1.0, 0.0], [2.0, -1.0]], np.float32)
    bias, cuts = np.array([-1.0, 0.5], np.float32), np.array([0.5, 0.6], np.float32)
    return linear.Linear(("a", "b"), ("x", "y"), weights, bias, cuts)


def test_scores_add_up() -> None:
    scores = small().scores([["x", "y"], [], ["unheard of"]])
    assert scores.tolist() == [[2.0, -0.5], [-1.0, 0.5], [-1.0, 0.5]]


def test_no_bags_no_rows() -> None:
    assert small().chances([]).shape == (0, 2)


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "model.npz"
    broken.write_bytes(b"nothing")
    with pytest.raises(ConfigError, match=r"model\.npz"):
        linear.load(broken)


def test_cues_refuse_unknown_classes(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    path.write_text("confer: [获评]\nconfered: [荣获]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="confered"):
        cues.load(path, frozenset({"confer"}))


def test_the_longest_cue_wins(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    path.write_text("started: [开工, 开工建设]\nunder_construction: [建设]\n", encoding="utf-8")
    known = cues.load(path, frozenset({"started", "under_construction"}))
    assert list(known.find("全面开工建设")) == [(2, "开工建设")]
