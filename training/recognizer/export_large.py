"""The large net as an ONNX model.

It takes characters [batch, length + 2] with [CLS] and [SEP] in place, ``wall`` [batch, 1, 1,
length + 2], which is added to what attention weighs (0, or a large negative number at padding), and
features and lengths as the small net does. The dense layers are quantized dynamically by ONNX
Runtime (int8 weights, one scale a column, of seven bits so that AVX2 cannot overflow).
"""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.recognizer.graph import Builder, common, finish, ints
from training.recognizer.transformer import HEADS, WIDTH, Layer, Transformer


def write(net: Transformer, path: Path) -> None:
    """Write ``net`` with its dense layers quantized."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(build(net), str(whole))
        quantize_dynamic(
            str(whole),
            str(path),
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


def build(net: Transformer) -> onnx.ModelProto:
    """The net; only its embedding is stored as int8."""
    to = Builder(dense=False)
    x = _embedded(to, net)
    for number, layer in enumerate(net.layers):
        x = _layer(to, f"layer{number}", layer, x)
    bounds = [_ints(to, f"inner.{key}", [value]) for key, value in (("from", 1), ("to", -1), ("axis", 1))]
    inner = to.node("Transpose", [to.node("Slice", [x, *bounds], "inner")], "turned", perm=[1, 0, 2])
    joined = to.node("Concat", [inner, *to.features(net.features)], "joined", axis=2)
    mixed = to.node("Relu", [to.linear("mix", net.mix, joined)], "mixed")
    to.linear("out", net.out, to.gru("third", net.third, mixed))
    wall = helper.make_tensor_value_info("wall", TensorProto.FLOAT, ["batch", 1, 1, "padded"])
    return finish(to, [ints("characters", "batch", "padded"), wall, *common(len(net.features))])


def _ints(to: Builder, name: str, values: list[int]) -> str:
    return to.array(name, np.array(values, dtype=np.int64))


def _embedded(to: Builder, net: Transformer) -> str:
    characters = to.node(
        "Gather", [to.rows("embedding", net.embedding.weight.detach().numpy()), "characters"], "chosen"
    )
    axis, one = to.array("zero", np.array(0, dtype=np.int64)), to.array("one", np.array(1, dtype=np.int64))
    length = to.node("Gather", [to.node("Shape", ["characters"], "shape"), one], "length")
    counted = to.node("Range", [axis, length, one], "counted")
    last = to.array("last", np.array(len(net.position) - 1, dtype=np.int64))
    place = to.node("Min", [counted, last], "place")
    position = to.node("Gather", [to.rows("position", net.position.detach().numpy()), place], "position.out")
    return to.norm("norm", net.norm, to.node("Add", [characters, position], "placed"))


def _layer(to: Builder, name: str, layer: Layer, x: str) -> str:
    seen = to.linear(f"{name}.join", layer.join, _attention(to, name, layer, x))
    x = to.norm(f"{name}.first", layer.first, to.node("Add", [seen, x], f"{name}.sum"))
    inner = to.linear(f"{name}.inner", layer.inner, x)
    outer = to.linear(f"{name}.outer", layer.outer, _gelu(to, name, inner))
    return to.norm(f"{name}.second", layer.second, to.node("Add", [outer, x], f"{name}.sum2"))


def _attention(to: Builder, name: str, layer: Layer, x: str) -> str:
    split = _ints(to, f"{name}.split", [0, 0, HEADS, WIDTH // HEADS])

    def heads(part: str, *axes: int) -> str:
        parts = to.node(
            "Reshape", [to.linear(f"{name}.{part}", getattr(layer, part), x), split], f"{name}.{part}.4"
        )
        return to.node("Transpose", [parts], f"{name}.{part}.heads", perm=list(axes))

    scale = to.array(f"{name}.scale", np.array(1 / math.sqrt(WIDTH // HEADS), dtype=np.float32))
    query = to.node("Mul", [heads("query", 0, 2, 1, 3), scale], f"{name}.scaled")
    weighed = to.node("MatMul", [query, heads("key", 0, 2, 3, 1)], f"{name}.weighed")
    shares = to.node(
        "Softmax", [to.node("Add", [weighed, "wall"], f"{name}.walled")], f"{name}.shares", axis=-1
    )
    seen = to.node("MatMul", [shares, heads("value", 0, 2, 1, 3)], f"{name}.seen")
    turned = to.node("Transpose", [seen], f"{name}.turned", perm=[0, 2, 1, 3])
    return to.node("Reshape", [turned, _ints(to, f"{name}.join.shape", [0, 0, WIDTH])], f"{name}.joined")


def _gelu(to: Builder, name: str, x: str) -> str:
    """The gaussian error linear unit: x / 2 * (1 + erf(x / sqrt(2)))."""
    half, root, one = (
        to.array(f"{name}.{key}", np.array(value, dtype=np.float32))
        for key, value in (("half", 0.5), ("root", math.sqrt(0.5)), ("unit", 1.0))
    )
    erf = to.node("Erf", [to.node("Mul", [x, root], f"{name}.rooted")], f"{name}.erf")
    halves = to.node("Mul", [x, half], f"{name}.halves")
    return to.node("Mul", [halves, to.node("Add", [erf, one], f"{name}.erf1")], f"{name}.gelu")
