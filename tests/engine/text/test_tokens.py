from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.text.spelling import spellings
from jiangxin.engine.text.tokens import contains, find_matches, fold, parse_query, tokens

texts = st.text(alphabet="劳勞模创新服务（)“”，。 \nＡaé1", max_size=40)


def test_tokens_are_overlapping_pairs_and_the_last_character():
    assert list(tokens("创新(服务)室，QC 组。")) == ["创新", "新服", "服务", "务室", "室", "qc", "c组", "组"]


@given(texts, st.integers(0, 40), st.integers(1, 10))
def test_every_stretch_is_found(text, start, length):
    piece = text[start : start + length]
    query = parse_query(f'"{piece.replace(chr(34), "").replace("“", "").replace("”", "")}"')
    held = set(tokens(text))
    assert set(query.tokens) <= held
    assert all(any(token.startswith(prefix) for token in held) for prefix in query.prefixes)
    assert contains(text, query)


@given(texts, texts)
def test_tokens_never_hide_what_a_plain_scan_finds(text, typed):
    query = parse_query(typed)
    held = set(tokens(text))
    candidate = set(query.tokens) <= held and all(any(t.startswith(p) for t in held) for p in query.prefixes)
    plain = all(stretch in fold(text) for term in query.terms for stretch in term)
    assert contains(text, query) == plain
    assert candidate or not plain


@given(texts, texts)
def test_highlights_are_what_was_found(text, typed):
    query = parse_query(typed)
    spans = find_matches(text, query)
    assert (spans != []) >= (contains(text, query) and query.terms != ())
    assert all(one[1] < two[0] for one, two in pairwise(spans))
    for start, end in spans:
        assert any(fold(text[start:end]).startswith(stretch[:1]) for term in query.terms for stretch in term)


@pytest.mark.parametrize(
    ("text", "typed", "spans"),
    [
        ("全市勞模創新", "劳模", [(2, 4)]),
        ("创新（服务）工作室", "创新服务", [(0, 5)]),
        ("Ｐｏｗｅｒ POINT", "rpo", [(4, 8)]),
        ("劳模精神", "劳模 模精", [(0, 3)]),
        ("工作。室", "作室", []),
        ("hàn yǔ", "han", [(0, 3)]),
        ("劳模", "", []),
    ],
)
def test_highlights(text, typed, spans):
    assert find_matches(text, parse_query(typed)) == spans


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("劳模", {"laomo", "lm"}),
        ("重庆", {"chongqing", "zhongqing", "cq"}),
        ("绿色", {"lvse", "luse", "ls"}),
        ("QC小组", {"qcxiaozu", "qcxz"}),
    ],
)
def test_spellings(word, some):
    assert some <= spellings(word)


@given(st.text(max_size=10))
def test_spellings_can_be_typed(word):
    assert all(spelling.isascii() for spelling in spellings(word))
