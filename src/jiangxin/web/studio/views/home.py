"""What an applicant comes to: their entries, what waits, and the calls they can answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiangxin.campaigns.enums import EDITABLE, CallState, StageKind
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.policies import may_start_entry
from jiangxin.campaigns.queries import calls_for, entries_for, get_call_for
from jiangxin.campaigns.services import start_entry
from jiangxin.core.actor import Request
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Account


def home(request: Request) -> HttpResponse:
    """Show the applicant's entries and the open calls."""
    entries = list(entries_for(request.actor).order_by("-moved_at")[:200])
    unit = Organisation.objects.get(pk=request.actor.organisation_key)
    calls = list(calls_for(request.actor).filter(state=CallState.OPEN).prefetch_related("stages"))
    context = {
        "waiting": [entry for entry in entries if entry.state in EDITABLE],
        "others": [entry for entry in entries if entry.state not in EDITABLE],
        "calls": [offer for call in calls if (offer := _offer(request, call, unit, entries))],
        "unit": unit,
    }
    return render(request, "studio/home.html", context)


def _offer(request: Request, call: Call, unit: Organisation, entries: list[Entry]) -> dict[str, object] | None:
    """Return what the page says of a call; nothing once its time for declaring is over."""
    declare = next((stage for stage in call.stages.all() if stage.kind == StageKind.DECLARE), None)
    decision = may_start_entry(actor=request.actor, call=call, unit=unit)
    if decision.code == "too_late":
        return None
    return {
        "call": call,
        "closes_at": declare.closes_at if declare else None,
        "decision": decision,
        "mine": sum(entry.call_id == call.pk for entry in entries),
    }


@require_POST
def start(request: Request, call_id: int) -> HttpResponse:
    """Start an application and go on to its form."""
    call = get_call_for(request.actor, call_id)
    unit = Organisation.objects.get(pk=request.actor.organisation_key)
    account = Account.objects.get(pk=request.actor.account_key)
    entry = start_entry(actor=request.actor, call=call, unit=unit, secretary=account)
    messages.success(request, _("申报已建立，编号 %(number)s。填写内容会自动保存。") % {"number": entry.number})
    return redirect(reverse("studio:fill", args=[entry.pk]))
