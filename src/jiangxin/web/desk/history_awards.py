"""What happened to a thing, read from the journal for the history beside a case."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry, Outcome, Record
from jiangxin.core.refusal import Text
from jiangxin.core.ui.parts import HistoryItem

_ACTS: dict[str, Text] = {
    "awards.compute_ranking": _("计算排名"),
    "awards.draft_meeting": _("起草会议记录"),
    "awards.update_meeting": _("修改会议记录"),
    "awards.draft_grades": _("拟定等次"),
    "awards.update_grades": _("调整等次"),
    "awards.find_veto": _("登记一票否决"),
    "awards.lift_veto": _("撤销一票否决认定"),
    "awards.settle_assessment": _("公布考核结果"),
    "campaigns.invite_subject": _("列入考核"),
    "campaigns.read_records_again": _("按记录重新取数"),
    "campaigns.submit": _("报送自评"),
    "campaigns.expire": _("逾期未报送"),
    "campaigns.settle_grade": _("等次确定"),
    "awards.prepare_meeting": _("提请审定"),
    "awards.send_back_meeting": _("退回修改"),
    "awards.conclude_meeting": _("作出决定"),
    "awards.draft_notice": _("起草公示"),
    "awards.update_notice": _("修改公示稿"),
    "awards.publish_notice": _("发布公示"),
    "awards.extend_notice": _("延长公示"),
    "awards.close_notice": _("办结公示"),
    "awards.file_objection": _("提出异议"),
    "awards.assign_objection": _("指定承办人"),
    "awards.record_finding": _("记录调查情况"),
    "awards.decide_objection": _("作出处理决定"),
    "awards.strike_from_notice": _("移出名单"),
    "awards.draft_naming": _("拟写命名文件"),
    "awards.update_naming": _("修改命名文件"),
    "awards.issue_naming": _("印发命名文件"),
    "awards.replace_certificate": _("换发"),
    "awards.withdraw_award": _("撤销命名"),
    "awards.record_review": _("登记年度复核"),
    "awards.confirm_reviews": _("确认年度复核"),
    "awards.record_plaque": _("牌匾登记"),
    "studios.name_studios": _("建立工作室名录"),
    "studios.withdraw_studio": _("从名录撤下"),
}
_ROLES = dict(Role.choices)
_MOST = 100


def history_of(*things: Record) -> list[HistoryItem]:
    """Return what was done to some things, newest first; refused acts are told with their reason."""
    found: list[JournalEntry] = []
    for thing in things:
        records = JournalEntry.objects.filter(object_type=thing.journal_label, object_id=str(thing.pk))
        found += records.filter(act__in=_ACTS).order_by("-id")[:_MOST]
    return _items(sorted(found, key=lambda record: record.pk, reverse=True))


def _items(records: Iterable[JournalEntry]) -> list[HistoryItem]:
    return [
        HistoryItem(
            at=record.at,
            act=_ACTS[record.act],
            who=str(_("公众")) if record.actor_name == "public" else record.actor_name,
            organisation=record.organisation_name,
            duty=_ROLES.get(record.duty, ""),
            state="refused" if record.outcome == Outcome.REFUSED else "",
            state_label=_("未准") if record.outcome == Outcome.REFUSED else "",
            opinion=record.reason,
            document_number=str(record.after.get("minutes_number") or record.after.get("number") or ""),
        )
        for record in records
    ]
