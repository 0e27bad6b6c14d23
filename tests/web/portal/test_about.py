"""The pages of a studio and of a call list the articles about them, to everybody the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jiangxin.awards.models import NamingDocument
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.library.enums import Access
from jiangxin.library.services import link_article, send_to_review, withdraw_article
from tests.campaigns.scene import person_at
from tests.library.scene import SECRET, draft, published
from tests.web.portal.test_portal import named

__all__ = ["named"]


@pytest.fixture(params=["studio", "call", "ceremony"])
def about(request, scene, named):
    """Return something to write about, and the address of its page."""
    if request.param == "ceremony":
        return NamingDocument.objects.get(), reverse("portal:call", args=[scene.call.pk])
    target = scene.call if request.param == "call" else named[0]
    return target, reverse(f"portal:{request.param}", args=[target.pk])


def link(target, article):
    link_article(actor=SYSTEM, article=article, target=target)
    return article


def listed(client, address):
    page = client.get(address)
    assert page.status_code == 200
    body = page.content.decode()
    assert SECRET not in body
    tree = LexborHTMLParser(body)
    return [node.text().strip() for node in tree.css("[aria-labelledby=about-title] .jx-portal-list a")]


def test_what_is_published_is_listed_newest_first_to_everybody(scene, about, client_for):
    target, address = about
    unit, now = scene.call.organiser, clock.now()
    link(target, published(unit, title="旧闻", published_at=now - timedelta(days=9)))
    link(target, published(unit, title="只给登录的人", access=Access.SIGNED_IN, published_at=now - timedelta(days=1)))
    published(unit, title="别的事")
    link(target, draft(unit, title="草稿"))
    send_to_review(actor=SYSTEM, article=link(target, draft(unit, title="待审")), expected_revision=1)
    link(target, published(unit, title="明天", published_at=now + timedelta(days=1)))
    gone = link(target, published(unit, title="撤下"))
    withdraw_article(actor=SYSTEM, article=gone, expected_revision=gone.revision, reason="过期")

    city = client_for(scene.officer)
    own = client_for(person_at(Role.UNION_OFFICER, unit))

    expected = ["只给登录的人", "旧闻"]
    assert [listed(client, address) for client in (Client(), own, city)] == [expected] * 3


def test_without_articles_there_is_no_heading(about):
    assert b"about-title" not in Client().get(about[1]).content


def test_at_most_twenty_in_as_many_queries(scene, about):
    target, address = about
    counts, client = [], Client()
    for number in (1, 21):
        for _one in range(number):
            link(target, published(scene.call.organiser))
        with CaptureQueriesContext(connection) as captured:
            found = listed(client, address)
        counts.append(len(captured))
    assert (len(found), counts[0]) == (20, counts[1])


def test_an_article_about_a_ceremony_leads_to_its_call_and_is_found_by_it(scene, named, client_for):
    document = NamingDocument.objects.get()
    article = published(scene.call.organiser, title="十二家工作室授牌", published_at=clock.now())
    desk = client_for(scene.officer)
    place = reverse("desk:library-parts", args=[article.pk])

    offered = LexborHTMLParser(desk.get(place, {"find": document.title}).content)
    code = f"ceremony:{document.pk}"
    assert [node.attributes["value"] for node in offered.css("button[name=target]")] == [code]
    assert desk.post(reverse("desk:library-link", args=[article.pk]), {"target": code}).status_code == 303

    page = LexborHTMLParser(Client().get(reverse("portal:article", args=[article.pk])).content)
    addresses = {node.text().strip(): node.attributes["href"] for node in page.css("main a")}
    assert addresses[document.title] == reverse("portal:call", args=[scene.call.pk])
    found = Client().get(reverse("portal:articles"), {"q": "授牌", "call": scene.call.pk}).content.decode()
    assert reverse("portal:article", args=[article.pk]) in found
    NamingDocument.objects.update(state="draft")
    assert document.title not in Client().get(reverse("portal:article", args=[article.pk])).content.decode()
