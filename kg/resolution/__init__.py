"""Mentions of all reports to entities: names normalised, blocks, matchers, and the ledger of merges."""

from kg.resolution.decisions import Decision, load_decisions
from kg.resolution.resolve import resolve

__all__ = ["Decision", "load_decisions", "resolve"]
