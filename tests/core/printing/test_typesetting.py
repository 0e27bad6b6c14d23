"""Text on its way to the press."""

import io

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.printing.official import Column, Paragraph, Table, official_pdf
from jiangxin.core.printing.typesetting import UnprintableText, clean

from .samples import naming


def test_clean_drops_what_cannot_be_seen():
    assert clean("王\u200b建\ufe0f国\x07\r\n二\t行") == "王建国\n二 行"


@pytest.mark.parametrize("word", ["https://example.org/" + "a" * 200, "ZL2023101234567890", "x" * 26])
def test_long_words_break_and_are_copied_whole(typesetter, read, word):
    columns = (Column("专利号"), Column("说明", 5))
    pdf = official_pdf(naming(body=(Paragraph(word), Table(columns, ((word, word),))), attachments=()), typesetter)
    sheets = read(pdf)
    assert all(line.right <= 184.5 for sheet in sheets for line in sheet.lines)
    text = "".join(page.extract_text().replace("\n", "") for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert text.count(word) >= 2


@given(st.text(max_size=200))
def test_clean_keeps_every_visible_letter_and_can_be_repeated(text):
    once = clean(text)
    assert clean(once) == once
    assert [c for c in once if c.isalnum()] == [c for c in clean(text.strip("\n")) if c.isalnum()]


def test_official_document_refuses_a_substitute(typesetter):
    with pytest.raises(UnprintableText) as caught:
        official_pdf(naming(recipients="各单位😀"), typesetter)
    assert caught.value.characters == frozenset("😀")
    assert "U+1F600" in str(caught.value)


def test_press_works_after_a_refusal(typesetter):
    with pytest.raises(UnprintableText):
        official_pdf(naming(recipients="😀"), typesetter)
    assert official_pdf(naming(), typesetter).startswith(b"%PDF-1.7")
