"""The register of plaques and certificates."""

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import CertificateKind, PlaqueAct, Standing
from jiangxin.awards.models import Award, Certificate
from jiangxin.awards.papers import certificate_pdf
from jiangxin.awards.queries import certificates_for, get_award_for, get_certificate_for, plaques_for
from jiangxin.awards.services import (
    PlaqueFacts,
    next_acts,
    record_plaque,
    record_plaques,
    replace_certificate,
    withdraw_award,
)
from jiangxin.campaigns.blueprint.subject import Subject
from jiangxin.campaigns.queries import calls_for
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.listing import (
    BatchAct,
    ChoiceFilter,
    Column,
    Empty,
    Kind,
    Listing,
    State,
    TextFilter,
    hidden_selection,
    listing_page,
    selected_rows,
)
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.models import Studio
from jiangxin.studios.queries import named_by
from jiangxin.studios.services import withdraw_studio
from jiangxin.web.desk.acts_awards import done, status_of, valid
from jiangxin.web.desk.forms_awards import PlaqueForm, ReplaceForm, SinglePlaqueForm, WithdrawForm, put_problems
from jiangxin.web.desk.history_awards import history_of

_NOT_YET = ("none", _("未登记"))
_REPLACE_IDS = "id_replace_%s"  # two forms of the page ask for a reason


def _calls(actor: Actor) -> list[tuple[str, str]]:
    return [(str(call.pk), call.title) for call in calls_for(actor)[:50]]


LISTING: Listing[Certificate] = Listing(
    code="desk.plaques",
    title=_("牌匾登记"),
    lead=_("每块牌匾的制作、送达、签收、遗失和收回。勾选后可以成批登记。"),
    rows=plaques_for,
    unit=_("块"),
    columns=(
        Column(code="number", label=_("编号"), sort="number"),
        Column(code="studio", label=_("名称"), value="award.studio_name"),
        Column(code="unit", label=_("单位"), value="award.unit_name"),
        Column(code="area", label=_("推荐单位"), value="award.area.short_name"),
        Column(
            code="last_act",
            label=_("现状"),
            kind=Kind.STATE,
            value=lambda row: State(row.last_act or "none", row.get_last_act_display() or _NOT_YET[1]),
        ),
        Column(code="standing", label=_("效力"), kind=Kind.STATE),
        Column(code="issued_on", label=_("发证日期"), kind=Kind.DATE, sort="issued_on"),
    ),
    filters=(
        TextFilter(code="q", label=_("编号或名称"), fields=("number", "award__studio_name")),
        ChoiceFilter(code="call", label=_("申报通知"), choices=_calls, field="award__document__call_id"),
        ChoiceFilter(
            code="last_act",
            label=_("现状"),
            choices=[_NOT_YET, *PlaqueAct.choices],
            where=lambda value: Q(last_act="" if value == "none" else value),
        ),
        ChoiceFilter(code="standing", label=_("效力"), choices=Standing.choices),
    ),
    default_sort="number",
    row_url=lambda row: reverse("desk:plaque", args=[row.pk]),
    batch_acts=(BatchAct(_("登记…"), "/desk/naming/plaques/record/", main=True),),
    empty=Empty(_("还没有牌匾"), _("印发命名文件后，牌匾会列在这里。")),
)


def overview(request: Request) -> HttpResponseBase:
    """Show the register."""
    return listing_page(request, LISTING, template="desk/plaques/overview.html")


def record_many(request: Request) -> HttpResponse:
    """Record one step of several plaques: first the form with what it will do, then the act."""
    rows = list(selected_rows(request, LISTING, request.actor))
    confirmed = request.POST.get("confirmed") == "1"
    form = PlaqueForm(request.POST if confirmed else None, initial={"happened_on": clock.today()})
    refusal = None
    if confirmed:
        try:
            record_plaques(actor=request.actor, plaques=rows, facts=_plaque_facts(form))
        except Refusal as caught:
            refusal = caught
            if form.is_valid():
                put_problems(form, refusal)
        else:
            words = _("已登记 %(count)d 块牌匾。") % {"count": len(rows)}
            return done(request, reverse("desk:plaques"), words)
    context = {
        "form": form,
        "rows": rows,
        "hidden": hidden_selection(request),
        "refusal": refusal if refusal and not refusal.problems else None,
        "back_url": reverse("desk:plaques"),
    }
    return render(request, "desk/plaques/record_many.html", context, status=status_of(refusal))


def _plaque_facts(form: PlaqueForm) -> PlaqueFacts:
    data = valid(form).cleaned_data
    return PlaqueFacts(data["act"], data["happened_on"], data["person"], data["note"])


def certificate(request: Request, certificate_id: int) -> HttpResponse:
    """Show a certificate or plaque as a case."""
    return _case(request, get_certificate_for(request.actor, certificate_id))


def _case(
    request: Request,
    found: Certificate,
    refusal: Refusal | None = None,
    *,
    record_form: SinglePlaqueForm | None = None,
    replace_form: ReplaceForm | None = None,
    withdraw_form: WithdrawForm | None = None,
) -> HttpResponse:
    call = found.award.entry.call
    keeper = bool(policies.may_keep_register(actor=request.actor, call=call))
    acts = next_acts(found) if found.kind == CertificateKind.PLAQUE else frozenset()
    stands = found.standing == Standing.STANDS
    names, says = _names_now(found.award), {"studio": found.says_studio, "leader": found.says_leader}
    may_withdraw = found.award.standing == Standing.STANDS and bool(
        policies.may_withdraw_award(actor=request.actor, call=call)
    )
    context = {
        "certificate": found,
        "award": found.award,
        "subject": call.subject,
        "facts": _facts(found),
        "others": certificates_for(request.actor).filter(award=found.award).exclude(pk=found.pk).order_by("number"),
        "record_form": (record_form or _record_form(acts)) if keeper and acts else None,
        "replace_form": (replace_form or ReplaceForm(auto_id=_REPLACE_IDS)) if keeper and stands else None,
        "new_names": {name: words for name, words in names.items() if words != says[name]} if stands else {},
        "withdraw_form": (withdraw_form or _withdraw_form(call.subject)) if may_withdraw else None,
        "history": history_of(found, found.award),
        "refusal": refusal,
    }
    return render(request, "desk/plaques/certificate.html", context, status=status_of(refusal))


