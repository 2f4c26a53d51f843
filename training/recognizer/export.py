"""Write a trained net of the recogniser as the files that the package ships.

    python -m training.recognizer.export small STATE.pt FOLDER

``small.onnx`` takes characters [length, batch], features [length, batch, kinds] and lengths
[batch] and gives emissions [length, batch, labels]; weights are int8 with a scale a row, unpacked
when a session is made. ``small.npz`` holds transitions, start and end scores of its CRF,
``characters.txt`` the characters in the order of the embedding, from number 1. ``large.onnx`` (see
``training.recognizer.export_large``) and ``large.npz`` are the other net's.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch

from training.recognizer import export_large, export_small
from training.recognizer.net import Encoder
from training.recognizer.resources import vocabulary
from training.recognizer.train import Tagger


def main() -> None:
    """Read a state, write the net's files into the folder."""
    kind, state, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    model = Tagger(kind)
    model.load_state_dict(torch.load(state, weights_only=True))
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(model.encoder, Encoder):
        (folder / "small.onnx").write_bytes(
            export_small.build(model.encoder).SerializeToString(deterministic=True)
        )
    else:
        export_large.write(model.encoder, folder / "large.onnx")
    crf = model.crf
    transitions = crf.matrix().detach().numpy().astype(np.float32)
    np.savez(folder / f"{kind}.npz", transitions=transitions, start=crf.start.numpy(), end=crf.end.numpy())
    (folder / "characters.txt").write_text("\n".join(vocabulary()[0][1:]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
