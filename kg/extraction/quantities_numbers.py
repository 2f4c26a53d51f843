"""Numbers as reports write them: digits of both widths, Chinese and Roman numerals."""

from __future__ import annotations

import re
from decimal import Decimal

WIDTHS = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
POWERS = {"万": 10_000, "亿": 100_000_000}
ROMAN = {char: value for value, char in enumerate("ⅠⅡⅢⅣⅤⅥ", 1)}
WORDS = {"首": 1}
ARABIC = re.compile(r"\d+(?:\.\d+)?")


def parse(text: str) -> Decimal | None:
    """The number that digits, a Roman or a Chinese numeral stand for, or None."""
    plain = text.translate(WIDTHS).replace(",", "")
    if ARABIC.fullmatch(plain):
        return Decimal(plain)
    whole = ROMAN.get(plain) or WORDS.get(plain) or numeral(plain)
    return None if whole is None else Decimal(whole)


def numeral(text: str) -> int | None:
    """The number that a Chinese numeral stands for (``二十`` is 20, ``百亿`` is 10^10), or None."""
    if not text or any(char not in DIGITS | PLACES | POWERS for char in text):
        return None
    return _whole(text)


def spell(number: int) -> str:
    """The Chinese numeral of ``number`` (0 <= number < 10^8), the inverse of :func:`numeral`."""
    if number == 0:
        return "零"
    high, low = divmod(number, POWERS["万"])
    gap = "零" if high and 0 < low < PLACES["千"] else ""
    return (_spell(high) + "万" if high else "") + gap + _spell(low)


def _whole(text: str) -> int:
    for name in ("亿", "万"):
        high, found, low = text.rpartition(name)
        if found:
            return (_whole(high) if high else 1) * POWERS[name] + (_whole(low) if low else 0)
    return _below(text)


def _below(run: str) -> int:
    if all(char in DIGITS for char in run):
        return int("".join(str(DIGITS[char]) for char in run) or "0")
    total, digit = 0, None
    for char in run:
        if char in PLACES:
            total += (1 if digit is None else digit) * PLACES[char]
            digit = None
        elif char not in "零〇":
            digit = DIGITS[char]
    return total + (digit or 0)


def _spell(number: int) -> str:
    text, gap = "", False
    for name, place in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // place % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text
