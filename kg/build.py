"""Building: files in, a folder with the RDF dataset, the embedded database and a manifest out."""

from __future__ import annotations

import errno
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg import manifest, storage, workers
from kg.errors import BackendError, InputError
from kg.manifest import Manifest
from kg.reading import ManifestRow, discover, load_manifest
from kg.types import Extraction, Graph, Problem, Severity

DATASET, TURTLE, DATABASE, CACHE = "graph.nq", "graph.ttl", "graph.lbug", "extractions"
OUTPUTS = (DATASET, TURTLE, DATABASE, manifest.NAME)


@dataclass(frozen=True, slots=True)
class Settings:
    """What to build and how.

    ``paths`` are files and folders, ``rows`` a CSV file that states city and year of files,
    ``decisions`` a CSV file of users' own merges, ``jobs`` the number of processes,
    ``fast`` whether the recogniser's small net decides alone.
    """

    paths: Sequence[Path]
    out: Path
    rows: Path | None = None
    decisions: Path | None = None
    jobs: int = 1
    fast: bool = False


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told how a build goes on: of each stage by name, of each file when it is done."""

    stage: Callable[[str, int], None] = field(default=lambda _name, _total: None)
    file: Callable[[Path], None] = field(default=lambda _path: None)


@dataclass(frozen=True, slots=True)
class Result:
    """A build's manifest, how many files were extracted now, and whether anything was written."""

    manifest: Manifest
    extracted: int
    changed: bool


def build(settings: Settings, listener: Listener | None = None) -> Result:
    """Build the graph of ``settings.paths`` in ``settings.out``.

    Files that cannot be used become problems of the manifest; the rest is built. What did not
    change since the last build in the same folder is taken from there. Outputs are put in place
    at the end, so that a build that fails leaves those of the one before.

    Raises:
        InputError: a path does not exist, there is nothing to build, or a table of the user is faulty.
        BackendError: the folder cannot be written, or the disk is full.
    """
    told = listener or Listener()
    paths, found = discover(settings.paths)
    rows = load_manifest(settings.rows) if settings.rows else {}
    with _writing(settings.out):
        settings.out.mkdir(parents=True, exist_ok=True)
        listed = list(workers.tasks(paths, rows, settings.out / CACHE, fast=settings.fast))
        todo = [one for one in listed if isinstance(one, workers.Task)]
        problems = [*found, *_unlisted(paths, rows), *(one for one in listed if isinstance(one, Problem))]
        fresh = [task for task in _once(todo) if not task.record.exists()]
        told.stage("extract", len(fresh))
        workers.run(fresh, settings.jobs, told.file)
        inputs = _inputs(settings, todo)
        before = _unchanged(settings.out, inputs)
        if before is not None:
            return Result(before, len(fresh), changed=False)
        made = _write(settings, _gather(todo, problems), inputs, told)
        _forget(settings.out / CACHE, {task.record for task in todo})
        return Result(made, len(fresh), changed=True)


def _once(todo: Sequence[workers.Task]) -> list[workers.Task]:
    return list({task.record: task for task in todo}.values())


def _unlisted(paths: Sequence[Path], rows: Mapping[Path, ManifestRow]) -> Iterator[Problem]:
    known = {path.resolve() for path in paths}
    for path in sorted(set(rows) - known):
        message = "the manifest names a file that is not among those to be built"
        yield Problem(
            Severity.WARNING, "manifest.unused", str(path), message, "correct the path, or add the file"
        )


def _inputs(settings: Settings, todo: Sequence[workers.Task]) -> str:
    """A digest of all that the outputs depend on."""
    digest = hashlib.sha256(storage.whole_fingerprint().encode())
    for name in sorted(f"{task.path.name}:{task.record.name}" for task in todo):
        digest.update(name.encode())
    if settings.decisions:
        digest.update(settings.decisions.read_bytes())
    return digest.hexdigest()[:32]


def _unchanged(out: Path, inputs: str) -> Manifest | None:
    if not all((out / name).exists() for name in OUTPUTS):
        return None
    try:
        before = manifest.read(out)
    except InputError:
        return None
    return before if before.inputs == inputs else None


@dataclass(frozen=True, slots=True)
class _Gathered:
    extractions: tuple[Extraction, ...]
    problems: tuple[Problem, ...]


def _gather(todo: Sequence[workers.Task], problems: Sequence[Problem]) -> _Gathered:
    found: dict[str, Extraction] = {}
    said = list(problems)
    for task in sorted(todo, key=lambda one: (one.path.name, str(one.path))):
        record = storage.read(task.record)
        said += record.problems
        if record.extraction is None:
            continue
        known = found.setdefault(record.extraction.report.id, record.extraction)
        if known is not record.extraction:
            message = f"the same text as {known.report.source}; it is counted once"
            said.append(
                Problem(
                    Severity.WARNING, "reading.duplicate", str(task.path), message, "remove one of the two"
                )
            )
    return _Gathered(tuple(found[key] for key in sorted(found)), tuple(said))


def _write(settings: Settings, gathered: _Gathered, inputs: str, told: Listener) -> Manifest:
    if not gathered.extractions:
        first = next((f": {one.place}: {one.message}" for one in gathered.problems), "")
        message = f"none of the files could be read{first}"
        raise InputError(message, "give .txt, .md, .html, .docx or .pdf files of government work reports")
    told.stage("resolve", 0)
    from kg.graph.conform import conforming

    graph = conforming(resolved(gathered.extractions, settings.decisions))
    with tempfile.TemporaryDirectory(prefix=".building-", dir=settings.out) as name:
        folder = Path(name)
        triples = write_graph(graph, folder, told)
        made = manifest.make(
            graph,
            fingerprint=storage.fingerprint(),
            inputs=inputs,
            triples=triples,
            problems=(*gathered.problems, *graph.problems),
        )
        manifest.write(made, folder)
        for output in OUTPUTS:
            (folder / output).replace(settings.out / output)
    return made


def resolved(extractions: Sequence[Extraction], decisions: Path | None = None) -> Graph:
    """The graph of ``extractions``, with the users' ``decisions`` (a CSV file) applied."""
    from kg.resolution import load_decisions, resolve

    return resolve(extractions, load_decisions(decisions) if decisions else ())


def write_graph(graph: Graph, folder: Path, told: Listener | None = None) -> int:
    """Write dataset, Turtle and embedded database into ``folder``; the number of quads."""
    from kg.graph.dump import dump
    from kg.graph.property_graph import property_graph
    from kg.graph.rdf import quads
    from kg.graph.store import write_nquads
    from loaders.base import load
    from loaders.embedded import Embedded

    told = told or Listener()
    told.stage("rdf", 0)
    triples = write_nquads(quads(graph), folder / DATASET)
    dump(folder / DATASET, folder / TURTLE, "ttl")
    told.stage("database", 0)
    load(property_graph(folder / DATASET), Embedded(folder / DATABASE))
    return triples


def _forget(cache: Path, kept: set[Path]) -> None:
    for path in cache.glob("*.json"):
        if path not in kept:
            path.unlink()


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """Turns what an operating system says of a folder into an error with a hint."""
    try:
        yield
    except OSError as error:
        for left in out.glob(".building-*"):
            shutil.rmtree(left, ignore_errors=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            message = f"{out}: the disk is full; the build before this one, if any, is as it was"
            raise BackendError(message, "free some space and run the same command again") from error
        message = f"{error.filename or out}: {error.strerror or error}"
        raise BackendError(message, "check that the folder exists and may be written") from error
