"""Lists as somebody likes them, kept under a name."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.models import SavedView
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service

NAME_LENGTH = 40
QUERY_LENGTH = 1_000
VIEWS_PER_LIST = 20


def saved_views_for(actor: Actor, listing: str) -> QuerySet[SavedView]:
    """Return the actor's own views of a list, by name."""
    if actor.account_id is None:
        return SavedView.objects.none()
    return SavedView.objects.filter(account_id=actor.account_id, listing=listing).order_by("name", "pk")


@service("core.save_view", about="listing")
def save_view(*, actor: Actor, listing: str, name: str, query: str) -> SavedView:
    """Keep a list's state under a name; a name that is taken gets the new state.

    Raises:
        Refusal: `view_without_account`, `view_without_name`, `view_too_long` or `too_many_views`.
    """
    name = " ".join(name.split())
    _check(name, query)
    if actor.account_id is None:
        raise Refusal("view_without_account", _("登录后才能保存常用视图。"))
    views = saved_views_for(actor, listing).select_for_update()
    found = views.filter(name=name).first()
    if found is None and views.count() >= VIEWS_PER_LIST:
        raise Refusal("too_many_views", _("每个列表最多保存 20 个常用视图。"), _("请先删除不再使用的视图。"))
    view = found or SavedView(account_id=actor.account_id, listing=listing, name=name)
    before = {"query": view.query} if found else {}
    view.query = query
    view.save()
    journal.record(
        actor=actor, act="core.save_view", obj=view, before=before, after={"listing": listing, "query": query}
    )
    return view


@service("core.delete_view", about="listing")
def delete_view(*, actor: Actor, listing: str, name: str) -> None:
    """Delete one of the actor's own views.

    Raises:
        NotFound: the actor has no such view.
    """
    view = saved_views_for(actor, listing).filter(name=name[:NAME_LENGTH]).first()
    if view is None:
        raise NotFound(_("没有找到这个常用视图，它可能已被删除。"))
    journal.record(actor=actor, act="core.delete_view", obj=view, before={"listing": listing, "query": view.query})
    view.delete()


def _check(name: str, query: str) -> None:
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        message = _("常用视图的名称须为 1 至 40 个字。")
        raise Refusal("view_without_name", message, problems=[Problem("name", message)])
    if len(query) > QUERY_LENGTH:
        raise Refusal("view_too_long", _("筛选条件太长，无法保存为常用视图。"), _("请减少筛选条件后再保存。"))
