"""Write the table of company names that relations look names up in: ``python -m training.make_companies``.

Origin: company_short_names.txt of github.com/wainshine/Company-Names-Corpus, commit b71e78e
(Apache-2.0), 267,000 short names and brands. Kept are checksums (crc32) of names of two to eight
characters, for the only question that is asked is whether a stretch of text is among them.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

from training.reports import SHARED

TARGET = Path(__file__).parents[1] / "kg" / "extraction" / "relations" / "companies.npz"
LENGTHS = range(2, 9)


def main() -> None:
    """Read the list beside the project, write the table into the package."""
    rows = (SHARED / "lexicon" / "company_short_names.txt").read_text(encoding="utf-8-sig").splitlines()
    names = sorted({name.strip() for name in rows[2:] if len(name.strip()) in LENGTHS})
    sums = np.array(sorted({zlib.crc32(name.encode()) for name in names}), np.uint32)
    steps = np.diff(sums, prepend=np.uint32(0))
    np.savez_compressed(TARGET, steps=steps)
    print(f"{len(sums)} names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
