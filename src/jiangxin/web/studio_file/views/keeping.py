"""Entering, ending and striking facts of a studio's file."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.policy import Decision
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Period, Studio, StudioLevelHeld
from jiangxin.studios.periods import days
from jiangxin.studios.policies import may_decide_file, may_keep_file
from jiangxin.studios.services import strike_period
from jiangxin.web.studio_file.acts_file import ACTS, BY_KEEPERS, ENDINGS, KINDS, STRIKEABLE, TITLES
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.forms_file import EndForm, ReasonForm
from jiangxin.web.studio_file.frame import at


def enter(request: Request, studio_id: int, act: str) -> HttpResponse:
    """Ask for one fact and enter it."""
    studio = file_for(request.actor, studio_id)
    found = ACTS.get(act)
    if found is None:
        raise NotFound
    found.may(actor=request.actor, studio=studio).require()
    form = found.form(request.POST or None, request.FILES or None, actor=request.actor, studio=studio)
    return ask(
        request,
        studio,
        form,
        deed=lambda data: found.do(request.actor, studio, data),
        words=found.words,
        page=_page(request, studio, found.title, lead=found.lead),
    )


def end(request: Request, studio_id: int, kind: str, period_id: int) -> HttpResponse:
    """Ask for the last day of what holds, and end it."""
    studio, row = _found(request.actor, studio_id, kind, period_id)
    ending = ENDINGS.get(kind)
    if ending is None:
        raise NotFound
    _may(request.actor, studio, kind).require()
    return ask(
        request,
        studio,
        EndForm(request.POST or None),
        deed=lambda data: ending.do(request.actor, row, data),
        words=ending.words,
        page={**_page(request, studio, ending.title), "told": _told(kind, row)},
    )


def strike(request: Request, studio_id: int, kind: str, period_id: int) -> HttpResponse:
    """Ask why a fact was wrong, and strike it."""
    studio, row = _found(request.actor, studio_id, kind, period_id)
    if kind not in STRIKEABLE:
        raise NotFound
    _may(request.actor, studio, kind).require()
    return ask(
        request,
        studio,
        ReasonForm(request.POST or None),
        deed=lambda data: strike_period(actor=request.actor, period=row, reason=data["reason"]),
        words=_("已更正。原记录和原因留在变更记录里。"),
        page={
            **_page(request, studio, _("更正录入错误")),
            "told": _told(kind, row),
            "consequences": (
                _("这条记录不再算数，但连同更正原因一直可以查看。"),
                _("它如果接替了前一条，前一条恢复有效。"),
                _("如果事情本身后来变了，请登记变更或结束日期，不要更正。"),
            ),
        },
    )


def proof(request: Request, studio_id: int, kind: str, period_id: int) -> HttpResponseBase:
    """Give the paper behind a fact."""
    _studio, row = _found(request.actor, studio_id, kind, period_id)
    paper = row.paper if isinstance(row, StudioLevelHeld) else row.proof
    if paper is None:
        raise NotFound
    return send(paper)


def _found(actor: Actor, studio_id: int, kind: str, period_id: int) -> tuple[Studio, Period]:
    studio = file_for(actor, studio_id)
    model = KINDS.get(kind)
    row = model.rows().filter(studio=studio, pk=period_id).first() if model else None
    if row is None:
        raise NotFound
    return studio, row


def _may(actor: Actor, studio: Studio, kind: str) -> Decision:
    may = may_keep_file if kind in BY_KEEPERS else may_decide_file
    return may(actor=actor, studio=studio)


def _told(kind: str, row: Period) -> list[Fact]:
    return [Fact(TITLES[kind], row, note=days(row)), Fact(_("文号"), row.document_number or _("无"))]


def _page(request: Request, studio: Studio, title: Any, *, lead: Any = "") -> dict[str, Any]:
    address = at(request, "studio-file", studio.pk)
    return {"title": title, "lead": lead, "act_label": title, "back_url": address, "current": "studio-file"}
