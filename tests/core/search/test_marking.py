import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.search import Piece, excerpt, highlight
from jiangxin.engine.text.tokens import contains, parse_query

texts = st.text(alphabet="劳勞模创新（)“”，。 \nＡaé1", max_size=80)
words = st.text(alphabet="劳模创新aA1 ", max_size=5)


def plain(pieces):
    return "".join(piece.text for piece in pieces)


@given(texts, words)
def test_marks_change_no_text(text, typed):
    assert plain(highlight(text, typed)) == text


@given(texts, words)
def test_an_excerpt_is_a_stretch_of_the_text_on_one_line(text, typed):
    shown = plain(excerpt(text, typed, 20))

    assert "\n" not in shown
    assert shown.strip("…").strip() in " ".join(text.split("\n"))


@given(
    st.text(alphabet="技术，。 \n", max_size=900),
    st.text(alphabet="技术，。 ", max_size=900),
    st.sampled_from(["劳模", "勞 模", "劳(模"]),
)
def test_wherever_a_match_stands_the_excerpt_shows_it(before, after, word):
    pieces = excerpt(f"{before}{word}{after}", "劳模")

    assert [piece.text for piece in pieces if piece.is_match] == [word]


@given(texts, words)
def test_what_is_found_is_marked(text, typed):
    query = parse_query(typed)

    assert any(piece.is_match for piece in highlight(text, typed)) >= (bool(query.terms) and contains(text, query))


@pytest.mark.parametrize(
    ("text", "typed", "pieces"),
    [
        ("劳模精神", "劳模", [Piece("劳模", True), Piece("精神", False)]),
        ("弘扬劳模精神", "模", [Piece("弘扬劳", False), Piece("模", True), Piece("精神", False)]),
        ("劳模", "创新", [Piece("劳模", False)]),
        ("", "劳模", []),
        ("劳模", "", [Piece("劳模", False)]),
    ],
)
def test_pieces(text, typed, pieces):
    assert highlight(text, typed) == pieces
    assert excerpt(text, typed) == pieces


def test_an_excerpt_begins_at_a_sentence_when_that_is_near():
    text = "第一句很长很长很长很长很长。第二句说劳模。" + "其余" * 80

    assert plain(excerpt(text, "劳模", 10)) == "…第二句说劳模。其余其…"
    assert plain(excerpt(text, "没有", 10)) == "第一句很长很长很长很…"
