"""What a studio did in all activities: the matrix by year, one line of time, and what could be linked next."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Request, Role
from jiangxin.core.refusal import Text
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.policies import may_make_project
from jiangxin.proposals.queries.fusion import Event, Hint, Kind, events_of, hints_of, label_of, matrix_of
from jiangxin.studios.gate import file_for
from jiangxin.studios.ledger_enums import LedgerCategory
from jiangxin.studios.models import Studio
from jiangxin.studios.policies import may_keep_file
from jiangxin.web.studio_file.frame import at, frame

_LISTS = {
    "ledger": ("studio-ledger", "category", "day"),
    "project": ("studio-projects", "kind", "started"),
    "outcome": ("studio-outcomes", "kind", "day"),
    "service": ("studio-service-log", "", "day"),
    "proposal": ("studio-projects", "", "started"),
}
"""By source: the page of its list there, the name of the filter by kind, and that of the filter by day."""
_PAGES = {
    "ledger": "studio-entry",
    "project": "studio-project",
    "outcome": "studio-outcome",
    "service": "studio-record",
}


_ACTS = {"training": _("安排培训"), "outcome": _("登记成果"), "project": _("转为工作室课题")}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix in words; each count opens the records it counts."""

    label: Text
    cells: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Link:
    """A next link in words, with the page that makes it; empty when another duty makes it."""

    act: Text
    title: str
    reason: Text
    url: str


def fusion(request: Request, studio_id: int) -> HttpResponse:
    """Show them; `?year=` cuts the line of time to one year."""
    studio = file_for(request.actor, studio_id)
    matrix = matrix_of(request.actor, studio)
    asked = request.GET.get("year", "")
    year = next((one for one in matrix.years if str(one) == asked), None)
    context = {
        **frame(request, studio, "studio-fusion"),
        "years": matrix.years,
        "year": year,
        "rows": [
            Row(
                label_of(row.kind),
                [
                    (count, _list_url(request, studio, row.kind, year) if count else "")
                    for year, count in zip(matrix.years, row.counts, strict=True)
                ],
            )
            for row in matrix.rows
        ],
        "events": [_told(request, studio, event) for event in events_of(request.actor, studio, year)],
        "links": [_link(request, studio, hint) for hint in hints_of(request.actor, studio)],
    }
    return render(request, "studios/fusion.html", context)


def _list_url(request: Request, studio: Studio, kind: Kind, year: int) -> str:
    page, by_kind, by_day = _LISTS[kind.source]
    asked = {f"{by_day}_from": f"{year}-01-01", f"{by_day}_to": f"{year}-12-31"}
    asked |= {by_kind: kind.code} if by_kind else {}
    return f"{at(request, page, studio.pk)}?{urlencode(asked)}"


def _told(request: Request, studio: Studio, event: Event) -> tuple[Event, Text, str]:
    return event, label_of(event.kind), at(request, _PAGES[event.kind.source], studio.pk, event.key)


def _link(request: Request, studio: Studio, hint: Hint) -> Link:
    return Link(_ACTS[hint.act], hint.title, hint.reason, _made_at(request, studio, hint))


def _made_at(request: Request, studio: Studio, hint: Hint) -> str:
    if hint.act == "project":
        return _proposal_url(request.actor, hint.key)
    if not may_keep_file(actor=request.actor, studio=studio):
        return ""
    if hint.act == "outcome":
        return f"{at(request, 'studio-outcome-new', studio.pk)}?project={hint.key}"
    asked = urlencode({"category": LedgerCategory.TRAINING, "outcome": hint.key})
    return f"{at(request, 'studio-ledger-new', studio.pk)}?{asked}"


def _proposal_url(actor: Actor, key: int) -> str:
    """Return where the union of the unit makes a project of a proposal."""
    proposal = Proposal.objects.filter(pk=key).first() if actor.is_any(Role.UNION_OFFICER) else None
    if proposal is None or not may_make_project(actor=actor, proposal=proposal):
        return ""
    return reverse("desk:proposal-project", args=[proposal.pk])
