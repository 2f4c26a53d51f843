"""From files to reports: formats, encodings, cleaning, sections, whose report and which year.

The work is done by :func:`read` (one file), :func:`discover` (the files of folders) and
:func:`load_manifest` (a table that states city and year where the files do not).
"""

from __future__ import annotations

from kg.reading.discovery import discover
from kg.reading.manifest import ManifestRow, load_manifest
from kg.reading.report import read, read_with_problems

__all__ = ["ManifestRow", "discover", "load_manifest", "read", "read_with_problems"]
