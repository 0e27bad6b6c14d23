"""One application as its applicants see it: where it stands, what is asked, what happened."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import EDITABLE
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import get_entry_file_for, get_entry_for, plan_of
from jiangxin.campaigns.queries.histories import history_of
from jiangxin.campaigns.registered import leave_facts
from jiangxin.campaigns.services import may_move
from jiangxin.campaigns.wording import words_of
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.models import Studio
from jiangxin.studios.queries import candidacy_of
from jiangxin.web.studio.standing import standing_of, steps_of
from jiangxin.web.studio.versions import versions_of


def entry(request: Request, entry_id: int) -> HttpResponse:
    """Show one application."""
    found = get_entry_for(request.actor, entry_id)
    context = {
        "entry": found,
        "words": words_of(found.call),
        "standing": standing_of(found),
        "can_edit": found.state in EDITABLE,
        "withdrawal": may_move(actor=request.actor, entry=found, act="withdraw"),
        "steps": steps_of(found),
        "facts": _facts(found),
        "supplements": list(found.supplements.all()),
        "history": history_of(found),
        "versions": versions_of(found),
    }
    return render(request, "studio/entry.html", context)


def _facts(entry: Entry) -> list[Fact]:
    words = words_of(entry.call)
    facts = [
        Fact(_("编号"), entry.number),
        Fact(words.call, entry.call.title, url=reverse("portal:call", args=[entry.call_id])),
        Fact(str(plan_of(entry.call).subject.leader_label), entry.leader_name),
        Fact(_("所在单位"), entry.unit.host_unit),
        Fact(words.area, entry.area.name),
        Fact(_("联络员"), entry.secretary.person.name),
        *_for_studio(entry),
        *leave_facts(entry),
    ]
    if entry.answers.sealed_scan:
        facts.append(
            Fact(_("盖章件"), entry.answers.sealed_scan.name, url=reverse("studio:sealed-scan", args=[entry.pk]))
        )
    return facts


def _for_studio(entry: Entry) -> list[Fact]:
    """Return which studio an application is for, with the way to choose another while it can be written."""
    if entry.subject_id is not None or not plan_of(entry.call).subject.is_studio:
        return []
    candidacy = candidacy_of(entry)
    offered = entry.state in EDITABLE and (candidacy or Studio.objects.filter(unit=entry.unit_id).exists())
    url = reverse("studio:entry-studio", args=[entry.pk]) if offered else ""
    return [Fact(_("申报的工作室"), candidacy.studio.name if candidacy else _("新的工作室"), url=url)]


def file(request: Request, entry_id: int, file_id: int) -> FileResponse:
    """Give one attached file to its applicant."""
    return send(get_entry_file_for(request.actor, entry_id, file_id).stored)
