"""A table (CSV) that states whose report a file is, of which year, and from where."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.errors import InputError
from kg.places import divisions
from kg.reading import names
from kg.reading.encoding import decode
from kg.reading.years import FIRST, LAST

COLUMNS = ("path", "city", "year", "source")
HINT = "a manifest is a CSV file with the columns path, city, year and source (all but path may be empty)"


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One line of a manifest: what a user states of a file.

    ``city`` is as written, ``division`` the code that it stands for; what is not stated is
    "" or None. ``path`` is absolute.
    """

    path: Path
    city: str = ""
    year: int | None = None
    source: str = ""
    division: str | None = None


def load_manifest(path: Path) -> Mapping[Path, ManifestRow]:
    """The lines of a manifest by the absolute path of the file that they speak of.

    Paths in it are relative to its own folder. The file may be UTF-8 with or without
    byte-order mark, UTF-16 or GB18030. ``city`` is a name (with its city or province where
    it is borne by several: 南京市鼓楼区) or a code.

    Raises:
        InputError: the manifest, or a file that it names, is missing; a column, city or year is unknown.
    """
    try:
        text = decode(path.read_bytes(), str(path)).text
    except OSError as error:
        message = f"{path}: the manifest cannot be read ({error.strerror or error})"
        raise InputError(message, HINT) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    header = [one.strip() for one in reader.fieldnames or ()]
    if "path" not in header or not set(header) <= set(COLUMNS):
        message = f"{path}:1: columns {', '.join(header) or 'missing'}"
        raise InputError(message, HINT)
    reader.fieldnames = header
    rows: dict[Path, ManifestRow] = {}
    for line in reader:
        row = _row({key: (value or "").strip() for key, value in line.items() if key}, path, reader.line_num)
        if row.path in rows:
            message = f"{path}:{reader.line_num}: {row.path.name} is listed twice"
            raise InputError(message, "keep one line for each file")
        rows[row.path] = row
    return MappingProxyType(rows)


def _row(fields: Mapping[str, str], manifest: Path, line: int) -> ManifestRow:
    where = f"{manifest}:{line}"
    file = (manifest.parent / fields["path"]).resolve()
    if not fields["path"] or not file.is_file():
        message = f"{where}: no such file {fields['path']!r}"
        raise InputError(message, "paths are relative to the manifest's folder")
    year = fields.get("year", "")
    if year and not (year.isdecimal() and FIRST <= int(year) <= LAST):
        message = f"{where}: {year!r} is no year from {FIRST} to {LAST}"
        raise InputError(message, "the year in which the report was given, as 2024")
    city = fields.get("city", "")
    number = int(year) if year else None
    return ManifestRow(file, city, number, fields.get("source", ""), _division(city, where) if city else None)


def _division(city: str, where: str) -> str:
    table = divisions.load()
    by_code = table.get(city)
    if by_code is not None:
        return by_code.code
    found = names.body_named(city)
    exact = [one for one in found if one.name == city] or list(found)
    for level in ("city", "province", "county"):
        codes = sorted({one.code for one in exact if one.level == level})
        if len(codes) == 1:
            return codes[0]
        if codes:
            message = f"{where}: {city!r} may be {', '.join(codes)}"
            raise InputError(message, "write the code, or the name with its city before it")
    message = f"{where}: unknown city {city!r}"
    raise InputError(message, "write a city, county or province by its name or its code (state of 2023)")
