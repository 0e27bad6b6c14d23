"""The table of energy factors: list, the past of one series, entering a new edition."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.energy.policies import may_keep_factors
from jiangxin.core.energy.queries import get_factor_for, past_of
from jiangxin.core.refusal import Refusal
from jiangxin.core.services.energy import enter_factor
from jiangxin.core.ui.listing import listing_page
from jiangxin.web.desk.energy_list import FACTORS, last_day, state
from jiangxin.web.desk.forms_energy import FactorForm
from jiangxin.web.desk.posting import done, status_of, tell_form, whole


def factors(request: Request) -> HttpResponseBase:
    """List all factors, or those of a day."""
    context = {"may_keep": bool(may_keep_factors(actor=request.actor)), "today": clock.today()}
    return listing_page(request, FACTORS, template="desk/energy/list.html", context=context)


def factor(request: Request, factor_id: int) -> HttpResponse:
    """Show one series: what is used now, and everything that was used or entered before."""
    found = get_factor_for(request.actor, factor_id)
    past = [(row, last_day(row), state(row)) for row in past_of(request.actor, found)]
    context = {"factor": found, "past": past, "may_keep": bool(may_keep_factors(actor=request.actor))}
    return render(request, "desk/energy/factor.html", context)


def enter(request: Request) -> HttpResponse:
    """Enter a factor; prefilled with the one it follows, when the page is reached from there."""
    may_keep_factors(actor=request.actor).require()
    form = FactorForm(request.POST or None, initial=_initial(request))
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            entered = enter_factor(actor=request.actor, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
        else:
            words = _("系数已录入；以前算好的节能量不变。")
            return done(request, reverse("desk:energy-factor", args=[entered.pk]), words)
    context = {
        "form": form,
        "refusal": refusal,
        "act_label": _("录入系数"),
        "back_url": reverse("desk:energy-factors"),
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/energy/enter.html", context, status=status)


def _initial(request: Request) -> dict[str, Any]:
    before = whole(request.GET.get("after"))
    if before is None:
        return {}
    row = get_factor_for(request.actor, before)
    return {name: getattr(row, name) for name in ("carrier", "kind", "area")}
