"""What a reader keeps: in folders of their own, with notes nobody else reads."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jiangxin.core.actor import Actor, Request
from jiangxin.core.addresses import asked_next
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.paging import Pager
from jiangxin.core.ui.parts import Tab
from jiangxin.library.models import FavouriteFolder
from jiangxin.library.queries import (
    favourites_for,
    folders_for,
    get_article_for,
    get_favourite_for,
    get_folder_for,
)
from jiangxin.library.services import add_folder, keep_article, remove_folder, rename_folder, unkeep_article

_PAGE: Final = 30
_DIGITS: Final = 18


@never_cache
def favourites(request: Request) -> HttpResponse:
    """Show what the reader keeps, in one folder or altogether."""
    actor = request.actor
    folder = _folder(actor, request.GET.get("folder", ""))
    folders = list(folders_for(actor))
    pages = Paginator(favourites_for(actor, folder), _PAGE)
    page = pages.get_page(request.GET.get("page"))
    address = _address(folder)
    context = {
        "folder": folder,
        "folders": folders,
        "tabs": _tabs(actor, folders, folder),
        "kept": page.object_list,
        "count": pages.count,
        "pager": Pager(page.number, pages.num_pages, lambda number: f"{address}{'&' if folder else '?'}page={number}"),
        "here": request.get_full_path(),
    }
    return render(request, "portal/library/favourites.html", context)


def _tabs(actor: Actor, folders: list[Any], folder: FavouriteFolder | None) -> list[Tab]:
    everything = Tab(_("全部"), _address(None), current=folder is None, count=favourites_for(actor).count())
    return [everything, *(Tab(one.name, _address(one), current=one == folder, count=one.count) for one in folders)]


def _address(folder: FavouriteFolder | None) -> str:
    listing = reverse("portal:favourites")
    return f"{listing}?folder={folder.pk}" if folder else listing


def _folder(actor: Actor, key: str) -> FavouriteFolder | None:
    """Return the folder a form or an address names; none for the top."""
    if not (key.isascii() and key.isdigit() and len(key) <= _DIGITS):
        return None
    return get_folder_for(actor, int(key))


@require_POST
def keep(request: Request, article_id: int) -> HttpResponse:
    """Keep an article, or put one that is kept into another folder with another note."""
    actor = request.actor
    article = get_article_for(actor, article_id)
    folder = _folder(actor, request.POST.get("folder", ""))
    keep_article(actor=actor, article=article, folder=folder, note=request.POST.get("note", ""))
    words = _("已收藏到“%(folder)s”。") % {"folder": folder.name} if folder else _("已收藏。")
    messages.success(request, words)
    return _back(request, article_id)


@require_POST
def unkeep(request: Request, article_id: int) -> HttpResponse:
    """Take an article out of the favourites."""
    actor = request.actor
    unkeep_article(actor=actor, favourite=get_favourite_for(actor, get_article_for(actor, article_id)))
    messages.success(request, _("已取消收藏。"))
    return _back(request, article_id)


def _back(request: Request, article_id: int) -> HttpResponse:
    return HttpResponseRedirect(asked_next(request) or reverse("portal:article", args=[article_id]))


@require_POST
def new_folder(request: Request) -> HttpResponse:
    """Add a folder and go there; a name that cannot be taken is told above the list."""
    try:
        made = add_folder(actor=request.actor, name=request.POST.get("name", ""))
    except Refusal as refusal:
        return _told(request, refusal, _address(None))
    messages.success(request, _("已新建收藏夹“%(name)s”。") % {"name": made.name})
    return HttpResponseRedirect(_address(made))


@require_POST
def change_folder(request: Request, folder_id: int) -> HttpResponse:
    """Give a folder another name."""
    folder = get_folder_for(request.actor, folder_id)
    try:
        renamed = rename_folder(actor=request.actor, folder=folder, name=request.POST.get("name", ""))
    except Refusal as refusal:
        return _told(request, refusal, _address(folder))
    messages.success(request, _("收藏夹已改名为“%(name)s”。") % {"name": renamed.name})
    return HttpResponseRedirect(_address(folder))


@require_POST
def drop_folder(request: Request, folder_id: int) -> HttpResponse:
    """Remove a folder; what lay in it is kept without one."""
    remove_folder(actor=request.actor, folder=get_folder_for(request.actor, folder_id))
    messages.success(request, _("收藏夹已删除，其中的文章仍在“全部”里。"))
    return HttpResponseRedirect(_address(None))


def _told(request: Request, refusal: Refusal, address: str) -> HttpResponse:
    words = "".join(str(problem.message) for problem in refusal.problems) or refusal.words
    messages.error(request, words)
    return HttpResponseRedirect(address)
