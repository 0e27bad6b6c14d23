"""One's own proposal: how it stands, what was answered, taking it back."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.parts import Confirmation, FileLink
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.policies import may_withdraw
from jiangxin.proposals.queries import own_proposals
from jiangxin.proposals.services import withdraw_proposal
from jiangxin.proposals.telling import facts_of, gained, steps_of


def _own(request: Request, proposal_id: int) -> Proposal:
    found = own_proposals(request.actor).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def proposal(request: Request, proposal_id: int) -> HttpResponse:
    """Show one."""
    found = _own(request, proposal_id)
    context = {
        "proposal": found,
        "facts": [*facts_of(found), *gained(found)],
        "history": steps_of(found),
        "files": [
            FileLink(row.stored.name, reverse("worker:proposal-file", args=[found.pk, row.pk]), row.stored.size)
            for row in found.files.select_related("stored")
        ],
        "may_withdraw": bool(may_withdraw(actor=request.actor, proposal=found)),
    }
    return render(request, "worker/proposal.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, proposal_id: int) -> HttpResponse:
    """Ask, then take it back."""
    found = _own(request, proposal_id)
    may_withdraw(actor=request.actor, proposal=found).require()
    if request.method == "POST":
        version = request.POST.get("version", "")
        withdraw_proposal(
            actor=request.actor, proposal=found, expected_version=int(version) if version.isdigit() else -1
        )
        messages.success(request, _("已撤回。"))
        return HttpResponseRedirect(reverse("worker:home"), status=HTTPStatus.SEE_OTHER)
    asked = Confirmation(
        title=_("撤回这条建议？"),
        act=_("撤回建议"),
        back_url=reverse("worker:proposal", args=[found.pk]),
        consequences=[_("工会不再看到这条建议；需要时可以重新提出。")],
        hidden=[("version", str(found.version))],
    )
    return render(request, "ui/confirm.html", {"confirmation": asked})


def file(request: Request, proposal_id: int, file_id: int) -> HttpResponseBase:
    """Give a photo that was handed in."""
    found = _own(request, proposal_id).files.filter(pk=file_id).first()
    if found is None:
        raise NotFound
    return send(found.stored)
