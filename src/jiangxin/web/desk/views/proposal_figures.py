"""Figures of a campaign that collects proposals: the whole, its months, who takes part, and which units are missing."""

from django.db.models import F, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Call
from jiangxin.campaigns.queries import calls_for
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.listing import Column, Empty, Kind, Listing, TextFilter, YesNoFilter, listing_page
from jiangxin.orgs.models import Organisation
from jiangxin.proposals.queries import KIND
from jiangxin.proposals.queries.figures import by_age, by_gender, by_grade, by_month, figures_of, units_of
from jiangxin.proposals.telling_energy import tonnes
from jiangxin.web.desk.posting import whole

_CALLS = 100


def _calls(actor: Actor) -> QuerySet[Call]:
    return calls_for(actor).filter(blueprint__kind=KIND).order_by("-id")


def _call(actor: Actor, call_id: int) -> Call:
    found = _calls(actor).filter(pk=call_id).first()
    if found is None:
        raise NotFound
    return found


def figures(request: Request) -> HttpResponse:
    """Show the figures of one campaign, of the newest when none is asked for."""
    calls = list(_calls(request.actor)[:_CALLS])
    asked = whole(request.GET.get("call"))
    call = next((one for one in calls if one.pk == asked), calls[0] if calls else None)
    context: dict[str, object] = {"calls": calls, "call": call}
    if call:
        found = figures_of(request.actor, call)
        context |= {
            "figures": found,
            "coal": tonnes(found.coal, *found.coal_range),
            "carbon": tonnes(found.carbon, *found.carbon_range),
            "months": by_month(request.actor, call),
            "groups": [
                (_("年龄"), by_age(request.actor, call)),
                (_("性别"), by_gender(request.actor, call)),
                (_("技能等级"), by_grade(request.actor, call)),
            ],
            "units_url": reverse("desk:proposal-units", args=[call.pk]),
            "silent_url": f"{reverse('desk:proposal-units', args=[call.pk])}?silent=yes",
            "list_url": f"{reverse('desk:proposals')}?call={call.pk}",
        }
    return render(request, "desk/proposals/figures.html", context)


def _listing(call: Call) -> Listing[Organisation]:
    # One declaration per campaign: the counts are those of this one only.
    return Listing(
        code="desk.proposal_units",
        title=_("各单位参与情况"),
        lead=call.title,
        unit=_("个"),
        rows=lambda actor: units_of(actor, call),
        columns=(
            Column(code="name", label=_("单位"), value="host_unit", sort=("path",)),
            Column(code="area", label=_("上级工会"), value="parent.short_name"),
            Column(code="employees", label=_("职工数"), kind=Kind.NUMBER, sort=("employees", "id")),
            Column(code="proposed", label=_("建议"), kind=Kind.NUMBER, sort=("proposed", "id")),
            Column(code="proposers", label=_("建议人"), kind=Kind.NUMBER, sort=("proposers", "id")),
            Column(code="adopted", label=_("已采纳"), kind=Kind.NUMBER, sort=("adopted", "id")),
            Column(code="used", label=_("已投入使用"), kind=Kind.NUMBER, sort=("used", "id")),
            Column(code="waiting", label=_("待答复"), kind=Kind.NUMBER, sort=("waiting", "id")),
            Column(code="late", label=_("其中逾期"), kind=Kind.NUMBER, sort=("late", "id")),
        ),
        filters=(
            TextFilter(code="q", label=_("单位名称"), fields=("name", "unit_name")),
            YesNoFilter(code="silent", label=_("还没有建议"), condition=Q(proposed=0)),
            YesNoFilter(code="late", label=_("有逾期未答复"), condition=Q(late__gt=0)),
            YesNoFilter(code="few", label=_("参与不到十分之一"), condition=Q(employees__gt=10 * F("proposers"))),
        ),
        default_sort="-proposed",
        empty=Empty(_("没有符合条件的单位")),
    )


def units(request: Request, call_id: int) -> HttpResponseBase:
    """List the units a campaign is for, those that are silent too."""
    call = _call(request.actor, call_id)
    return listing_page(request, _listing(call), template="desk/proposals/units.html", context={"call": call})
