"""Editing the grades, vetoes and consequences of an assessment's blueprint."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.campaigns.policies import may_edit_blueprint
from jiangxin.campaigns.queries import get_blueprint_for
from jiangxin.campaigns.services import edit_blueprint
from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.web.desk.blueprint_grading import ACT_WORDS, FINDERS, NUMBER_OF, added_grading, edit_grading
from jiangxin.web.desk.blueprint_places import located
from jiangxin.web.desk.posting import done, expected, status_of


def grading(request: Request, blueprint_id: int) -> HttpResponse:
    """Change least scores, caps, who enters vetoes, and what follows."""
    found = get_blueprint_for(request.actor, blueprint_id)
    may_edit_blueprint(actor=request.actor, blueprint=found).require()
    if "assessment" not in found.definition:
        raise NotFound
    shown, refusal = dict(found.definition), None
    if request.method == "POST":
        edited = edit_grading(found.definition, request.POST.dict(), request.POST.getlist)
        parts = added_grading(edited, request.POST.dict(), request.POST.getlist)
        try:
            edit_blueprint(
                actor=request.actor, blueprint=found, parts=parts, expected_revision=expected(request, "revision")
            )
        except Refusal as caught:
            problems = located(caught.problems, {**found.definition, **parts}, found.definition)
            refusal = Refusal(caught.code, caught.message, caught.remedy, problems=problems, status=caught.status)
            shown |= edited  # what was added stays in the fields it was typed into
        else:
            return done(request, reverse("desk:blueprint", args=[found.pk]) + "#grading", _("等次和后果已保存。"))
    labels = {row.get("code"): row.get("label") for row in shown["grades"]}
    context = {
        "blueprint": found,
        "revision": request.POST.get("revision", "") if refusal else found.revision,
        "refusal": refusal,
        "back_url": reverse("desk:blueprint", args=[found.pk]),
        "grace_days": shown["assessment"].get("grace_days", 0),
        "grades": shown["grades"],
        "acts": ACT_WORDS,
        "typed": {name.replace("-", "_"): value for name, value in request.POST.items() if "-new-" in name},
        "finders": [
            (role.value, role.label, role.value in request.POST.getlist("veto-new-set_by")) for role in FINDERS
        ],
        "vetoes": [
            (row, [(role.value, role.label, role.value in row.get("set_by", ())) for role in FINDERS])
            for row in shown.get("vetoes", ())
        ],
        "consequences": [
            {
                "grade": labels.get(row.get("grade"), row.get("grade")),
                "act": ACT_WORDS.get(str(row.get("act")), row.get("act")),
                "key": NUMBER_OF.get(str(row.get("act")), ""),
                "value": row.get(NUMBER_OF.get(str(row.get("act")), ""), ""),
                "again": row.get("again_within_years", 0),
                "veto": row.get("veto", ""),
            }
            for row in shown.get("consequences", ())
        ],
    }
    return render(request, "desk/blueprints/grading.html", context, status=status_of(refusal))
