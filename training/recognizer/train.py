"""Train the recogniser: gold reports in, a PyTorch state out.

    python -m training.recognizer.train OUT.pt [--net large] [--leave-out NAME ...] [--init STATE.pt]

Deterministic for a seed, a PyTorch version and a number of threads.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from kg.nlp.recognizer.features import FEATURE_SIZES
from kg.nlp.recognizer.labels import decode
from training.recognizer import resources as shared
from training.recognizer.data import Example, batches, examples, tensors
from training.recognizer.net import Crf, Encoder
from training.recognizer.transformer import Transformer
from training.reports import KEPT_OUT, gold_reports

REPORT = 100
"""Steps between two lines of progress."""


@dataclass(frozen=True)
class Settings:
    """How training goes; rates are AdamW's peak rates of the head and of the pretrained encoder."""

    epochs: float
    batch: int
    head: float
    encoder: float
    average: float = 0.99
    unknown: float = 0.05
    seed: int = 1


NETS = {
    "small": Settings(epochs=12, batch=2000, head=3e-3, encoder=1e-3),
    "large": Settings(epochs=3, batch=1500, head=2e-3, encoder=1e-4, unknown=0.03),
}


class Tagger(nn.Module):
    """Encoder and CRF together; ``net`` is a key of :data:`NETS`."""

    def __init__(self, net: str = "small") -> None:
        super().__init__()
        known, lac_rows = shared.vocabulary()
        self.encoder: Encoder | Transformer = (
            Encoder(lac_rows, FEATURE_SIZES) if net == "small" else Transformer(known, FEATURE_SIZES)
        )
        self.crf = Crf()


def train(found: list[Example], model: Tagger, settings: Settings) -> Tagger:
    """Train ``model`` in place on ``found``; the running mean of its weights is returned."""
    rng, mean = np.random.default_rng(settings.seed), copy.deepcopy(model)
    slow = model.encoder.pretrained()
    known = {id(one) for one in slow}
    fast = [one for one in model.parameters() if id(one) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": settings.encoder}, {"params": fast, "lr": settings.head}], weight_decay=0.01
    )
    steps = math.ceil(settings.epochs * len(batches(found, settings.batch, np.random.default_rng(0))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    began, total, done = time.time(), 0.0, 0
    model.train()
    for done, batch in enumerate(itertools.islice(_endless(found, settings.batch, rng), steps), 1):
        total += _step(batch, model, optimizer, settings)
        schedule.step()
        _average(mean, model, settings.average)
        if done % REPORT == 0 or done == steps:
            loss = total / ((done - 1) % REPORT + 1)
            print(f"step {done} of {steps}: loss {loss:.4f}, {time.time() - began:.0f} s", flush=True)
            total = 0.0
    return mean.eval()


def _endless(found: list[Example], size: int, rng: np.random.Generator) -> Iterator[list[Example]]:
    while True:
        yield from batches(found, size, rng)


def _rate(step: int, steps: int) -> float:
    warm = max(1, int(0.05 * steps))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, steps - warm))))


def _step(batch: list[Example], model: Tagger, optimizer: torch.optim.Optimizer, settings: Settings) -> float:
    characters, features, labels, mask = tensors(batch)
    dropped = torch.rand(characters.shape) < settings.unknown
    emissions = model.encoder(characters.masked_fill(dropped, 0), features, mask)
    loss = model.crf.loss(emissions, labels, mask) * batch[0].weight
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 5.0)
    optimizer.step()
    return float(loss.detach())


def _average(mean: Tagger, model: Tagger, keep: float) -> None:
    with torch.no_grad():
        for old, new in zip(mean.parameters(), model.parameters(), strict=True):
            old.mul_(keep).add_(new, alpha=1 - keep)


def predict(found: list[Example], model: Tagger) -> list[list[int]]:
    """The best label sequence of each example (Viterbi), in the order given."""
    order = sorted(range(len(found)), key=lambda at: len(found[at].labels))
    answers: list[list[int]] = [[] for _ in found]
    matrix = model.crf.matrix().detach().numpy()
    start, end = model.crf.start.numpy(), model.crf.end.numpy()
    for at in range(0, len(order), 32):
        rows = order[at : at + 32]
        characters, features, _, mask = tensors([found[row] for row in rows])
        with torch.no_grad():
            emissions = model.encoder(characters, features, mask).numpy()
        for row, scores in zip(rows, emissions, strict=True):
            answers[row] = viterbi(scores[: len(found[row].labels)], matrix, start, end)
    return answers


def viterbi(scores: np.ndarray, matrix: np.ndarray, start: np.ndarray, end: np.ndarray) -> list[int]:
    """The best path through emissions ``[length, labels]``."""
    best, back = scores[0] + start, []
    for step in scores[1:]:
        total = best[:, None] + matrix
        back.append(total.argmax(0))
        best = total.max(0) + step
    path = [int((best + end).argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def f1(found: list[Example], answers: list[list[int]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of exact spans with their types."""
    hit = predicted = gold = 0
    for example, answer in zip(found, answers, strict=True):
        one, other = set(decode(example.labels.tolist())), set(decode(answer))
        hit, predicted, gold = hit + len(one & other), predicted + len(other), gold + len(one)
    precision, recall = hit / max(1, predicted), hit / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Train and score on the reports left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--leave-out", nargs="*", default=[])
    parser.add_argument("--only", type=int, default=0, help="train on the first N reports (learning curves)")
    parser.add_argument("--net", choices=sorted(NETS), default="small")
    parser.add_argument("--epochs", type=float, default=None)
    parser.add_argument("--init", type=Path, default=None, help="a state to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(mode=True)
    resources = shared.load()
    pairs = gold_reports(names_only=True)
    left = {*args.leave_out, *KEPT_OUT}
    names = [name for name in sorted(pairs) if name not in left]
    names = names[: args.only] if args.only else names
    found = [one for name in names for one in examples(*pairs[name], resources)]
    print(
        len(names),
        "reports,",
        len(found),
        "units,",
        sum(len(one.labels) for one in found),
        "characters",
        flush=True,
    )
    model, usual = Tagger(args.net), NETS[args.net]
    if args.init:
        model.load_state_dict(torch.load(args.init, weights_only=True))
    settings = replace(
        usual,
        epochs=args.epochs or usual.epochs,
        seed=args.seed,
        head=args.rate * usual.head,
        encoder=args.rate * usual.encoder,
    )
    model = train(found, model, settings)
    torch.save(model.state_dict(), args.out)
    for name in sorted(left):
        test = examples(*pairs[name], resources)
        print(name, "P R F1", *(f"{one:.3f}" for one in f1(test, predict(test, model))), flush=True)


if __name__ == "__main__":
    main()
