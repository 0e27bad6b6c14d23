"""What was ticked when a batch act was posted."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.list_declaration import Listing
from jiangxin.core.ui.list_state import filtered, ordered, read_state
from jiangxin.core.ui.paging import capped_count

T = TypeVar("T", bound=Model)
BATCH_LIMIT = 1_000
_KEY_DIGITS = 18  # stays inside the 64-bit keys of both engines


def selected_rows(request: HttpRequest, listing: Listing[T], actor: Actor) -> QuerySet[T]:
    """Return the rows a batch act was posted with, through the actor's gate: ticked ones, or all that fit the filters.

    Raises:
        Refusal: `nothing_selected` or `batch_too_large`.
    """
    if request.POST.get("everything") == "1":
        state = read_state(listing, QueryDict(request.POST.get("query", "")), actor)
        rows = ordered(listing, state, filtered(listing, state, actor))
    else:
        keys = [int(key) for key in request.POST.getlist("selected") if _is_key(key)]
        rows = listing.rows(actor).filter(pk__in=keys[: BATCH_LIMIT + 1]).order_by("pk")
    count = capped_count(rows, BATCH_LIMIT)
    if count == 0:
        raise Refusal("nothing_selected", _("还没有选中任何一项。"), _("请先勾选要办理的事项，再选择办理方式。"))
    if count > BATCH_LIMIT:
        raise Refusal("batch_too_large", _("一次最多办理 1,000 项。"), _("请用筛选缩小范围，分批办理。"))
    return rows


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _KEY_DIGITS


def hidden_selection(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was ticked as hidden values, for the confirm page to post on."""
    kept = [(name, request.POST.get(name, "")) for name in ("everything", "query") if request.POST.get(name)]
    return kept + [("selected", key) for key in request.POST.getlist("selected")[: BATCH_LIMIT + 1] if _is_key(key)]
