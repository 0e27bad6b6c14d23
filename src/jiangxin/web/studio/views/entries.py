"""One application as its applicants see it: where it stands, what is asked, what happened."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import EDITABLE, EntryState
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import get_entry_file_for, get_entry_for
from jiangxin.campaigns.queries.histories import history_of
from jiangxin.campaigns.services import may_move
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.ui.parts import Fact, Step


def entry(request: Request, entry_id: int) -> HttpResponse:
    """Show one application."""
    found = get_entry_for(request.actor, entry_id)
    context = {
        "entry": found,
        "can_edit": found.state in EDITABLE,
        "supplement": found.supplements.filter(answered_at=None).first(),
        "returned": _return_reason(found),
        "withdrawal": may_move(actor=request.actor, entry=found, act="withdraw"),
        "steps": _steps(found),
        "facts": _facts(found),
        "history": history_of(found),
        "versions": list(found.versions.all()),
    }
    return render(request, "studio/entry.html", context)


def _return_reason(entry: Entry) -> str:
    if entry.state != EntryState.RETURNED:
        return ""
    last = entry.transitions.filter(act="return").order_by("-id").first()
    return last.opinion if last else ""


def _facts(entry: Entry) -> list[Fact]:
    return [
        Fact(_("编号"), entry.number),
        Fact(_("申报通知"), entry.call.title, url=reverse("portal:call", args=[entry.call_id])),
        Fact(_("所在单位"), entry.unit.host_unit),
        Fact(_("推荐单位"), entry.area.name),
        Fact(_("领衔人"), entry.leader_name or _("未填写")),
    ]


def _steps(entry: Entry) -> list[Step]:
    now = clock.now()
    return [
        Step(
            stage.label,
            "done" if stage.closes_at < now else "current" if stage.opens_at <= now else "todo",
            _("%(day)s截止") % {"day": f"{stage.closes_at:%m-%d}"},
        )
        for stage in entry.call.stages.all()
    ]


def file(request: Request, entry_id: int, file_id: int) -> FileResponse:
    """Give one attached file to its applicant."""
    return send(get_entry_file_for(request.actor, entry_id, file_id).stored)
