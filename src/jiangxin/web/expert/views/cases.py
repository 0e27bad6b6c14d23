"""A case: reading on the one side, the score panel on the other; its files; stepping back from it."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import Refusal
from jiangxin.review.enums import ConflictKind, SheetState
from jiangxin.review.models import Assignment
from jiangxin.review.policies import may_score
from jiangxin.review.queries import assignments_for, case_for, case_label, get_assignment_for, get_case_file
from jiangxin.review.queries.assignments import open_panels_of
from jiangxin.review.reading import read_out
from jiangxin.review.services import DECLARED_KINDS, lock_sheet, raise_conflict, save_sheet
from jiangxin.review.services.scoring import rubric_of, step_of
from jiangxin.web.expert.acts import done, status_of, whole
from jiangxin.web.expert.scoring_form import panel_of, read_marks, read_vetoes


def case(request: Request, assignment_id: int) -> HttpResponse:
    """Show a case; keep its sheet (`act` = save) or sign and lock it (`act` = sign)."""
    assignment = get_assignment_for(request.actor, assignment_id)
    if request.method != "POST":
        return _page(request, assignment)
    sheet = assignment.sheet
    revision = whole(request.POST.get("revision"))
    marks, vetoes = read_marks(rubric_of(sheet), request.POST), read_vetoes(request.POST)
    comment = request.POST.get("comment", "")
    try:
        if request.POST.get("act") == "sign":
            lock_sheet(
                actor=request.actor,
                sheet=sheet,
                marks=marks,
                comment=comment,
                vetoes=vetoes,
                signed_as=request.POST.get("signed_as", ""),
                expected_revision=revision,
            )
            return done(request, _after(request, assignment), _("评分表已签名锁定。"))
        save_sheet(
            actor=request.actor,
            sheet=sheet,
            marks=marks,
            comment=comment,
            vetoes=vetoes,
            expected_revision=revision,
        )
    except Refusal as refusal:
        return _page(request, assignment, refusal)
    return done(request, reverse("expert:case", args=[assignment.pk]), _("草稿已保存。"))


def _after(request: Request, assignment: Assignment) -> str:
    """Return where to go on after signing: the next case without a signature, or the list."""
    left = open_panels_of(request.actor).exclude(sheet__state=SheetState.LOCKED).exclude(pk=assignment.pk).first()
    return reverse("expert:case", args=[left.pk]) if left else reverse("expert:home")


def _page(request: Request, assignment: Assignment, refusal: Refusal | None = None) -> HttpResponse:
    reading = case_for(assignment)
    decision = may_score(actor=request.actor, sheet=assignment.sheet)
    context = {
        "assignment": assignment,
        "reading": reading,
        "sections": read_out(reading.form, reading.answers),
        "panel": panel_of(assignment.sheet, data=request.POST if refusal else None, refusal=refusal),
        "step": step_of(assignment.sheet),
        "can_score": decision.allowed,
        "closed_because": decision,
        "refusal": refusal,
        "neighbours": _neighbours(request, assignment),
        "saved_at": assignment.sheet.saved_at if assignment.sheet.revision else None,
        "due_at": assignment.run.panel.due_at,
        "local_key": copy_key(assignment),
        "settled": [copy_key(one) for one in assignments_for(request.actor).filter(sheet__state=SheetState.LOCKED)],
        "now": clock.now(),
    }
    return render(request, "expert/cases/case.html", context, status=status_of(refusal))


def copy_key(assignment: Assignment) -> str:
    """Name what the browser keeps of a sheet until the server has it; locked sheets leave nothing behind."""
    return f"score:{assignment.member.expert.account_id}:{assignment.pk}"


def _neighbours(request: Request, assignment: Assignment) -> dict[str, object]:
    ids = list(assignments_for(request.actor).filter(run=assignment.run_id).values_list("pk", flat=True))
    place = ids.index(assignment.pk)

    def address(index: int) -> str:
        return reverse("expert:case", args=[ids[index]]) if 0 <= index < len(ids) else ""

    return {
        "back_url": reverse("expert:home"),
        "previous_url": address(place - 1),
        "next_url": address(place + 1),
        "position": place + 1,
        "total": len(ids),
    }


def file(request: Request, assignment_id: int, file_id: int) -> HttpResponseBase:
    """Give one file of a case."""
    stored = get_case_file(request.actor, assignment_id, file_id)
    return send(stored, download="download" in request.GET)


def conflict(request: Request, assignment_id: int) -> HttpResponse:
    """Let an expert step back from a case: kind and explanation, then the case is taken back at once."""
    assignment = get_assignment_for(request.actor, assignment_id)
    refusal = None
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        try:
            raise_conflict(
                actor=request.actor,
                assignment=assignment,
                kind=ConflictKind(kind) if kind in ConflictKind.values else ConflictKind.SAME_UNIT,
                explanation=request.POST.get("explanation", ""),
            )
            return done(request, reverse("expert:home"), _("已申请回避，案卷已收回并转请经办人改派。"))
        except Refusal as refused:
            refusal = refused
    context = {
        "assignment": assignment,
        "label": case_label(assignment),
        "kinds": [(kind.value, kind.label) for kind in DECLARED_KINDS],
        "refusal": refusal,
    }
    return render(request, "expert/cases/conflict.html", context, status=status_of(refusal))
