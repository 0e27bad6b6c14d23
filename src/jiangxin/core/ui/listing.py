"""The List kind: declare a `Listing`, answer its address with `listing_page`.

State stays in the address. The number of queries is constant, counts are capped, and no page lies beyond the cap.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.services.saved_views import delete_view, save_view
from jiangxin.core.ui import export
from jiangxin.core.ui.columns import Column, Kind, State
from jiangxin.core.ui.filters import ChoiceFilter, DateRangeFilter, Filter, TextFilter, YesNoFilter
from jiangxin.core.ui.list_declaration import BatchAct, Empty, Listing
from jiangxin.core.ui.list_page import ListPage
from jiangxin.core.ui.list_state import ListState, read_state
from jiangxin.core.ui.selection import hidden_selection, selected_rows

__all__ = [
    "BatchAct",
    "ChoiceFilter",
    "Column",
    "DateRangeFilter",
    "Empty",
    "Filter",
    "Kind",
    "ListPage",
    "Listing",
    "State",
    "TextFilter",
    "YesNoFilter",
    "hidden_selection",
    "listing_page",
    "selected_rows",
]
T = TypeVar("T", bound=Model)


def listing_page(
    request: Request,
    listing: Listing[T],
    *,
    template: str = "ui/list.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Answer a request for a list: the page, its export, or the keeping of a view.

    Args:
        request: GET shows or exports (`?export=xlsx` or `csv`), POST keeps or drops a saved view.
        template: extends `ui/list.html`.
        context: what the template is given besides `listing`.

    Raises:
        Refusal: `export_too_large`.
    """
    state = read_state(listing, request.GET, request.actor)
    if request.method == "POST":
        return _keep_view(request, listing, state)
    if listing.exportable and request.GET.get("export") in export.FORMS:
        return export.respond(listing, state, request.actor, form=request.GET["export"])
    page = ListPage(listing, state, request.actor, request.path)
    return render(request, template, {**(context or {}), "listing": page})


def _keep_view(request: Request, listing: Listing[Any], state: ListState) -> HttpResponse:
    """Save the view under its name, or delete one; a refusal is told above the list, which stays as it was."""
    query = state.address(listing)
    try:
        if request.POST.get("act") == "delete_view":
            delete_view(actor=request.actor, listing=listing.code, name=request.POST.get("name", ""))
            messages.success(request, _("已删除常用视图。"))
        else:
            view = save_view(actor=request.actor, listing=listing.code, name=request.POST.get("name", ""), query=query)
            messages.success(request, _("已保存为常用视图“%(name)s”。") % {"name": view.name})
    except Refusal as refusal:
        messages.error(request, refusal.words)
    return HttpResponseRedirect(f"{request.path}?{query}", status=HTTPStatus.SEE_OTHER)
