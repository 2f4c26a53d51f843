"""Building ONNX graphs of trained nets: arrays stored as int8, nodes, layers."""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from kg.nlp.recognizer.labels import LABELS

OPSET = 17
LARGE = 2048
"""Arrays of more values than this are stored as int8."""


class Builder:
    """Collects the nodes and arrays of an ONNX graph.

    Args:
        dense: store the large arrays of dense and recurrent layers as int8, too, not only embeddings.
    """

    def __init__(self, *, dense: bool = True) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.arrays: list[onnx.TensorProto] = []
        self._dense = dense

    def array(self, name: str, values: np.ndarray) -> str:
        """An initializer, quantized where it is large; its name."""
        if self._dense and values.dtype == np.float32 and values.size > LARGE:
            return self.rows(name, values)
        self.arrays.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def rows(self, name: str, values: np.ndarray) -> str:
        """An array stored as int8 with a scale a row, unpacked when a session is made."""
        axis = values.ndim - 2
        other = tuple(at for at in range(values.ndim) if at != axis)
        scale = (np.abs(values).max(axis=other, keepdims=True) / 127 + 1e-12).astype(np.float32)
        packed = np.clip(np.round(values / scale), -127, 127).astype(np.int8)
        for part, one in (("packed", packed), ("scale", scale)):
            self.arrays.append(numpy_helper.from_array(one, f"{name}.{part}"))
        self.node("Cast", [f"{name}.packed"], f"{name}.cast", to=TensorProto.FLOAT)
        return self.node("Mul", [f"{name}.cast", f"{name}.scale"], name)

    def node(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        """A node with one output; the output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def gru(self, name: str, layer: torch.nn.GRU, inputs: str) -> str:
        """A bidirectional GRU over ``[length, batch, width]``; the output has the same axes."""
        both = ("", "_reverse")
        w = np.stack([_gates(getattr(layer, f"weight_ih_l0{side}")) for side in both])
        r = np.stack([_gates(getattr(layer, f"weight_hh_l0{side}")) for side in both])
        b = np.stack(
            [
                np.concatenate([_gates(getattr(layer, f"bias_{kind}_l0{side}")) for kind in ("ih", "hh")])
                for side in both
            ]
        )
        names = [self.rows(f"{name}.{key}", one) for key, one in (("w", w), ("r", r))]
        names.append(self.array(f"{name}.b", b))
        self.nodes.append(
            helper.make_node(
                "GRU",
                [inputs, *names, "lengths"],
                [f"{name}.y"],
                direction="bidirectional",
                hidden_size=layer.hidden_size,
                linear_before_reset=1,
            )
        )
        turned = self.node("Transpose", [f"{name}.y"], f"{name}.t", perm=[0, 2, 1, 3])
        shape = self.array(f"{name}.shape", np.array([0, 0, -1], dtype=np.int64))
        return self.node("Reshape", [turned, shape], f"{name}.out")

    def features(self, layers: torch.nn.ModuleList) -> list[str]:
        """The embedded features of the characters, one output a kind of feature."""
        extra = []
        for number, layer in enumerate(layers):
            index = self.array(f"feature{number}.index", np.array(number, dtype=np.int64))
            column = self.node("Gather", ["features", index], f"feature{number}.column", axis=2)
            table = self.array(f"feature{number}.table", layer.weight.detach().numpy())
            extra.append(self.node("Gather", [table, column], f"feature{number}.out"))
        return extra

    def norm(self, name: str, layer: torch.nn.LayerNorm, inputs: str) -> str:
        """Layer normalisation over the last axis."""
        parts = [
            self.array(f"{name}.{key}", one.detach().numpy())
            for key, one in (("g", layer.weight), ("b", layer.bias))
        ]
        return self.node("LayerNormalization", [inputs, *parts], f"{name}.out", axis=-1, epsilon=layer.eps)

    def linear(self, name: str, layer: torch.nn.Linear, inputs: str) -> str:
        """A dense layer."""
        weight = self.array(f"{name}.w", layer.weight.detach().numpy().T.copy())
        bias = self.array(f"{name}.b", layer.bias.detach().numpy())
        return self.node("Add", [self.node("MatMul", [inputs, weight], f"{name}.m"), bias], f"{name}.out")


def _gates(weight: torch.Tensor) -> np.ndarray:
    r, z, n = np.split(weight.detach().numpy(), 3)
    return np.concatenate([z, r, n])


def ints(name: str, *axes: str | int) -> onnx.ValueInfoProto:
    """An input of whole numbers."""
    return helper.make_tensor_value_info(name, TensorProto.INT64, axes)


def common(kinds: int) -> list[onnx.ValueInfoProto]:
    """The inputs that both nets take: features and lengths."""
    lengths = helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"])
    return [ints("features", "length", "batch", kinds), lengths]


def finish(to: Builder, inputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
    """The checked model of a graph whose output is ``out.out``."""
    out = helper.make_tensor_value_info("out.out", TensorProto.FLOAT, ["length", "batch", len(LABELS)])
    graph = helper.make_graph(to.nodes, "recognizer", inputs, [out], to.arrays)
    opset = [helper.make_opsetid("", OPSET)]
    exported = helper.make_model(graph, opset_imports=opset, producer_name="govreport-kg")
    exported.ir_version = 9
    onnx.checker.check_model(exported)
    return exported
