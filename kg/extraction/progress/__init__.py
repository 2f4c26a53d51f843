"""How far projects and parks have come: statements of status, modality and year."""

from kg.extraction.progress.extract import extract

__all__ = ["extract"]
