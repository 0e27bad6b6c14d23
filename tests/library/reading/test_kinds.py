"""What a file is, is told by its bytes."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiangxin.library.reading import MOST_BYTES, Format, ReadingError, read_file
from jiangxin.library.reading.file import format_of
from jiangxin.library.reading.wording import WORDS, words_for

from .building import docx, paragraph, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def stream(name):
    return OLE + b"\0" * 500 + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        ("劳模".encode("gbk"), "a.txt", Format.TXT),
        ("劳模".encode(), "a.docx", Format.TXT),
        (b"<p>text", "a.txt", Format.HTML),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>", "a", Format.HTML),
        ("<html>劳模".encode("utf-16"), "a.txt", Format.HTML),
        ("劳模<b>".encode(), "a.HTML", Format.HTML),
        ("小于号 < 与大于号 >".encode(), "a.txt", Format.TXT),
        (docx(paragraph("文")), "a.txt", Format.DOCX),
        (b"junk\n" + pdf([["文"]]), "a.doc", Format.PDF),
        (stream("WordDocument"), "a.wps", Format.DOC),
        (b"{\\rtf1 a}", "a.doc", Format.DOC),
    ],
)
def test_formats(data, name, found):
    assert format_of(data, name) is found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"a" * (MOST_BYTES + 1), "too_large"),
        (b"\x89PNG\r\n\x1a\n", "unsupported"),
        (stream("Workbook"), "unsupported"),
        (stream("EncryptedPackage"), "encrypted"),
        (b"Rar!\x1a\x07", "unsupported"),
        (bytes(range(256)) * 9, "not_text"),
        (b" \n\t ", "no_text"),
        (b"a" * 2_000_001, "too_long"),
    ],
)
def test_what_cannot_be_read(data, code):
    with pytest.raises(ReadingError) as caught:
        read_file(data, "a.txt")
    assert caught.value.code == code
    message, remedy = words_for(caught.value)
    assert "%" not in message + remedy


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_reason_has_words(code):
    message, remedy = words_for(ReadingError(code, found="ZIP", limit="50"))
    assert (message.endswith("。"), remedy.endswith("。"), "%" in message) == (True, True, False)


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.doc", ""]))
def test_no_bytes_make_reading_fail(data, name):
    assume(not data.startswith((b"{\\rtf", OLE)))  # LibreOffice takes seconds for each
    try:
        found = read_file(data, name)
    except ReadingError as fault:
        words_for(fault)
        return
    found.text.encode()


HEADS = st.sampled_from(
    [b"%PDF-1.7\n", b"PK\x03\x04word/", b"PK\x05\x06word/", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf<p>"]
)


@given(HEADS, st.binary(max_size=300))
def test_no_bytes_after_a_known_beginning_make_reading_fail(head, data):
    try:
        read_file(head + data, "a")
    except ReadingError as fault:
        words_for(fault)
