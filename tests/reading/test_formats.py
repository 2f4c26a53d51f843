from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfWriter

from kg.errors import InputError
from kg.reading import read
from kg.reading.formats import MAX_CHARACTERS, read_file


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_plain_text_is_kept_as_the_file_has_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"\xef\xbb\xbf" + " 各位代表：\r\n\r\n修桥。\r\n".encode())
    report = read(path)
    assert report.text == " 各位代表：\r\n\r\n修桥。\r\n"
    assert [report.text[one.start : one.end] for one in report.paragraphs] == ["各位代表：", "修桥。"]


def test_word_paragraphs_breaks_and_tables_in_document_order(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("各位代表：")
    document.add_paragraph("修桥").add_run().add_break()
    document.add_table(1, 1).cell(0, 0).text = "表中的桥"
    document.add_paragraph("结束")
    document.save(str(tmp_path / "a.docx"))
    assert read_file(tmp_path / "a.docx").text.split() == ["各位代表：", "修桥", "表中的桥", "结束"]


def test_word_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("KEEP")
    buffer = io.BytesIO()
    document.save(buffer)
    kept, added = "<w:r><w:t>修</w:t></w:r>", "<w:ins><w:r><w:t>桥</w:t></w:r></w:ins>"
    changed = f"{kept}{added}<w:del><w:r><w:delText>路</w:delText></w:r></w:del>"
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for one in old.infolist():
            data = old.read(one)
            if one.filename == "word/document.xml":
                data = data.replace(b"<w:r><w:t>KEEP</w:t></w:r>", changed.encode())
            new.writestr(one, data)
    assert read_file(path).text == "修桥"


def test_html_gives_its_text_blocks_only(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='gb2312'><title>T</title><style>p{}</style></head><body><nav>首页</nav>"
        "<p>各位代表：</p><p>修<b>桥</b>三座，<br>铺路。</p><script>x()</script><footer>版权</footer></body></html>"
    )
    path = write(tmp_path, "a.html", page.encode("gb18030"))
    assert read_file(path).text.split("\n") == ["各位代表：", "修桥三座，", "铺路。"]


def test_scanned_pdf_asks_for_text_recognition(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(str(tmp_path / "scan.pdf"))
    with pytest.raises(InputError, match="hold no text") as caught:
        read_file(tmp_path / "scan.pdf")
    assert "OCR" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("bad.docx", b"PK\x03\x04 broken", "no Word document"),
        ("bad.pdf", b"%PDF-1.4 broken", "no PDF"),
        ("word.txt", b"PK\x03\x04 broken", "holds a .docx document"),
        ("table.xlsx", b"PK", "files of kind .xlsx are not read"),
        ("empty.html", b"<html><body><script>1</script></body></html>", "no text"),
    ],
)
def test_unreadable_files_are_named_with_the_reason(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(write(tmp_path, name, data))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_a_file_that_is_too_long_is_refused_before_it_is_worked_on(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="are more than"):
        read(write(tmp_path, "long.txt", b"a" * (MAX_CHARACTERS + 1)))
    with pytest.raises(InputError, match="bytes are more than"):
        read(write(tmp_path, "huge.txt", b"a" * (4 * MAX_CHARACTERS + 1)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: cannot be read"):
        read(tmp_path / "none.txt")
