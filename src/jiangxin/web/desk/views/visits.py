"""On-site inspections as the city sees them: the list, planning, the record."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import entries_for, get_entry_for
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.listing import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    listing_page,
)
from jiangxin.people.models import Account
from jiangxin.review.enums import VisitState
from jiangxin.review.inspection import has_visits, inspection_terms
from jiangxin.review.models import Visit
from jiangxin.review.policies import may_plan_visit
from jiangxin.review.queries import get_photo_for, get_visit_for, inspectors_for, visits_for
from jiangxin.review.services import change_visit, plan_visit
from jiangxin.review.services.visits import VISITED
from jiangxin.web.desk.forms_review import VisitForm
from jiangxin.web.desk.posting import done, status_of, tell_form

_MOST_WAITING = 100
_VISITS = Listing[Visit](
    code="desk.visits",
    title=gettext_lazy("实地考察"),
    rows=lambda actor: visits_for(actor).prefetch_related("members__account__person"),
    columns=(
        Column(code="entry", label=gettext_lazy("申报"), value=lambda visit: str(visit.entry), sort="entry__number"),
        Column(code="unit", label=gettext_lazy("单位"), value=lambda visit: visit.entry.unit.host_unit),
        Column(code="planned_for", label=gettext_lazy("考察时间"), kind=Kind.MOMENT, sort="planned_for"),
        Column(code="place", label=gettext_lazy("地点")),
        Column(
            code="members",
            label=gettext_lazy("考察组"),
            value=lambda visit: "、".join(str(member) for member in visit.members.all()),
        ),
        Column(code="state", label=gettext_lazy("状态"), kind=Kind.STATE, sort="state"),
        Column(code="points", label=gettext_lazy("考察得分"), kind=Kind.NUMBER, sort="points"),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("申报"), fields=("entry__name", "entry__number")),
        ChoiceFilter(code="state", label=gettext_lazy("状态"), choices=VisitState.choices),
        DateRangeFilter(code="day", label=gettext_lazy("考察时间"), field="planned_for", moments=True),
    ),
    default_sort="planned_for",
    row_url=lambda visit: reverse("desk:visit", args=[visit.pk]),
    empty=Empty(
        gettext_lazy("还没有安排考察"), gettext_lazy("通过形式审查或完成评审的申报，可以在“待安排”中安排考察。")
    ),
)


def visits(request: Request) -> HttpResponseBase:
    """List the visits, with the entries that could still be visited above."""
    rows = entries_for(request.actor).filter(state__in=VISITED, visit__isnull=True).select_related("call", "unit")
    waiting = [entry for entry in rows.order_by("call_id", "number")[:_MOST_WAITING] if has_visits(entry.call)]
    return listing_page(request, _VISITS, template="desk/visits/list.html", context={"waiting": waiting})


def plan(request: Request, entry_id: int) -> HttpResponse:
    """Plan the visit of an entry."""
    entry = get_entry_for(request.actor, entry_id)
    known = visits_for(request.actor).filter(entry=entry).first()
    if known is not None and request.method != "POST":
        return redirect("desk:visit", known.pk)
    may_plan_visit(actor=request.actor, entry=entry).require()
    form = VisitForm(request.POST or None, choices=_inspectors(request), initial={"place": entry.unit.address})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_visit(actor=request.actor, entry=entry, **_facts(form))
            return done(request, reverse("desk:visit", args=[made.pk]), _("考察已安排，考察组成员已收到待办。"))
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
    return _form_page(request, form, entry, refusal, reverse("desk:visits"))


def edit(request: Request, visit_id: int) -> HttpResponse:
    """Change the plan of a visit."""
    visit = get_visit_for(request.actor, visit_id)
    initial = {
        "planned_for": timezone.localtime(visit.planned_for),
        "place": visit.place,
        "inspectors": [str(pk) for pk in visit.members.values_list("account_id", flat=True)],
    }
    form = VisitForm(request.POST or None, choices=_inspectors(request), initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            change_visit(actor=request.actor, visit=visit, **_facts(form))
            return done(request, reverse("desk:visit", args=[visit.pk]), _("考察安排已保存。"))
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
    return _form_page(request, form, visit.entry, refusal, reverse("desk:visit", args=[visit.pk]))


def _inspectors(request: Request) -> list[tuple[str, str]]:
    return [
        (str(duty.account_id), f"{duty.account.person.name}（{duty.organisation.short_name}）")
        for duty in inspectors_for(request.actor)
    ]


def _facts(form: VisitForm) -> dict[str, Any]:
    accounts = Account.objects.select_related("person").filter(pk__in=form.cleaned_data["inspectors"])
    return {
        "planned_for": form.cleaned_data["planned_for"],
        "place": form.cleaned_data["place"],
        "inspectors": list(accounts),
    }


def _form_page(request: Request, form: VisitForm, entry: Entry, refusal: Refusal | None, back_url: str) -> HttpResponse:
    context = {
        "form": form,
        "entry": entry,
        "refusal": refusal,
        "least": inspection_terms(entry.call).minimum_inspectors,
        "act_label": _("保存考察安排"),
        "back_url": back_url,
    }
    return render(request, "desk/visits/form.html", context, status=status_of(refusal, form))


def visit(request: Request, visit_id: int) -> HttpResponse:
    """Show a visit: plan, checklist, findings, photos, signatures."""
    found = get_visit_for(request.actor, visit_id)
    kept = {row.code: row for row in found.items.all()}
    context = {
        "visit": found,
        "rows": [(item, kept.get(item.code)) for item in inspection_terms(found.entry.call).items],
        "photos": list(found.photos.select_related("stored")),
        "members": list(found.members.select_related("account__person")),
        "can_change": found.state == VisitState.PLANNED,
    }
    return render(request, "desk/visits/visit.html", context)


def photo(request: Request, visit_id: int, photo_id: int) -> HttpResponseBase:
    """Give one photo of a visit."""
    return send(get_photo_for(request.actor, visit_id, photo_id).stored)
