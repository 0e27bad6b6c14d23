"""Inviting studios to an assessment: who would be, who is left out and why, who cannot report."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Call
from jiangxin.campaigns.policies import may_run_call
from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.studios.enums import StudioKind, StudioLevel
from jiangxin.studios.queries.assessing import candidates
from jiangxin.studios.services.inviting import invite_studios
from jiangxin.web.desk.posting import done, status_of
from jiangxin.web.desk.views.assessments import get_assessment


def invite(request: Request, call_id: int) -> HttpResponse:
    """Show the active studios of the scope, then invite all that are not left out."""
    call, _rules = get_assessment(request, call_id)
    may_run_call(actor=request.actor, call=call).require()
    if request.method != "POST":
        return _page(request, call)
    left_out = {
        int(key): request.POST.get(f"reason-{key}", "")
        for key in request.POST.getlist("left_out")
        if key.isascii() and key.isdigit() and len(key) < 16  # noqa: PLR2004  a key
    }
    try:
        made = invite_studios(
            actor=request.actor, call=call, kinds=_kinds(request), levels=_levels(request), left_out=left_out
        )
    except Refusal as refusal:
        return _page(request, call, refusal)
    words = _("已邀请 %(count)d 个工作室，自评已按台账填好，待办已发给联络员。")
    return done(request, reverse("desk:assessment", args=[call.pk]), words % {"count": len(made.entries)})


def _kinds(request: Request) -> list[str]:
    given = request.POST if request.method == "POST" else request.GET
    return [one for one in given.getlist("kind") if one in StudioKind.values]


def _levels(request: Request) -> list[str]:
    given = request.POST if request.method == "POST" else request.GET
    return [one for one in given.getlist("level") if one in StudioLevel.values]


def _page(request: Request, call: Call, refusal: Refusal | None = None) -> HttpResponse:
    kinds, levels = _kinds(request), _levels(request)
    found = candidates(request.actor, call, kinds=kinds, levels=levels)
    faults = {problem.path: problem.message for problem in refusal.problems} if refusal else {}
    ticked = set(request.POST.getlist("left_out"))
    lines = [
        {
            "studio": one.studio,
            "left_out": str(one.studio.pk) in ticked,
            "reason": request.POST.get(f"reason-{one.studio.pk}", ""),
            "fault": faults.get(f"reason-{one.studio.pk}", ""),
        }
        for one in found
        if one.secretary is not None
    ]
    context = {
        "call": call,
        "lines": lines,
        "blocked": [one.studio for one in found if one.secretary is None],
        "kinds": [(code, label, code in kinds) for code, label in StudioKind.choices],
        "levels": [(code, label, code in levels) for code, label in StudioLevel.choices],
        "hidden": [*(("kind", one) for one in kinds), *(("level", one) for one in levels)],
        "back_url": reverse("desk:assessment", args=[call.pk]),
        "refusal": refusal,
    }
    return render(request, "desk/assessments/invite.html", context, status=status_of(refusal))
