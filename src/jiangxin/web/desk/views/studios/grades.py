"""Entering a skill grade from its certificate."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.people.policies import may_verify_honour
from jiangxin.studios.newcomers import Newcomer
from jiangxin.studios.services import register_skill_grade
from jiangxin.web.desk.forms_honours import SkillGradeForm
from jiangxin.web.desk.posting import done, renamed, status_of, tell_form


def new(request: Request) -> HttpResponse:
    """Ask for a certificate and enter the grade."""
    may_verify_honour(actor=request.actor).require()
    form = SkillGradeForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        newcomer = Newcomer(data.pop("person_name"), data.pop("resident_id"))
        try:
            register_skill_grade(actor=request.actor, newcomer=newcomer, **data)
        except Refusal as caught:
            refusal = renamed(caught, {"name": "person_name"})
            tell_form(form, refusal)
        else:
            words = _("%(name)s的技能等级已登记，可以作为领衔人条件。") % {"name": newcomer.name}
            return done(request, reverse("desk:honours"), words)
    context = {
        "form": form,
        "refusal": refusal,
        "title": _("登记技能等级"),
        "act_label": _("登记技能等级"),
        "back_url": reverse("desk:honours"),
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/studios/honour_form.html", context, status=status)
