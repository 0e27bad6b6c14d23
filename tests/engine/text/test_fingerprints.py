"""Fingerprints: what two texts share in a row is found, however it is written; passages are what they say they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.fingerprints import GUARANTEED, Passage, Reading, fingerprints
from jiangxin.engine.text.tokens import fold

_LETTERS = st.text(st.sampled_from("焊接工位烟尘大夏天风扇吹人建议加装排罩机联动启停一二三ab12"), max_size=80)
_SHARED = st.text(st.sampled_from("焊接工位烟尘大夏天风扇吹人建议加装排罩"), min_size=GUARANTEED, max_size=60)


@given(_LETTERS, _LETTERS, _LETTERS, _LETTERS, _SHARED)
def test_a_passage_long_enough_is_never_missed(one, two, three, four, shared):
    assert fingerprints(one + shared + two) & fingerprints(three + shared + four)


@given(st.text(max_size=200))
def test_any_text_has_fingerprints_in_range(text):
    found = fingerprints(text)
    letters = fold(text).replace("\n", "")
    assert bool(found) == (len(letters) >= 5)
    assert all(0 <= number < 2**31 for number in found)


@given(_LETTERS, _LETTERS)
def test_passages_stand_in_both_texts(one, two):
    for passage in Reading(one).passages_in(Reading(two)):
        assert fold(one[passage.start : passage.end]) in fold(two)


@given(_LETTERS)
def test_a_text_stands_in_itself_whole(text):
    assert Reading(text).share_in(Reading(text)) == (1.0 if len(text) >= 5 else 0.0)


@given(_SHARED, _LETTERS)
def test_what_is_typed_half_stands_in_the_whole(begun, rest):
    assert Reading(begun).share_in(Reading(begun + rest)) == 1.0


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("三號焊接工位煙塵太大，夏天待不住人。", "三号焊接工位烟尘太大夏天待不住人"),
        ("用ＡＢ型快卡 代替 螺栓，一次换模十分钟", "用ab型快卡代替螺栓,一次换模十分钟"),
    ],
)
def test_how_it_is_written_makes_no_difference(one, two):
    assert fingerprints(one) == fingerprints(two)
    assert Reading(one).share_in(Reading(two)) == 1.0


def test_a_passage_is_told_by_its_place():
    one, other = Reading("我想：在焊接工位加装一个吸烟罩，好不好？"), Reading("焊接工位加装一个吸烟罩")
    assert one.passages_in(other) == (Passage(4, 15),)
    assert (one.share_in(other), other.share_in(one)) == (pytest.approx(7 / 13), 1.0)


def test_texts_that_share_nothing_have_no_overlap():
    one, other = Reading("食堂增加一个出餐口"), Reading("压缩空气管路漏气")
    assert (one.share_in(other), one.passages_in(other)) == (0.0, ())
