"""What a reader may not read is neither shown nor betrayed by being found."""

import pytest

from jiangxin.core import search
from tests.core.search.conftest import THINGS, things, titles

OPEN = "授牌仪式上的讲话，全文对会员开放。"
HIDDEN = "奖金每人五千元，师傅张三带徒弟李四。"


@pytest.fixture
def speech(write):
    """A speech of which strangers see the beginning."""
    return write("主席讲话", OPEN, whole=OPEN + HIDDEN, words=["授牌"])


def find(typed, *, member):
    return search.find(THINGS, typed, listed=things(), whole=things() if member else None)


@pytest.mark.parametrize("typed", ["奖金", "金", "五千元", "张三", "zhangsan", "讲话 奖金", "开放。奖金"])
def test_the_hidden_part_finds_nothing_for_a_stranger(speech, typed):
    stranger = find(typed, member=False)

    assert (stranger.count, stranger.hits, stranger.also) == (0, [], ())


@pytest.mark.parametrize("typed", ["奖金", "金", "五千元", "张三", "讲话 奖金", "授牌 徒弟"])
def test_it_is_found_by_who_may_read_it(speech, typed):
    (hit,) = find(typed, member=True).hits

    assert (hit.object, hit.is_hidden_match) == (speech, True)


def test_its_words_are_shown_to_them_alone(speech):
    (known,) = find("奖金", member=True).hits
    (unknown,) = find("授牌", member=False).hits

    assert "".join(piece.text for piece in known.excerpt) == f"{OPEN[-1:]}{HIDDEN}"[-len(HIDDEN) :].join(["…", ""])
    assert "".join(piece.text for piece in unknown.excerpt) == OPEN


def test_what_stands_in_the_open_part_is_no_hidden_match(speech):
    (hit,) = find("讲话", member=True).hits

    assert (hit.is_hidden_match, "".join(piece.text for piece in hit.excerpt)) == (False, OPEN)


def test_a_reader_of_some_finds_the_hidden_part_of_these_alone(write):
    write("甲", "开头", whole="开头，奖金", state="done")
    write("乙", "开头", whole="开头，奖金", state="queued")

    found = search.find(THINGS, "奖金", listed=things(), whole=things().filter(state="done"))

    assert titles(found) == ["甲"]


def test_what_may_not_be_listed_is_not_found_though_it_may_be_read_whole(speech):
    found = search.find(THINGS, "奖金", listed=things().exclude(pk=speech.pk), whole=things())

    assert found.count == 0


def test_the_hidden_part_weighs_nothing_for_a_stranger(write):
    """Else the order of a list would tell what is said often behind it."""
    write("甲", "劳模", whole="劳模" * 50)
    write("乙", "劳模，表彰")

    assert titles(find("劳模", member=False)) == ["甲", "乙"]  # the shorter text says it more densely
    write("丙", "劳模", whole="劳模")
    assert titles(find("劳模", member=False)) == ["丙", "甲", "乙"]


@pytest.mark.parametrize("typed", ["奖", "奖金", "jiangjin", "jj", "zhangsan", "张"])
def test_it_is_not_suggested(speech, typed):
    assert search.suggest(THINGS, typed, listed=things()) == []


def test_lists_do_not_look_into_it(speech):
    assert list(search.matching(THINGS, things(), "奖金")) == []
