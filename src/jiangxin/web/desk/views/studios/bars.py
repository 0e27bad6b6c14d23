"""Who may not apply, until when and why; and lifting it."""

from django import forms
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.listing import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    State,
    TextFilter,
    listing_page,
)
from jiangxin.core.ui.parts import Fact
from jiangxin.orgs.models import Bar
from jiangxin.orgs.policies import may_lift_bar
from jiangxin.orgs.queries import bars_for, get_bar_for
from jiangxin.orgs.services import lift_bar
from jiangxin.studios.gate import files_for
from jiangxin.studios.models import Studio
from jiangxin.web.desk.posting import done, status_of, tell_form

_STATES = [("barred", _("限制中")), ("expired", _("已期满")), ("lifted", _("已解除"))]


def state_of(row: Bar) -> State:
    """Return whether a bar holds, is over, or was lifted."""
    code = "lifted" if row.lifted_on else "barred" if row.until >= clock.today() else "expired"
    return State(code, dict(_STATES)[code])


def _where(code: str) -> Q:
    if code == "lifted":
        return Q(lifted_on__isnull=False)
    today = clock.today()
    return Q(lifted_on=None) & (Q(until__gte=today) if code == "barred" else Q(until__lt=today))


BARS: Listing[Bar] = Listing(
    code="desk.bars",
    title=_("申报限制"),
    lead=_("被撤销命名的单位和领衔人在限制期内不能申报，也不能被推荐；提交和推荐时系统自动核对。"),
    rows=bars_for,
    unit=_("项"),
    columns=(
        Column(code="title", label=_("所涉工作室")),
        Column(code="unit", label=_("单位"), value=lambda row: row.unit.host_unit if row.unit else ""),
        Column(code="leader", label=_("领衔人"), value=lambda row: row.leader.name if row.leader else ""),
        Column(code="reason", label=_("事由")),
        Column(code="document_number", label=_("文号")),
        Column(code="since", label=_("自"), kind=Kind.DATE, sort=("since", "id"), shown=False),
        Column(code="until", label=_("限制至"), kind=Kind.DATE, sort=("until", "id")),
        Column(code="state", label=_("状态"), kind=Kind.STATE, value=state_of),
    ),
    filters=(
        TextFilter(
            code="q", label=_("工作室、单位或领衔人"), fields=("title", "unit__name", "unit__unit_name", "leader__name")
        ),
        ChoiceFilter(code="state", label=_("状态"), choices=_STATES, where=_where),
        DateRangeFilter(code="until", label=_("限制至"), field="until"),
    ),
    default_sort="-until",
    row_url=lambda row: reverse("desk:bar", args=[row.pk]),
    empty=Empty(_("没有申报限制"), _("撤销命名时写明限制年限的，列在这里。")),
)


class LiftForm(forms.Form):
    """Why a bar is lifted before its day."""

    document_number = forms.CharField(label=_("解除文号"), max_length=60, required=False)
    reason = forms.CharField(label=_("解除理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


def bars(request: Request) -> HttpResponseBase:
    """Show the list."""
    return listing_page(request, BARS, template="desk/studios/changes.html")


def bar(request: Request, bar_id: int) -> HttpResponse:
    """Show one bar."""
    found = get_bar_for(request.actor, bar_id)
    lifts = found.lifted_on is None and bool(may_lift_bar(actor=request.actor))
    context = {
        "bar": found,
        "state": state_of(found),
        "facts": _facts(request, found),
        "lift_url": reverse("desk:bar-lift", args=[found.pk]) if lifts else "",
    }
    return render(request, "desk/studios/bar.html", context)


def lift(request: Request, bar_id: int) -> HttpResponse:
    """Ask why a bar is lifted, and lift it."""
    found = get_bar_for(request.actor, bar_id)
    form, refusal = LiftForm(request.POST or None), None
    back = reverse("desk:bar", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            lift_bar(actor=request.actor, bar=found, **form.cleaned_data)
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            return done(request, back, _("限制已解除，单位和领衔人现在可以申报。"))
    context = {
        "bar": found,
        "form": form,
        "refusal": refusal,
        "told": _facts(request, found),
        "back_url": back,
        "act_label": _("解除限制"),
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/studios/bar_lift.html", context, status=status)


def _facts(request: Request, found: Bar) -> list[Fact]:
    studios = files_for(request.actor).filter(pk=found.subject_id or 0)
    is_studio = found.subject == Studio.journal_label and studios.exists()
    url = reverse("desk:studio-rectifications", args=[found.subject_id]) if is_studio else ""
    facts = [
        Fact(_("所涉工作室"), found.title, url=url),
        Fact(_("单位"), found.unit.host_unit if found.unit else _("不限制")),
        Fact(_("领衔人"), found.leader.name if found.leader else _("不限制")),
        Fact(_("事由"), found.reason, note=found.document_number, wide=True),
        Fact(_("限制至"), found.until, note=_("自%(day)s起") % {"day": date_format(found.since)}),
    ]
    if found.lifted_on:
        facts.append(
            Fact(_("解除日期"), found.lifted_on, note=f"{found.lifted_document} {found.lifted_reason}".strip())
        )
    return facts
