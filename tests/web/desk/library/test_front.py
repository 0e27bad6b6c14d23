"""The portal's front page, arranged on screen: tried out first, public when saved."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.library.enums import FrontSlot
from jiangxin.library.queries.front import front_keys
from jiangxin.library.services import arrange_front, withdraw_article
from tests.library.scene import draft, published

WHERE = "/desk/library/front/"


@pytest.fixture
def three(federation):
    return [published(federation.city, title=f"{name}号故事", kind="story") for name in "甲乙丙"]


def order(*articles):
    return [str(article.pk) for article in articles]


def test_buttons_try_out_and_nothing_is_public_before_it_is_saved(three, officer, send):
    one, two, _three = three
    page = send(officer, WHERE, {"act": f"put:stories:{one.pk}"})
    page = send(officer, WHERE, page.values(WHERE) | {"act": f"put:stories:{two.pk}"})
    page = send(officer, WHERE, page.values(WHERE) | {"act": f"up:stories:{two.pk}"})

    assert page.values(WHERE)["wanted-stories"] == order(two, one)
    assert page.all(".jx-shape-preview #front-story ~ *, #preview-title")[0] == "保存后的门户首页"
    assert front_keys()[FrontSlot.STORIES] == []

    send(officer, WHERE, page.values(WHERE) | {"act": "save"})

    assert front_keys()[FrontSlot.STORIES] == [two.pk, one.pk]


def test_the_preview_is_what_the_portal_then_shows(three, officer, send):
    tried = send(officer, WHERE, {"act": f"put:headline:{three[1].pk}"})
    shown = tried.all(".jx-shape-preview .jx-headline h2")

    send(officer, WHERE, tried.values(WHERE) | {"act": "save"})

    assert shown == ["乙号故事"]
    assert '<div class="jx-headline-first' in Client().get("/").content.decode()


@pytest.mark.parametrize(("act", "expected"), [("up", "bac"), ("down", "acb"), ("off", "ac")])
def test_one_is_moved_or_taken_off(three, officer, open_page, send, act, expected):
    arrange_front(actor=SYSTEM, slot="stories", articles=three)
    page = open_page(officer, WHERE)

    moved = send(officer, WHERE, page.values(WHERE) | {"act": f"{act}:stories:{three[1].pk}"})
    send(officer, WHERE, moved.values(WHERE) | {"act": "save"})

    assert front_keys()[FrontSlot.STORIES] == [three["abc".index(letter)].pk for letter in expected]


def test_a_full_place_takes_no_more(federation, officer, send):
    shown = [published(federation.city) for _number in range(4)]

    page = send(officer, WHERE, {"wanted-headline": order(*shown[:3]), "act": f"put:headline:{shown[3].pk}"})

    assert (page.status, page.values(WHERE)["wanted-headline"]) == (409, order(*shown[:3]))
    assert "请先从这个栏目撤下一篇" in page.text


def test_only_what_is_published_is_found_and_kept(federation, three, officer, open_page, send):
    hidden = draft(federation.city, title="丁号故事")
    found = send(officer, WHERE, {"act": "find", "find": "号故事"})
    offered = {int(node.attributes["value"].rsplit(":", 1)[1]) for node in found.tree.css("[value^='put:stories']")}
    assert offered == {article.pk for article in three}

    send(officer, WHERE, {"wanted-stories": order(hidden, three[0]), "act": "save"})

    assert front_keys()[FrontSlot.STORIES] == [three[0].pk]


def test_what_was_withdrawn_leaves_with_the_next_saving(three, officer, open_page, send):
    arrange_front(actor=SYSTEM, slot="stories", articles=three)
    withdraw_article(actor=SYSTEM, article=three[0], expected_revision=three[0].revision, reason="过期")
    page = open_page(officer, WHERE)

    send(officer, WHERE, page.values(WHERE) | {"act": "save"})

    assert front_keys()[FrontSlot.STORIES] == [three[1].pk, three[2].pk]


def test_a_stale_page_changes_nothing(three, officer, open_page, send):
    page = open_page(officer, WHERE).values(WHERE)
    arrange_front(actor=SYSTEM, slot="stories", articles=three[:1])

    answer = send(
        officer, WHERE, page | {"wanted-stories": order(three[1]), "wanted-news": order(three[2]), "act": "save"}
    )

    assert (answer.status, front_keys()[FrontSlot.STORIES]) == (409, [three[0].pk])
    assert front_keys()[FrontSlot.NEWS] == []


@pytest.mark.parametrize("act", ["put:nowhere:1", "put:stories:x", "up", "off:stories:999"])
def test_what_means_nothing_does_nothing(three, officer, send, act):
    page = send(officer, WHERE, {"wanted-stories": order(three[0]), "act": act})

    assert (page.status, page.values(WHERE)["wanted-stories"]) == (200, order(three[0]))


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [(Role.OFFICER_CITY, "city", 200), (Role.REVIEWER_FIRST, "county", 403), (Role.LEADER_CITY, "city", 403)],
)
def test_it_is_the_citys(federation, three, actor, open_page, send, role, place, status):
    who = actor(role, getattr(federation, place))

    assert open_page(who, WHERE).status == status
    assert send(who, WHERE, {"wanted-news": order(three[0]), "act": "save"}).status == status
    assert front_keys()[FrontSlot.NEWS] == ([three[0].pk] if status == 200 else [])


def test_queries_do_not_grow_with_what_is_arranged(federation, three, officer, open_page):
    counts = []
    for number in (1, 3):
        for slot in ("headline", "news", "notices", "stories", "pictures"):
            arrange_front(actor=SYSTEM, slot=slot, articles=three[:number])
        with CaptureQueriesContext(connection) as captured:
            open_page(officer, WHERE)
        counts.append(len(captured))
    assert counts[0] == counts[1]
