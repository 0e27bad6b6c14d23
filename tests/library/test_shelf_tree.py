"""The public's tree of categories is kept while it holds, and counted anew as soon as it may not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, SYSTEM
from jiangxin.library.enums import Access
from jiangxin.library.queries import category_tree
from jiangxin.library.queries.shelf_tree import public_tree
from jiangxin.library.services import (
    add_category,
    categorise_article,
    move_category,
    remove_category,
    rename_category,
    set_access,
    tag_article,
    withdraw_article,
)
from tests.library.scene import draft, published


def drawn(tree, depth=0):
    lines = []
    for branch in tree:
        lines += [(depth, branch.category.name, branch.count), *drawn(branch.children, depth + 1)]
    return lines


@pytest.fixture
def shelf(federation, clock_at):
    clock_at("2026-03-02 09:00:30")
    top = add_category(actor=SYSTEM, name="工会")
    below = add_category(actor=SYSTEM, name="讲话", parent=top)
    article = published(federation.unit)
    categorise_article(actor=SYSTEM, article=article, categories=[below])
    return top, below, article


def publish_another(top, below, article):
    categorise_article(actor=SYSTEM, article=published(article.owner), categories=[top])


def withdraw(top, below, article):
    withdraw_article(actor=SYSTEM, article=article, expected_revision=article.revision, reason="过期")


def file_elsewhere(top, below, article):
    categorise_article(actor=SYSTEM, article=article, categories=[])


def rename(top, below, article):
    rename_category(actor=SYSTEM, category=below, name="讲话致辞")


def move(top, below, article):
    move_category(actor=SYSTEM, category=below, parent=None)


def add_and_remove(top, below, article):
    remove_category(actor=SYSTEM, category=add_category(actor=SYSTEM, name="空"))
    add_category(actor=SYSTEM, name="新")


@pytest.mark.parametrize("act", [publish_another, withdraw, file_elsewhere, rename, move, add_and_remove])
def test_after_an_act_it_is_counted_anew(shelf, act):
    before = drawn(public_tree())

    act(*shelf)

    assert drawn(public_tree()) == drawn(category_tree(PUBLIC))
    assert drawn(public_tree()) != before


def test_while_it_holds_one_query_is_asked(shelf):
    public_tree()
    tag_article(actor=SYSTEM, article=shelf[2], names=["授牌"])

    with CaptureQueriesContext(connection) as captured:
        found = public_tree()

    assert (len(captured), drawn(found)) == (1, [(0, "工会", 1), (1, "讲话", 1)])


def test_what_is_kept_back_counts_when_it_comes_due(shelf, federation, clock_at):
    later = published(federation.unit, published_at=clock.now() + timedelta(seconds=20))
    categorise_article(actor=SYSTEM, article=later, categories=[shelf[1]])
    assert drawn(public_tree())[1] == (1, "讲话", 1)

    clock_at("2026-03-02 09:00:51")
    assert drawn(public_tree())[1] == (1, "讲话", 2)


def test_drafts_are_never_counted(shelf, federation):
    public_tree()
    categorise_article(actor=SYSTEM, article=draft(federation.unit), categories=[shelf[0]])

    assert drawn(public_tree()) == [(0, "工会", 1), (1, "讲话", 1)]


def test_who_may_read_the_whole_changes_nothing(shelf):
    before = drawn(public_tree())
    held = set_access(actor=SYSTEM, article=shelf[2], access=Access.SIGNED_IN, expected_revision=shelf[2].revision)

    assert (drawn(public_tree()), held.access) == (before, "signed_in")
