"""The register of model workers and craftsmen: honours entered, checked against their papers, taken away."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
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
from jiangxin.people.eligibility import eligibility_of
from jiangxin.people.enums import HonourKind, HonourLevel
from jiangxin.people.leading import LeadingRules
from jiangxin.people.models import Honour
from jiangxin.people.policies import may_enter_honour, may_verify_honour
from jiangxin.people.services import complete_honour, verify_honour, withdraw_honour
from jiangxin.studios.enums import StudioKind
from jiangxin.studios.newcomers import Newcomer
from jiangxin.studios.queries import get_honour_for, honours_for
from jiangxin.studios.services import register_honour
from jiangxin.web.desk.forms_honours import HonourForm, PapersForm, WithdrawHonourForm
from jiangxin.web.desk.posting import done, renamed, status_of, tell_form


def _state_of(honour: Honour) -> State:
    if honour.withdrawn_on is not None:
        return State("withdrawn", _("已撤销"))
    return State("confirmed", _("已核验")) if honour.verified_at else State("pending", _("待核验"))


def _standing(code: str) -> Q:
    return {
        "confirmed": Q(verified_at__isnull=False, withdrawn_on=None),
        "pending": Q(verified_at=None, withdrawn_on=None),
        "withdrawn": Q(withdrawn_on__isnull=False),
    }[code]


LISTING: Listing[Honour] = Listing(
    code="desk.honours",
    title=_("劳模和工匠名册"),
    lead=_("荣誉凭证书和表彰文件登记、核验；领衔人是否符合条件以这里为准。"),
    rows=honours_for,
    unit=_("项"),
    columns=(
        Column(code="person", label=_("姓名"), value="person.name", sort=("person__name", "id")),
        Column(code="name", label=_("荣誉名称")),
        Column(code="kind", label=_("类别"), value=lambda row: row.get_kind_display(), shown=False),
        Column(code="level", label=_("级别"), value=lambda row: row.get_level_display(), sort=("level", "id")),
        Column(code="awarded_by", label=_("授予机关")),
        Column(code="awarded_on", label=_("授予时间"), kind=Kind.DATE, sort=("awarded_on", "id")),
        Column(code="document_number", label=_("表彰文号")),
        Column(code="state", label=_("状态"), kind=Kind.STATE, value=_state_of),
    ),
    filters=(
        TextFilter(code="q", label=_("姓名或荣誉"), fields=("person__name", "name")),
        ChoiceFilter(
            code="state",
            label=_("状态"),
            choices=(("pending", _("待核验")), ("confirmed", _("已核验")), ("withdrawn", _("已撤销"))),
            where=_standing,
        ),
        ChoiceFilter(code="kind", label=_("类别"), choices=HonourKind.choices),
        ChoiceFilter(
            code="level", label=_("级别"), choices=[(str(level), label) for level, label in HonourLevel.choices]
        ),
        DateRangeFilter(code="awarded", label=_("授予时间"), field="awarded_on"),
    ),
    default_sort="-awarded_on",
    row_url=lambda row: reverse("desk:honour", args=[row.pk]),
    empty=Empty(_("还没有登记荣誉"), _("登记并核验后，才能作为领衔人条件。")),
)


def honours(request: Request) -> HttpResponseBase:
    """Show the register."""
    actor = request.actor
    context = {"may_enter": bool(may_enter_honour(actor=actor)), "may_verify": bool(may_verify_honour(actor=actor))}
    return listing_page(request, LISTING, template="desk/studios/honours.html", context=context)


def new(request: Request) -> HttpResponse:
    """Ask for an honour and enter it."""
    may_enter_honour(actor=request.actor).require()
    form = HonourForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            entered = _enter(request.actor, form.cleaned_data)
        except Refusal as caught:
            refusal = renamed(caught, {"name": "person_name"})
            tell_form(form, refusal)
        else:
            words = _("荣誉已登记。市总工会核验后即可作为领衔人条件。")
            return done(request, reverse("desk:honour", args=[entered.pk]), words)
    context = {
        "form": form,
        "refusal": refusal,
        "title": _("登记荣誉"),
        "act_label": _("登记荣誉"),
        "back_url": reverse("desk:honours"),
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/studios/honour_form.html", context, status=status)


def _enter(actor: Actor, data: Mapping[str, Any]) -> Honour:
    facts = {name: value for name, value in data.items() if name not in {"person_name", "resident_id"}}
    return register_honour(actor=actor, newcomer=Newcomer(data["person_name"], data["resident_id"]), **facts)


def honour(request: Request, honour_id: int) -> HttpResponse:
    """Show one honour, what it makes its person eligible for, and what can be done."""
    return _case(request, get_honour_for(request.actor, honour_id))


def _case(request: Request, found: Honour, refusal: Refusal | None = None, form: Form | None = None) -> HttpResponse:
    verifies = bool(may_verify_honour(actor=request.actor)) and found.withdrawn_on is None
    completes = bool(may_enter_honour(actor=request.actor)) and found.verified_at is None
    context = {
        "honour": found,
        "state": _state_of(found),
        "facts": _facts(found),
        "eligible": _eligible(found),
        "verifies": verifies and found.verified_at is None,
        "papers_form": (form if isinstance(form, PapersForm) else PapersForm(auto_id="id_papers_%s"))
        if completes
        else None,
        "withdraw_form": (form if isinstance(form, WithdrawHonourForm) else WithdrawHonourForm()) if verifies else None,
        "refusal": refusal,
    }
    return render(request, "desk/studios/honour.html", context, status=status_of(refusal, form))


def _facts(found: Honour) -> list[Fact]:
    certificate = reverse("desk:honour-certificate", args=[found.pk]) if found.certificate_id else ""
    facts = [
        Fact(_("姓名"), found.person.name),
        Fact(_("荣誉名称"), found.name),
        Fact(_("类别"), found.get_kind_display()),
        Fact(_("级别"), found.get_level_display()),
        Fact(_("授予机关"), found.awarded_by),
        Fact(_("授予时间"), found.awarded_on),
        Fact(_("表彰文号"), found.document_number),
        Fact(_("证书"), found.certificate.name if found.certificate else "", url=certificate),
    ]
    if found.verified_at:
        facts.append(
            Fact(_("核验"), found.verified_at, note=found.verified_by.person.name if found.verified_by else "")
        )
    if found.withdrawn_on:
        told = f"{found.withdrawn_document} {found.withdrawn_reason}"
        facts.append(Fact(_("撤销"), found.withdrawn_on, note=told))
    return facts


def _eligible(found: Honour) -> list[tuple[str, bool, str]]:
    told, rules = [], LeadingRules()
    for kind in (StudioKind.MODEL_WORKER_INNOVATION, StudioKind.CRAFTSMAN_INNOVATION, StudioKind.WORKER_INNOVATION):
        answer = eligibility_of(found.person, kind, clock.today(), rules=rules)
        told.append((str(kind.label), bool(answer), answer.words))
    return told


@require_POST
def verify(request: Request, honour_id: int) -> HttpResponse:
    """Say that an honour was checked against its papers."""
    found = get_honour_for(request.actor, honour_id)
    return _act(request, found, None, lambda _data: verify_honour(actor=request.actor, honour=found), _("已核验。"))


@require_POST
def complete(request: Request, honour_id: int) -> HttpResponse:
    """Add missing papers."""
    found = get_honour_for(request.actor, honour_id)
    form = PapersForm(request.POST, request.FILES, auto_id="id_papers_%s")
    deed = lambda data: complete_honour(actor=request.actor, honour=found, **data)  # noqa: E731
    return _act(request, found, form, deed, _("材料已补登。"))


@require_POST
def withdraw(request: Request, honour_id: int) -> HttpResponse:
    """Say that an honour was taken away."""
    found = get_honour_for(request.actor, honour_id)
    form = WithdrawHonourForm(request.POST)
    deed = lambda data: withdraw_honour(actor=request.actor, honour=found, **data)  # noqa: E731
    return _act(request, found, form, deed, _("已登记撤销。"))


def _act(
    request: Request, found: Honour, form: Form | None, deed: Callable[[dict[str, Any]], object], words: Any
) -> HttpResponse:
    if form is not None and not form.is_valid():
        return _case(request, found, form=form)
    try:
        deed(form.cleaned_data if form else {})
    except Refusal as refusal:
        if form:
            tell_form(form, refusal)
        return _case(request, get_honour_for(request.actor, found.pk), refusal, form)
    return done(request, reverse("desk:honour", args=[found.pk]), words)


def certificate(request: Request, honour_id: int) -> HttpResponseBase:
    """Give the certificate."""
    found = get_honour_for(request.actor, honour_id)
    if found.certificate is None:
        raise NotFound
    return send(found.certificate)
