"""Applying for a further level of a registered studio: from the studio's own page, or chosen in a draft."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiangxin.awards.terms import award_level
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.policies import may_edit_answers, may_start_entry
from jiangxin.campaigns.queries import calls_to_answer, get_call_for, get_entry_for, plan_of
from jiangxin.core.actor import Request
from jiangxin.core.policy import first_denial
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.policies import still_in_the_duty
from jiangxin.people.models import Account
from jiangxin.studios.candidacy_policies import may_stand
from jiangxin.studios.enums import StudioLevel
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Studio
from jiangxin.studios.queries import candidacy_of, levels_of, studios_to_stand
from jiangxin.studios.services import choose_studio, start_candidacy
from jiangxin.web.studio_file.frame import frame

_LEVELS = dict(StudioLevel.choices)


@require_http_methods(["GET", "POST"])
def apply(request: Request, studio_id: int) -> HttpResponse:
    """Show the calls a studio can answer for a further level, and why not the others; a POST starts an application."""
    studio = file_for(request.actor, studio_id)
    refusal = None
    if request.method == "POST":
        still_in_the_duty(actor=request.actor, shown_in=request.POST.get("duty", "")).require()
        try:
            entry = _start(request, studio, request.POST.get("call", ""))
        except Refusal as caught:
            refusal = caught
        else:
            return redirect("studio:fill", entry.pk)
    unit = Organisation.objects.get(pk=request.actor.organisation_key)
    calls = calls_to_answer(request.actor, unit).prefetch_related("stages").order_by("-opened_at")
    context = {
        **frame(request, studio, "studio-apply"),
        "levels": levels_of(studio),
        "offers": [
            (
                call,
                _LEVELS.get(award_level(call), ""),
                first_denial(
                    may_start_entry(actor=request.actor, call=call, unit=unit), may_stand(studio=studio, call=call)
                ),
            )
            for call in calls
        ],
        "refusal": refusal,
    }
    return render(request, "studio/apply.html", context, status=refusal.status if refusal else HTTPStatus.OK)


def _start(request: Request, studio: Studio, asked: str) -> Entry:
    call = get_call_for(request.actor, _number(asked))
    account = Account.objects.get(pk=request.actor.account_key)
    entry = start_candidacy(actor=request.actor, call=call, studio=studio, secretary=account)
    words = _("申报已建立，编号 %(number)s。档案中已有的内容已带入，请核对并补充。")
    messages.success(request, words % {"number": entry.number})
    return entry


@require_http_methods(["GET", "POST"])
def choose(request: Request, entry_id: int) -> HttpResponse:
    """Ask whether a draft is for a new studio or for one of the unit's registered ones."""
    entry = get_entry_for(request.actor, entry_id)
    may_edit_answers(actor=request.actor, entry=entry).require()
    if entry.subject_id is not None or not plan_of(entry.call).subject.is_studio:
        raise NotFound
    held, refusal = candidacy_of(entry), None
    chosen = str(held.studio_id) if held else ""
    if request.method == "POST":
        chosen = request.POST.get("studio", "")
        try:
            studio = file_for(request.actor, _number(chosen)) if chosen else None
            choose_studio(actor=request.actor, entry=entry, studio=studio)
        except Refusal as caught:
            refusal = caught
        else:
            words = _("按新工作室申报。")
            if studio:
                words = _("已选定“%(name)s”。档案中已有的内容已带入空白处。") % {"name": studio.name}
            messages.success(request, words)
            return redirect("studio:entry", entry.pk)
    context = {
        "entry": entry,
        "studios": studios_to_stand(request.actor, entry.call, entry),
        "chosen": chosen,
        "refusal": refusal,
    }
    return render(request, "studio/choose.html", context, status=refusal.status if refusal else HTTPStatus.OK)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise NotFound
    return int(text)
