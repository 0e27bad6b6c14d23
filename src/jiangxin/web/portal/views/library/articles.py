"""Finding articles: the list, and what is offered while somebody types."""

from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from jiangxin.core import search
from jiangxin.core.actor import Request
from jiangxin.core.ui.list_state import read_state
from jiangxin.library.queries import breadcrumb, get_category
from jiangxin.library.queries.shelf_tree import public_tree
from jiangxin.library.search import ARTICLES
from jiangxin.web.portal.views.library.filters import shelf
from jiangxin.web.portal.views.library.found import FoundPage
from jiangxin.web.portal.views.library.shelf import SHELF

_OFFERED = 8


def articles(request: Request) -> HttpResponse:
    """List the published articles, or those of them that are looked for."""
    state = read_state(SHELF, request.GET, request.actor)
    found = FoundPage(state, request.actor, request.path)
    category = get_category(int(state.values["category"])) if "category" in state.values else None
    context = {
        "listing": found,
        "tree": public_tree(),
        "category": category,
        "crumbs": breadcrumb(category) if category else [],
        "feed_query": _feed_query(found),
    }
    return render(request, "portal/library/articles.html", context)


def _feed_query(found: FoundPage) -> str:
    """Return what a feed of this list keeps of the address: the filters, not the page."""
    pairs = list(found.state.filter_pairs(SHELF))
    return f"?{urlencode(pairs)}" if pairs else ""


def suggest(request: Request) -> JsonResponse:
    """Offer words and titles; only such as the reader would find, which is the same for everybody."""
    typed = request.GET.get("q", "")
    listing = reverse("portal:articles")
    offered = [
        {
            "text": one.text,
            "url": reverse("portal:article", args=[one.object_id])
            if one.object_id is not None
            else f"{listing}?{urlencode({'q': one.text})}",
            "count": None if one.is_title else one.count,
            "many": one.count > search.suggesting.COUNT_CAP,
        }
        for one in search.suggest(ARTICLES, typed, listed=shelf(), limit=_OFFERED)
    ]
    return JsonResponse({"offered": offered})
