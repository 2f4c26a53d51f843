"""Reading and extracting files, in this process or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from kg import storage
from kg.errors import InputError, KgError
from kg.reading import ManifestRow
from kg.types import Problem, Severity

Progress = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be extracted, and where its record goes."""

    path: Path
    row: ManifestRow | None
    record: Path
    fast: bool = False


def tasks(
    paths: Sequence[Path], rows: Mapping[Path, ManifestRow], cache: Path, *, fast: bool = False
) -> Iterator[Task | Problem]:
    """A task for each file, or a problem where it cannot be opened."""
    for path in paths:
        row = rows.get(path.resolve())
        try:
            content = path.read_bytes()
        except OSError as error:
            hint = "check that the file exists and may be read"
            yield Problem(Severity.ERROR, "reading.unreadable", str(path), error.strerror or str(error), hint)
            continue
        stated = (row.city, str(row.year), row.source, str(row.division)) if row else ()
        key = storage.cache_key(content, path.name, *stated, *(["fast"] if fast else []))
        yield Task(path, row, cache / f"{key}.json", fast)


def run(todo: Sequence[Task], jobs: int, progress: Progress) -> None:
    """Extract the files of ``todo`` into their records.

    Raises:
        OSError: a record cannot be written.
    """
    if jobs <= 1 or len(todo) <= 1:
        for task in todo:
            work(task)
            progress(task.path)
        return
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with ProcessPoolExecutor(max_workers=min(jobs, len(todo))) as pool:
        running = {pool.submit(work, task): task for task in todo}
        try:
            for done in as_completed(running):
                done.result()
                progress(running[done].path)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def work(task: Task) -> None:
    """Extract one file into its record."""
    storage.write(extract(task.path, task.row, fast=task.fast), task.record)


def extract(path: Path, row: ManifestRow | None = None, *, fast: bool = False) -> storage.Record:
    """The record of one file: its extraction, or the problem that stands against it."""
    from kg.extraction.report import extract as extract_report
    from kg.nlp.pipeline import load
    from kg.reading import read_with_problems

    try:
        report, problems = read_with_problems(path, manifest=row)
    except InputError as error:
        return storage.Record(None, (failure(path, error),))
    return storage.Record(extract_report(report, load(fast=fast), problems), tuple(problems))


def failure(path: Path, error: KgError) -> Problem:
    """An error in a file as a finding."""
    said = str(error).removeprefix(f"{path}: ")
    return Problem(Severity.ERROR, "reading.failed", str(path), said, error.hint)
