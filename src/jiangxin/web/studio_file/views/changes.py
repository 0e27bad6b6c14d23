"""Applications to change a studio: the unit sends them, county and city read, pass on, return and approve."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.parts import Fact, FileLink
from jiangxin.people.eligibility import eligibility_of
from jiangxin.people.models import Person
from jiangxin.studios.change_enums import ChangeKind
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Studio, StudioChange
from jiangxin.studios.policies import may_apply_change, may_decide_change, may_return_change, may_review_change
from jiangxin.studios.queries import changes_for, get_change_for
from jiangxin.studios.services import Decision, approve_change, recommend_change, return_change, submit_change
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.forms_changes import FORMS, ApproveForm, OpinionForm
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.journal import acts_about

_HERE = "studio-changes"


def changes(request: Request, studio_id: int) -> HttpResponse:
    """Show a studio's applications, and what can be applied for."""
    studio = file_for(request.actor, studio_id)
    applies = bool(may_apply_change(actor=request.actor, studio=studio))
    context = {
        **frame(request, studio, _HERE),
        "rows": [
            (row, at(request, "studio-change", studio.pk, row.pk))
            for row in changes_for(request.actor).filter(studio=studio)
        ],
        "offers": [(kind.label, at(request, "change-new", studio.pk, kind)) for kind in ChangeKind] if applies else [],
    }
    return render(request, "studios/changes.html", context)


def new(request: Request, studio_id: int, kind: str) -> HttpResponse:
    """Ask for an application and send it."""
    studio = file_for(request.actor, studio_id)
    if kind not in FORMS:
        raise NotFound
    may_apply_change(actor=request.actor, studio=studio).require()
    label = ChangeKind(kind).label
    return ask(
        request,
        studio,
        FORMS[kind](request.POST or None, request.FILES or None, actor=request.actor, studio=studio),
        deed=lambda data: _submit(request.actor, studio, ChangeKind(kind), data),
        words=_("申请已提交，由县（市、区）或产业工会审核。"),
        page={
            "title": _("申请：%(what)s") % {"what": label},
            "act_label": _("提交申请"),
            "back_url": at(request, _HERE, studio.pk),
            "back_label": _("变更申请"),
            "current": _HERE,
        },
    )


def _submit(actor: Actor, studio: Studio, kind: ChangeKind, data: Mapping[str, Any]) -> StudioChange:
    facts: dict[str, Any] = {}
    asked = str(kind.label)
    if kind == ChangeKind.LEADER:
        facts, asked = {"person": data["chosen"].pk}, data["chosen"].name
    elif kind == ChangeKind.RENAME:
        facts = {name: data[name] for name in ("name", "display_name", "basis")}
        asked = data["name"]
    elif kind == ChangeKind.HOST:
        facts, asked = {"unit": data["unit"].pk}, data["unit"].host_unit
    return submit_change(
        actor=actor, studio=studio, kind=kind, facts=facts, asked=asked, reason=data["note"], papers=data["papers"]
    )


def change(request: Request, studio_id: int, change_id: int) -> HttpResponse:
    """Show one application with its papers and opinions, and what may be done about it."""
    studio, found = _of_studio(request.actor, studio_id, change_id)
    reviews = bool(may_review_change(actor=request.actor, change=found))
    decides = bool(may_decide_change(actor=request.actor, change=found))
    context = {
        **frame(request, studio, _HERE),
        "change": found,
        "facts": _facts(found),
        "files": [
            FileLink(paper.stored.name, at(request, "change-paper", studio.pk, found.pk, paper.pk), paper.stored.size)
            for paper in found.papers.select_related("stored")
        ],
        "recommend_url": at(request, "change-recommend", studio.pk, found.pk) if reviews else "",
        "approve_url": at(request, "change-approve", studio.pk, found.pk) if decides else "",
        "return_url": at(request, "change-return", studio.pk, found.pk)
        if may_return_change(actor=request.actor, change=found)
        else "",
        "history": acts_about(studio, [found]),
    }
    return render(request, "studios/change.html", context)


def _facts(found: StudioChange) -> list[Fact]:
    facts = [
        Fact(_("申请事项"), found.get_kind_display()),
        Fact(_("申请内容"), found.asked),
        Fact(_("申请理由"), found.reason, wide=True),
        Fact(_("提交"), found.submitted_at, note=found.submitted_by.person.name if found.submitted_by else ""),
    ]
    if found.kind == ChangeKind.LEADER:
        person = Person.objects.get(pk=found.facts["person"])
        answer = eligibility_of(person, found.studio.kind, clock.today())
        facts.append(Fact(_("领衔人条件"), _("符合") if answer else _("不符合"), note=answer.words))
    if found.county_opinion:
        facts.append(Fact(_("审核意见"), found.county_opinion, note=str(found.studio.area), wide=True))
    if found.decided_at:
        facts.append(Fact(_("办理意见"), found.decision or _("同意"), note=found.document_number, wide=True))
    return facts


def recommend(request: Request, studio_id: int, change_id: int) -> HttpResponse:
    """Ask for the county's opinion and pass the application on."""
    studio, found = _of_studio(request.actor, studio_id, change_id)
    may_review_change(actor=request.actor, change=found).require()
    return ask(
        request,
        studio,
        OpinionForm(request.POST or None, initial={"opinion": _("经审核情况属实，同意报市总工会。")}),
        deed=lambda data: recommend_change(actor=request.actor, change=found, opinion=data["opinion"]),
        words=_("已报市总工会审批。"),
        page=_page(request, found, _("同意并上报")),
    )


def send_back(request: Request, studio_id: int, change_id: int) -> HttpResponse:
    """Ask why the application goes back, and return it."""
    studio, found = _of_studio(request.actor, studio_id, change_id)
    may_return_change(actor=request.actor, change=found).require()
    return ask(
        request,
        studio,
        OpinionForm(request.POST or None),
        deed=lambda data: return_change(actor=request.actor, change=found, opinion=data["opinion"]),
        words=_("已退回所在单位。"),
        page=_page(request, found, _("退回申请")),
    )


def approve(request: Request, studio_id: int, change_id: int) -> HttpResponse:
    """Ask for the document and approve: file, directory and verification follow at once."""
    studio, found = _of_studio(request.actor, studio_id, change_id)
    may_decide_change(actor=request.actor, change=found).require()
    form = ApproveForm(request.POST or None, request.FILES or None)
    if found.kind != ChangeKind.LEADER:
        form.fields.pop("exception")
    return ask(
        request,
        studio,
        form,
        deed=lambda data: approve_change(actor=request.actor, change=found, decision=Decision(**data)),
        words=_("已批准。档案、名录和查验页面已同时更新。"),
        page={**_page(request, found, _("批准申请")), "told": _facts(found)},
    )


def paper(request: Request, studio_id: int, change_id: int, paper_id: int) -> HttpResponseBase:
    """Give a paper of an application."""
    _studio, found = _of_studio(request.actor, studio_id, change_id)
    row = found.papers.select_related("stored").filter(pk=paper_id).first()
    if row is None:
        raise NotFound
    return send(row.stored)


def _of_studio(actor: Actor, studio_id: int, change_id: int) -> tuple[Studio, StudioChange]:
    found = get_change_for(actor, change_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found.studio, found


def _page(request: Request, found: StudioChange, title: Any) -> dict[str, Any]:
    return {
        "title": title,
        "act_label": title,
        "lead": str(found),
        "back_url": at(request, "studio-change", found.studio_id, found.pk),
        "back_label": _("变更申请"),
        "current": _HERE,
    }
