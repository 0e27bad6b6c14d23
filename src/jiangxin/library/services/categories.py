"""Shaping the tree of categories."""

from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.models import Category
from jiangxin.library.queries.categories import DEEPEST, STEP
from jiangxin.orgs.queries import in_subtree

_LONGEST = Category._meta.get_field("name").max_length or 0  # noqa: SLF001


@service("library.add_category", about="parent")
def add_category(*, actor: Actor, name: str, parent: Category | None = None) -> Category:
    """Add a category below `parent`, or at the top, as its last.

    Raises:
        Refusal: "category_invalid": no name, a name too long or there already; "category_too_deep"; not the city's.
    """
    policies.may_shape_categories(actor=actor).require()
    _lock_tree()
    above = Category.objects.get(pk=parent.pk) if parent else None
    plain = _checked_name(name, above)
    _require_depth(above, 1)
    category = Category.objects.create(name=plain, parent=above, path=_next_path(above), position=_last(above) + 1)
    after = {"name": plain, "parent": above.pk if above else None}
    journal.record(actor=actor, act="library.add_category", obj=category, after=after)
    return category


@service("library.rename_category", about="category")
def rename_category(*, actor: Actor, category: Category, name: str) -> Category:
    """Give a category another name."""
    policies.may_shape_categories(actor=actor).require()
    _lock_tree()
    held = Category.objects.select_related("parent").get(pk=category.pk)
    before, held.name = held.name, _checked_name(name, held.parent, but=held)
    held.save(update_fields=["name"])
    journal.record(
        actor=actor, act="library.rename_category", obj=held, before={"name": before}, after={"name": held.name}
    )
    return held


@service("library.move_category", about="category")
def move_category(
    *, actor: Actor, category: Category, parent: Category | None, position: int | None = None
) -> Category:
    """Move a category with all below it under another parent, or among its siblings.

    Args:
        position: its place among the children of `parent`, counted from 0; None for the last.

    Raises:
        Refusal: "category_below_itself"; "category_too_deep"; "category_invalid" when the name is there already.
    """
    policies.may_shape_categories(actor=actor).require()
    _lock_tree()
    held = Category.objects.get(pk=category.pk)
    above = Category.objects.get(pk=parent.pk) if parent else None
    if above is not None and above.path.startswith(held.path):
        raise Refusal("category_below_itself", _("分类不能移到自己下面。"), _("请选择另一个上级分类。"))
    _checked_name(held.name, above, but=held)
    before = {"parent": held.parent_id, "position": held.position}
    if held.parent_id != (above.pk if above else None):
        _require_depth(above, _height(held))
        _move_subtree(held, above)
    _place(held, position)
    held.refresh_from_db()
    after = {"parent": held.parent_id, "position": held.position}
    journal.record(actor=actor, act="library.move_category", obj=held, before=before, after=after)
    return held


@service("library.remove_category", about="category")
def remove_category(*, actor: Actor, category: Category) -> None:
    """Remove an empty category.

    Raises:
        Refusal: "category_not_empty" while articles or categories stand in it.
    """
    policies.may_shape_categories(actor=actor).require()
    _lock_tree()
    held = Category.objects.get(pk=category.pk)
    if held.children.exists() or held.places.exists():
        raise Refusal(
            "category_not_empty",
            _("分类“%(name)s”下还有文章或下级分类，不能删除。") % {"name": held.name},
            _("请先把它们移到其他分类。"),
        )
    before = {"name": held.name, "parent": held.parent_id}
    journal.record(actor=actor, act="library.remove_category", obj=held, before=before)
    held.delete()


def _lock_tree() -> None:
    """Let one change of the tree go on at a time: paths and names depend on those beside them."""
    list(Category.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _checked_name(name: str, parent: Category | None, *, but: Category | None = None) -> str:
    plain = " ".join(name.split())
    message: Text | None = None
    if not plain:
        message, code = _("请填写分类名称。"), "required"
    elif len(plain) > _LONGEST:
        message, code = _("分类名称最多 %(count)s 个字。") % {"count": _LONGEST}, "too_long"
    elif Category.objects.filter(parent=parent, name=plain).exclude(pk=but.pk if but else 0).exists():
        message, code = _("同一级已有分类“%(name)s”。") % {"name": plain}, "taken"
    if message is not None:
        raise Refusal("category_invalid", message, _("请改正后再保存。"), problems=[Problem("name", message, code)])
    return plain


def _require_depth(parent: Category | None, height: int) -> None:
    if (_depth(parent.path) if parent else 0) + height > DEEPEST:
        message = _("分类最多 %(count)s 级。") % {"count": DEEPEST}
        raise Refusal("category_too_deep", message, _("请放在更高一级的分类下。"))


def _depth(path: str) -> int:
    return path.count(".")


def _height(category: Category) -> int:
    paths = Category.objects.filter(in_subtree("path", category.path)).values_list("path", flat=True)
    return max(_depth(path) for path in paths) - _depth(category.path) + 1


def _next_path(parent: Category | None) -> str:
    last = Category.objects.filter(parent=parent).aggregate(top=Max("path"))["top"]
    step = int(last.rstrip(".").rsplit(".", 1)[-1]) + 1 if last else 1
    return f"{parent.path if parent else ''}{step:0{STEP}d}."


def _last(parent: Category | None) -> int:
    return int(Category.objects.filter(parent=parent).aggregate(top=Max("position"))["top"] or 0)


def _move_subtree(held: Category, parent: Category | None) -> None:
    path, old = _next_path(parent), held.path
    below = Category.objects.filter(in_subtree("path", old))
    below.update(path=Concat(Value(path), Substr(F("path"), len(old) + 1)))
    Category.objects.filter(pk=held.pk).update(parent=parent, position=_last(parent) + 1)
    held.refresh_from_db()


def _place(held: Category, position: int | None) -> None:
    siblings = list(Category.objects.filter(parent_id=held.parent_id).exclude(pk=held.pk).order_by("position", "path"))
    siblings.insert(len(siblings) if position is None else max(0, position), held)
    for place, category in enumerate(siblings, start=1):
        category.position = place
    Category.objects.bulk_update(siblings, ["position"])
