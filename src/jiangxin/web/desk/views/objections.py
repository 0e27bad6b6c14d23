"""Objections as the desk handles them: assigned, investigated, decided, carried out."""

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import ObjectionState
from jiangxin.awards.models import Objection, ObjectionFile
from jiangxin.awards.queries import (
    get_objection_file_for,
    get_objection_for,
    objections_for,
    possible_handlers,
)
from jiangxin.awards.services import assign_objection, decide_objection, record_finding, strike_from_notice
from jiangxin.core import clock
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
from jiangxin.core.ui.parts import Fact, FileLink
from jiangxin.web.desk.acts_awards import done, status_of, valid
from jiangxin.web.desk.forms_awards import AssignForm, DecideForm, FindingForm, RevisionForm, put_problems
from jiangxin.web.desk.history_awards import history_of

_DECIDED = (ObjectionState.UPHELD, ObjectionState.DISMISSED)

LISTING: Listing[Objection] = Listing(
    code="desk.objections",
    title=_("异议"),
    lead=_("公示期间收到的异议。先到期的在前；逾期的请尽快答复。"),
    rows=objections_for,
    unit=_("件"),
    columns=(
        Column(code="receipt", label=_("受理号")),
        Column(code="studio", label=_("被反映的对象"), value="item.entry.name"),
        Column(code="unit", label=_("单位"), value="item.entry.unit.host_unit"),
        Column(code="kind", label=_("反映人"), value=lambda row: row.get_objector_kind_display()),
        Column(code="state", label=_("状态"), kind=Kind.STATE, sort="state"),
        Column(code="handler", label=_("承办人"), value="handler.person.name"),
        Column(code="received_at", label=_("收到时间"), kind=Kind.MOMENT, sort="received_at"),
        Column(code="due_on", label=_("答复期限"), kind=Kind.DATE, sort="due_on"),
    ),
    filters=(
        ChoiceFilter(code="state", label=_("状态"), choices=ObjectionState.choices),
        TextFilter(code="q", label=_("名称或受理号"), fields=("item__entry__name", "receipt")),
        DateRangeFilter(code="received", label=_("收到时间"), field="received_at", moments=True),
    ),
    default_sort="due_on",
    row_url=lambda row: reverse("desk:objection", args=[row.pk]),
    empty=Empty(_("还没有收到异议"), _("公示期间公众提出的异议会列在这里。")),
    exportable=False,
)


def overview(request: Request) -> HttpResponseBase:
    """Show the objections."""
    return listing_page(request, LISTING, template="desk/objections/overview.html")


def objection(request: Request, objection_id: int) -> HttpResponse:
    """Show an objection as a case, with the forms of whoever may act now."""
    return _case(request, get_objection_for(request.actor, objection_id))


def _case(
    request: Request,
    found: Objection,
    refusal: Refusal | None = None,
    *,
    finding_form: FindingForm | None = None,
    decide_form: DecideForm | None = None,
) -> HttpResponse:
    is_open = found.state not in _DECIDED
    mine = bool(policies.may_handle(actor=request.actor, objection=found))
    may_assign = is_open and bool(policies.may_assign_handler(actor=request.actor, call=found.item.notice.call))
    files = list(found.files.select_related("stored").order_by("id"))
    context = {
        "objection": found,
        "facts": _facts(found),
        "evidence": [_link(found, file) for file in files if not file.from_handler],
        "papers": [_link(found, file) for file in files if file.from_handler],
        "is_open": is_open,
        "is_late": is_open and clock.today() > found.due_on,
        "assign_form": _assign_form(found) if may_assign else None,
        "finding_form": (finding_form or FindingForm(initial={"finding": found.finding, "revision": found.revision}))
        if is_open and mine
        else None,
        "decide_form": (decide_form or DecideForm(initial={"revision": found.revision})) if is_open and mine else None,
        "may_strike": found.state == ObjectionState.UPHELD
        and found.item.struck_at is None
        and found.item.entry.state == "displayed"
        and bool(policies.may_publish(actor=request.actor, call=found.item.notice.call)),
        "history": history_of(found),
        "refusal": refusal,
    }
    return render(request, "desk/objections/objection.html", context, status=status_of(refusal))


def _assign_form(found: Objection, data: QueryDict | None = None) -> AssignForm:
    handlers = [
        (str(duty.pk), f"{duty.account.person.name} · {duty.get_role_display()} · {duty.organisation.name}")
        for duty in possible_handlers(found)
    ]
    return AssignForm(data, initial={"revision": found.revision}, handlers=handlers)


