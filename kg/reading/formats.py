"""Files to text, one function a format; all of them refuse what cannot be a report, in one line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import InputError
from kg.reading.encoding import decode

# The longest report known has some 50,000 characters; a thick book would still fit.
MAX_CHARACTERS = 1_000_000
MAX_BYTES = 100_000_000
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
TOO_LONG = "a government work report has some 10,000 to 50,000 characters; cut the file into its reports"
CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
MAGIC = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (b"\xd0\xcf\x11\xe0", ".doc"), (b"{\\rtf", ".rtf"))
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MIN_PAGE_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: its text, and how many characters of it were damaged."""

    text: str
    damaged: int = 0


def read_file(path: Path) -> Source:
    """The text of a file, by its suffix.

    For plain text it is the decoded text without byte-order mark, line ends kept; for
    .docx, .html and .pdf the extracted text, its paragraphs joined by a line feed.

    Raises:
        InputError: the file is missing, empty, too long, damaged, of an unknown kind, or holds no text.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        message = f"{path}: files of kind {path.suffix or 'without suffix'!s} are not read"
        raise InputError(message, f"convert it to one of {' '.join(sorted(READERS))}")
    data = _bytes(path)
    source = reader(data, path)
    if not source.text.strip():
        message = f"{path}: no text in it"
        raise InputError(message, "a scanned document needs text recognition (OCR) first")
    if len(source.text) > MAX_CHARACTERS:
        message = f"{path}: {len(source.text):,} characters are more than {MAX_CHARACTERS:,}"
        raise InputError(message, TOO_LONG)
    return source


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        plain = path.suffix.lower() in (".txt", ".md")
        limit = MAX_TEXT_BYTES if plain else MAX_BYTES
        if size > limit:
            message = f"{path}: {size:,} bytes are more than {limit:,}"
            raise InputError(message, TOO_LONG)
        data = path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror or error})"
        raise InputError(message, "check the path and its permissions") from error
    if not data.strip():
        message = f"{path}: the file is empty"
        raise InputError(message, "leave it out, or put the report's text into it")
    return data


def _plain(data: bytes, path: Path) -> Source:
    for magic, suffix in MAGIC:
        if data.startswith(magic):
            message = f"{path}: holds a {suffix} document, not plain text"
            raise InputError(message, f"name it {path.stem}{suffix}")
    found = decode(data, str(path))
    return Source(found.text, found.damaged)


def _html(data: bytes, path: Path) -> Source:
    from kg.reading.html import html_text  # lxml is only needed here

    stated = CHARSET.search(data[:4096])
    found = decode(data, str(path), stated[1].decode("ascii") if stated else "")
    return Source(html_text(found.text), found.damaged)


def _docx(data: bytes, path: Path) -> Source:
    from docx import Document  # heavy, only needed for Word files
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist() if one.filename.endswith(".xml"))
        if size > MAX_BYTES:
            message = f"{path}: {size:,} bytes unpacked are more than {MAX_BYTES:,}"
            raise InputError(message, TOO_LONG)
        body = Document(io.BytesIO(data)).element.body
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, LxmlError, OSError) as error:
        message = f"{path}: no Word document that can be opened ({error})"
        raise InputError(message, "open it in Word or LibreOffice and save it again as .docx") from error
    return Source("\n".join(_word_paragraph(one) for one in body.iter(f"{WORD}p")))


def _word_paragraph(paragraph: Any) -> str:  # noqa: ANN401  (lxml elements carry no types)
    return "".join(_word_pieces(paragraph))


def _word_pieces(element: Any) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        tag = child.tag
        if tag == f"{WORD}t":
            yield child.text or ""
        elif tag == f"{WORD}tab":
            yield "\t"
        elif tag in (f"{WORD}br", f"{WORD}cr"):
            yield "\n"
        # Text boxes hold paragraphs of their own; deleted text and fallbacks are no text.
        elif isinstance(tag, str) and not tag.endswith(("}p", "}del", "}Fallback", "}pPr", "}rPr", "}pict")):
            yield from _word_pieces(child)


def _pdf(data: bytes, path: Path) -> Source:
    from pypdf import PdfReader  # heavy, only needed for PDF files
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        message = f"{path}: no PDF that can be opened ({error})"
        raise InputError(message, "print it to a new PDF without protection, or save its text") from error
    text = "\n".join(pages)
    if len(text.strip()) < MIN_PAGE_CHARACTERS * len(pages):
        message = f"{path}: the PDF's {len(pages)} pages hold no text (a scan?)"
        raise InputError(message, "run text recognition (OCR) on it first")
    return Source(text)


READERS: Mapping[str, Callable[[bytes, Path], Source]] = MappingProxyType(
    {".txt": _plain, ".md": _plain, ".html": _html, ".htm": _html, ".docx": _docx, ".pdf": _pdf}
)
