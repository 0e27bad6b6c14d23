"""What a leader needs for each kind of studio: shown to who keeps the register, laid down by the city's officer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.people.leading import LeadingRules, shipped_conditions
from jiangxin.people.policies import may_lay_down_leading_rule
from jiangxin.people.services import lay_down_leading_rule
from jiangxin.studios.enums import StudioKind
from jiangxin.web.desk.forms_leading import LeadingRuleForm
from jiangxin.web.desk.posting import done, renamed, status_of, tell_form


def rules(request: Request) -> HttpResponse:
    """List the kinds of studios with the conditions of today."""
    read, today = LeadingRules(), clock.today()
    context = {
        "kinds": [(kind, read.of(kind, today)) for kind in StudioKind],
        "may_change": may_lay_down_leading_rule(actor=request.actor),
    }
    return render(request, "desk/studios/leading.html", context)


def rule(request: Request, kind: str) -> HttpResponse:
    """Ask for the conditions of one kind and lay them down; what held before is listed below."""
    may_lay_down_leading_rule(actor=request.actor).require()
    if kind not in StudioKind.values:
        raise NotFound
    read = LeadingRules()
    standing = shipped_conditions(kind) if request.GET.get("shipped") else read.of(kind, clock.today())
    form = LeadingRuleForm(request.POST or None, standing=standing)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            lay_down_leading_rule(actor=request.actor, studio_kind=kind, **form.told)
        except Refusal as caught:
            refusal = renamed(caught, {"honours": "honour-model_worker"})
            tell_form(form, refusal)
        else:
            words = _("“%(kind)s”的领衔条件已录入。") % {"kind": StudioKind(kind).label}
            return done(request, reverse("desk:leading-rules"), words)
    context = {
        "form": form,
        "refusal": refusal,
        "kind": StudioKind(kind),
        "shipped": shipped_conditions(kind),
        "history": read.history(kind),
        "act_label": _("保存"),
        "back_url": reverse("desk:leading-rules"),
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/studios/leading_form.html", context, status=status)
