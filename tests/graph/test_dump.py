"""Every format holds the whole data set, and is read back by tools of others."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
import rdflib
from pyarrow import parquet
from rdflib.compare import to_canonical_graph

from kg.errors import InputError, UsageError
from kg.graph.dump import FORMATS, dump, to_networkx, to_rdflib
from kg.graph.property_graph import property_graph
from kg.graph.rdf import quads
from kg.graph.store import ordered, write_nquads
from kg.types import Graph
from tests.graphs import CITY_SUINING, ROAD, rich_graph, without_report

_RDFLIB = {"nt": "nt", "ttl": "turtle", "trig": "trig", "jsonld": "json-ld", "rdfxml": "xml", "nq": "nquads"}
_ENDINGS = {"rdfxml": "rdf"}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "graph.nq"
    write_nquads(quads(rich_graph()), path)
    return path


@pytest.mark.parametrize("kind", _RDFLIB)
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_an_rdf_dump_is_the_data_set(kind: str, ending: str, dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / f"out.{_ENDINGS.get(kind, kind)}{ending}"
    dump(dataset, out, kind)
    assert list(ordered(out)) == list(ordered(dataset))


@pytest.mark.parametrize("kind", _RDFLIB)
def test_rdflib_reads_the_same_triples_from_every_format(kind: str, dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    dump(dataset, out, kind)
    graph = rdflib.Dataset(default_union=True)
    graph.parse(out, format=_RDFLIB[kind])
    found = rdflib.Graph()
    found += graph.triples((None, None, None))
    expected = rdflib.Graph().parse(data=_flat(), format="nt")
    assert set(to_canonical_graph(found)) == set(to_canonical_graph(expected))


def _flat() -> str:
    return "".join(f"{quad.triple} .\n" for quad in quads(rich_graph()))


@pytest.mark.parametrize("kind", FORMATS)
def test_dumping_twice_gives_the_same_bytes(kind: str, dataset: Path, tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        out = tmp_path / name
        dump(dataset, out, kind)
        files = sorted(out.iterdir()) if out.is_dir() else [out]
        contents.append([file.read_bytes() for file in files])
    assert contents[0] == contents[1]
    assert not list(tmp_path.glob("*.part"))


def test_the_order_of_the_graph_does_not_matter(dataset: Path, tmp_path: Path) -> None:
    graph = rich_graph()
    turned = Graph(graph.reports[::-1], graph.entities[::-1], graph.facts[::-1])
    path = tmp_path / "turned.nq"
    write_nquads(quads(turned), path)
    assert path.read_bytes() == dataset.read_bytes()


def test_a_withdrawn_report_takes_only_its_own_statements() -> None:
    whole, rest = set(quads(rich_graph())), set(quads(without_report("c3" * 8)))
    assert rest < whole
    gone = {str(quad.graph_name) for quad in whole - rest}
    assert gone == {"DEFAULT", f"<https://w3id.org/govreport-kg/id/report/{'c3' * 8}>"}


def test_turtle_is_for_people(dataset: Path, tmp_path: Path) -> None:
    dump(dataset, tmp_path / "out.ttl", "ttl")
    text = (tmp_path / "out.ttl").read_text(encoding="utf-8")
    assert "@prefix gr:" in text
    assert f'<{ROAD}> a gr:Project ;\n\trdfs:label "资遂高速公路"@zh ;' in text


def test_zipped_files_are_zipped_and_hold_no_time(dataset: Path, tmp_path: Path) -> None:
    dump(dataset, tmp_path / "out.nt.gz", "nt")
    raw = (tmp_path / "out.nt.gz").read_bytes()
    assert raw[4:8] == b"\0\0\0\0"
    assert gzip.decompress(raw).decode().count("\n") == len(set(_flat().splitlines()))


@pytest.mark.parametrize("ending", ["graphml", "gexf", "graphml.gz", "gexf.gz"])
def test_networkx_opens_graph_files_with_parallel_edges_apart(
    ending: str, dataset: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"out.{ending}"
    dump(dataset, out, ending.removesuffix(".gz"))
    graph = nx.read_graphml(out) if ending.startswith("graphml") else nx.read_gexf(out)
    assert graph.nodes[ROAD]["name"] == "资遂高速公路"
    edges = list(property_graph(dataset).edges())
    assert graph.number_of_edges() == len(edges)
    assert {key for *_, key in graph.edges(keys=True)} == {edge.id for edge in edges}
    assert {data["type"] for data in graph[ROAD][CITY_SUINING].values()} == {"SPANS", "SPANS_CITY"}
    assert {type(data["year"]) for *_, data in graph.edges(data=True) if "year" in data} == {int}
    assert all(
        isinstance(data["length"], int) for _, data in graph.nodes(data=True) if data["type"] == "Report"
    )


def test_csv_has_a_row_for_every_place_that_says_it(dataset: Path, tmp_path: Path) -> None:
    dump(dataset, tmp_path / "tables", "csv")
    tables = {path.stem: _rows(path) for path in (tmp_path / "tables").iterdir()}
    assert set(tables) == {"entities", "reports", "statements", "progress", "observations", "mentions"}
    facts = rich_graph().facts
    assert len(tables["statements"]) == sum(fact.object is not None for fact in facts)
    assert len(tables["progress"]) == sum(fact.status is not None for fact in facts)
    assert len(tables["observations"]) == sum(fact.quantity is not None for fact in facts)
    by_city = [row for row in tables["statements"] if row["predicate"] == "SPANS_CITY"]
    assert {row["basis"] for row in by_city if row["object"] == CITY_SUINING} == {"name", "text", "report"}
    assert all(row["subject_name"] and row["quote"] for row in tables["progress"])


def test_parquet_holds_the_same_rows_with_types(dataset: Path, tmp_path: Path) -> None:
    dump(dataset, tmp_path / "parquet", "parquet")
    dump(dataset, tmp_path / "csv", "csv")
    for path in sorted((tmp_path / "csv").iterdir()):
        rows, table = _rows(path), parquet.read_table(tmp_path / "parquet" / f"{path.stem}.parquet")
        assert table.column_names == list(rows[0])
        assert [_as_csv(row) for row in table.to_pylist()] == rows
    entities = parquet.read_table(tmp_path / "parquet" / "entities.parquet").to_pylist()
    assert next(row["aliases"] for row in entities if row["iri"] == ROAD) == ["资遂高速"]
    statements = parquet.read_table(tmp_path / "parquet" / "statements.parquet")
    assert str(statements.schema.field("year").type) == "int64"
    assert str(statements.schema.field("confidence").type) == "double"


def _as_csv(row: dict[str, object]) -> dict[str, str]:
    lists = {name: " | ".join(map(str, value)) for name, value in row.items() if isinstance(value, list)}
    return {name: "" if value is None else str(value) for name, value in (row | lists).items()}


def test_excel_and_pandas_read_the_names(dataset: Path, tmp_path: Path) -> None:
    dump(dataset, tmp_path / "csv", "csv")
    path = tmp_path / "csv" / "entities.csv"
    assert path.read_bytes().startswith("\ufeffiri,".encode())
    assert "资遂高速公路" in set(pd.read_csv(path)["name"])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_to_rdflib_keeps_the_reports_apart(dataset: Path) -> None:
    graph = to_rdflib(dataset)
    names = {str(one.identifier) for one in graph.graphs() if len(one)}
    assert sum("/report/" in name for name in names) == 3
    assert len(list(graph.quads())) == len(set(quads(rich_graph())))


def test_to_networkx_keeps_parallel_edges(dataset: Path) -> None:
    graph = to_networkx(property_graph(dataset))
    assert {data["type"] for data in graph[ROAD][CITY_SUINING].values()} == {"SPANS", "SPANS_CITY"}


def test_an_unknown_format_is_refused(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="xls"):
        dump(dataset, tmp_path / "out", "xls")
    with pytest.raises(InputError, match="xls"):
        list(ordered(_named(tmp_path / "graph.xls")))


def _named(path: Path) -> Path:
    path.write_text("", encoding="utf-8")
    return path
