"""Loaders know the property graph and its schema only."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
import loaders.base, loaders.embedded, loaders.neo4j, loaders.server, kg.query
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_nothing_of_rdf_and_nothing_heavy_is_imported_with_the_loaders() -> None:
    ran = subprocess.run((sys.executable, "-c", SCRIPT), capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert not loaded & {"rdflib", "pyoxigraph", "pyshacl", "spacy"}
    assert not loaded & {"ladybug", "neo4j", "pyarrow", "networkx", "pandas", "numpy"}
