"""Sorting more lines than memory holds: sorted runs on disk, merged when read."""

from __future__ import annotations

import bisect
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from kg.graph.lines import pieces

#: Bytes that one run holds in memory before it is written out, and that merging reads at a time.
RUN = 32_000_000
#: Runs that are merged into one before there are more files than a process may open.
_FILES = 100
_LEAST = 1 << 14

_Pieces = list[tuple[list[bytes], Iterator[list[bytes]]]]


class SortedBytes:
    """Lines, each ending in its one line break, read back in the order of bytes, repeats dropped.

    The order of UTF-8 bytes is that of code points. Memory stays at a few times ``run`` bytes;
    the rest lies in a temporary folder that goes with the object. Reading may be repeated.
    """

    def __init__(self, lines: Iterable[bytes] = (), run: int = RUN) -> None:
        self._run = run
        self._buffer: list[bytes] = []
        self._size = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: list[Path] = []
        self._count = 0
        for line in lines:
            self.add(line)

    def add(self, line: bytes) -> None:
        """Take in one more line."""
        self._buffer.append(line)
        self._size += len(line)
        if self._size > self._run:
            self._spill()

    def extend(self, lines: list[bytes]) -> None:
        """Take in more lines."""
        self._buffer += lines
        self._size += sum(map(len, lines))
        if self._size > self._run:
            self._spill()

    def __iter__(self) -> Iterator[bytes]:
        """All lines, sorted, each once."""
        for chunk in self.chunks():
            yield from chunk

    def chunks(self) -> Iterator[list[bytes]]:
        """All lines, sorted, each once, in lists of bounded size."""
        self._buffer.sort()
        with ExitStack() as stack:
            files = [stack.enter_context(path.open("rb")) for path in self._files]
            size = max(self._run // (len(files) + 1), _LEAST)
            runs = [pieces(file, size) for file in files]
            yield from _merged([iter([self._buffer] if self._buffer else []), *runs])

    def _spill(self) -> None:
        if len(self._files) == _FILES:
            merged = self._new_file()
            with merged.open("wb") as file:
                for chunk in self.chunks():
                    file.writelines(chunk)
            for path in self._files:
                path.unlink()
            self._files = [merged]
        else:
            self._buffer.sort()
            path = self._new_file()
            with path.open("wb") as file:
                file.writelines(self._buffer)
            self._files.append(path)
        self._buffer, self._size = [], 0

    def _new_file(self) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="kg-sort-")
        self._count += 1
        return Path(self._folder.name) / str(self._count)


class SortedLines:
    """As :class:`SortedBytes`, for text without line breaks in it: what is added lacks the break."""

    def __init__(self, lines: Iterable[str] = (), run: int = RUN) -> None:
        self._lines = SortedBytes((), run)
        for line in lines:
            self.add(line)

    def add(self, line: str) -> None:
        """Take in one more line."""
        self._lines.add(f"{line}\n".encode())

    def __iter__(self) -> Iterator[str]:
        """All lines, sorted, each once."""
        for line in self._lines:
            yield line[:-1].decode()


def _merged(runs: list[Iterator[list[bytes]]]) -> Iterator[list[bytes]]:
    """One order out of runs that come in pieces.

    What is not above the least of the pieces' last lines can be given out: no piece that is
    still to come holds anything below it. So Python's own sort, which finds the runs in what it
    is given, does the merging, and a line costs no step of the interpreter.
    """
    pieces = [(piece, run) for run in runs if (piece := next(run, None))]
    last = b""
    while pieces:
        if len(pieces) == 1:
            ready, pieces = pieces[0][0], _on(pieces)
        else:
            bound = min(piece[-1] for piece, _ in pieces)
            ready = []
            rest = []
            for piece, run in pieces:
                at = bisect.bisect_right(piece, bound)
                ready += piece[:at]
                rest += [(piece[at:], run)] if at < len(piece) else _on([(piece, run)])
            ready.sort()
            pieces = rest
        unique = list(dict.fromkeys(ready))
        if unique[0] == last:
            del unique[0]
        if unique:
            last = unique[-1]
            yield unique


def _on(pieces: _Pieces) -> _Pieces:
    """The next piece of each run that has one."""
    return [(following, run) for _, run in pieces if (following := next(run, None))]
