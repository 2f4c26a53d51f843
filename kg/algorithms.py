"""Questions that a query language alone cannot answer the same way on all engines.

Each step takes the connection, its query (whose text it sends) and the bound parameters,
and gives the rows of the columns that the query's header describes. Ties are broken by
name and IRI, so that all engines give the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import queries
from kg.engines import Connection, Rows
from kg.errors import UsageError
from kg.types import Scalar
from queries import Query

if TYPE_CHECKING:
    import networkx as nx

Step = Callable[[Connection, Query, Mapping[str, Scalar]], Rows]

DIGITS = 6
SAMPLE = 32
EXACT = 2_000
CORE = 5
CANDIDATES = 10_000


def graph(connection: Connection, query: Query) -> nx.Graph[str]:
    """The entities and relations that ``query`` reads, as an undirected graph.

    Nodes are IRIs with ``name`` and ``type``, in the order of their IRIs.
    """
    import networkx as nx

    _, rows = connection.rows(query.text_in(connection.language), {})
    ends = {iri: (name, kind) for row in rows for iri, name, kind in (row[:3], row[3:])}
    made: nx.Graph[str] = nx.Graph()
    for iri in sorted(ends):
        made.add_node(iri, name=ends[iri][0], type=ends[iri][1])
    made.add_edges_from(sorted({(row[0], row[3]) for row in rows if row[0] != row[3]}))
    return made


def hubs(connection: Connection, query: Query, parameters: Mapping[str, Scalar]) -> Rows:
    """Things by degree, with PageRank and betweenness (sampled, with a fixed seed, in large graphs)."""
    import networkx as nx

    network = graph(connection, query)
    rank = _pagerank(network)
    sample = None if len(network) <= EXACT else SAMPLE
    between = nx.betweenness_centrality(network, k=sample, seed=0)
    rows = [
        [
            here["name"],
            here["type"],
            iri,
            network.degree(iri),
            round(rank[iri], DIGITS),
            round(between[iri], DIGITS),
        ]
        for iri, here in network.nodes(data=True)
        if parameters["type"] in ("", here["type"])
    ]
    rows.sort(key=lambda row: (-row[3], -row[4], row[0], row[2]))
    return rows[: int(parameters["limit"])]


def _pagerank(network: nx.Graph[str], damping: float = 0.85, rounds: int = 60) -> dict[str, float]:
    """PageRank by power iteration (Brin and Page 1998); no isolated nodes occur here."""
    if not len(network):
        return {}
    share = 1 / len(network)
    rank = dict.fromkeys(network, share)
    for _ in range(rounds):
        rank = {
            node: (1 - damping) * share
            + damping * sum(rank[other] / network.degree(other) for other in network[node])
            for node in network
        }
    return rank


def communities(connection: Connection, query: Query, parameters: Mapping[str, Scalar]) -> Rows:
    """Communities by the method of Louvain (Blondel et al. 2008), with a fixed seed."""
    import networkx as nx

    network = graph(connection, query)
    found = nx.community.louvain_communities(network, seed=0) if len(network) else []
    groups = [sorted(group) for group in found if len(group) >= int(parameters["min_size"])]
    groups.sort(key=lambda group: (-len(group), group))
    return [
        [number, len(group), _core(network, group), _projects(network, group), group]
        for number, group in enumerate(groups[: int(parameters["limit"])], 1)
    ]


def _core(network: nx.Graph[str], group: list[str]) -> list[str]:
    best = sorted(group, key=lambda iri: (-network.degree(iri), iri))[:CORE]
    return [network.nodes[iri]["name"] for iri in best]


def _projects(network: nx.Graph[str], group: list[str]) -> list[str]:
    return sorted(network.nodes[iri]["name"] for iri in group if network.nodes[iri]["type"] == "Project")


def shortest_connection(connection: Connection, query: Query, parameters: Mapping[str, Scalar]) -> Rows:
    """One shortest way from one thing to another, found level by level; no rows where there is none."""
    start, goal = (_find(connection, str(parameters[name])) for name in ("from", "to"))
    came: dict[str, list[Any]] = {}
    frontier = [start]
    for _ in range(int(parameters["max_hops"])):
        if goal in came or not frontier:
            break
        _, rows = connection.rows(query.text_in(connection.language), {"frontier": frontier})
        found: list[str] = []
        for row in sorted(rows, key=_by_ends):
            if row[4] != start and row[4] not in came:
                came[row[4]] = row
                found.append(row[4])
        frontier = sorted(found)
    return [_hop(number, row) for number, row in enumerate(_way(came, start, goal), 1)]


def _by_ends(row: list[Any]) -> tuple[object, ...]:
    source_iri, _, relation, _, target_iri, forward, modality, year, _ = row
    return (source_iri, target_iri, relation, not forward, year or 0, modality)


def _way(came: Mapping[str, list[Any]], start: str, goal: str) -> Iterator[list[Any]]:
    if goal != start and goal in came:
        row = came[goal]
        yield from _way(came, start, row[0])
        yield row


def _hop(number: int, row: list[Any]) -> list[Any]:
    source_iri, source, relation, target, target_iri, forward, modality, year, quotes = row
    return [number, source, relation, target, forward, modality, year, sorted(quotes), source_iri, target_iri]


def _find(connection: Connection, name: str) -> str:
    """The IRI of the thing called ``name`` (its IRI, name or alias); the most mentioned of several.

    Raises:
        UsageError: there is none.
    """
    if "://" in name:
        return name
    search = queries.get("search")
    _, rows = connection.rows(
        search.text_in(connection.language), search.bind({"text": name, "limit": CANDIDATES})
    )
    for matches in (lambda row: row[0] == name, lambda row: name in row[3]):
        if found := next((str(row[5]) for row in rows if matches(row)), None):
            return found
    near = "; ".join(str(row[0]) for row in rows[:5])
    message = f"nothing is called {name!r}"
    raise UsageError(message, f"near are {near}" if near else "kg query search finds parts of names")


STEPS: Mapping[str, Step] = {
    "hubs": hubs,
    "communities": communities,
    "shortest_connection": shortest_connection,
}
