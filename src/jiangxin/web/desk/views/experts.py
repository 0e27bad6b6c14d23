"""The expert pool: list with filters, entering, changing."""

from dataclasses import replace

from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, YesNoFilter, listing_page
from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.orgs.models import Organisation
from jiangxin.people.start_passwords import issued_now, make_start_password
from jiangxin.review.models import Expert
from jiangxin.review.queries import experts_for, get_expert_for
from jiangxin.review.services import change_expert, enter_expert
from jiangxin.web.desk.duties import OFFICER
from jiangxin.web.desk.forms_review import KnownExpertForm, NewExpertForm
from jiangxin.web.desk.posting import done, status_of, tell_form
from jiangxin.web.desk.views.accounts import start_passwords

_EXPERTS = Listing[Expert](
    code="desk.experts",
    title=gettext_lazy("专家库"),
    rows=lambda actor: experts_for(actor).annotate(seat_count=Count("seats")),
    columns=(
        Column(code="name", label=gettext_lazy("姓名"), value="person.name", sort="person__name"),
        Column(code="workplace", label=gettext_lazy("工作单位"), sort="workplace"),
        Column(code="title", label=gettext_lazy("职称职务")),
        Column(
            code="sections",
            label=gettext_lazy("熟悉行业"),
            value=lambda expert: "、".join(SECTIONS[code].zh for code in expert.industry_sections if code in SECTIONS),
        ),
        Column(code="specialities", label=gettext_lazy("专长")),
        Column(code="seats", label=gettext_lazy("参加评审"), value="seat_count", kind=Kind.NUMBER),
        Column(code="is_active", label=gettext_lazy("在库"), kind=Kind.YES_NO, sort="is_active"),
    ),
    filters=(
        TextFilter(
            code="q", label=gettext_lazy("姓名、单位、专长"), fields=("person__name", "workplace", "specialities")
        ),
        # Letters stand in a JSON list; each is looked for with its quotation marks, on both engines alike.
        ChoiceFilter(
            code="section",
            label=gettext_lazy("熟悉行业"),
            choices=[(section.code, f"{section.code} {section.zh}") for section in SECTIONS.values()],
            where=lambda code: Q(industry_sections__icontains=f'"{code}"'),
        ),
        YesNoFilter(code="active", label=gettext_lazy("在库"), condition=Q(is_active=True)),
    ),
    default_sort="name",
    row_url=lambda expert: reverse("desk:expert", args=[expert.pk]),
    unit=gettext_lazy("名"),
    empty=Empty(gettext_lazy("专家库还是空的"), gettext_lazy("先录入专家，再组建评审组。")),
)


def experts(request: Request) -> HttpResponseBase:
    """List the pool."""
    # Only officers change what is known of an expert: for others a row leads nowhere.
    listing = _EXPERTS if OFFICER(request.actor) else replace(_EXPERTS, row_url=None)
    return listing_page(request, listing, template="desk/experts/list.html")


def new_expert(request: Request) -> HttpResponse:
    """Enter an expert with an account, whose start password is shown once."""
    form = NewExpertForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        password = make_start_password()
        try:
            made = enter_expert(
                actor=request.actor,
                federation=Organisation.objects.get(pk=request.actor.organisation_key),
                password=password,
                start=True,
                **form.cleaned_data,
            )
            words = _("%(name)s已录入专家库。") % {"name": made}
            if issued := issued_now(made.account, password):
                return start_passwords(request, [issued], back_url=reverse("desk:experts"), title=words)
            return done(request, reverse("desk:experts"), words)
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
    context = {
        "form": form,
        "refusal": refusal,
        "title": _("录入专家"),
        "act_label": _("录入专家"),
        "back_url": reverse("desk:experts"),
    }
    return render(request, "desk/experts/form.html", context, status=status_of(refusal, form))


def expert(request: Request, expert_id: int) -> HttpResponse:
    """Change what is known of an expert."""
    found = get_expert_for(request.actor, expert_id)
    names = ("workplace", "title", "industry_sections", "specialities", "is_active")
    form = KnownExpertForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            change_expert(actor=request.actor, expert=found, organisation=found.organisation, **form.cleaned_data)
            return done(request, reverse("desk:experts"), _("专家信息已保存。"))
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
    context = {
        "form": form,
        "refusal": refusal,
        "title": found.person.name,
        "act_label": _("保存专家信息"),
        "back_url": reverse("desk:experts"),
    }
    return render(request, "desk/experts/form.html", context, status=status_of(refusal, form))
