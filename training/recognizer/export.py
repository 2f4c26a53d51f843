"""Write a trained recogniser as the files that the package ships.

    python -m training.recognizer.export STATE.pt FOLDER

``emissions.onnx`` takes characters [length, batch], features [length, batch, kinds] and lengths
[batch] and gives emissions [length, batch, labels]; weights are int8 with a scale a row, unpacked
when a session is made. ``crf.npz`` holds transitions, start and end scores,
``characters.txt`` the characters in the order of the embedding, from number 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from kg.nlp.recognizer.labels import LABELS
from training.recognizer.resources import vocabulary
from training.recognizer.train import Tagger

OPSET = 17
LARGE = 2048
"""Arrays of more values than this are stored as int8."""


class Builder:
    """Collects the nodes and arrays of an ONNX graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.arrays: list[onnx.TensorProto] = []

    def array(self, name: str, values: np.ndarray) -> str:
        """An initializer, quantized where it is large; its name."""
        if values.dtype != np.float32 or values.size <= LARGE:
            self.arrays.append(numpy_helper.from_array(values, name))
            return name
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
        names = [self.array(f"{name}.{key}", one) for key, one in (("w", w), ("r", r), ("b", b))]
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

    def linear(self, name: str, layer: torch.nn.Linear, inputs: str) -> str:
        """A dense layer."""
        weight = self.array(f"{name}.w", layer.weight.detach().numpy().T.copy())
        bias = self.array(f"{name}.b", layer.bias.detach().numpy())
        return self.node("Add", [self.node("MatMul", [inputs, weight], f"{name}.m"), bias], f"{name}.out")


def _gates(weight: torch.Tensor) -> np.ndarray:
    r, z, n = np.split(weight.detach().numpy(), 3)
    return np.concatenate([z, r, n])


def build(model: Tagger) -> onnx.ModelProto:
    """The net of ``model`` as an ONNX model."""
    net, to = model.encoder, Builder()
    embedded = to.node(
        "Gather", [to.array("embedding", net.embedding.weight.detach().numpy()), "characters"], "embedded"
    )
    one = to.gru("first", net.first, embedded)
    two = to.gru("second", net.second, one)
    extra = []
    for number, layer in enumerate(net.features):
        index = to.array(f"feature{number}.index", np.array(number, dtype=np.int64))
        column = to.node("Gather", ["features", index], f"feature{number}.column", axis=2)
        table = to.array(f"feature{number}.table", layer.weight.detach().numpy())
        extra.append(to.node("Gather", [table, column], f"feature{number}.out"))
    joined = to.node("Concat", [embedded, one, two, *extra], "joined", axis=2)
    mixed = to.node("Relu", [to.linear("mix", net.mix, joined)], "mixed")
    to.linear("out", net.out, to.gru("third", net.third, mixed))
    graph = helper.make_graph(
        to.nodes,
        "recognizer",
        [
            helper.make_tensor_value_info("characters", TensorProto.INT64, ["length", "batch"]),
            helper.make_tensor_value_info(
                "features", TensorProto.INT64, ["length", "batch", len(net.features)]
            ),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        ],
        [helper.make_tensor_value_info("out.out", TensorProto.FLOAT, ["length", "batch", len(LABELS)])],
        to.arrays,
    )
    exported = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="govreport-kg"
    )
    exported.ir_version = 9
    onnx.checker.check_model(exported)
    return exported


def main() -> None:
    """Read a state, write the folder."""
    known, rows = vocabulary()
    model = Tagger(rows)
    model.load_state_dict(torch.load(sys.argv[1], weights_only=True))
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "emissions.onnx").write_bytes(build(model.eval()).SerializeToString(deterministic=True))
    crf = model.crf
    np.savez(
        folder / "crf.npz",
        transitions=crf.matrix().detach().numpy().astype(np.float32),
        start=crf.start.numpy(),
        end=crf.end.numpy(),
    )
    (folder / "characters.txt").write_text("\n".join(known[1:]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
