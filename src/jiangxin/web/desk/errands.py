"""Errands in words, and where each leads. One registry: a room that asks something new adds a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import AssessmentResult
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Text
from jiangxin.orgs.models import Errand
from jiangxin.orgs.queries import errands_in_order
from jiangxin.review.models import Assignment

ASKED: dict[str, Text] = {
    "recommend": _("请审核推荐"),
    "formal_check": _("请作形式审查"),
    "revise": _("请修改后重新提交"),
    "supplement": _("请补正材料"),
    "urge_revision": _("已被上级退回，请督促修改后重新提交"),
    "declare_conflicts": _("请申报回避关系"),
    "score": _("请评分"),
    "reassign_case": _("请改派专家"),
    "record_visit": _("请记录考察"),
    "revise_meeting": _("请修改会议材料"),
    "conclude_meeting": _("请审定"),
    "publish_notice": _("请发布公示"),
    "close_notice": _("请办结公示"),
    "assign_objection": _("请指定异议承办人"),
    "handle_objection": _("请调查处理异议"),
    "strike_from_notice": _("请将异议成立的移出名单"),
    "issue_naming": _("请印发命名文件"),
    "settle_assessment": _("请公布考核结果"),
    "self_report": _("请填报年度考核自评"),
    "urge_report": _("工作室考核自评逾期未报送，请督促"),
    "take_back_plaque": _("请收回牌匾"),
    "renew_plaque": _("命名已恢复，请换发牌匾"),
    "heed_warning": _("工作室预警，请处理"),
    "review_change": _("请审核变更申请"),
    "decide_change": _("请审批变更申请"),
    "revise_change": _("变更申请已退回，请修改后重新提交"),
    "carry_out_consequences": _("请落实考核结果"),
    "carry_out_withdrawals": _("请审定撤销命名的考核结果"),
    "mend_items": _("请整改并报送"),
    "check_rectification": _("请核查整改情况"),
    "decide_rectification": _("请复核整改结果"),
    "decide_withdrawal": _("整改不合格或逾期，请决定是否撤销命名"),
    "pay_reward": _("请登记拨付考核奖励"),
    "settle_subsidy": _("请清算补助资金"),
    "settle_clawback": _("请登记追回资金到账"),
    "confirm_bookings": _("请确认预约"),
    "call_bookers": _("请电话告知预约人"),
    "receive_tomorrow": _("请准备次日服务"),
    "answer_question": _("请答复提问"),
    "moderate_answer": _("请审核公开答复"),
    "review_report": _("请审核工作室报告"),
    "revise_report": _("报告已退回，请修改后重新报送"),
    "publish_article": _("请审核文章"),
    "revise_article": _("请修改文章后重新送审"),
}
_OTHER = _("请办理")

_PAGES = {
    "campaigns.entry": "desk:entry",
    "campaigns.call": "desk:call",
    "review.panel": "desk:panel",
    "review.visit": "desk:visit",
    "awards.ranking": "desk:ranking",
    "awards.meeting": "desk:meeting",
    "awards.notice": "desk:notice",
    "awards.objection": "desk:objection",
    "awards.naming_document": "desk:document",
    "awards.certificate": "desk:plaque",
    "studios.studio": "desk:studio-file",
    "studios.studio_change": "desk:change",
    "studios.rectification": "desk:rectification",
    "studios.reward": "desk:reward",
    "studios.subsidy": "desk:subsidy",
    "studios.clawback": "desk:clawback",
    "studios.service_slot": "desk:service-slot",
    "studios.studio_question": "desk:question",
    "studios.studio_report": "desk:report",
    "library.article": "desk:library-article",
}
_KINDS: dict[str, Text] = {
    "campaigns.entry": _("申报"),
    "review.assignment": _("评审"),
    "review.visit": _("考察"),
    "awards.assessment_result": _("考核"),
    "awards.meeting": _("会议"),
    "awards.notice": _("公示"),
    "awards.objection": _("异议"),
    "awards.naming_document": _("命名"),
    "awards.certificate": _("证书牌匾"),
    "studios.studio": _("工作室"),
    "studios.studio_change": _("变更申请"),
    "studios.rectification": _("整改"),
    "studios.reward": _("补助资金"),
    "studios.subsidy": _("补助资金"),
    "studios.clawback": _("补助资金"),
    "studios.service_slot": _("服务"),
    "studios.studio_question": _("提问"),
    "studios.studio_report": _("工作室报告"),
    "library.article": _("文库"),
}


def words_of(asked: str) -> Text:
    """Return what is asked, in words."""
    return ASKED.get(asked, _OTHER)


def kind_of(errand: Errand) -> Text:
    """Return what sort of thing an errand is about."""
    return _KINDS.get(errand.subject, "")


def waiting_for(actor: Actor, asked: str = "") -> QuerySet[Errand]:
    """Return the actor's errands, due first, those without a day last; only what is `asked`, when given."""
    return errands_in_order(actor, *_of_kind(asked))


def before(actor: Actor, errand: Errand, asked: str = "") -> QuerySet[Errand]:
    """Return what stands in front of an errand in the inbox, in order."""
    earlier = Q(due_order__lt=errand.due_order) | Q(due_order=errand.due_order, pk__lt=errand.pk)
    return errands_in_order(actor, earlier, *_of_kind(asked))


def after(actor: Actor, errand: Errand, asked: str = "") -> QuerySet[Errand]:
    """Return what stands behind an errand in the inbox, in order."""
    later = Q(due_order__gt=errand.due_order) | Q(due_order=errand.due_order, pk__gt=errand.pk)
    return errands_in_order(actor, later, *_of_kind(asked))


def _of_kind(asked: str) -> list[Q]:
    return [Q(asked=asked)] if asked else []


def trail(errand_id: int, asked: str = "") -> str:
    """Return the query by which a page remembers its place in the inbox."""
    return f"?errand={errand_id}" + (f"&asked={asked}" if asked else "")


@dataclass(frozen=True, slots=True)
class Leading:
    """How the page of a thing is found when its address needs more than the thing's own number."""

    page: str
    number: Callable[[int], int | None]


def _panel_of(assignment_id: int) -> int | None:
    return Assignment.objects.filter(pk=assignment_id).values_list("member__panel_id", flat=True).first()


def _call_of(result_id: int) -> int | None:
    return AssessmentResult.objects.filter(pk=result_id).values_list("call_id", flat=True).first()


_ELSEWHERE = {
    "review.assignment": Leading("desk:panel", _panel_of),
    "awards.assessment_result": Leading("desk:consequences", _call_of),
}


def address_of(errand: Errand, *, look_up: bool = False) -> str:
    """Return the address of what an errand is about; empty when it has none, or (without `look_up`) a costly one."""
    leading = _ELSEWHERE.get(errand.subject)
    page = leading.page if leading else _PAGES.get(errand.subject, "")
    number = errand.subject_id if leading is None else leading.number(errand.subject_id) if look_up else None
    if not page or number is None:
        return ""
    try:
        return reverse(page, args=[number])
    except NoReverseMatch:
        return ""
