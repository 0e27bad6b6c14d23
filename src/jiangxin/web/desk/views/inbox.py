"""The inbox: what waits for the duty, due first."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.holidays import working_calendar, working_days_left
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.listing import Empty
from jiangxin.core.ui.paging import COUNT_CAP, Pager, capped_count, last_page
from jiangxin.core.ui.parts import InboxItem, Tab
from jiangxin.engine.measure.working_days import WorkingCalendar
from jiangxin.orgs.escalation_words import brought_words
from jiangxin.orgs.models import Errand, Escalation
from jiangxin.orgs.queries import errand_counts, errands_for, escalations_of
from jiangxin.web.desk.errands import ASKED, address_of, kind_of, trail, waiting_for, words_of
from jiangxin.web.desk.posting import whole

PAGE_SIZE = 50


def inbox(request: Request) -> HttpResponse:
    """Show what waits, all of it or one kind of it."""
    counts = errand_counts(request.actor)
    asked = request.GET.get("asked", "")
    asked = asked if asked in counts or asked in ASKED else ""
    waiting = waiting_for(request.actor, asked)
    count = capped_count(waiting)
    last = last_page(count, PAGE_SIZE)
    number = min(max(whole(request.GET.get("page")) or 1, 1), last)
    start = (number - 1) * PAGE_SIZE
    rows = list(waiting[start : start + PAGE_SIZE])
    brought, calendar = escalations_of(rows), working_calendar()
    context = {
        "items": [_item(errand, asked, brought.get(errand.pk, []), calendar) for errand in rows],
        "tabs": _tabs(counts, asked),
        "count": min(count, COUNT_CAP),
        "is_capped": count > COUNT_CAP,
        "pager": Pager(number, last, lambda page: f"?asked={asked}&page={page}" if asked else f"?page={page}"),
        "empty": Empty(_("没有等您办理的事项"), _("有新的事项时，会按期限先后列在这里。")),
    }
    return render(request, "desk/inbox.html", context)


def _item(errand: Errand, asked: str, brought: Sequence[Escalation], calendar: WorkingCalendar) -> InboxItem:
    address = address_of(errand) or reverse("desk:errand", args=[errand.pk])
    return InboxItem(
        asked=words_of(errand.asked),
        title=errand.title,
        url=address + trail(errand.pk, asked),
        kind=kind_of(errand),
        origin=errand.note,
        due=errand.due_at,
        warning=brought_words(brought),
        working_days=working_days_left(errand.due_at, calendar),
    )


def _tabs(counts: dict[str, int | None], asked: str) -> list[Tab]:
    address = reverse("desk:inbox")
    if len(counts) < 2 and not asked:  # noqa: PLR2004  one kind needs no choice
        return []
    known = [number for number in counts.values() if number is not None]
    tabs = [Tab(_("全部"), address, not asked, sum(known) if known else None)]
    kinds = sorted(counts.items(), key=lambda item: (-(item[1] or 0), item[0]))
    return tabs + [Tab(words_of(code), f"{address}?asked={code}", code == asked, number) for code, number in kinds]


def errand(request: Request, errand_id: int) -> HttpResponse:
    """Lead to the page of what one errand is about."""
    found = errands_for(request.actor).filter(pk=errand_id).first()
    if found is None:
        raise NotFound(_("这件事已经办结，或者已由同事办理。"))
    address = address_of(found, look_up=True)
    if not address:
        raise NotFound
    asked = request.GET.get("asked", "")
    return HttpResponseRedirect(address + trail(found.pk, asked if asked.isidentifier() and asked.isascii() else ""))
