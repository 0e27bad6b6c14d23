"""The way through the inbox, from one case to the next."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from jiangxin.core.actor import Actor, Request
from jiangxin.core.ui.paging import capped_count
from jiangxin.orgs.models import Errand
from jiangxin.orgs.queries import errands_for
from jiangxin.web.desk.errands import after, before, trail, waiting_for
from jiangxin.web.desk.posting import whole

_COUNTED = 999


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What `ui/case.html` shows above a case that was opened from the inbox."""

    back_url: str
    previous_url: str
    next_url: str
    position: int
    total: int


def trail_of(request: Request) -> str:
    """Return the query that keeps the place in the inbox, as this page was opened with it; empty without one."""
    errand_id = whole(request.GET.get("errand"))
    return trail(errand_id, _asked(request)) if errand_id is not None else ""


def _asked(request: Request) -> str:
    asked = request.GET.get("asked", "")
    return asked if asked.isidentifier() and asked.isascii() else ""


def neighbours_of(request: Request) -> Neighbours | None:
    """Return the errands before and after the one this page was opened from, also once that one is done."""
    errand_id = whole(request.GET.get("errand"))
    here = _own_errand(request.actor, errand_id) if errand_id is not None else None
    if here is None:
        return None
    asked = _asked(request)
    in_front = before(request.actor, here, asked)
    return Neighbours(
        back_url=reverse("desk:inbox") + (f"?asked={asked}" if asked else ""),
        previous_url=_address(in_front.reverse(), asked),
        next_url=_address(after(request.actor, here, asked), asked),
        position=capped_count(in_front, _COUNTED) + 1,
        total=capped_count(waiting_for(request.actor, asked), _COUNTED),
    )


def _own_errand(actor: Actor, errand_id: int) -> Errand | None:
    """Return an errand of the actor's own that waits or has been done."""
    open_one = errands_for(actor).filter(pk=errand_id).first()
    if open_one is not None:
        return open_one
    return Errand.objects.filter(
        pk=errand_id, role=actor.role, organisation_id=actor.organisation_key, account=None
    ).first()


def _address(errands: QuerySet[Errand], asked: str) -> str:
    found = errands.values_list("pk", flat=True).first()
    if found is None:
        return ""
    return reverse("desk:errand", args=[found]) + (f"?asked={asked}" if asked else "")
