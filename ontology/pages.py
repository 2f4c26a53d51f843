"""The vocabulary for readers: HTML, a diagram, and the table of divisions as a concept scheme.

``python -m ontology.pages docs/ontology`` (``make docs``) writes ``index.html`` (pyLODE),
``diagram.svg`` (D2) and ``divisions.ttl`` into a folder. Both programs come from the package
index with the group ``dev``; nothing is asked of a network.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BackendError
from ontology import CODE, GR, EdgeType, schema, text

if TYPE_CHECKING:
    import rdflib

#: The edge of the diagram starts or ends at the box of all things where it has this many ends.
_MANY = 4
_SECONDS = 120
_LEVELS = 6
_PICTURE = '<p><img src="diagram.svg" alt="diagram" style="max-width: 100%"></p>'


def write(folder: Path) -> None:
    """Write all pages into ``folder``.

    Raises:
        BackendError: D2 or pyLODE is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "divisions.ttl").write_text(divisions(), encoding="utf-8")
    (folder / "diagram.d2").write_text(diagram(), encoding="utf-8")
    _draw(folder / "diagram.d2", folder / "diagram.svg")
    (folder / "index.html").write_text(html(), encoding="utf-8")


def html() -> str:
    """All classes and properties as a page, with the diagram ``diagram.svg`` on top.

    Raises:
        BackendError: pyLODE is not installed.
    """
    try:
        from pylode.profiles.ontpub import OntPub
    except ImportError:
        message = "pyLODE is not installed"
        raise BackendError(message, "pip install --group dev") from None
    page = str(OntPub(ontology=_readable()).make_html())
    head, end, rest = page.partition("</h1>")
    return head + end + _PICTURE + rest


def _readable() -> rdflib.Graph:
    """The vocabulary as pyLODE shows it well: own terms, one label each, one kind each."""
    import rdflib
    from rdflib import OWL, RDF, RDFS, SKOS, Literal

    graph = rdflib.Graph().parse(data=text("govreport.ttl"), format="turtle")
    own = GR.removesuffix("#")
    for node in set(graph.subjects()):
        if isinstance(node, rdflib.URIRef) and not node.startswith(own):
            graph.remove((node, None, None))
    for node in set(graph.subjects(RDFS.label)):
        labels = sorted(graph.objects(node, RDFS.label), key=lambda one: str(getattr(one, "language", "")))
        graph.set((node, RDFS.label, Literal(" · ".join(reversed([str(one) for one in labels])))))
    kinds = {
        OWL.FunctionalProperty: Literal("至多一个值。At most one value."),
        OWL.SymmetricProperty: Literal("对称。Symmetric."),
        OWL.TransitiveProperty: Literal("传递。Transitive."),
    }
    for kind, said in kinds.items():
        for node in set(graph.subjects(RDF.type, kind)):
            graph.remove((node, RDF.type, kind))
            graph.add((node, SKOS.definition, said))
    return graph


def diagram() -> str:
    """The classes and the relations between them, as D2; relations of many classes stand at their box."""
    things = [label for label, node in schema().nodes.items() if node.entity]
    labels = _labels()
    lines = ["direction: right", f"things: {json.dumps(labels['things'], ensure_ascii=False)} {{"]
    lines += [f"  {label}: {json.dumps(labels[label], ensure_ascii=False)}" for label in things]
    lines.append("}")
    lines += [
        f"{label}: {json.dumps(labels[label], ensure_ascii=False)}"
        for label in schema().nodes
        if label not in things
    ]
    for edge in schema().edges.values():
        name = json.dumps(labels[edge.term.removeprefix("gr:")], ensure_ascii=False)
        lines += [f"{source} -> {target}: {name}" for source, target in _drawn(edge, things)]
    return "\n".join(lines) + "\n"


def _drawn(edge: EdgeType, things: list[str]) -> list[tuple[str, str]]:
    sides = [list(dict.fromkeys(side)) for side in zip(*edge.pairs, strict=True)]
    drawn = [
        ["things"] if len(side) >= _MANY else [f"things.{one}" if one in things else one for one in side]
        for side in sides
    ]
    return sorted(itertools.product(drawn[0], drawn[1]))


def _labels() -> dict[str, str]:
    import rdflib
    from rdflib import RDFS

    graph = rdflib.Graph().parse(data=text("govreport.ttl"), format="turtle")
    found = {"things": "事物 things"}
    for node, label in sorted(graph.subject_objects(RDFS.label), key=str):
        local = str(node).removeprefix(GR)
        said = [found[local], str(label)] if local in found else [str(label)]
        found[local] = " ".join(sorted(said, key=str.isascii))
    return found


def _draw(source: Path, target: Path) -> None:
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    program = shutil.which("d2", path=beside)
    if program is None:
        message = "D2 is not installed"
        raise BackendError(message, "pip install --group dev")
    command = (program, "--layout=elk", "--no-xml-tag", str(source), str(target))
    subprocess.run(command, check=True, timeout=_SECONDS, capture_output=True)  # noqa: S603 -- own words
    target.chmod(0o644)


def divisions() -> str:
    """Provinces, prefectures and counties as a SKOS concept scheme, in Turtle.

    Notations are the codes that ``gr:code`` and ``gr:divisionCode`` hold. Names are the official
    ones, in Chinese alone, as the table has no others.
    """
    from kg.places.divisions import load

    rows = [one for one in load() if len(one.code) <= _LEVELS]
    return _HEAD + "".join(_division(one.code, one.name, one.aliases, one.parent) for one in rows)


_HEAD = f"""\
# The divisions that the vocabulary's codes stand for; made by `python -m ontology.pages`.
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<{CODE}division> a skos:ConceptScheme ;
    skos:prefLabel "行政区划"@zh, "division"@en ;
    skos:definition "省、地、县三级行政区划。"@zh,
        "Divisions of the levels province, prefecture and county."@en ;
    dcterms:license <https://spdx.org/licenses/MIT> .
"""


def _division(code: str, name: str, aliases: Iterable[str], parent: str | None) -> str:
    def lines() -> Iterator[str]:
        yield f"<{CODE}division/{code}> a skos:Concept"
        yield f'skos:inScheme <{CODE}division> ; skos:notation "{code}"'
        yield f'skos:prefLabel "{name}"@zh'
        if others := [one for one in aliases if len(one) > 1 and one != name]:
            yield "skos:altLabel " + ", ".join(f'"{one}"@zh' for one in others)
        yield f"skos:broader <{CODE}division/{parent}>" if parent else f"skos:topConceptOf <{CODE}division>"

    return "\n" + " ;\n    ".join(lines()) + " .\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