def _record_form(acts: frozenset[str]) -> SinglePlaqueForm:
    offered = [(value, label) for value, label in PlaqueAct.choices if value in acts]
    return SinglePlaqueForm(initial={"happened_on": clock.today()}, acts=offered)


def _names_now(award: Award) -> dict[str, str]:
    """Return what a certificate or plaque issued today says: the names in the studio's file."""
    studio = named_by(Studio.objects.all(), award)
    if studio is None:
        return {}
    return {"studio": studio.name, "leader": studio.leader_name or award.leader_name}


def _withdraw_form(subject: Subject, data: QueryDict | None = None) -> WithdrawForm:
    form = WithdrawForm(data)
    if not subject.is_studio:  # only studios and their leaders are kept from applying by the register of bars
        form.fields.pop("bar_years")
    return form


def _facts(found: Certificate) -> list[Fact]:
    award, subject = found.award, found.award.entry.call.subject
    facts = [
        Fact(_("种类"), found.get_kind_display()),
        Fact(str(subject.label), found.says_studio),
        Fact(str(subject.leader_label), found.says_leader),
        Fact(_("单位"), award.unit_name),
        Fact(_("命名文件"), award.document.number, url=reverse("desk:document", args=[award.document_id])),
        Fact(_("发证日期"), found.issued_on),
        Fact(_("有效期至"), award.valid_until or _("长期")),
    ]
    if found.replaced_reason:
        facts.append(Fact(_("换发原因"), found.replaced_reason, wide=True))
    if award.standing == Standing.WITHDRAWN:
        facts.append(
            Fact(
                str(award.get_withdrawal_kind_display() or _("撤销")),
                f"{award.withdrawn_document} {award.withdrawn_reason}",
                note=str(award.withdrawn_on),
                wide=True,
            )
        )
    return facts


def record(request: Request, certificate_id: int) -> HttpResponse:
    """Record one step of one plaque."""
    found = get_certificate_for(request.actor, certificate_id)
    if request.method != "POST":
        return _case(request, found)
    form = SinglePlaqueForm(request.POST, request.FILES)
    try:
        facts = _plaque_facts(form)
        record_plaque(actor=request.actor, plaque=found, facts=facts, proof=form.cleaned_data["proof"])
    except Refusal as refusal:
        if form.is_valid():
            put_problems(form, refusal)
        return _case(request, found, refusal, record_form=form)
    return done(request, reverse("desk:plaque", args=[found.pk]), _("已登记。"))


def paper(request: Request, certificate_id: int) -> HttpResponse:
    """Set one certificate or plaque as it is printed."""
    found = get_certificate_for(request.actor, certificate_id)
    response = HttpResponse(certificate_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def replace(request: Request, certificate_id: int) -> HttpResponse:
    """Issue a new certificate or plaque for an old one."""
    found = get_certificate_for(request.actor, certificate_id)
    if request.method != "POST":
        return _case(request, found)
    form = ReplaceForm(request.POST, auto_id=_REPLACE_IDS)
    try:
        reason = valid(form).cleaned_data["reason"]
        fresh = replace_certificate(
            actor=request.actor, certificate=found, reason=reason, inscription=_names_now(found.award)
        )
    except Refusal as refusal:
        return _case(request, found, refusal, replace_form=form)
    words = _("已换发，新编号是 %(number)s。") % {"number": fresh.number}
    return done(request, reverse("desk:plaque", args=[fresh.pk]), words)


def withdraw(request: Request, award_id: int) -> HttpResponse:
    """Withdraw an award."""
    award: Award = get_award_for(request.actor, award_id)
    plaque = certificates_for(request.actor).filter(award=award).order_by("-kind", "-id").first()
    subject = award.entry.call.subject
    studio = named_by(Studio.objects.all(), award) if subject.is_studio else None
    if plaque is None or (studio is None and subject.is_studio):
        raise NotFound
    if request.method != "POST":
        return _case(request, get_certificate_for(request.actor, plaque.pk))
    form = _withdraw_form(subject, request.POST)
    try:
        data = valid(form).cleaned_data
        if studio is None:
            withdraw_award(actor=request.actor, award=award, **data)
        else:
            withdraw_studio(actor=request.actor, studio=studio, award=award, **data)
    except Refusal as refusal:
        if form.is_valid():
            put_problems(form, refusal)
        return _case(request, get_certificate_for(request.actor, plaque.pk), refusal, withdraw_form=form)
    return done(request, reverse("desk:plaque", args=[plaque.pk]), _("命名已撤销。"))


def proof(request: Request, certificate_id: int, event_id: int) -> HttpResponseBase:
    """Give the proof of one step in a plaque's life."""
    found = get_certificate_for(request.actor, certificate_id)
    event = found.events.filter(pk=event_id, proof__isnull=False).first()
    if event is None or event.proof is None:
        raise NotFound
    return send(event.proof)
