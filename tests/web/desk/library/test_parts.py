"""What an article is filed under and what it is about, set on screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.library.models import ArticleLink
from jiangxin.library.queries import categories_of
from jiangxin.library.services import add_category, categorise_article, link_article, tag_article
from jiangxin.orgs.services import enter_membership
from tests.factories import LONG_AGO, PersonFactory
from tests.library.scene import draft, published


@pytest.fixture
def article(federation):
    return draft(federation.unit)


@pytest.fixture
def tree(federation):
    top = add_category(actor=SYSTEM, name="工会")
    return top, add_category(actor=SYSTEM, name="讲话致辞", parent=top), add_category(actor=SYSTEM, name="典型")


def where(article):
    return f"/desk/library/{article.pk}/parts/"


def shelf(categories, first="", tags="", **rest):
    return {"categories": [str(row.pk) for row in categories], "first": first, "tags": tags, **rest}


def test_it_is_filed_with_its_first_category_first(article, tree, officer, send):
    top, speeches, models = tree

    page = send(officer, where(article), shelf([speeches, models], str(models.pk), "授牌、 #工匠，青年"))

    assert page.status == 200
    assert categories_of([article])[article.pk] == [models, speeches]
    assert list(article.tags.values_list("name", flat=True)) == ["授牌", "工匠", "青年"]
    assert page.values(where(article))["tags"] == ["授牌、工匠、青年"]
    assert top not in categories_of([article])[article.pk]


@pytest.mark.parametrize(
    ("first", "tags", "status"),
    [("top", "", 422), ("", "长" * 31, 409), ("", " ".join(f"词{number}" for number in range(21)), 409)],
)
def test_what_does_not_fit_changes_neither(article, tree, officer, send, first, tags, status):
    top, speeches, _models = tree

    page = send(officer, where(article), shelf([speeches], str(top.pk) if first else "", tags))

    assert (page.status, article.places.count(), article.tags.count()) == (status, 0, 0)
    assert page.values(where(article))["tags"] == [tags]


def test_a_stale_page_changes_nothing(article, tree, officer, open_page, send):
    top, speeches, models = tree
    shown = open_page(officer, where(article)).values(where(article))
    categorise_article(actor=SYSTEM, article=article, categories=[speeches])
    tag_article(actor=SYSTEM, article=article, names=["先到"])

    page = send(officer, where(article), shown | shelf([models, top], tags="后到"))

    assert (page.status, [row.name for row in article.tags.all()]) == (409, ["先到"])
    assert categories_of([article])[article.pk] == [speeches]


def test_what_it_is_about_is_found_by_name_and_linked(article, federation, officer, open_page, send):
    found = open_page(officer, where(article), find="重型机床")
    target = f"organisation:{federation.unit.pk}"
    assert [node.attributes["value"] for node in found.tree.css("[name=target]")] == [target]

    linked = send(officer, f"{where(article)}link/", {"target": target})

    link = ArticleLink.objects.get(article=article)
    assert (link.organisation, linked.status) == (federation.unit, 200)
    assert [node.attributes["value"] for node in linked.tree.css("[name=unlink]")] == [str(link.pk)]

    send(officer, f"{where(article)}link/", {"unlink": str(link.pk)})
    assert ArticleLink.objects.count() == 0


@pytest.mark.parametrize("target", ["organisation:0", "organisation:x", "account:1", "", "person:999999"])
def test_nothing_else_is_linked(article, officer, send, target):
    assert send(officer, f"{where(article)}link/", {"target": target}).status == 404
    assert ArticleLink.objects.count() == 0


def test_people_are_found_where_an_officer_works(article, federation, writer, county, open_page, send):
    ours, theirs = PersonFactory(name="欧阳木兰"), PersonFactory(name="欧阳铁柱")
    enter_membership(actor=SYSTEM, person=ours, organisation=federation.unit, since=LONG_AGO)
    enter_membership(actor=SYSTEM, person=theirs, organisation=federation.other_unit, since=LONG_AGO)

    for officer in (writer, county):
        found = open_page(officer, where(article), find="欧阳")
        assert [node.attributes["value"] for node in found.tree.css("[name=target]")] == [f"person:{ours.pk}"]

    assert send(writer, f"{where(article)}link/", {"target": f"person:{theirs.pk}"}).status == 404


def test_a_link_of_another_article_is_not_taken_away(article, federation, officer, send):
    other = draft(federation.unit)
    link = link_article(actor=SYSTEM, article=other, target=federation.unit)

    page = send(officer, f"{where(article)}link/", {"unlink": str(link.pk)})

    assert (page.status, ArticleLink.objects.count()) == (404, 1)


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.OFFICER_CITY, "city", 200),
        (Role.REVIEWER_FIRST, "county", 200),
        (Role.REVIEWER_FIRST, "other_county", 404),
        (Role.UNION_OFFICER, "unit", 409),
        (Role.LEADER_CITY, "city", 403),
    ],
)
def test_it_is_for_those_who_may_edit(federation, actor, open_page, send, role, place, status):
    article, who = published(federation.unit), actor(role, getattr(federation, place))

    assert open_page(who, where(article)).status == status
    linked = send(who, f"{where(article)}link/", {"target": f"organisation:{federation.unit.pk}"})
    assert (linked.status, ArticleLink.objects.count()) == (status, int(status == 200))


def test_queries_do_not_grow_with_what_belongs_to_it(article, tree, federation, officer, open_page):
    open_page(officer, where(article))
    counts = []
    for number in (1, 3):
        categorise_article(actor=SYSTEM, article=article, categories=tree[:number])
        tag_article(actor=SYSTEM, article=article, names=[f"词{place}" for place in range(number)])
        places = (federation.unit, federation.county, federation.city)[:number]
        for place in places:
            link_article(actor=SYSTEM, article=article, target=place)
        with CaptureQueriesContext(connection) as captured:
            open_page(officer, where(article), find="工会")
        counts.append(len(captured))
    assert counts[0] == counts[1]
