from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.count import Rule, count
from jiangxin.engine.text.errors import TextError
from jiangxin.engine.text.preview import PreviewRule, preview

texts = st.text(alphabet="劳模创新，。 ab1\r\n🐄\u0301", max_size=120)
sizes = st.integers(0, 150)


def rules(rule):
    return st.builds(PreviewRule, sizes, sizes, sizes, st.just(rule))


@given(texts, st.sampled_from(Rule).flatmap(rules))
def test_figures_are_exact(text, rule):
    result = preview(text, rule)
    assert result.total == count(text, rule.rule)
    assert result.shown + sum(result.gaps) == result.total
    assert result.omitted == sum(result.gaps)
    for piece in result.pieces:
        assert count(text[piece.start : piece.end], rule.rule) == piece.length
        assert piece.text in {None, text[piece.start : piece.end]}


@given(texts, st.sampled_from(Rule).flatmap(rules))
def test_pieces_are_the_whole_text_in_turn(text, rule):
    pieces = preview(text, rule).pieces
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all((one.text is None) != (two.text is None) for one, two in pairwise(pieces))


@given(texts, st.sampled_from(Rule).flatmap(rules))
def test_never_more_than_granted(text, rule):
    result = preview(text, rule)
    if rule.tail and result.total:
        assert (result.pieces[-1].text, result.gaps[-1] >= min(rule.tail, result.total)) == (None, True)
    if rule.gap and result.gaps and result.pieces[0].text is not None:
        assert result.pieces[0].length <= rule.opening


def test_the_shape_of_a_document_site():
    text = "一" * 400 + "二" * 609 + "三" * 1310 + "四" * 371
    result = preview(text, PreviewRule(400, 609, 371))
    assert (result.total, result.shown, result.gaps, result.omitted) == (2690, 1710, (609, 371), 980)
    assert [piece.text[0] if piece.text else None for piece in result.pieces] == ["一", None, "三", None]


@pytest.mark.parametrize(
    ("rule", "shown", "gaps"),
    [
        (PreviewRule(3), "劳模\r\n创新", ()),
        (PreviewRule(3, tail=1), "劳模\r\n创", (1,)),
        (PreviewRule(3, gap=1), "劳模创新", (2,)),
        (PreviewRule(100, 5, 0), "劳模\r\n创新", ()),
        (PreviewRule(0, 0, 100), "", (6,)),
        (PreviewRule(1, 100, 2), "劳", (5,)),
    ],
)
def test_a_line_break_is_not_split(rule, shown, gaps):
    result = preview("劳模\r\n创新", rule)
    assert ("".join(piece.text or "" for piece in result.pieces), result.gaps) == (shown, gaps)
    assert result.is_whole == (gaps == ())


def test_a_word_is_not_split():
    assert preview("用 PowerPoint 做", PreviewRule(2, tail=1, rule=Rule.WORDS)).pieces[0].text == "用 PowerPoint "


def test_negative_sizes_are_refused():
    with pytest.raises(TextError) as caught:
        PreviewRule(-1)
    assert caught.value.code == "preview.negative"
