"""A page of hits: order, pages, counts, facets, spellings, marks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core import search
from jiangxin.core.models import Job
from jiangxin.core.search import Order, Piece, finding, ranking
from tests.core.search.conftest import OTHERS, START, THINGS, things, titles


def find(typed, **options):
    return search.find(THINGS, typed, **{"listed": things(), **options})


@pytest.mark.parametrize(
    "typed",
    [
        "劳模",
        "勞模",
        "劳",
        "模创",
        "创新工作室",
        "ＱＣ",
        "qc",
        "Qc小组",
        "2012",
        "０１",
        "“劳模 创新”",
        "劳模 小组",
        "，劳模。",
    ],
)
def test_however_it_is_written(typed, write):
    write("劳模创新（工作室）", "QC小组，2012年")
    write("别的", "东西")

    assert titles(find(typed)) == ["劳模创新（工作室）"]


def test_words_apart_are_not_a_word(write):
    write("甲", "焊接，接技，技术")
    write("乙", "焊接技术")

    assert (titles(find("焊接技术")), titles(find("焊接 技术"))) == (["乙"], ["乙", "甲"])


@pytest.mark.parametrize("typed", ["laomo", "lm", "LAOMO", "ｌａｏｍｏ"])
def test_pinyin_and_initials_find_the_word(typed, write):
    write("甲", "表彰劳模", words=["劳模"])
    write("乙", "老魔")

    results = find(typed)

    assert (titles(results), results.also) == (["甲"], ("劳模",))
    assert results.hits[0].excerpt == [Piece("表彰", False), Piece("劳模", True)]


@pytest.mark.parametrize("typed", ["lao mo", "LAO MO 焊接", "焊接 lao mo", "l m"])
def test_syllables_may_stand_apart(typed, write):
    write("甲", "焊接", words=["劳模"])
    write("乙", "劳动的焊接与模具")
    assert titles(find(typed)) == ["甲"]


def test_pinyin_is_one_way_among_others(write):
    write("甲", "laomo is written here")
    write("乙", "劳模", words=["劳模"])
    write("丙", "劳模，焊接", words=["劳模"])

    assert set(titles(find("laomo"))) == {"甲", "乙", "丙"}
    assert titles(find("laomo 焊接")) == ["丙"]


def test_words_of_titles_are_spelled_too(write):
    write("市总工会召开焊接技术比赛", "")

    assert find("hanjie").also == ("焊接",)


def test_words_of_a_text_are_spelled_in_full_and_never_offered(write):
    write("甲", "车间里的灯亮着", spelled=["车间"])

    assert [(titles(find(typed)), find(typed).also) for typed in ("chejian", "che jian", "cj", "chej")] == [
        (["甲"], ("车间",)),
        (["甲"], ("车间",)),
        ([], ()),
        ([], ()),
    ]
    assert [search.suggest(THINGS, typed, listed=things()) for typed in ("chejian", "che", "\ue000che")] == [[], [], []]


def test_a_spelling_names_no_word_the_reader_could_not_find(write):
    write("甲", "表彰劳模", words=["劳模"], state="queued")

    results = find("laomo", listed=things().filter(state="done"))

    assert (results.count, results.also) == (0, ())


def test_by_time_the_newest_come_first(write):
    for day in (3, 1, 2):
        write(f"劳模{day}", "", at=START + timedelta(days=day))

    assert titles(find("劳模", order=Order.TIME)) == ["劳模3", "劳模2", "劳模1"]


def test_by_relevance_titles_come_first_then_what_tells_much_then_the_rest(write):
    write("劳模", "")
    write("劳模创新工作室推进会", "")
    write("甲", "技术，劳模，劳模，劳模")
    write("乙", "技术", words=["劳模"])
    write("丙", "劳模" + "别的东西" * 30)

    found = titles(find("劳模"))

    assert (found[:2], found[2], set(found[3:])) == (["劳模", "劳模创新工作室推进会"], "甲", {"乙", "丙"})


def test_pages_hold_every_hit_once_whatever_their_order(write, monkeypatch):
    monkeypatch.setattr(ranking, "WEIGHED", 5)
    for number in range(23):
        write("劳模" if number % 3 == 0 else f"其他{number}", "劳模" * (number % 5 + 1) + f"第{number}")
    for order in Order:
        pages = [find("劳模", order=order, page=page, size=4) for page in range(1, 7)]
        ids = [hit.object.pk for page in pages for hit in page.hits]

        assert [(page.count, page.page, page.last) for page in pages] == [(23, page, 6) for page in range(1, 7)]
        assert (len(ids), set(ids)) == (23, set(things().values_list("pk", flat=True)))
        assert ids[:10] == [hit.object.pk for hit in find("劳模", order=order, size=10).hits]


def test_a_page_beyond_the_last_is_the_last(write):
    for number in range(5):
        write(f"劳模{number}")

    shown = find("劳模", page=9, size=2, order=Order.TIME)

    assert (shown.page, shown.last, titles(shown)) == (3, 3, ["劳模0"])
    assert find("劳模", page=0, size=2).page == 1


def test_counting_stops_at_the_cap_and_so_do_pages(write, monkeypatch):
    monkeypatch.setattr(finding, "COUNT_CAP", 4)
    for number in range(7):
        write(f"劳模{number}", whole="劳模焊接")

    for typed, whole in (("劳模", None), ("焊接", things()), ("", None)):
        shown = find(typed, whole=whole, size=3, page=2, order=Order.TIME)
        assert (shown.count, shown.is_capped, shown.last, titles(shown)) == (4, True, 2, ["劳模3", "劳模2", "劳模1"])


def test_without_words_everything_is_found_newest_first(write):
    write("甲", at=START + timedelta(days=2))
    write("乙", facets={"kind": ["news"]})

    for typed in ("", "  ", "，。", "“”"):
        shown = find(typed)
        assert (titles(shown), shown.is_empty_query, shown.count) == (["甲", "乙"], True, 2)
    assert titles(find("", facets={"kind": "news"})) == ["乙"]
    assert titles(find("", listed=things().filter(title="甲"))) == ["甲"]


def test_facets_narrow_one_of_each_all_of_them(write):
    write("甲", "劳模", facets={"kind": ["news"], "year": [2023], "category": [1, 2]})
    write("乙", "劳模", facets={"kind": ["speech"], "year": [2024], "category": [2]})
    write("丙", "劳模", facets={"kind": ["speech"], "year": [2023], "category": []})
    asked = (
        ({"kind": "speech"}, {"乙", "丙"}),
        ({"kind": ["speech", "news"]}, {"甲", "乙", "丙"}),
        ({"kind": "speech", "year": 2023}, {"丙"}),
        ({"category": 2}, {"甲", "乙"}),
        ({"category": [1, 3], "kind": "news"}, {"甲"}),
        ({"category": []}, set()),
        ({"nobody": "x"}, set()),
        ({"kind": '"; DROP'}, set()),
    )
    for facets, expected in asked:
        for typed in ("劳模", "劳", ""):
            assert (facets, set(titles(find(typed, facets=facets)))) == (facets, expected)
            assert set(search.matching(THINGS, things(), typed, facets=facets)) == set(
                things().filter(title__in=expected)
            )


def test_filters_of_the_gate_are_honoured(write):
    write("甲", "劳模", state="queued")
    write("乙", "劳模")
    gate = things().filter(state="done").order_by("title").distinct()

    assert titles(find("劳模", listed=gate)) == ["乙"]
    assert find("劳模", listed=Job.objects.none()).hits == []


def test_kinds_do_not_meet(write):
    job = write("劳模", "焊接")
    search.index(OTHERS, [job])
    Job.objects.filter(pk=job.pk).update(title="别的")
    search.index(OTHERS, [Job.objects.get(pk=job.pk)])

    assert titles(find("劳模")) == ["别的"]  # the thing as it is now, found as this kind knows it
    assert search.find(OTHERS, "劳模", listed=things()).count == 0
    assert search.find(OTHERS, "别的", listed=things()).count == 1


def test_objects_come_as_the_gate_fetches_them(write, federation, actor):
    write("劳模")

    (hit,) = find("劳模", listed=things().select_related("owner").only("title", "owner")).hits

    assert hit.object.get_deferred_fields() >= {"kind", "state"}


def test_more_hits_ask_no_more_queries(write):
    def queries(typed, **options):
        with CaptureQueriesContext(connection) as asked:
            find(typed, whole=things(), **options)
        return len(asked)

    for typed in ("劳模", "焊接技术"):
        write("劳模焊接技术", "甲", whole="劳模")
        there = find(typed, whole=things()).count
        few = [queries(typed, order=order, size=there) for order in Order]
        for _number in range(10):
            write("劳模焊接技术", "甲", whole="劳模")
        many = [queries(typed, order=order, size=there + 10) for order in Order]
        assert all(later <= first for first, later in zip(few, many, strict=True)), (few, many)


def test_matches_are_marked_in_title_and_excerpt(write):
    write("劳模精神", "开头。" + "别的" * 40 + "。弘扬勞模精神，建功立业。" + "其余" * 60)

    (hit,) = find("劳模 建功").hits

    assert hit.title == [Piece("劳模", True), Piece("精神", False)]
    assert hit.excerpt[:5] == [
        Piece("…", False),
        Piece("弘扬", False),
        Piece("勞模", True),
        Piece("精神，", False),
        Piece("建功", True),
    ]
    assert (hit.excerpt[-1], sum(len(piece.text) for piece in hit.excerpt[1:-1])) == (Piece("…", False), 100)
