"""PDF documents: paragraphs out of lines; scans, locked and broken ones get one plain answer."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from jiangxin.library.reading import ReadingError, read_file
from jiangxin.library.reading.pdf import MOST_PAGES, read_pdf
from jiangxin.library.reading.pdf.reflow import reflow

from .building import draw, pdf

LINES = [
    "在会上的讲话",
    "同志们：",
    "今天我们在这里召开全市劳模创新工作室授牌仪式，表彰先进，交流",
    "经验，这很重要。",
    "一、统一思想",
]


def code_of(data):
    with pytest.raises(ReadingError) as caught:
        read_file(data, "a.pdf")
    return caught.value.code


def test_lines_become_paragraphs():
    found = read_file(pdf([[*LINES, "— 1 —"], ["二、抓好落实"]]), "a.pdf")
    paragraph = "今天我们在这里召开全市劳模创新工作室授牌仪式，表彰先进，交流经验，这很重要。"
    assert found.text.splitlines() == [*LINES[:2], paragraph, "一、统一思想", "二、抓好落实"]


def test_characters_no_database_keeps_are_marked():
    drawn = draw(["正文一行，字数要多于十个字才算"]) + b"\nBT /F1 12 Tf <D800> Tj <0000> Tj ET"
    text = read_file(pdf([LINES], contents=drawn), "a.pdf").text
    assert ("\x00" in text, text.encode()[:3].decode()) == (False, "正")


def test_what_a_document_says_of_itself():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([LINES]))))
    writer.add_metadata({"/Title": "Microsoft Word - 讲话", "/Author": "张三"})
    writer.add_attachment("名单.xlsx", b"x")
    out = io.BytesIO()
    writer.write(out)
    found = read_file(out.getvalue(), "a.pdf")
    assert (found.hints.title, found.hints.author) == ("讲话", "张三")
    assert [item.name for item in found.attachments] == ["名单.xlsx"]


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([["甲 乙 abc def"]], "甲乙 abc def"),
        (
            [["工会简报第1期", "甲" * 9], ["工会简报第2期", "乙" * 9], ["工会简报第3期", "丙" * 9]],
            f"{'甲' * 9}{'乙' * 9}{'丙' * 9}",
        ),
        ([["正文" * 9, "短。", "第 3 页 共 9 页"]], f"{'正文' * 9}短。"),
        ([["words that fill the line", "go on in the next"]], "words that fill the line go on in the next"),
        ([[], []], ""),
    ],
)
def test_reflow(pages, text):
    assert reflow(pages) == text


def locked(password):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([LINES]))))
    writer.encrypt(password, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_document_locked_against_printing_only_is_read():
    assert read_file(locked(""), "a.pdf").text.startswith("在会上的讲话")


FOREVER = b"BT /F1 12 Tf " + b"(a) Tj " * 400_000 + b"ET"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (locked("secret"), "encrypted"),
        (pdf([[]], picture=True), "pdf_scanned"),
        (pdf([["第1页"]], picture=True), "pdf_scanned"),
        (pdf([[]]), "no_text"),
        (pdf([["\ue001\ue002\ue003"]]), "pdf_unmapped"),
        (pdf([LINES])[:300], "pdf_broken"),
        (b"%PDF-1.7\n%%EOF", "pdf_broken"),
        (b"%PDF-", "pdf_broken"),
        (pdf([LINES], kids=[b"8 0 R"]), "pdf_broken"),  # the page tree holds itself
        (pdf([LINES], kids=[b"5 0 R"] * (MOST_PAGES + 1)), "pdf_too_many_pages"),
        (pdf([LINES], contents=draw(["甲"]) + b"0" * (9 * 1024 * 1024)), "too_slow"),
    ],
)
def test_hostile_and_broken_documents(data, code):
    assert code_of(data) in {code, *({"no_text"} if code == "pdf_broken" else ())}


def test_a_page_that_never_ends_is_stopped():
    with pytest.raises(ReadingError) as caught:
        read_pdf(pdf([LINES], contents=FOREVER), seconds=0.0)
    assert caught.value.code == "too_slow"


def test_a_form_that_draws_itself_ends():
    drawn = b"/X1 Do " + draw(["正文一行，字数要多于十个字才算。"])
    data = pdf([LINES], contents=drawn)
    form = b"/XObject << /X1 4 0 R >>"
    data = data.replace(b"/Font << /F1 1 0 R >> >>", b"/Font << /F1 1 0 R >> " + form + b" >>")
    try:
        read_file(data, "a.pdf")
    except ReadingError:
        return


WHOLE = pdf([LINES, LINES])


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(5, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_no_damage_makes_reading_fail(changes):
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value
    try:
        read_file(bytes(data), "a.pdf")
    except ReadingError:
        return


@settings(max_examples=40)
@given(st.integers(0, len(WHOLE)))
def test_no_cut_makes_reading_fail(length):
    try:
        read_file(WHOLE[:length], "a.pdf")
    except ReadingError:
        return
