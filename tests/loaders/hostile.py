"""Names that would break a query, a file or a page if they were anything but data."""

from __future__ import annotations

from tests.world import ID, World

HOSTILE = (
    "单引号'双引号\"反引号`",
    "括号})]{([",
    "换行\n回车\r制表\t",
    "𠮷野家😀",
    "反斜杠\\n\\' \\u0041",
    "零\0字符",
    "长" * 100_000,
    "'}) DETACH DELETE n //",
    ",;|\u2028 前后空格 ",
    "$name {name}",
)


def hostile() -> World:
    """A project for each name, in order of its IRI, each with an edge that quotes the name."""
    made = World()
    city = made.city("资阳市", "5120")
    report = made.report(city, 2024)
    for number, name in enumerate(HOSTILE):
        project = made.node("Project", f"{number:02}")
        made.nodes[project] = type(made.nodes[project])(
            project,
            ("Project",),
            {"iri": f"{ID}project/{number:02}", "name": name, "type": "Project", "aliases": (name, name)},
        )
        made.fact("SPANS", project, city, [(report, name)])
    return made
