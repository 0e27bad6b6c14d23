"""What a studio has to mend: the list, the order, its items, what was handed in."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.parts import Fact, FileLink
from jiangxin.studios import assessment_policies as policies
from jiangxin.studios.assessment_enums import RectificationOrigin
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Rectification, RectificationFile, RectificationItem, Studio
from jiangxin.studios.queries.rectifications import (
    get_rectification_for,
    outcomes_of,
    rectifications_for,
    running_rectification,
)
from jiangxin.studios.queries.standard import missing_for_standard
from jiangxin.studios.services import Order, answer_item, open_rectification, report_rectification
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.forms_rectifying import AnswerForm, OrderForm
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.journal import acts_about

HERE = "studio-rectifications"


def rectifications(request: Request, studio_id: int) -> HttpResponse:
    """Show what a studio had and has to mend, and what assessments brought it."""
    studio = file_for(request.actor, studio_id)
    orders = policies.may_open_rectification(actor=request.actor, studio=studio)
    restores = policies.may_restore(actor=request.actor, studio=studio, ground="", bar=None)
    context = {
        **frame(request, studio, HERE),
        "rows": [
            (row, at(request, "studio-rectification", studio.pk, row.pk))
            for row in rectifications_for(request.actor).filter(studio=studio)
        ],
        "outcomes": outcomes_of(request.actor, studio),
        "new_url": at(request, "rectification-new", studio.pk)
        if orders and running_rectification(studio) is None
        else "",
        "restore_url": at(request, "studio-restore", studio.pk) if restores else "",
    }
    return render(request, "studios/rectifications.html", context)


def new(request: Request, studio_id: int) -> HttpResponse:
    """Ask for the items and order them; what the year's standard misses is proposed."""
    studio = file_for(request.actor, studio_id)
    policies.may_open_rectification(actor=request.actor, studio=studio).require()
    form = OrderForm(request.POST or None, proposed=[] if request.method == "POST" else _proposed(studio))
    return ask(
        request,
        studio,
        form,
        deed=lambda data: open_rectification(
            actor=request.actor,
            studio=studio,
            order=Order(RectificationOrigin(data["origin"]), data["reason"], data["document_number"]),
            tasks=form.tasks(),
        ),
        words=_("整改通知已下达，工作室和所在单位已收到待办。"),
        page={
            "title": _("下达整改通知"),
            "act_label": _("下达整改通知"),
            "lead": _("逐项写明改什么、几个工作日内完成。下面已按年度标准列出缺项，可以修改或清空。"),
            "back_url": at(request, HERE, studio.pk),
            "back_label": _("整改"),
            "current": HERE,
        },
    )


def _proposed(studio: Studio) -> list[str]:
    """Return what is late for this year's standard, as items: written to be stored, so in the house's language."""
    with override("zh-hans"):
        lines = missing_for_standard(SYSTEM, studio, clock.today().year)
        return [f"{line.demand.title}（还缺{line.missing}）" for line in lines if line.is_late and not line.is_met]


def rectification(request: Request, studio_id: int, rectification_id: int) -> HttpResponse:
    """Show an order: its items with answers, evidence and findings, and what may be done next."""
    studio, found = of_studio(request.actor, studio_id, rectification_id)
    mends = bool(policies.may_mend(actor=request.actor, rectification=found))
    items = list(found.items.prefetch_related("files__stored"))
    context = {
        **frame(request, studio, HERE),
        "rectification": found,
        "facts": _facts(found),
        "items": [
            (item, _files(request, studio, item), at(request, "rectification-item", studio.pk, found.pk, item.pk))
            for item in items
        ],
        "mends": mends,
        "undone": sum(1 for item in items if item.done_at is None),
        "acts": _acts(request, found),
        "report_url": at(request, "rectification-report", studio.pk, found.pk) if mends else "",
        "history": acts_about(studio, [found]),
    }
    return render(request, "studios/rectification.html", context)


def _acts(request: Request, found: Rectification) -> list[tuple[Any, str]]:
    asked = (
        ("check", _("逐项核查"), policies.may_check_rectification),
        ("decide", _("作出复核结论"), policies.may_decide_rectification),
        ("withdraw", _("撤销命名"), policies.may_withdraw_after),
        ("return", _("退回继续整改"), policies.may_return_rectification),
        ("extend", _("延长期限"), policies.may_extend_rectification),
    )
    return [
        (label, at(request, f"rectification-{code}", found.studio_id, found.pk))
        for code, label, may in asked
        if may(actor=request.actor, rectification=found)
    ]


