"""Sorting more lines than memory holds: sorted runs on disk, merged when read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

#: Characters that one run holds in memory before it is written out.
RUN = 64_000_000


class SortedLines:
    """Lines (without line breaks in them) that are read back in code point order, repeats dropped.

    Memory stays at about ``run`` characters; the rest lies in a temporary folder that goes
    with the object. Reading may be repeated.
    """

    def __init__(self, lines: Iterable[str] = (), run: int = RUN) -> None:
        self._run = run
        self._buffer: list[str] = []
        self._size = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: list[Path] = []
        for line in lines:
            self.add(line)

    def add(self, line: str) -> None:
        """Take in one more line."""
        self._buffer.append(line)
        self._size += len(line)
        if self._size > self._run:
            self._spill()

    def __iter__(self) -> Iterator[str]:
        """All lines, sorted, each once."""
        self._buffer.sort()
        with ExitStack() as stack:
            files = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in self._files]
            runs = [(line[:-1] for line in file) for file in files]
            last = None
            for line in heapq.merge(self._buffer, *runs):
                if line != last:
                    yield line
                last = line

    def _spill(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="kg-sort-")
        path = Path(self._folder.name) / str(len(self._files))
        self._buffer.sort()
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in self._buffer)
        self._files.append(path)
        self._buffer, self._size = [], 0
