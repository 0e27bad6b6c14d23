"""The union tree under the actor: organisations, who holds which duty, giving and ending duties."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, listing_page
from jiangxin.core.ui.parts import Confirmation, Fact
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.policies import may_end_duty, may_shape_tree
from jiangxin.orgs.queries import ancestors, duties_on, get_organisation_for, organisations_for
from jiangxin.orgs.services import add_organisation, appoint, end_duty
from jiangxin.web.desk.duties import ACCOUNT_KEEPERS
from jiangxin.web.desk.forms_organisations import DutyForm, OrganisationForm
from jiangxin.web.desk.posting import done, status_of, tell_form
from jiangxin.web.desk.views.accounts import start_passwords

_MOST_PARENTS = 2_000


def _rows(actor: Actor) -> QuerySet[Organisation]:
    today = clock.today()
    holding = Q(duties__since__lte=today) & (Q(duties__until__isnull=True) | Q(duties__until__gte=today))
    return organisations_for(actor).select_related("parent").annotate(holders=Count("duties", filter=holding))


ORGANISATIONS: Listing[Organisation] = Listing(
    code="desk.organisations",
    title=_("组织"),
    unit=_("个组织"),
    rows=_rows,
    columns=(
        Column(code="name", label=_("名称"), sort="name"),
        Column(code="level", label=_("层级"), value=lambda row: row.get_level_display(), sort=("level", "path")),
        Column(code="parent", label=_("上级"), value="parent.name"),
        Column(code="unit", label=_("单位"), value="unit_name"),
        Column(code="ownership", label=_("单位性质"), value=lambda row: row.get_ownership_display()),
        Column(code="employees", label=_("职工数"), kind=Kind.NUMBER, shown=False),
        Column(code="members", label=_("会员数"), kind=Kind.NUMBER, shown=False),
        Column(code="holders", label=_("在任职责"), kind=Kind.NUMBER),
        Column(code="tree", label=_("树形次序"), value="path", sort="path", shown=False),
    ),
    filters=(
        TextFilter(code="q", label=_("名称、单位或代码"), fields=("name", "unit_name", "uscc")),
        ChoiceFilter(code="level", label=_("层级"), choices=Level.choices),
    ),
    default_sort="tree",
    row_url=lambda row: reverse("desk:organisation", args=[row.pk]),
    empty=Empty(_("这里还没有组织"), _("由市总工会经办人逐级建立。")),
)


def organisations(request: Request) -> HttpResponseBase:
    """Show the list."""
    actor = request.actor
    context = {
        "may_add": _may_add(actor),
        "keeps_accounts": bool(ACCOUNT_KEEPERS(actor)),
    }
    return listing_page(request, ORGANISATIONS, template="desk/organisations/list.html", context=context)


def _may_add(actor: Actor) -> bool:
    own = Organisation.objects.filter(pk=actor.organisation_key).first()
    return bool(may_shape_tree(actor=actor, parent=own))


def new(request: Request) -> HttpResponse:
    """Add an organisation below one of the actor's own."""
    above = organisations_for(request.actor).exclude(level__in=[Level.GRASSROOTS, Level.SUBUNIT])
    form = OrganisationForm(
        request.POST or None,
        initial={"parent": request.GET.get("parent"), "level": Level.GRASSROOTS},
        parents=above.values_list("pk", "name")[:_MOST_PARENTS],
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {key: value for key, value in form.cleaned_data.items() if value}
        parent = get_organisation_for(request.actor, int(facts.pop("parent")))
        try:
            made = _checked(lambda: add_organisation(actor=request.actor, parent=parent, **facts))
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            return done(request, reverse("desk:organisation", args=[made.pk]), _("组织已建立。"))
    context = {
        "form": form,
        "refusal": refusal,
        "title": _("新增组织"),
        "act_label": _("新增组织"),
        "back_url": reverse("desk:organisations"),
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/organisations/form.html", context, status=status)


def _checked(deed: Any) -> Any:
    """Do something whose model checks its own fields; what they find is told like any refusal."""
    try:
        return deed()
    except ValidationError as fault:
        found = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
        problems = [Problem("" if name == "__all__" else name, text) for name, texts in found.items() for text in texts]
        message = _("填写的内容有误，没有保存。")
        raise Refusal("fields_invalid", message, _("请按提示修改。"), problems=problems) from fault


def organisation(request: Request, organisation_id: int) -> HttpResponse:
    """Show one organisation, where it stands and who holds which duty."""
    found = get_organisation_for(request.actor, organisation_id)
    held = duties_on(clock.today()).filter(organisation=found).order_by("role", "pk")
    context = {
        "organisation": found,
        "above": [item for item in reversed(ancestors(found)) if request.actor.oversees(item.path)],
        "facts": _facts(found),
        "duties": held,
        "endable": {duty.pk for duty in held if may_end_duty(actor=request.actor, duty=duty)},
        "children": found.children.order_by("path")[:200],
        "may_shape": bool(may_shape_tree(actor=request.actor, parent=found)),
        "keeps_accounts": bool(ACCOUNT_KEEPERS(request.actor)),
    }
    return render(request, "desk/organisations/organisation.html", context)


def _facts(found: Organisation) -> list[Fact]:
    return [
        Fact(_("层级"), found.get_level_display()),
        Fact(_("单位名称"), found.unit_name),
        Fact(_("统一社会信用代码"), found.uscc),
        Fact(_("单位性质"), found.get_ownership_display()),
        Fact(_("行政区划代码"), found.division_code),
        Fact(_("职工数"), found.employees),
        Fact(_("会员数"), found.members),
        Fact(_("联系电话"), found.phone),
    ]


def give(request: Request, organisation_id: int) -> HttpResponse:
    """Give somebody a duty here: an account that exists, or a new one, whose start password is shown once."""
    found = get_organisation_for(request.actor, organisation_id)
    may_shape_tree(actor=request.actor, parent=found).require()
    back = reverse("desk:organisation", args=[found.pk])
    form = DutyForm(request.POST or None, initial={"since": clock.today()}, actor=request.actor, organisation=found)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            appointed = _checked(lambda: appoint(actor=request.actor, organisation=found, **form.cleaned_data))
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            if appointed.issued:
                return start_passwords(request, [appointed.issued], back_url=back, title=_("职责已授予，账号已开设"))
            return done(request, back, _("职责已授予。"))
    context = {
        "form": form,
        "refusal": refusal,
        "title": _("授予职责"),
        "organisation": found,
        "act_label": _("授予职责"),
        "back_url": back,
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/organisations/form.html", context, status=status)


def end(request: Request, duty_id: int) -> HttpResponse:
    """End a duty, after showing what that does."""
    held = organisations_for(request.actor)
    duty = (
        Duty.objects.filter(pk=duty_id, organisation__in=held).select_related("account__person", "organisation").first()
    )
    if duty is None:
        raise NotFound
    may_end_duty(actor=request.actor, duty=duty).require()
    back = reverse("desk:organisation", args=[duty.organisation_id])
    if request.method == "POST":
        yesterday = clock.today() - timedelta(days=1)
        end_duty(actor=request.actor, duty=duty, on=max(duty.since, yesterday))
        return done(request, back, _("职责已终止。"))
    confirmation = Confirmation(
        title=_("终止职责"),
        act=_("终止职责"),
        back_url=back,
        consequences=(
            _("%(who)s不再担任“%(role)s”，由其委托出去的职责一并终止。")
            % {"who": duty.account.person.name, "role": duty.get_role_display()},
            _("已办理的事项和记录不受影响。"),
        ),
        dangerous=True,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})
