"""Checking what was mended, deciding, putting off, withdrawing, and giving back."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.ui.parts import Fact
from jiangxin.studios import assessment_policies as policies
from jiangxin.studios.assessment_enums import RestoreGround
from jiangxin.studios.gate import file_for
from jiangxin.studios.services import (
    Withdrawal,
    check_rectification,
    decide_rectification,
    extend_rectification,
    restore_studio,
    return_rectification,
    withdraw_after_rectification,
)
from jiangxin.studios.services.restoring import bar_of
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.forms_rectifying import (
    CheckForm,
    DecideForm,
    ExtendForm,
    RestoreForm,
    ReturnForm,
    WithdrawalForm,
)
from jiangxin.web.studio_file.frame import at
from jiangxin.web.studio_file.views.rectifying import HERE, of_studio, page_of


def check(request: Request, studio_id: int, rectification_id: int) -> HttpResponse:
    """Ask for the finding on every item, and pass it on to the city."""
    studio, found = of_studio(request.actor, studio_id, rectification_id)
    policies.may_check_rectification(actor=request.actor, rectification=found).require()
    form = CheckForm(request.POST or None, items=list(found.items.all()))
    return ask(
        request,
        studio,
        form,
        deed=lambda data: check_rectification(
            actor=request.actor, rectification=found, findings=form.findings(), opinion=data["opinion"]
        ),
        words=_("核查意见已报市总工会复核。"),
        page={
            **page_of(request, found, _("逐项核查"), _("报市总工会复核")),
            "lead": _("请到现场逐项核对，对照上传的照片和材料。"),
        },
    )


def send_back(request: Request, studio_id: int, rectification_id: int) -> HttpResponse:
    """Ask what is missing, and give it back."""
    studio, found = of_studio(request.actor, studio_id, rectification_id)
    policies.may_return_rectification(actor=request.actor, rectification=found).require()
    return ask(
        request,
        studio,
        ReturnForm(request.POST or None),
        deed=lambda data: return_rectification(actor=request.actor, rectification=found, reason=data["reason"]),
        words=_("已退回工作室继续整改。"),
        page=page_of(request, found, _("退回继续整改")),
    )


def decide(request: Request, studio_id: int, rectification_id: int) -> HttpResponse:
    """Ask for the conclusion of the re-check."""
    studio, found = of_studio(request.actor, studio_id, rectification_id)
    policies.may_decide_rectification(actor=request.actor, rectification=found).require()
    return ask(
        request,
        studio,
        DecideForm(request.POST or None),
        deed=lambda data: decide_rectification(
            actor=request.actor, rectification=found, passed=data["passed"], opinion=data["opinion"]
        ),
        words=_("复核结论已记录。"),
        page={
            **page_of(request, found, _("作出复核结论"), _("提交结论")),
            "told": (Fact(_("核查意见"), found.county_opinion, note=str(studio.area)),),
            "consequences": (
                _("整改合格的，整改结束，工作室照常开展活动。"),
                _("整改不合格的，提请分管领导决定是否撤销命名。"),
            ),
        },
    )


def extend(request: Request, studio_id: int, rectification_id: int) -> HttpResponse:
    """Ask until when the day is put off."""
    studio, found = of_studio(request.actor, studio_id, rectification_id)
    policies.may_extend_rectification(actor=request.actor, rectification=found).require()
    return ask(
        request,
        studio,
        ExtendForm(request.POST or None),
        deed=lambda data: extend_rectification(actor=request.actor, rectification=found, **data),
        words=_("整改期限已延长，工作室已收到待办。"),
        page={
            **page_of(request, found, _("延长期限")),
            "told": (Fact(_("完成期限"), found.due_on),),
            "consequences": (_("整改期限只能延长一次。"),),
        },
    )


def withdraw(request: Request, studio_id: int, rectification_id: int) -> HttpResponse:
    """Ask for the decision and withdraw the studio that did not mend."""
    studio, found = of_studio(request.actor, studio_id, rectification_id)
    policies.may_withdraw_after(actor=request.actor, rectification=found).require()
    return ask(
        request,
        studio,
        WithdrawalForm(request.POST or None),
        deed=lambda data: withdraw_after_rectification(
            actor=request.actor, rectification=found, withdrawal=Withdrawal(**data)
        ),
        words=_("命名已撤销，查验页面、名录和门户已同时更新。"),
        page={
            **page_of(request, found, _("撤销命名")),
            "told": (Fact(_("整改结果"), found.get_state_display(), note=found.decision),),
            "consequences": (
                _("本级命名的牌匾和证书当即查验为“已撤销”，工作室从名录撤下；上级命名的级别不受影响。"),
                _("填写退回期限的，结余补助当即决定追回。"),
                _("限制期内，所在单位和领衔人不能申报，也不能被推荐。"),
            ),
        },
    )


def restore(request: Request, studio_id: int) -> HttpResponse:
    """Ask for the decision and give a withdrawn studio back."""
    studio, actor = file_for(request.actor, studio_id), request.actor
    bar = bar_of(studio)
    policies.may_restore(actor=actor, studio=studio, ground="", bar=bar).require()
    return ask(
        request,
        studio,
        RestoreForm(request.POST or None, request.FILES or None),
        deed=lambda data: restore_studio(
            actor=actor, studio=studio, **{**data, "ground": RestoreGround(data["ground"])}
        ),
        words=_("命名已恢复，查验页面、名录和门户已同时更新。"),
        page={
            "title": _("恢复命名"),
            "act_label": _("恢复命名"),
            "back_url": at(request, HERE, studio.pk),
            "back_label": _("整改"),
            "current": HERE,
            "told": (Fact(_("限制申报至"), bar.until, note=bar.document_number),) if bar else (),
            "consequences": (
                _("牌匾和证书以原编号恢复有效，查验页面写明曾经撤销和恢复的日期、文号。"),
                _("申诉成立的，申报限制同时解除；牌匾已收回的，待办提示换发。"),
                _("有效期已满的级别不恢复，须重新申报。"),
            ),
        },
    )
