"""Editing the grades, vetoes and consequences of an assessment's blueprint, with a look at what they come to."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.models import Blueprint
from jiangxin.campaigns.policies import may_edit_blueprint
from jiangxin.campaigns.queries import get_blueprint_for
from jiangxin.campaigns.services import edit_blueprint
from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.web.desk.blueprint_grades import NEW_GRADE, drop_problems, is_dropped, told_scores, tried_out
from jiangxin.web.desk.blueprint_grading import (
    ACT_WORDS,
    FINDERS,
    NUMBER_OF,
    arranged_grading,
    edit_grading,
    told_grades,
)
from jiangxin.web.desk.blueprint_places import located
from jiangxin.web.desk.posting import done, expected, status_of

_TABLES = ("assessment", "grades", "vetoes", "consequences")


def grading(request: Request, blueprint_id: int) -> HttpResponse:
    """Add, rename, reorder and drop grades; change least scores, caps, who enters vetoes, and what follows."""
    found = get_blueprint_for(request.actor, blueprint_id)
    may_edit_blueprint(actor=request.actor, blueprint=found).require()
    if "assessment" not in found.definition:
        raise NotFound
    typed, refusal, preview = dict(found.definition), None, None
    if request.method == "POST":
        edited = edit_grading(found.definition, request.POST.dict(), request.POST.getlist)
        parts = arranged_grading(edited, request.POST.dict(), request.POST.getlist)
        typed |= edited
        try:
            _require_droppable(parts, edited, request.POST.dict())
            if request.POST.get("act") == "preview":
                preview = _preview(found, parts, request.POST.get("scores", ""))
            else:
                edit_blueprint(
                    actor=request.actor, blueprint=found, parts=parts, expected_revision=expected(request, "revision")
                )
                return done(request, reverse("desk:blueprint", args=[found.pk]) + "#grading", _("等次和后果已保存。"))
        except Refusal as caught:
            refusal = _told(caught, found, parts)
    context = {
        "blueprint": found,
        "revision": request.POST.get("revision", "") or found.revision,
        "refusal": refusal,
        "preview": preview,
        "back_url": reverse("desk:blueprint", args=[found.pk]),
        **_shown(request, typed),
    }
    return render(request, "desk/blueprints/grading.html", context, status=status_of(refusal))


def _require_droppable(parts: Mapping[str, Any], edited: Mapping[str, Any], posted: Mapping[str, str]) -> None:
    if problems := drop_problems(parts, edited["grades"], posted):
        raise Refusal("grade_in_use", _("有等次还用得着，没有保存。"), _("请按提示修改。"), problems=problems)


def _preview(found: Blueprint, parts: Mapping[str, Any], scores: str) -> dict[str, Any]:
    """Return what would be saved, in words, and what it makes of some scores; nothing is saved.

    Raises:
        Refusal: it could not be saved, with every fault of these tables.
    """
    definition = {**found.definition, **parts}
    faults = [problem for problem in read_plan(definition)[1] if problem.path.startswith(_TABLES)]
    if faults:
        raise Refusal("blueprint_invalid", _("这样还不能保存。"), _("请按提示修改。"), problems=faults)
    rows = zip(told_grades(definition), told_scores(parts["grades"]), strict=True)
    return {"rows": list(rows), "tried": tried_out(parts["grades"], scores), "scores": scores}


def _told(caught: Refusal, found: Blueprint, parts: Mapping[str, Any]) -> Refusal:
    own = [problem for problem in caught.problems if problem.code == "grade_in_use"]
    others: list[Problem] = [problem for problem in caught.problems if problem.code != "grade_in_use"]
    problems = [*own, *located(others, {**found.definition, **parts}, found.definition)]
    return Refusal(caught.code, caught.message, caught.remedy, problems=problems, status=caught.status)


def _shown(request: Request, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows of the page as typed, each where its fields are."""
    posted = request.POST
    labels = {row.get("code"): row.get("label") for row in typed["grades"]}
    return {
        "grace_days": typed["assessment"].get("grace_days", 0),
        "grades": [
            (row, posted.get(f"grade-{place}-position", place + 1), is_dropped(place, posted.dict()))
            for place, row in enumerate(typed["grades"])
        ],
        "new_grade": NEW_GRADE,
        "acts": ACT_WORDS,
        "typed": {name.replace("-", "_"): value for name, value in posted.items() if "-new-" in name},
        "finders": [(role.value, role.label, role.value in posted.getlist("veto-new-set_by")) for role in FINDERS],
        "vetoes": [
            (row, [(role.value, role.label, role.value in row.get("set_by", ())) for role in FINDERS])
            for row in typed.get("vetoes", ())
        ],
        "consequences": [
            {
                "grade": labels.get(row.get("grade"), row.get("grade")),
                "act": ACT_WORDS.get(str(row.get("act")), row.get("act")),
                "key": NUMBER_OF.get(str(row.get("act")), ""),
                "value": row.get(NUMBER_OF.get(str(row.get("act")), ""), ""),
                "again": row.get("again_within_years", 0),
                "veto": row.get("veto", ""),
                "dropped": bool(posted.get(f"consequence-{place}-delete")),
            }
            for place, row in enumerate(typed.get("consequences", ()))
        ],
    }
