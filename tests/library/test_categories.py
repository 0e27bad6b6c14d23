import pytest

from jiangxin.core import journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import NotFound
from jiangxin.library.enums import Access
from jiangxin.library.models import Category
from jiangxin.library.queries import breadcrumb, categories_in_order, category_tree, get_category
from jiangxin.library.services import (
    add_category,
    categorise_article,
    move_category,
    remove_category,
    rename_category,
)
from tests.library.scene import draft, published, refused


def drawn(branches, depth=0):
    """Return a tree as lines: how deep, name, count."""
    return [
        line
        for branch in branches
        for line in (f"{'.' * depth}{branch.category.name} {branch.count}", *drawn(branch.children, depth + 1))
    ]


@pytest.fixture
def tree(db):
    top = add_category(actor=SYSTEM, name="工会")
    speeches = add_category(actor=SYSTEM, name="讲话", parent=top)
    return {
        "工会": top,
        "讲话": speeches,
        "致辞": add_category(actor=SYSTEM, name="致辞", parent=speeches),
        "经验": add_category(actor=SYSTEM, name="经验", parent=top),
        "模范": add_category(actor=SYSTEM, name="模范"),
    }


def test_the_tree_counts_each_article_once_and_only_what_is_listed(federation, tree):
    both, one = published(federation.unit), published(federation.unit, access=Access.SIGNED_IN)
    categorise_article(actor=SYSTEM, article=both, categories=[tree["致辞"], tree["经验"]])
    categorise_article(actor=SYSTEM, article=one, categories=[tree["讲话"]])
    categorise_article(actor=SYSTEM, article=draft(federation.unit), categories=[tree["模范"]])

    assert drawn(category_tree(PUBLIC)) == ["工会 2", ".讲话 2", "..致辞 1", ".经验 1", "模范 0"]
    assert drawn(category_tree(SYSTEM))[-1] == "模范 1"


def test_moving_takes_everything_below_along(tree):
    move_category(actor=SYSTEM, category=tree["讲话"], parent=tree["模范"])

    assert drawn(category_tree(PUBLIC)) == ["工会 0", ".经验 0", "模范 0", ".讲话 0", "..致辞 0"]
    assert [item.name for item in breadcrumb(Category.objects.get(name="致辞"))] == ["模范", "讲话", "致辞"]
    move_category(actor=SYSTEM, category=tree["讲话"], parent=None)
    assert [(depth, item.name) for depth, item in categories_in_order()] == [
        (0, "工会"),
        (1, "经验"),
        (0, "模范"),
        (0, "讲话"),
        (1, "致辞"),
    ]


def test_moving_among_siblings_changes_their_order(tree):
    move_category(actor=SYSTEM, category=tree["模范"], parent=None, position=0)
    move_category(actor=SYSTEM, category=tree["讲话"], parent=tree["工会"], position=9)

    assert [item.name for _depth, item in categories_in_order()] == ["模范", "工会", "经验", "讲话", "致辞"]


def test_a_category_never_lies_below_itself_nor_too_deep(tree):
    fourth = add_category(actor=SYSTEM, name="第四级", parent=tree["致辞"])

    def move(name, parent):
        return refused(lambda: move_category(actor=SYSTEM, category=tree[name], parent=parent))

    assert move("讲话", tree["致辞"]) == "category_below_itself"
    assert move("讲话", tree["讲话"]) == "category_below_itself"
    assert move("工会", tree["模范"]) == "category_too_deep"
    assert refused(lambda: add_category(actor=SYSTEM, name="第五级", parent=fourth)) == "category_too_deep"


@pytest.mark.parametrize("name", ["", "  ", "模范", " 模范 ", "长" * 41])
def test_a_name_is_there_short_and_free(tree, name):
    before = Category.objects.count()

    assert refused(lambda: add_category(actor=SYSTEM, name=name)) == "category_invalid"
    assert refused(lambda: rename_category(actor=SYSTEM, category=tree["工会"], name=name)) == "category_invalid"
    assert Category.objects.count() == before


def test_the_same_name_stands_below_different_parents(tree):
    assert add_category(actor=SYSTEM, name="讲话", parent=tree["模范"]).path != tree["讲话"].path
    assert (
        refused(lambda: move_category(actor=SYSTEM, category=tree["讲话"], parent=tree["模范"])) == "category_invalid"
    )


def test_renaming_keeps_the_place_and_is_recorded(tree):
    renamed = rename_category(actor=SYSTEM, category=tree["模范"], name="劳动 模范")

    assert (renamed.path, renamed.name) == (tree["模范"].path, "劳动 模范")
    assert (journal.of(renamed)[0].before, journal.of(renamed)[0].after) == ({"name": "模范"}, {"name": "劳动 模范"})


def test_only_an_empty_category_is_removed(federation, tree):
    categorise_article(actor=SYSTEM, article=draft(federation.unit), categories=[tree["模范"]])

    def remove(name):
        return refused(lambda: remove_category(actor=SYSTEM, category=tree[name]))

    assert [remove(name) for name in ("工会", "模范", "致辞", "讲话")] == ["category_not_empty"] * 2 + [None, None]
    with pytest.raises(NotFound):
        get_category(tree["致辞"].pk)


def test_the_tree_is_the_citys(actor, federation, tree):
    county = actor(Role.REVIEWER_FIRST, federation.county)
    acts = [
        lambda who: add_category(actor=who, name="新分类"),
        lambda who: rename_category(actor=who, category=tree["致辞"], name="贺词"),
        lambda who: move_category(actor=who, category=tree["致辞"], parent=None),
        lambda who: remove_category(actor=who, category=tree["致辞"]),
    ]

    assert [refused(lambda act=act: act(county)) for act in acts] == ["wrong_duty"] * 4
    city = actor(Role.OFFICER_CITY, federation.city)
    assert [refused(lambda act=act: act(city)) for act in acts] == [None] * 4
