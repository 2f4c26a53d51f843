"""Writes docs/queries.md from the headers of the queries: ``python -m queries > docs/queries.md``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from queries import Query, library

INTRO = """\
# Query library

<!-- Generated from the headers of queries/*.cypher by `python -m queries`; a test holds it current. -->

`kg query NAME --param k=v` asks the embedded database of a build, `--neo4j URI` a server; the
rows are the same. The files stand in `queries/`, as Cypher that both engines understand, and
can be pasted into Neo4j Browser (`:param city => '资阳'` first). A list in a cell is a set: its
order says nothing, and `kg query` prints it sorted.

Each query has a twin in SPARQL (`queries/NAME.rq`) that gives the same columns and rows from the
RDF dataset: `kg query NAME --sparql`, or `kg sparql NAME`. `kg query NAME --show --sparql` prints it
with the parameters filled in, ready for any triple store that holds a dump without named graphs,
or whose default graph is the union of all. A list comes there as one text with ␞ between its items.

Queries marked *with Python* send the Cypher or SPARQL of their file and compute the answer from its
rows (`kg/algorithms.py`), as the engines offer no common way for it.

Your own Cypher (`kg cypher`) on the embedded database is checked for shapes that give other
rows than Neo4j without an error; `queries/lint.yaml` lists them.
"""


def document() -> str:
    """The whole page as Markdown."""
    queries = library()
    listing = [f"| [{one.name}](#{one.name}) | {one.title_zh} | {one.title_en} |" for one in queries]
    table = "\n".join(["| query | 问题 | what it answers |", "| --- | --- | --- |", *listing])
    return "\n".join([INTRO, table, *("\n".join(_section(one)) for one in queries)]) + "\n"


def _section(query: Query) -> Iterator[str]:
    yield f"\n## {query.name}\n"
    yield f"{query.title_zh} · {query.title_en}{' · *with Python*' if query.step else ''}\n"
    yield f"{query.question}\n"
    yield f"[Cypher](../queries/{query.name}.cypher) · [SPARQL](../queries/{query.name}.rq)\n"
    if query.parameters:
        yield "| parameter | type | default | |\n| --- | --- | --- | --- |"
        for one in query.parameters:
            default = (
                "must be given" if one.default is None else f"`{json.dumps(one.default, ensure_ascii=False)}`"
            )
            yield f"| `{one.name}` | {one.type} | {default} | {one.description} |"
        yield ""
    yield "| column | |\n| --- | --- |"
    for column in query.columns:
        yield f"| `{column.name}` | {column.description} |"


if __name__ == "__main__":
    sys.stdout.write(document())