def _facts(found: Rectification) -> list[Fact]:
    facts = [
        Fact(_("整改原因"), found.reason, note=found.get_origin_display(), wide=True),
        Fact(_("整改通知文号"), found.document_number),
        Fact(_("下达日期"), found.opened_on, note=found.opened_by.person.name if found.opened_by else ""),
        Fact(
            _("完成期限"),
            found.due_on,
            note=_("原定%(day)s，延期：%(why)s")
            % {"day": date_format(found.first_due_on), "why": found.extended_reason}
            if found.is_extended
            else "",
        ),
    ]
    if found.reported_at:
        facts.append(Fact(_("报送时间"), found.reported_at))
    if found.county_opinion:
        facts.append(Fact(_("核查意见"), found.county_opinion, note=str(found.studio.area), wide=True))
    if found.decision:
        facts.append(Fact(_("复核意见"), found.decision, wide=True))
    return facts


def _files(request: Request, studio: Studio, item: RectificationItem) -> list[FileLink]:
    return [
        FileLink(
            file.stored.name,
            at(request, "rectification-file", studio.pk, item.rectification_id, file.pk),
            file.stored.size,
        )
        for file in item.files.all()
    ]


def item(request: Request, studio_id: int, rectification_id: int, item_id: int) -> HttpResponse:
    """Ask what was done about one item, with photos; it may be told again until it is handed in."""
    studio, found = of_studio(request.actor, studio_id, rectification_id)
    row = found.items.filter(pk=item_id).first()
    if row is None:
        raise NotFound
    policies.may_mend(actor=request.actor, rectification=found).require()
    return ask(
        request,
        studio,
        AnswerForm(request.POST or None, request.FILES or None, initial={"answer": row.answer}),
        deed=lambda data: answer_item(actor=request.actor, item=row, answer=data["answer"], files=data["photos"]),
        words=_("这一项的整改情况已保存。全部填好后请报送。"),
        page={
            **page_of(request, found, _("填写整改情况"), _("保存")),
            "lead": row.what,
            "told": (
                Fact(_("完成期限"), row.due_on),
                *((Fact(_("核查说明"), row.finding_note),) if row.finding_note else ()),
            ),
        },
    )


def report(request: Request, studio_id: int, rectification_id: int) -> HttpResponse:
    """Hand in; what is still open comes back as a summary."""
    studio, found = of_studio(request.actor, studio_id, rectification_id)
    policies.may_mend(actor=request.actor, rectification=found).require()
    return ask(
        request,
        studio,
        Form(request.POST if request.method == "POST" else None),
        deed=lambda _data: report_rectification(actor=request.actor, rectification=found),
        words=_("已报送，由县（市、区）或产业工会核查。"),
        page={
            **page_of(request, found, _("报送整改情况"), _("报送")),
            "consequences": (
                _("报送后不能再修改，除非被退回。"),
                _("县（市、区）或产业工会到现场逐项核查，市总工会复核后作出结论。"),
            ),
        },
    )


def file(request: Request, studio_id: int, rectification_id: int, file_id: int) -> HttpResponseBase:
    """Give a photo or paper of an item."""
    _studio, found = of_studio(request.actor, studio_id, rectification_id)
    row = RectificationFile.objects.filter(pk=file_id, item__rectification=found).select_related("stored").first()
    if row is None:
        raise NotFound
    return send(row.stored)


def lead(request: Request, rectification_id: int) -> HttpResponse:
    """Lead from an errand to the order it is about."""
    found = get_rectification_for(request.actor, rectification_id)
    return HttpResponseRedirect(at(request, "studio-rectification", found.studio_id, found.pk))


def of_studio(actor: Actor, studio_id: int, rectification_id: int) -> tuple[Studio, Rectification]:
    """Return a studio and one order of it."""
    found = get_rectification_for(actor, rectification_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found.studio, found


def page_of(request: Request, found: Rectification, title: Any, act_label: Any = "") -> dict[str, Any]:
    """Return what a form page about an order shows; it leads back to the order."""
    return {
        "title": title,
        "act_label": act_label or title,
        "lead": found.reason,
        "back_url": at(request, "studio-rectification", found.studio_id, found.pk),
        "back_label": _("整改"),
        "current": HERE,
    }
