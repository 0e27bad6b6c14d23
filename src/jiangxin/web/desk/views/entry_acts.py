"""Acts on a case. Each is done by one service; refused, the case is shown again with what was typed."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import get_entry_for, plan_of
from jiangxin.campaigns.services import (
    Finding,
    ask_supplement,
    fail_formal,
    pass_formal,
    recommend_entry,
    return_entry,
    save_formal_check,
    withdraw_recommendation,
)
from jiangxin.campaigns.wording import EntryWords, words_of
from jiangxin.core.actor import Request
from jiangxin.core.moments import posted_moment
from jiangxin.core.refusal import NotFound, Problem, Refusal, Text
from jiangxin.web.desk.neighbours import trail_of
from jiangxin.web.desk.posting import done, expected, one_file, renamed
from jiangxin.web.desk.views.entry import Attempt, case_page

Deed = Callable[[Entry, int], object]
Told = Callable[[EntryWords], Text]
_TYPED = ("opinion", "document_number", "reason", "asked", "due_at")


def _address(request: Request, entry_id: int) -> str:
    return reverse("desk:entry", args=[entry_id]) + trail_of(request)


def _carry_out(
    request: Request, entry_id: int, act: str, deed: Deed, words: Text | Told, *, field: str = "opinion"
) -> HttpResponse:
    """Do an act and lead back to the case; a refusal is told there. `field` is where the page asks for the opinion."""
    if request.method != "POST":
        return HttpResponseRedirect(_address(request, entry_id))
    entry = get_entry_for(request.actor, entry_id)
    try:
        deed(entry, expected(request))
    except NotFound:
        raise
    except Refusal as refusal:
        attempt = Attempt(
            act=act,
            refusal=renamed(refusal, {"opinion": field}),
            typed={name: request.POST.get(name, "") for name in _TYPED},
            findings=_pairs(request, entry),
        )
        return case_page(request, get_entry_for(request.actor, entry_id), attempt)
    told = words(words_of(entry.call)) if callable(words) else words
    return done(request, _address(request, entry_id), told)


def recommend(request: Request, entry_id: int) -> HttpResponse:
    """Recommend the entry one level up."""

    def deed(entry: Entry, version: int) -> object:
        return recommend_entry(
            actor=request.actor,
            entry=entry,
            opinion=request.POST.get("opinion", ""),
            document_number=request.POST.get("document_number", "").strip()[:60],
            sealed_page=one_file(request, "sealed_page"),
            expected_version=version,
        )

    return _carry_out(request, entry_id, "recommend", deed, lambda words: words.recommended)


def send_back(request: Request, entry_id: int) -> HttpResponse:
    """Return the entry to its applicant with reasons."""

    def deed(entry: Entry, version: int) -> object:
        reason = request.POST.get("reason", "")
        return return_entry(actor=request.actor, entry=entry, reason=reason, expected_version=version)

    return _carry_out(request, entry_id, "return", deed, lambda words: words.sent_back, field="reason")


def take_back(request: Request, entry_id: int) -> HttpResponse:
    """Withdraw the organisation's own recommendation."""

    def deed(entry: Entry, version: int) -> object:
        reason = request.POST.get("reason", "")
        return withdraw_recommendation(actor=request.actor, entry=entry, reason=reason, expected_version=version)

    return _carry_out(
        request, entry_id, "withdraw_recommendation", deed, lambda words: words.taken_back, field="reason"
    )


def _pairs(request: Request, entry: Entry) -> Mapping[str, tuple[str, str]]:
    """Return verdict and note of each item of the checklist that was posted."""
    return {
        item.code: (
            request.POST.get(f"check-{item.code}-verdict", ""),
            request.POST.get(f"check-{item.code}-note", ""),
        )
        for item in plan_of(entry.call).formal_checks
        if f"check-{item.code}-verdict" in request.POST or request.POST.get(f"check-{item.code}-note")
    }


def check(request: Request, entry_id: int) -> HttpResponse:
    """Keep the verdicts of the checklist; with `act` = pass, pass the check as well."""
    passing = request.POST.get("act") == "pass"

    def deed(entry: Entry, version: int) -> object:
        pairs = _pairs(request, entry)
        findings = {code: Finding(verdict, note) for code, (verdict, note) in pairs.items() if verdict}
        rows = save_formal_check(actor=request.actor, entry=entry, findings=findings, expected_version=version)
        if not passing:
            return rows
        opinion = request.POST.get("opinion", "")
        return pass_formal(actor=request.actor, entry=entry, opinion=opinion, expected_version=version)

    words = _("形式审查通过。") if passing else _("审查记录已保存。")
    return _carry_out(request, entry_id, "check", deed, words)


def supplement(request: Request, entry_id: int) -> HttpResponse:
    """Ask the applicant to supply what is missing."""

    def deed(entry: Entry, version: int) -> object:
        due_at = posted_moment(request.POST.get("due_at"))
        if due_at is None:
            problem = Problem("due_at", _("请填写补正期限。"), "required")
            raise Refusal("due_missing", _("要求补正须写明期限。"), _("请填写后再提交。"), problems=[problem])
        asked = request.POST.get("asked", "")
        return ask_supplement(actor=request.actor, entry=entry, asked=asked, due_at=due_at, expected_version=version)

    return _carry_out(request, entry_id, "ask_supplement", deed, _("已发出补正要求。"), field="asked")


def fail(request: Request, entry_id: int) -> HttpResponse:
    """End the entry at the formal check."""

    def deed(entry: Entry, version: int) -> object:
        reason = request.POST.get("reason", "")
        return fail_formal(actor=request.actor, entry=entry, reason=reason, expected_version=version)

    return _carry_out(request, entry_id, "fail_formal", deed, _("已作出形式审查不通过的结论。"), field="reason")
