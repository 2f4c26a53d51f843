"""The shapes of relations' ends, made from the mapping's pairs: what ``relation-shapes.ttl`` holds.

``python -m ontology.relations > ontology/relation-shapes.ttl`` writes the file anew; a test
says when that is due.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

from ontology import EdgeType, schema

_HEAD = """\
# Which classes each relation may join, for plain triples and for statements.
# Made by `python -m ontology.relations` from mapping.yaml: do not edit.
@prefix gr: <https://w3id.org/govreport-kg/ontology#> .
@prefix grs: <https://w3id.org/govreport-kg/shapes#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def relation_shapes() -> str:
    """The Turtle text of ``relation-shapes.ttl``."""
    edges = list(schema().edges.values())
    return "\n".join([_HEAD, *(_plain(edge) for edge in edges), _statements(edges)])


def _plain(edge: EdgeType) -> str:
    local = edge.term.removeprefix("gr:")
    alternatives = "\n".join(
        f"        [ sh:class gr:{source} ; sh:property [ sh:path {edge.term} ; {_classes(targets)} ] ]"
        for source, targets in _targets(edge)
    )
    return f"""grs:Ends-{local} a sh:NodeShape ;
    sh:targetSubjectsOf {edge.term} ;
    sh:or (
{alternatives}
    ) ;
    sh:message "{edge.term} 两端的类型不合"@zh, "{edge.term} may not join things of these types"@en .
"""


def _statements(edges: list[EdgeType]) -> str:
    alternatives = "\n".join(
        f"        [ sh:property [ sh:path rdf:predicate ; sh:hasValue {edge.term} ] ;\n"
        f"          sh:property [ sh:path rdf:subject ; sh:class gr:{source} ] ;\n"
        f"          sh:property [ sh:path rdf:object ; {_classes(targets)} ] ]"
        for edge in edges
        if "modality" in edge.properties or edge.type.startswith("HAS_")
        for source, targets in _targets(edge)
    )
    return f"""grs:Ends-of-statements a sh:NodeShape ;
    sh:targetClass gr:Statement ;
    sh:or (
{alternatives}
    ) ;
    sh:message "陈述的谓语不能连接这两类事物"@zh,
        "the predicate of a statement may not join things of these types"@en .
"""


def _targets(edge: EdgeType) -> Iterator[tuple[str, list[str]]]:
    targets: dict[str, list[str]] = defaultdict(list)
    for source, target in edge.pairs:
        targets[source].append(target)
    yield from targets.items()


def _classes(labels: list[str]) -> str:
    if len(labels) == 1:
        return f"sh:class gr:{labels[0]}"
    return "sh:or ( " + " ".join(f"[ sh:class gr:{label} ]" for label in labels) + " )"


if __name__ == "__main__":
    sys.stdout.write(relation_shapes())