def _link(found: Objection, file: ObjectionFile) -> FileLink:
    stored = file.stored
    return FileLink(
        name=stored.name,
        url=reverse("desk:objection-file", args=[found.pk, file.pk]),
        size=stored.size,
        note=_("盖章件") if file.is_seal else "",
    )


def _facts(found: Objection) -> list[Fact]:
    entry = found.item.entry
    return [
        Fact(_("被反映的对象"), entry.name, note=entry.number),
        Fact(_("所在单位"), entry.unit.host_unit),
        Fact(_("推荐单位"), entry.area.name),
        Fact(_("公示"), found.item.notice.title, url=reverse("desk:notice", args=[found.item.notice_id])),
        Fact(_("反映人"), found.objector_name, note=found.get_objector_kind_display()),
        Fact(_("联系方式"), found.objector_contact),
        Fact(_("收到时间"), found.received_at),
        Fact(_("答复期限"), found.due_on),
        Fact(_("异议内容"), found.content, wide=True),
        *(
            [Fact(_("承办人"), found.handler.person.name, note=str(found.handler_organisation))]
            if found.handler
            else []
        ),
        *([Fact(_("调查情况"), found.finding, wide=True)] if found.finding else []),
        *([Fact(_("答复"), found.reply, wide=True)] if found.reply else []),
        *([Fact(_("移出名单的理由"), found.outcome_reason, wide=True)] if found.outcome_reason else []),
    ]


def assign(request: Request, objection_id: int) -> HttpResponse:
    """Give an objection to a handler."""
    found = get_objection_for(request.actor, objection_id)
    if request.method != "POST":
        return _case(request, found)
    duties = {str(duty.pk): duty for duty in possible_handlers(found)}
    try:
        data = valid(_assign_form(found, request.POST)).cleaned_data
        assign_objection(
            actor=request.actor,
            objection=found,
            duty=duties[data["duty"]],
            expected_revision=data["revision"],
        )
    except Refusal as refusal:
        return _case(request, found, refusal)
    return done(request, reverse("desk:objection", args=[found.pk]), _("已指定承办人。"))


def finding(request: Request, objection_id: int) -> HttpResponse:
    """Keep what the investigation found."""
    found = get_objection_for(request.actor, objection_id)
    if request.method != "POST":
        return _case(request, found)
    form = FindingForm(request.POST, request.FILES)
    try:
        data = valid(form).cleaned_data
        record_finding(
            actor=request.actor,
            objection=found,
            finding=data["finding"],
            uploads=data["papers"],
            expected_revision=data["revision"],
        )
    except Refusal as refusal:
        if form.is_valid():
            put_problems(form, refusal)
        return _case(request, found, refusal, finding_form=form)
    return done(request, reverse("desk:objection", args=[found.pk]), _("调查情况已保存。"))


def decide(request: Request, objection_id: int) -> HttpResponse:
    """Decide and reply."""
    found = get_objection_for(request.actor, objection_id)
    if request.method != "POST":
        return _case(request, found)
    form = DecideForm(request.POST)
    try:
        data = valid(form).cleaned_data
        decide_objection(
            actor=request.actor,
            objection=found,
            upheld=data["decision"] == "upheld",
            reply=data["reply"],
            reason=data["reason"],
            expected_revision=data["revision"],
        )
    except Refusal as refusal:
        if form.is_valid():
            put_problems(form, refusal)
        return _case(request, found, refusal, decide_form=form)
    return done(request, reverse("desk:objection", args=[found.pk]), _("处理决定已作出，异议人可凭受理号查看答复。"))


def strike(request: Request, objection_id: int) -> HttpResponse:
    """Carry out an upheld objection."""
    found = get_objection_for(request.actor, objection_id)
    if request.method != "POST":
        return _case(request, found)
    try:
        revision = valid(RevisionForm(request.POST)).cleaned_data["revision"]
        strike_from_notice(actor=request.actor, objection=found, expected_revision=revision)
    except Refusal as refusal:
        return _case(request, found, refusal)
    return done(request, reverse("desk:objection", args=[found.pk]), _("已移出公示名单。"))


def paper(request: Request, objection_id: int, file_id: int) -> HttpResponseBase:
    """Give one paper of an objection."""
    return send(get_objection_file_for(request.actor, objection_id, file_id).stored)
