"""What was done to one row of the ledger, a project, an outcome or a report."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry, Outcome, Record
from jiangxin.core.refusal import Text
from jiangxin.core.ui.parts import HistoryItem

ACTS: dict[str, Text] = {
    "studios.accept_report": _("审核通过"),
    "studios.add_evidence": _("补充照片、附件、人员"),
    "studios.add_milestone": _("增加项目节点"),
    "studios.attach_report_scan": _("上传盖章扫描件"),
    "studios.close_project": _("项目结题"),
    "studios.close_sheet": _("结束扫码签到"),
    "studios.draft_report": _("生成报告草稿"),
    "studios.enter_outcome": _("登记成果"),
    "studios.finish_milestone": _("节点完成"),
    "studios.open_project": _("登记项目"),
    "studios.open_sheet": _("开放扫码签到"),
    "studios.record_entry": _("记入台账"),
    "studios.return_report": _("退回修改"),
    "studios.show_entry": _("门户公开设置"),
    "studios.show_outcome": _("门户公开设置"),
    "studios.strike_entry": _("作废记录"),
    "studios.strike_milestone": _("作废节点"),
    "studios.strike_outcome": _("作废成果"),
    "studios.strike_project": _("作废项目"),
    "studios.submit_report": _("报送报告"),
    "studios.supersede_entry": _("更正记录"),
    "studios.update_outcome": _("修改成果"),
    "studios.update_project": _("修改项目"),
    "studios.write_report": _("填写报告"),
}
_ROLES = dict(Role.choices)
_MOST = 50


def acts_on(*rows: Record) -> list[HistoryItem]:
    """Return the newest acts on some rows, newest first; refused ones with their reason."""
    about = Q(pk=None)
    for row in rows:
        about |= Q(object_type=row.journal_label, object_id=str(row.pk))
    return _items(JournalEntry.objects.filter(about, act__in=ACTS).order_by("-id")[:_MOST])


def _items(records: Iterable[JournalEntry]) -> list[HistoryItem]:
    return [
        HistoryItem(
            at=record.at,
            act=ACTS[record.act],
            who=record.actor_name,
            organisation=record.organisation_name,
            duty=_ROLES.get(record.duty, ""),
            state="refused" if record.outcome == Outcome.REFUSED else "",
            state_label=_("未准") if record.outcome == Outcome.REFUSED else "",
            opinion=record.reason,
        )
        for record in records
    ]
