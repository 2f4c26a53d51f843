"""govreport-kg: knowledge graphs from Chinese government work reports.

``kg.read``, ``kg.docs``, ``kg.extract``, ``kg.build_graph`` and ``kg.open_graph`` are described
in :mod:`kg.api`; they are looked up when they are used, so that ``import kg`` is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import BuiltGraph, build_graph, docs, extract, open_graph, read

__version__ = "0.1.0"
__all__ = ["BuiltGraph", "build_graph", "docs", "extract", "open_graph", "read"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from kg import api

        return getattr(api, name)
    message = f"module 'kg' has no attribute {name!r}"
    raise AttributeError(message)
