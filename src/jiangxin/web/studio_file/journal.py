"""What was done to a studio, read from the journal for the history beside its pages."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry, Outcome, Record
from jiangxin.core.refusal import Text
from jiangxin.core.ui.parts import HistoryItem
from jiangxin.studios.models import Studio

ACTS: dict[str, Text] = {
    "studios.add_equipment": _("登记设备"),
    "studios.add_member": _("增加成员"),
    "studios.approve_change": _("批准变更申请"),
    "studios.change_leader": _("变更领衔人"),
    "studios.end_level": _("终止级别"),
    "studios.end_link": _("关联终止"),
    "studios.end_membership": _("成员离开"),
    "studios.grant_subsidy": _("登记补助"),
    "studios.hold_level": _("登记级别"),
    "studios.link_studio": _("登记关联对象"),
    "studios.move_studio": _("变更所在单位"),
    "studios.pay_matching": _("登记配套资金"),
    "studios.place_studio": _("变更工作场所"),
    "studios.publish_profile": _("更新门户资料"),
    "studios.recommend_change": _("审核变更申请"),
    "studios.rename_studio": _("更名"),
    "studios.retire_equipment": _("设备停用"),
    "studios.reverse_expense": _("冲销支出"),
    "studios.spend": _("登记支出"),
    "studios.return_change": _("退回变更申请"),
    "studios.strike_period": _("更正录入错误"),
    "studios.submit_change": _("提交变更申请"),
    "studios.dissolve_studio": _("解散"),
    "studios.claw_back": _("决定追回资金"),
    "studios.settle_clawback": _("追回资金到账"),
    "studios.withdraw_level": _("撤销级别"),
    "studios.promote_studio": _("增加级别"),
    "studios.start_candidacy": _("为已有工作室开始申报"),
    "studios.withdraw_studio": _("撤销命名"),
    "studios.answer_item": _("填写整改情况"),
    "studios.carry_out_consequences": _("落实考核结果"),
    "studios.check_rectification": _("核查整改情况"),
    "studios.decide_rectification": _("复核整改结果"),
    "studios.extend_rectification": _("延长整改期限"),
    "studios.lapse_rectification": _("整改逾期"),
    "studios.open_rectification": _("下达整改通知"),
    "studios.pay_reward": _("拨付考核奖励"),
    "studios.report_rectification": _("报送整改情况"),
    "studios.restore_studio": _("恢复命名"),
    "studios.return_rectification": _("退回继续整改"),
    "studios.warn_studio": _("工作室预警"),
    "studios.withdraw_after_rectification": _("整改不合格，撤销命名"),
    "studios.withdraw_here": _("撤销本级命名"),
}
_ROLES = dict(Role.choices)
_MOST = 100


def acts_about(studio: Studio, parts: Iterable[Record]) -> list[HistoryItem]:
    """Return the newest acts on a studio and its parts, newest first; refused ones with their reason."""
    ids: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        ids[part.journal_label].append(str(part.pk))
    about = Q(object_type=Studio.journal_label, object_id=str(studio.pk))
    for label, found in ids.items():
        about |= Q(object_type=label, object_id__in=found[-_MOST:])
    records = JournalEntry.objects.filter(about, act__in=ACTS).order_by("-id")[:_MOST]
    return [_item(record) for record in records]


def _item(record: JournalEntry) -> HistoryItem:
    refused = record.outcome == Outcome.REFUSED
    return HistoryItem(
        at=record.at,
        act=ACTS[record.act],
        who=record.actor_name,
        organisation=record.organisation_name,
        duty=_ROLES.get(record.duty, ""),
        state="refused" if refused else "",
        state_label=_("未准") if refused else "",
        opinion=record.reason,
        document_number=str(record.after.get("document") or ""),
    )
