"""Text on its way to the press."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.printing.official import official_pdf
from jiangxin.core.printing.typesetting import UnprintableText, clean

from .samples import naming


def test_clean_drops_what_cannot_be_seen():
    assert clean("王\u200b建\ufe0f国\x07\r\n二\t行") == "王建国\n二 行"


def test_long_words_become_breakable():
    assert clean("https://example.org/a/very/long/address").replace("\u200b", "|") == (
        "https:|/|/|example.|org/|a/|very/|long/|address"
    )
    assert clean("short-word") == "short-word"


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
