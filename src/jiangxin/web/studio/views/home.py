"""What an applicant comes to: what waits for them, the calls they can answer, and what became of the rest."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiangxin.campaigns.enums import EDITABLE, GIVEN_UP, StageKind
from jiangxin.campaigns.models import Call, Entry, Transition
from jiangxin.campaigns.policies import may_start_entry
from jiangxin.campaigns.queries import calls_to_answer, entries_for, get_call_for
from jiangxin.campaigns.services import start_entry
from jiangxin.core.actor import Actor, Request
from jiangxin.core.holidays import working_calendar
from jiangxin.core.policy import Decision
from jiangxin.orgs.escalation_words import told
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.policies import still_in_the_duty
from jiangxin.orgs.queries import brought_up
from jiangxin.people.models import Account
from jiangxin.studios.enums import StudioState
from jiangxin.studios.gate import file_for, files_for
from jiangxin.studios.services import start_candidacy
from jiangxin.web.studio.errands import waiting_for
from jiangxin.web.studio.standing import by_due, standing_of

SHOWN = 100
"""Entries listed on the page; nobody writes as many in a working life."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A call as an applicant may answer it; `mine` are the unit's entries in it that still stand."""

    call: Call
    closes_at: datetime | None
    decision: Decision
    mine: int


def home(request: Request) -> HttpResponse:
    """Show what waits, due first; then the open calls; then everything handed in."""
    entries = _entries(request.actor)
    standings = [(entry, standing_of(entry)) for entry in entries]
    unit = Organisation.objects.get(pk=request.actor.organisation_key)
    waiting = by_due((entry, standing) for entry, standing in standings if entry.state in EDITABLE)
    offers = _offers(request.actor, unit, entries)
    context = {
        "waiting": waiting,
        "errands": waiting_for(request.actor),
        "others": [(entry, standing) for entry, standing in standings if entry.state not in EDITABLE],
        "offers": offers,
        "main_offer": None if waiting else next((offer for offer in offers if offer.decision and not offer.mine), None),
        "unit": unit,
        "studios": list(files_for(request.actor).filter(unit=unit, state=StudioState.ACTIVE)[:SHOWN]) if offers else [],
        "calendar": working_calendar(),
        "brought_up": told(brought_up(request.actor)),
    }
    return render(request, "studio/home.html", context)


def _entries(actor: Actor) -> list[Entry]:
    returns = Prefetch("transitions", Transition.objects.filter(act="return"))
    found = (
        entries_for(actor).select_related("call__organiser").prefetch_related("call__stages", "supplements", returns)
    )
    return list(found.order_by("-moved_at")[:SHOWN])


def _offers(actor: Actor, unit: Organisation, entries: list[Entry]) -> list[Offer]:
    """Return the calls that can still be answered; where this unit cannot answer one, the decision says why."""
    standing = [entry.call_id for entry in entries if entry.state not in GIVEN_UP and entry.unit_id == unit.pk]
    calls = calls_to_answer(actor, unit).prefetch_related("stages").order_by("-opened_at")
    return [
        Offer(call, _closes_at(call), may_start_entry(actor=actor, call=call, unit=unit), standing.count(call.pk))
        for call in calls
    ]


def _closes_at(call: Call) -> datetime | None:
    return next((stage.closes_at for stage in call.stages.all() if stage.kind == StageKind.DECLARE), None)


@require_POST
def start(request: Request, call_id: int) -> HttpResponse:
    """Start an application and go on to its form."""
    still_in_the_duty(actor=request.actor, shown_in=request.POST.get("duty", "")).require()
    call = get_call_for(request.actor, call_id)
    unit = Organisation.objects.get(pk=request.actor.organisation_key)
    account = Account.objects.get(pk=request.actor.account_key)
    asked = request.POST.get("studio", "")
    if asked.isascii() and asked.isdigit():
        studio = file_for(request.actor, int(asked))
        entry = start_candidacy(actor=request.actor, call=call, studio=studio, secretary=account)
    else:
        entry = start_entry(actor=request.actor, call=call, unit=unit, secretary=account)
    messages.success(request, _("申报已建立，编号 %(number)s。填写内容会自动保存。") % {"number": entry.number})
    return redirect(reverse("studio:fill", args=[entry.pk]))
