"""The list of entries, acts on many of them, the order of recommendations; and that queries do not grow with rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, Recommendation
from jiangxin.campaigns.queries import plan_of
from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry
from jiangxin.web.desk.views.ranking_order import by_numbers, moved
from tests.campaigns.scene import CHECKING, DECLARING, person_at
from tests.laying import laid

LIST = "/desk/entries/"


def names(page):
    return page.all("tbody th")


@laid
def entries(scene, clock_at):
    clock_at(DECLARING)
    federation = scene.federation
    return [
        scene.entry(EntryState.RECOMMENDED_UNIT, name="甲工作室", variant="service"),
        scene.entry(EntryState.RECOMMENDED_UNIT, name="乙工作室", unit=federation.private_unit),
        scene.entry(EntryState.SUBMITTED, name="丙工作室"),
        scene.entry(EntryState.RECOMMENDED_COUNTY, name="丁工作室", unit=federation.other_unit, industry_section="Q"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"甲工作室", "乙工作室", "丙工作室", "丁工作室"}),
        ({"q": "乙"}, {"乙工作室"}),
        ({"state": "submitted"}, {"丙工作室"}),
        ({"step": "county_recommend"}, {"甲工作室", "乙工作室"}),
        ({"step": "formal_check"}, {"丁工作室"}),
        ({"kind": "service"}, {"甲工作室"}),
        ({"industry": "Q"}, {"丁工作室"}),
        ({"mine": "yes"}, set()),
        ({"submitted_from": "2026-03-21"}, set()),
        ({"state": "draft"}, {"甲工作室", "乙工作室", "丙工作室", "丁工作室"}),
    ],
)
def test_filters_narrow_the_list(scene, entries, open_page, query, expected):
    assert set(names(open_page(scene.officer, LIST, **query))) == expected


def test_a_county_lists_its_own_and_finds_what_it_recommended(scene, entries, open_page):
    county = scene.county()
    scene.recommend(county, entries[0])

    assert set(names(open_page(county, LIST))) == {"甲工作室", "乙工作室", "丙工作室"}
    assert names(open_page(county, LIST, mine="yes")) == ["甲工作室"]


def test_it_sorts_and_is_taken_along_as_excel(scene, entries, open_page):
    page = open_page(scene.officer, LIST, sort="name")
    assert names(page) == sorted(entry.name for entry in entries)

    sheet = open_page(scene.officer, LIST, export="xlsx")
    assert sheet.body.startswith(b"PK")
    assert JournalEntry.objects.filter(act="core.export_list").get().after["rows"] == 4


@pytest.mark.parametrize(
    ("role", "place", "acts"),
    [
        (Role.REVIEWER_FIRST, "county", ["推荐", "退回"]),
        (Role.OFFICER_CITY, "city", ["形式审查通过"]),
        (Role.LEADER_CITY, "city", []),
    ],
)
def test_batch_acts_are_those_of_the_duty(scene, entries, open_page, role, place, acts):
    page = open_page(person_at(role, getattr(scene.federation, place)), LIST)

    assert [node.text(strip=True) for node in page.tree.css("[data-batch-bar] button[formaction]")] == acts


def test_a_batch_shows_what_it_will_do_and_then_does_it_one_by_one(scene, entries, send):
    county = scene.county()
    extra = [scene.entry(EntryState.RECOMMENDED_UNIT, name=f"戊{number}工作室") for number in range(2)]
    chosen = [entries[0], entries[1], entries[2], *extra]
    keys = [str(entry.pk) for entry in chosen]

    confirm = send(county, f"{LIST}batch/recommend/", {"selected": keys})

    assert confirm.status == 200
    assert Recommendation.objects.count() == 0
    assert len(confirm.tree.css(".jx-subjects > li")) == 5
    reasons = confirm.all(".jx-subject-reason")
    assert reasons == [
        "您当前的职责不能办理“基层工会推荐”。",
        "推荐名额不够，轮到这一份时已用满。",
        "推荐名额不够，轮到这一份时已用满。",
    ]
    result = send(county, f"{LIST}batch/recommend/", confirm.values("/batch/") | {"opinion": "同意推荐。"})
    assert "已办理 2 份，未办理 3 份。" in result.text
    states = list(Entry.objects.filter(pk__in=keys).order_by("pk").values_list("state", flat=True))
    assert states == ["recommended_county"] * 2 + ["submitted"] + ["recommended_unit"] * 2
    assert Recommendation.objects.count() == 2


def test_a_batch_without_words_does_nothing(scene, entries, send):
    county = scene.county()
    keys = [str(entry.pk) for entry in entries[:2]]

    page = send(county, f"{LIST}batch/return/", {"selected": keys, "confirmed": "1", "reason": " "})

    assert page.status == 409
    assert set(Entry.objects.filter(pk__in=keys).values_list("state", flat=True)) == {"recommended_unit"}


def test_entries_that_moved_since_the_confirm_page_are_left_alone(scene, entries, send):
    county = scene.county()
    confirm = send(county, f"{LIST}batch/return/", {"selected": [str(entries[0].pk), str(entries[1].pk)]})
    scene.recommend(county, entries[0])

    result = send(county, f"{LIST}batch/return/", confirm.values("/batch/") | {"reason": "补材料"})

    assert "已办理 1 份，未办理 1 份。" in result.text
    entries[0].refresh_from_db()
    assert entries[0].state == "recommended_county"


def test_a_batch_with_too_many_words_keeps_them(scene, entries, send):
    county = scene.county()
    confirm = send(county, f"{LIST}batch/return/", {"selected": [str(entries[0].pk)]})
    page = send(county, f"{LIST}batch/return/", confirm.values("/batch/") | {"reason": "字" * 2001})
    assert (page.status, page.tree.css_first("textarea[name=reason]").text()) == (409, "字" * 2001)


def test_nobody_reaches_beyond_the_gate_in_a_batch(scene, entries, send):
    other = scene.county(scene.federation.other_county)
    data = {"selected": [str(entries[0].pk)], "confirmed": "1", "reason": "越权", f"version-{entries[0].pk}": "1"}

    page = send(other, f"{LIST}batch/return/", data)

    assert (page.status, page.all("main h1")) == (409, ["还没有选中任何一项。"])
    assert send(other, f"{LIST}batch/delete/", data).status == 404


def test_many_checked_entries_pass_at_once(scene, clock_at, send):
    clock_at(CHECKING)
    ready = [scene.tick_all(scene.entry(EntryState.RECOMMENDED_COUNTY)) for _ in range(2)]
    bare = scene.entry(EntryState.RECOMMENDED_COUNTY)
    keys = [str(entry.pk) for entry in (*ready, bare)]
    confirm = send(scene.officer, f"{LIST}batch/pass/", {"selected": keys})
    items = len(plan_of(scene.call).formal_checks)
    assert confirm.all(".jx-subject-reason") == [f"还有 {items} 个审查项未填或必备项不符合，不能通过。"]

    result = send(scene.officer, f"{LIST}batch/pass/", confirm.values("/batch/"))

    assert "已办理 2 份，未办理 1 份。" in result.text
    bare.refresh_from_db()
    assert bare.state == "recommended_county"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({}, [7, 8, 9]),
        ({"rank-9": "1"}, [9, 7, 8]),
        ({"rank-7": "3"}, [8, 7, 9]),
        ({"rank-7": "9"}, [8, 9, 7]),
        ({"rank-7": "3", "rank-8": "1", "rank-9": "2"}, [8, 9, 7]),
        ({"rank-7": "first", "rank-8": ""}, [7, 8, 9]),
    ],
)
def test_numbers_put_things_in_order(typed, expected):
    numbers = {f"rank-{key}": str(place) for place, key in enumerate((7, 8, 9), start=1)}

    assert by_numbers([7, 8, 9], {**numbers, **typed}) == expected


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ("up-8", [8, 7, 9]),
        ("down-8", [7, 9, 8]),
        ("up-7", [7, 8, 9]),
        ("down-9", [7, 8, 9]),
        ("up-5", [7, 8, 9]),
        ("", [7, 8, 9]),
    ],
)
def test_buttons_move_one_place(move, expected):
    assert moved([7, 8, 9], move) == expected


def test_a_county_orders_and_prints_its_recommendations(scene, entries, open_page, send):
    county = scene.county()
    for entry in entries[:2]:
        scene.recommend(county, entry)
    stage = scene.call.stages.get(code="county_recommend")
    where = f"/desk/recommendations/{stage.pk}/"
    assert where in open_page(county, "/desk/recommendations/").links("main a")

    shown = open_page(county, where)
    assert shown.all(".jx-ranking a") == ["甲工作室", "乙工作室"]
    done = send(county, where, shown.values("/recommendations/") | {"move": f"up-{entries[1].pk}"})
    assert done.all(".jx-ranking a") == ["乙工作室", "甲工作室"]
    stale = send(county, where, {"entry": [str(entries[0].pk)]})
    assert (stale.status, stale.all(".jx-ranking a")) == (409, ["乙工作室", "甲工作室"])
    paper = open_page(county, f"{where}list.pdf")
    assert paper.body.startswith(b"%PDF-")
    assert open_page(scene.officer, f"/desk/calls/{scene.call.pk}/summary.pdf").body.startswith(b"%PDF-")
    assert open_page(scene.officer, where).status == 403


@pytest.mark.parametrize(
    "address", [LIST, "/desk/calls/", "/desk/organisations/", "/desk/journal/", "/desk/blueprints/"]
)
def test_queries_do_not_grow_with_rows(scene, clock_at, client_for, address):
    clock_at(DECLARING)
    client = client_for(scene.officer)

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    scene.entry()
    count()  # the first request fills caches
    few = count()
    for _ in range(49):
        scene.entry()
    assert count() == few


def test_the_board_counts_with_as_many_queries(scene, clock_at, client_for):
    clock_at(DECLARING)
    client = client_for(scene.officer)
    scene.entry()

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/desk/calls/{scene.call.pk}/").status_code == 200
        return len(queries)

    count()
    few = count()
    for _ in range(20):
        scene.entry()
    assert count() == few
