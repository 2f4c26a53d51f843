"""Bytes to text: byte-order marks first, then UTF-8, UTF-16 without a mark, GB18030, and a guess."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from kg.errors import InputError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 40_000
# A text may hold a few bytes that were damaged on its way; more than this is another encoding.
MAX_DAMAGE = 0.002
FEW = 4
MIN_READABLE = 0.97
HINT = "save it as UTF-8 text, .docx, .html or .pdf"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, the encoding, and how many characters had to be replaced by U+FFFD."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """The text that ``data`` holds.

    Args:
        data: the bytes of a file.
        name: the file's name, for messages.
        declared: an encoding that the file itself declares (an HTML ``meta``), tried after marks and UTF-8.

    Raises:
        InputError: the bytes are no text in any encoding that is tried.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return _checked(Decoded(text, encoding, text.count("\ufffd")), name)
    wide = b"\0" in data
    for encoding in ("utf-16-le", "utf-16-be") if wide else ("utf-8", declared, "gb18030"):
        text = _strict(data, encoding)
        if text and readable(text):
            return Decoded(text, encoding)
    damaged = None if wide else _damaged(data) or _guess(data)
    if damaged is None:
        message = f"{name}: no text (binary data, or an unknown encoding)"
        raise InputError(message, HINT)
    return damaged


def readable(text: str) -> bool:
    """Whether ``text`` looks like written language: letters, digits, punctuation and blanks."""
    sample = text[:SAMPLE]
    return sum(map(_ordinary, sample)) >= MIN_READABLE * len(sample)


def _ordinary(char: str) -> bool:
    if char < "\x7f":
        return char >= " " or char in "\t\n\r\f\v"
    if "一" <= char <= "龥":
        return True
    # Private, unassigned and rare letters tell a wrong encoding.
    return (
        (char < "㐀" and unicodedata.category(char)[0] in "LNPSZ")
        or "！" <= char <= "￥"
        or char in "︰\ufeff"
    )


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding) if encoding else ""
    except (UnicodeDecodeError, LookupError):
        return ""


def _damaged(data: bytes) -> Decoded | None:
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        count = text.count("\ufffd")
        if count <= max(min(FEW, len(text) / 10), MAX_DAMAGE * len(text)) and readable(
            text.replace("\ufffd", "")
        ):
            return Decoded(text, encoding, count)
    return None


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    best = from_bytes(data[:SAMPLE]).best()
    text = _strict(data, best.encoding) if best else ""
    return Decoded(text, best.encoding) if best and text and readable(text) and _chinese(text) else None


def _chinese(text: str) -> bool:
    sample = text[:SAMPLE]
    return sum("一" <= char <= "龥" for char in sample) > len(sample) / 4


def _checked(decoded: Decoded, name: str) -> Decoded:
    if decoded.text and not readable(decoded.text.replace("\ufffd", "")):
        message = f"{name}: begins like {decoded.encoding} text, but is none"
        raise InputError(message, HINT)
    return decoded
