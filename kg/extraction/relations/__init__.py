"""Relations between the names of a report, and between them and the report's own body."""

from kg.extraction.relations.extract import extract

__all__ = ["extract"]
