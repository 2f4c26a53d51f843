from __future__ import annotations

import codecs

import pytest

from kg.errors import InputError
from kg.reading.encoding import decode

TEXT = "各位代表：\r\n现在，我代表市人民政府作报告，PM2.5下降3％。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_text_without_mark_is_told_by_its_bytes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt").text == TEXT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_mark_decides_and_is_dropped(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "a.txt").text == TEXT


def test_a_damaged_byte_is_counted_not_fatal() -> None:
    data = (TEXT * 40).encode()
    found = decode(data[:30] + b"\xff" + data[30:], "a.txt")
    assert found.encoding == "utf-8"
    assert found.damaged >= 1
    assert found.text.count("各位代表") >= 39


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 500])
def test_binary_data_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^junk\.txt: no text"):
        decode(data, "junk.txt")
