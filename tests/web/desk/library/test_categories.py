"""The tree of categories, shaped on screen by the city."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import SYSTEM, Role
from jiangxin.library.models import Category
from jiangxin.library.queries import categories_in_order
from jiangxin.library.services import add_category, categorise_article
from tests.library.scene import draft, published

WHERE = "/desk/library/categories/"


@pytest.fixture
def tree(federation):
    union = add_category(actor=SYSTEM, name="工会")
    return union, add_category(actor=SYSTEM, name="讲话", parent=union), add_category(actor=SYSTEM, name="典型")


def shape():
    return [(depth, category.name) for depth, category in categories_in_order()]


def test_it_shows_the_tree_with_what_is_in_each(federation, tree, officer, open_page):
    _union, speeches, models = tree
    categorise_article(actor=SYSTEM, article=published(federation.unit), categories=[speeches, models])
    categorise_article(actor=SYSTEM, article=draft(federation.unit), categories=[speeches])

    assert open_page(officer, WHERE).all("main .jx-shape-branches summary") == ["工会 2 篇", "讲话 2 篇", "典型 1 篇"]


@pytest.mark.parametrize(
    ("act", "which", "fields", "expected"),
    [
        ("add", None, {"name": " 公告 "}, [(0, "工会"), (1, "讲话"), (0, "典型"), (0, "公告")]),
        ("add", None, {"name": "公告", "parent": 0}, [(0, "工会"), (1, "讲话"), (1, "公告"), (0, "典型")]),
        ("rename", 1, {"name": "讲话致辞"}, [(0, "工会"), (1, "讲话致辞"), (0, "典型")]),
        ("move", 1, {"parent": ""}, [(0, "工会"), (0, "典型"), (0, "讲话")]),
        ("move", 2, {"parent": 0}, [(0, "工会"), (1, "讲话"), (1, "典型")]),
        ("up", 2, {}, [(0, "典型"), (0, "工会"), (1, "讲话")]),
        ("down", 0, {}, [(0, "典型"), (0, "工会"), (1, "讲话")]),
        ("up", 0, {}, [(0, "工会"), (1, "讲话"), (0, "典型")]),
        ("down", 1, {}, [(0, "工会"), (1, "讲话"), (0, "典型")]),
        ("remove", 2, {}, [(0, "工会"), (1, "讲话")]),
    ],
)
def test_acts(tree, officer, send, act, which, fields, expected):
    if isinstance(fields.get("parent"), int):
        fields = fields | {"parent": str(tree[fields["parent"]].pk)}
    named = {} if which is None else {"category": str(tree[which].pk)}

    page = send(officer, WHERE, {"act": act, **named, **fields})

    assert (page.status, shape()) == (200, expected)


@pytest.mark.parametrize(
    ("act", "which", "fields", "words"),
    [
        ("add", None, {"name": " "}, "请填写分类名称"),
        ("add", None, {"name": "长" * 41}, "最多 40 个字"),
        ("add", None, {"name": "典型"}, "同一级已有"),
        ("rename", 2, {"name": "工会"}, "同一级已有"),
        ("move", 0, {"parent": 1}, "不能移到自己下面"),
        ("remove", 0, {}, "还有文章或下级分类"),
    ],
)
def test_refusals_in_plain_words(tree, officer, send, act, which, fields, words):
    if isinstance(fields.get("parent"), int):
        fields = fields | {"parent": str(tree[fields["parent"]].pk)}
    named = {} if which is None else {"category": str(tree[which].pk)}
    before = shape()

    page = send(officer, WHERE, {"act": act, **named, **fields})

    assert (page.status, words in page.all(".jx-errors")[0], shape()) == (409, True, before)


def test_one_that_holds_articles_stays(federation, tree, officer, send):
    categorise_article(actor=SYSTEM, article=draft(federation.unit), categories=[tree[2]])

    page = send(officer, WHERE, {"act": "remove", "category": str(tree[2].pk)})

    assert (page.status, Category.objects.count()) == (409, 3)


@pytest.mark.parametrize("fields", [{"act": "burn"}, {"act": "rename", "name": "甲"}, {"act": "up", "category": "0"}])
def test_what_is_not_there_is_not_found(tree, officer, send, fields):
    assert send(officer, WHERE, fields).status == 404


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [(Role.OFFICER_CITY, "city", 200), (Role.REVIEWER_FIRST, "county", 403), (Role.LEADER_CITY, "city", 403)],
)
def test_it_is_the_citys(federation, actor, open_page, send, role, place, status):
    who = actor(role, getattr(federation, place))

    assert open_page(who, WHERE).status == status
    assert send(who, WHERE, {"act": "add", "name": "甲"}).status == status
    assert Category.objects.count() == int(status == 200)


def test_queries_do_not_grow_with_categories(tree, officer, open_page):
    counts = []
    for number in range(2):
        for place in range(4):
            add_category(actor=SYSTEM, name=f"第{number}批{place}", parent=tree[0])
        with CaptureQueriesContext(connection) as captured:
            open_page(officer, WHERE)
        counts.append(len(captured))
    assert counts[0] == counts[1]
