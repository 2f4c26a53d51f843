"""The package for those who write Python: read, extract, build, ask.

import kg
report = kg.read("资阳市-2024.txt")
docs = kg.docs(report)                      # spaCy Docs; displacy.render(docs, style="ent")
extraction = kg.extract(report)             # mentions and statements, typed
graph = kg.build_graph(["reports/"], "build")
graph.query("cross-city-projects")          # a pandas DataFrame
graph.networkx(), graph.rdflib()            # MultiDiGraph, Dataset
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from spacy.tokens import Doc

    from kg.manifest import Manifest
    from kg.types import Extraction, Report


def read(path: str | Path) -> Report:
    """The report in the file ``path`` (.txt, .md, .html, .docx or .pdf).

    Raises:
        InputError: the file cannot be read as a report.
    """
    from kg.reading import read as run

    return run(Path(path))


def docs(report: Report, *, fast: bool = False) -> list[Doc]:
    """The passages of ``report`` as spaCy ``Doc`` objects: one token a character, names in ``doc.ents``."""
    from kg.extraction.report import documents
    from kg.nlp.pipeline import load

    return documents(report, load(fast=fast))


def extract(report: Report, *, fast: bool = False) -> Extraction:
    """The mentions and statements of ``report``; ranges are half-open offsets in ``report.text``."""
    from kg.extraction.report import extract as run
    from kg.nlp.pipeline import load

    return run(report, load(fast=fast))


def build_graph(
    paths: Sequence[str | Path], out: str | Path, *, jobs: int = 1, fast: bool = False
) -> BuiltGraph:
    """Build the graph of files and folders in the folder ``out``; see ``kg build --help``.

    Raises:
        InputError: there is nothing to build.
        BackendError: the folder cannot be written.
    """
    from kg.build import Settings, build

    build(Settings([Path(one) for one in paths], Path(out), jobs=jobs, fast=fast))
    return open_graph(out)


def open_graph(folder: str | Path) -> BuiltGraph:
    """The graph that a build wrote into ``folder``.

    Raises:
        InputError: there is no build.
    """
    from kg import manifest

    return BuiltGraph(Path(folder), manifest.read(Path(folder)))


@dataclass(frozen=True, slots=True)
class BuiltGraph:
    """A build: its folder and manifest, and ways to ask it."""

    folder: Path
    manifest: Manifest

    def query(self, name: str, **parameters: object) -> pd.DataFrame:
        """The rows of a query of the library.

        Raises:
            UsageError: the query or a parameter does not exist.
        """
        from kg import query
        from kg.build import DATABASE
        from kg.engines import EmbeddedConnection

        with EmbeddedConnection(self.folder / DATABASE) as connection:
            return query.run(connection, name, **parameters).to_pandas()

    def cypher(self, text: str, **parameters: object) -> pd.DataFrame:
        """The rows of a Cypher query of your own.

        Raises:
            UsageError: the Cypher is faulty.
        """
        from kg import query
        from kg.build import DATABASE
        from kg.engines import EmbeddedConnection

        with EmbeddedConnection(self.folder / DATABASE) as connection:
            return query.cypher(connection, text, parameters).to_pandas()

    def networkx(self) -> nx.MultiDiGraph[str]:
        """The property graph: nodes by IRI, edges by id, properties as attributes."""
        from kg.build import DATASET
        from kg.graph.dump import to_networkx
        from kg.graph.property_graph import property_graph

        return to_networkx(property_graph(self.folder / DATASET))

    def rdflib(self) -> rdflib.Dataset:
        """The RDF dataset, a named graph a report."""
        from kg.build import DATASET
        from kg.graph.dump import to_rdflib

        return to_rdflib(self.folder / DATASET)
