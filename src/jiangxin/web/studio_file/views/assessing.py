"""The yearly assessments of a studio: grade and reason of each year, the evidence, reading the records again."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.grading import rules_of
from jiangxin.campaigns.assessing import self_score_of
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.policies import may_edit_answers
from jiangxin.campaigns.queries.answers import draft_answers
from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.gate import file_for
from jiangxin.studios.queries.assessing import assessments_of, final_lines
from jiangxin.studios.services.inviting import reread_records
from jiangxin.web.studio_file.answering import done
from jiangxin.web.studio_file.evidence import shown_evidence
from jiangxin.web.studio_file.frame import at, face_of, frame

TAB = "studio-assessments"


def assessments(request: Request, studio_id: int) -> HttpResponse:
    """List the years."""
    studio = file_for(request.actor, studio_id)
    entries = list(assessments_of(request.actor, studio)[:30])
    lines = final_lines(entries)
    rows = []
    for entry in entries:
        line = lines.get(entry.pk)
        rows.append(
            {
                "entry": entry,
                "grade": rules_of(entry.call).grade(line.grade).label if line else "",
                "why": line.why if line else "",
                "document": line.meeting.assessment_result.document_number if line else "",
                "url": at(request, "studio-assessment", studio.pk, entry.pk),
            }
        )
    context = {**frame(request, studio, TAB), "rows": rows}
    return render(request, "studios/assessments.html", context)


def assessment(request: Request, studio_id: int, entry_id: int) -> HttpResponse:
    """Show one year: the report's evidence, the self-score, and where it stands."""
    studio = file_for(request.actor, studio_id)
    entry = _entry(request, studio_id, entry_id)
    answers = draft_answers(entry)
    edits = bool(may_edit_answers(actor=request.actor, entry=entry))
    context = {
        **frame(request, studio, TAB),
        "entry": entry,
        "facts": _facts(request, entry, self_score_of(entry, answers)),
        "evidence": shown_evidence(request, studio, entry, answers),
        "edits": edits,
        "write_url": _address(request, "studio:fill", entry.pk) if edits else "",
        "reread_url": at(request, "studio-assessment-reread", studio.pk, entry.pk),
        "revision": entry.answers.revision,
        "back_url": at(request, TAB, studio.pk),
    }
    return render(request, "studios/assessment.html", context)


def reread(request: Request, studio_id: int, entry_id: int) -> HttpResponse:
    """Read the records again."""
    entry = _entry(request, studio_id, entry_id)
    may_edit_answers(actor=request.actor, entry=entry).require()
    address = at(request, "studio-assessment", studio_id, entry.pk)
    if request.method != "POST":
        return assessment(request, studio_id, entry_id)
    posted = request.POST.get("revision", "")
    revision = int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 10 else -1  # noqa: PLR2004
    reread_records(actor=request.actor, entry=entry, expected_revision=revision)
    return done(request, address, _("已按现在的记录重新取数，您写明理由的自评分保留不变。"))


def _entry(request: Request, studio_id: int, entry_id: int) -> Entry:
    studio = file_for(request.actor, studio_id)
    found = assessments_of(request.actor, studio).select_related("answers", "area").filter(pk=entry_id).first()
    if found is None:
        raise NotFound
    return found


def _facts(request: Request, entry: Entry, own: Any) -> list[Fact]:
    line = final_lines([entry]).get(entry.pk)
    call_page = "desk:assessed" if face_of(request) == "desk" else ""
    facts = [
        Fact(
            _("考核通知"),
            entry.call.title,
            url=_address(request, call_page, entry.call_id, entry.pk) if call_page else "",
        ),
        Fact(_("年度"), entry.call.year),
        Fact(_("进度"), entry.get_state_display()),
        Fact(_("自评总分"), own if own is not None else _("尚未填写")),
    ]
    if line:
        facts.append(
            Fact(
                _("等次"),
                rules_of(entry.call).grade(line.grade).label,
                note=line.why,
            )
        )
        facts.append(Fact(_("通报文号"), line.meeting.assessment_result.document_number))
    return facts


def _address(request: Request, page: str, *numbers: int) -> str:
    """Return an address when the reader may open it."""
    try:
        address = reverse(page, args=numbers)
    except NoReverseMatch:
        return ""
    return address if resolve(address).func.policy(request.actor) else ""  # type: ignore[attr-defined]
