"""The tokens of a document: every pair, nothing that could be read as a query, and never more than an engine holds."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.search.kinds import Document
from jiangxin.core.search.tokens import MOST_BYTES, entry_of, facet_token
from jiangxin.engine.text.tokens import fold

DAY = date(2024, 3, 1)
texts = st.text(alphabet="劳勞模创新服务（)“”，。 \nＡaé1\x00", max_size=60)


def entry(**parts):
    return entry_of("z", Document(at=DAY, **{"title": "", **parts}))


def tokens(**parts):
    return entry(**parts).tokens.split(" ")


def pairs(text):
    """What the index should hold of a text, made the slow way."""
    stretches = fold(text).split("\n")
    return {part[at : at + 2] for part in stretches for at in range(len(part)) if part}


@given(texts, texts, texts)
def test_every_pair_and_every_last_character_is_there_once(title, text, whole):
    found = tokens(title=title, open=text, whole=whole)

    assert len(found) == len(set(found))
    assert {token[1:] for token in found if len(token) > 1 and token[1] not in "!#$%="} == pairs(title) | pairs(text)
    assert {token[2:] for token in found if token[1:2] == "#"} == pairs(title)
    assert {token[2:] for token in found if token[1:2] == "$"} == ((pairs(title) | pairs(whole)) if whole else set())


def test_what_tells_much_is_marked():
    found = tokens(
        title="劳模", words=["焊接"], open="精神，精神，技术，精神。", facets={"year": [2024], "kind": ["a"]}
    )

    assert {token for token in found if token[1:2] == "!"} == {"z!劳模", "z!模", "z!焊接", "z!接", "z!精神", "z!神"}
    assert {token for token in found if token[1:2] == "="} == {"z=year=2024", "z=kind=a"}


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_in_a_token_could_be_read_as_a_query(title, text):
    for token in tokens(title=title, open=text, whole=text):
        assert token == "" or token.lstrip("z!#$%").isalnum() or set(token) <= set("z!#$%")


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_facets_differ_when_their_values_do(one, other):
    assert (facet_token("z", "kind", one) == facet_token("z", "kind", other)) == (one == other)
    assert facet_token("z", "kind", one).removeprefix("z=kind=").replace("=", "").replace("-", "").isascii()


@pytest.mark.parametrize("name", ["", "Kind", "a b", 'x"', "年"])
def test_a_facet_has_a_plain_name(name):
    with pytest.raises(ValueError, match="no name of a facet"):
        facet_token("z", name, 1)


def test_a_text_without_end_keeps_its_beginning():
    endless = "".join(Random(1).choices([chr(code) for code in range(0x4E00, 0x9F00)], k=400_000))
    found = entry(title="劳模", open=endless)
    known = set(found.tokens.split(" "))
    plain = fold(endless)

    assert MOST_BYTES * 3 // 4 < len(found.tokens.encode()) < MOST_BYTES
    assert {"z劳模", "z#劳模", "z" + plain[:2], "z" + plain[50_000:50_002]} <= known
    assert found.folded == f"劳模\n{plain}"
