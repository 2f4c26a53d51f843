"""Make a trained segmenter small: drop weak features, round the weights, compress.

python training/prune_segmenter.py MODEL OUT
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import srsly

WEAK = 0.12
"""Features whose weights lie all below this change hardly a cut."""


def main() -> None:
    """Read a model's folder and write a smaller one."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    data = srsly.read_msgpack(source / "features.msgpack")
    with np.load(source / "weights.npz") as arrays:
        tags, count = (int(one) for one in arrays["sizes"])
        weights = arrays["w"]
    nodes = weights[: tags * count].reshape(count, tags)
    strong = np.abs(nodes).max(axis=1) >= WEAK
    strong[0] = True
    names = sorted(data["feature_to_idx"], key=data["feature_to_idx"].__getitem__)
    kept = [name for name, keep in zip(names, strong, strict=True) if keep]
    parts = {part for name in kept for part in name.split(".", 1)[-1].split("*")}
    parts |= {part for name in kept for part in name.split(".")}
    out.mkdir(parents=True, exist_ok=True)
    srsly.write_msgpack(
        out / "features.msgpack",
        {
            "unigram": sorted(set(data["unigram"]) & parts),
            "bigram": sorted(one for one in data["bigram"] if set(one.split("*")) <= parts or one in parts),
            "feature_to_idx": {name: number for number, name in enumerate(kept)},
            "tag_to_idx": data["tag_to_idx"],
        },
    )
    rounded = (
        np.concatenate([nodes[strong].ravel(), weights[tags * count :]]).astype(np.float16).astype(np.float64)
    )
    np.savez_compressed(out / "weights.npz", sizes=np.array([tags, len(kept)]), w=rounded)
    print(len(kept), "of", count, "features;", sum(one.stat().st_size for one in out.iterdir()), "bytes")


if __name__ == "__main__":
    main()
