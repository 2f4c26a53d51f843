"""Pictures of Browser: small files, and for the docs only when they are asked for."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image

IMAGES = Path(__file__).parents[2] / "docs" / "images"
VARIABLE = "KG_PICTURES"
COLORS = 96


def small(png: bytes) -> bytes:
    """``png`` with at most :data:`COLORS` colours."""
    target = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLORS, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


def keep(png: bytes, name: str, elsewhere: Path) -> Path:
    """Write the picture to ``docs/images`` if the environment asks for it, else into ``elsewhere``."""
    folder = IMAGES if os.environ.get(VARIABLE) else elsewhere
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(small(png))
    return path


def share(png: bytes, color: str) -> float:
    """The part of the picture's area that is within a shade of ``color`` (``#RRGGBB``)."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    wanted = [int(color[k : k + 2], 16) for k in (1, 3, 5)]
    near = sum(
        count
        for count, pixel in picture.getcolors(picture.width * picture.height) or ()
        if isinstance(pixel, tuple) and all(abs(a - b) <= 4 for a, b in zip(pixel, wanted, strict=True))
    )
    return near / (picture.width * picture.height)
