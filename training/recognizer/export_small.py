"""The small net as an ONNX model."""

from __future__ import annotations

import onnx

from training.recognizer.graph import Builder, common, finish, ints
from training.recognizer.net import Encoder


def build(net: Encoder) -> onnx.ModelProto:
    """The small net as an ONNX model."""
    to = Builder()
    embedded = to.node(
        "Gather", [to.array("embedding", net.embedding.weight.detach().numpy()), "characters"], "embedded"
    )
    one = to.gru("first", net.first, embedded)
    two = to.gru("second", net.second, one)
    joined = to.node("Concat", [embedded, one, two, *to.features(net.features)], "joined", axis=2)
    mixed = to.node("Relu", [to.linear("mix", net.mix, joined)], "mixed")
    to.linear("out", net.out, to.gru("third", net.third, mixed))
    return finish(to, [ints("characters", "length", "batch"), *common(len(net.features))])
