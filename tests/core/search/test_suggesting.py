import pytest

from jiangxin.core import search
from jiangxin.core.models import SearchWord
from jiangxin.core.search import Suggestion, suggesting
from jiangxin.engine.text.spelling import spellings
from tests.core.search.conftest import THINGS, things


def suggest(typed, **options):
    return search.suggest(THINGS, typed, **{"listed": things(), **options})


@pytest.mark.parametrize("typed", ["劳", "劳模", "勞模", "lao", "laom", "laomo", "lm", "LM", "ｌａｏ"])
def test_a_word_is_offered_by_its_beginning_its_pinyin_or_its_initials(typed, write):
    write("甲", "表彰劳模", words=["劳模"])
    write("乙", "劳模，带徒", words=["带徒"])

    assert suggest(typed) == [Suggestion("劳模", 2)]


def test_words_come_before_titles_and_titles_newest_first(write):
    first, second = write("焊接比赛"), write("焊接讲座")
    write("别的", "焊接")

    assert suggest("焊接") == [
        Suggestion("焊接", 3),
        Suggestion("焊接讲座", 1, second.pk),
        Suggestion("焊接比赛", 1, first.pk),
    ]
    assert [one.is_title for one in suggest("焊接")] == [False, True, True]


def test_the_exact_spelling_comes_first_then_the_shorter(write):
    write("甲", "", words=["劳模精神", "劳模", "老莫"])

    assert [one.text for one in suggest("laomo")] == ["劳模", "老莫", "劳模精神"]
    assert [one.text for one in suggest("laomo", limit=2)] == ["劳模", "老莫"]


def test_nothing_is_offered_that_would_find_nothing(write):
    write("甲", "表彰劳模", words=["劳模"], state="queued")

    assert suggest("lao", listed=things().filter(state="done")) == []
    assert suggest("劳", listed=things().none()) == []


def test_nothing_typed_nothing_offered(write):
    write("劳模", words=["劳模"])

    assert [suggest(typed) for typed in ("", "  ", "，", "\x00", "“")] == [[]] * 5


def test_counting_stops_early(write, monkeypatch):
    monkeypatch.setattr(suggesting, "COUNT_CAP", 2)
    for _number in range(5):
        write("", "劳模", words=["劳模"])

    assert suggest("劳模") == [Suggestion("劳模", 3)]


def test_each_word_is_kept_once_under_each_spelling(write):
    for _number in range(2):
        write("", "", words=["重庆", " 重庆 ", "重庆"])

    kept = list(SearchWord.objects.values_list("key", "word"))
    assert sorted(kept) == sorted({(key, "重庆") for key in ("重庆", *spellings("重庆"))})


def test_words_too_long_to_type_are_not_kept(write):
    write("", "", words=["长" * 41, "", " ", "，"])

    assert SearchWord.objects.count() == 0
