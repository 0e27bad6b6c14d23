"""The way from a filled form to a submitted one: check, print, seal, scan, submit; and the way back."""

from http import HTTPStatus

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jiangxin.campaigns.assessing import assessment_problems
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.paper import application_form
from jiangxin.campaigns.policies import may_edit_answers
from jiangxin.campaigns.queries import draft_answers, form_of, get_entry_for, plan_of
from jiangxin.campaigns.registered import eligibility_standing
from jiangxin.campaigns.services import (
    attach_sealed_scan,
    content_digest,
    may_move,
    may_submit,
    submit_entry,
    withdraw_entry,
)
from jiangxin.campaigns.wording import words_of
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.forms.answers import snapshot, validate
from jiangxin.forms.rendering import bind
from jiangxin.studios.candidacy_policies import may_stand
from jiangxin.studios.queries import candidacy_of
from jiangxin.studios.services import submit_candidacy
from jiangxin.web.studio.standing import standing_of


@require_http_methods(["GET", "POST"])
def submit(request: Request, entry_id: int) -> HttpResponse:
    """Show what is still missing and the steps to take; a POST submits."""
    entry = get_entry_for(request.actor, entry_id)
    may_edit_answers(actor=request.actor, entry=entry).require()
    refusal = None
    if request.method == "POST":
        try:
            hand_in = submit_candidacy if candidacy_of(entry) else submit_entry
            hand_in(actor=request.actor, entry=entry, expected_version=_number(request.POST.get("version")))
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, str(words_of(entry.call).handed_in))
            return redirect("studio:entry", entry.pk)
    return _submit_page(request, get_entry_for(request.actor, entry_id), refusal)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else -1


def _submit_page(
    request: Request, entry: Entry, refusal: Refusal | None = None, *, scan_refusal: Refusal | None = None
) -> HttpResponse:
    answers = draft_answers(entry)
    of_form = validate(form_of(entry.call), answers, at=clock.today())
    sealed = snapshot(form_of(entry.call), answers)
    eligibility = eligibility_standing(entry, sealed, of_form=of_form, at=clock.today())
    problems = [*eligibility.problems, *assessment_problems(entry, sealed)]
    needs_scan = plan_of(entry.call).needs_sealed_scan
    outdated = bool(entry.answers.sealed_scan_id) and entry.answers.sealed_digest != content_digest(entry)
    scan_done = not needs_scan or (bool(entry.answers.sealed_scan_id) and not outdated)
    context = {
        "entry": entry,
        "words": words_of(entry.call),
        "answers": entry.answers,
        "faults": bind(form_of(entry.call), answers, problems=problems).summary,
        "eligibility": eligibility,
        "needs_scan": needs_scan,
        "scan_outdated": outdated,
        "scan_done": scan_done,
        "ready": scan_done and not problems,
        "decision": may_submit(actor=request.actor, entry=entry),
        "standing": standing_of(entry),
        "refusal": refusal or scan_refusal,
        "scan_refusal": scan_refusal,
    }
    candidacy = candidacy_of(entry)
    if candidacy:
        context["candidacy"] = candidacy
        context["candidate"] = may_stand(studio=candidacy.studio, call=entry.call, entry=entry)
    refused = refusal or scan_refusal
    return render(request, "studio/submit.html", context, status=refused.status if refused else HTTPStatus.OK)


def printed(request: Request, entry_id: int) -> HttpResponse:
    """Give the application as the official form, to be signed and sealed."""
    entry = get_entry_for(request.actor, entry_id)
    response = HttpResponse(application_form(entry, show_sensitive=True), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{entry.number}.pdf"'
    return response


@require_POST
def scan(request: Request, entry_id: int) -> HttpResponse:
    """Take the scan of the sealed form."""
    entry = get_entry_for(request.actor, entry_id)
    may_edit_answers(actor=request.actor, entry=entry).require()
    upload = request.FILES.get("scan")
    if upload is None or isinstance(upload, list):
        refusal = Refusal(
            "file_missing",
            _("没有选择文件。"),
            _("请选择盖章后的扫描件再上传。"),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
        return _submit_page(request, entry, scan_refusal=refusal)
    try:
        attach_sealed_scan(actor=request.actor, entry=entry, upload=upload)
    except Refusal as refusal:
        return _submit_page(request, entry, scan_refusal=refusal)
    messages.success(request, _("盖章扫描件已收到。"))
    return redirect("studio:submit", entry.pk)


def sealed_scan(request: Request, entry_id: int) -> FileResponse:
    """Give the uploaded scan back."""
    entry = get_entry_for(request.actor, entry_id)
    if entry.answers.sealed_scan is None:
        raise NotFound
    return send(entry.answers.sealed_scan)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, entry_id: int) -> HttpResponse:
    """Ask for the reason, then withdraw the application."""
    entry = get_entry_for(request.actor, entry_id)
    may_move(actor=request.actor, entry=entry, act="withdraw").require()
    refusal = None
    if request.method == "POST":
        try:
            withdraw_entry(
                actor=request.actor,
                entry=entry,
                reason=request.POST.get("reason", ""),
                expected_version=_number(request.POST.get("version")),
            )
        except Refusal as caught:
            refusal = caught
        else:
            messages.success(request, _("申报已撤回。"))
            return redirect("studio:entry", entry.pk)
    context = {"entry": entry, "refusal": refusal, "reason": request.POST.get("reason", "")}
    return render(request, "studio/withdraw.html", context, status=refusal.status if refusal else HTTPStatus.OK)
