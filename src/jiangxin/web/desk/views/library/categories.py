"""The tree of categories, shaped by the city."""

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal, Text
from jiangxin.library.models import Category
from jiangxin.library.queries import Branch, category_tree, get_category
from jiangxin.library.services import add_category, move_category, remove_category, rename_category
from jiangxin.web.desk.posting import done, status_of, whole


def categories(request: Request) -> HttpResponse:
    """Show the tree with counts; posted, do the act its button names."""
    refusal = None
    if request.method == "POST":
        act = _ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise NotFound
        try:
            return done(request, reverse("desk:library-categories"), act(request))
        except NotFound:
            raise
        except Refusal as caught:
            refusal = caught
    rows = list(_rows(category_tree(request.actor)))
    context = {
        "rows": rows,
        "parents": [("", _("（最上级）")), *((str(row.category.pk), row.indented) for row in rows)],
        "refusal": refusal,
        "touched": request.POST.get("category", "") if refusal else "",
        "typed": request.POST.get("name", "") if refusal else "",
        "act": request.POST.get("act", "") if refusal else "",
    }
    return render(request, "desk/library/categories.html", context, status=status_of(refusal))


class Row:
    """A category as the page lists it: its branch, its depth, and where it stands among its siblings."""

    def __init__(self, branch: Branch, depth: int, place: int, last: int) -> None:
        self.category, self.count = branch.category, branch.count
        self.depth, self.place, self.last = depth, place, last
        self.indented = "\u3000" * depth + branch.category.name
        self.is_empty = not branch.children and not branch.count


def _rows(branches: list[Branch], depth: int = 0) -> Iterator[Row]:
    for place, branch in enumerate(branches):
        yield Row(branch, depth, place, len(branches) - 1)
        yield from _rows(branch.children, depth + 1)


def _add(request: Request) -> Text:
    made = add_category(actor=request.actor, name=request.POST.get("name", ""), parent=_parent(request))
    return _("已添加分类“%(name)s”。") % {"name": made.name}


def _rename(request: Request) -> Text:
    named = rename_category(actor=request.actor, category=_category(request), name=request.POST.get("name", ""))
    return _("已改名为“%(name)s”。") % {"name": named.name}


def _move(request: Request) -> Text:
    found = _category(request)
    move_category(actor=request.actor, category=found, parent=_parent(request))
    return _("“%(name)s”已移动。") % {"name": found.name}


def _up(request: Request) -> Text:
    return _shift(request, -1)


def _down(request: Request) -> Text:
    return _shift(request, 1)


def _shift(request: Request, step: int) -> Text:
    found = _category(request)
    beside = list(Category.objects.filter(parent_id=found.parent_id).order_by("position", "path"))
    place = max(0, min(len(beside) - 1, beside.index(found) + step))
    move_category(actor=request.actor, category=found, parent=found.parent, position=place)
    return _("“%(name)s”已移动。") % {"name": found.name}


def _remove(request: Request) -> Text:
    found = _category(request)
    remove_category(actor=request.actor, category=found)
    return _("分类“%(name)s”已删除。") % {"name": found.name}


def _category(request: Request) -> Category:
    return get_category(whole(request.POST.get("category")) or 0)


def _parent(request: Request) -> Category | None:
    posted = request.POST.get("parent", "")
    return get_category(whole(posted) or 0) if posted else None


_ACTS: dict[str, Callable[[Request], Text]] = {
    "add": _add,
    "rename": _rename,
    "move": _move,
    "up": _up,
    "down": _down,
    "remove": _remove,
}
