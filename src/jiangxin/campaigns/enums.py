"""Words of fixed lists about calls and entries."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jiangxin.core.refusal import Text


class BlueprintState(TextChoices):
    """Whether a blueprint can still be edited."""

    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")


class CallState(TextChoices):
    """Life of a call."""

    DRAFT = "draft", _("草稿")
    OPEN = "open", _("进行中")
    CLOSED = "closed", _("已结束")


class StageKind(TextChoices):
    """What is done in a stage."""

    DECLARE = "declare", _("申报")
    RECOMMEND = "recommend", _("推荐")
    FORMAL_CHECK = "formal_check", _("形式审查")
    EXPERT_REVIEW = "expert_review", _("专家评审")
    INSPECTION = "inspection", _("实地考察")
    DECISION = "decision", _("会议研究")
    NOTICE = "notice", _("公示")
    NAMING = "naming", _("命名授牌")


class EntryState(TextChoices):
    """Where an entry stands (domain 3.2)."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("已提交")
    RETURNED = "returned", _("已退回")
    RECOMMENDED_UNIT = "recommended_unit", _("基层已推荐")
    RECOMMENDED_COUNTY = "recommended_county", _("县（市、区）或产业已推荐")
    SUPPLEMENT = "supplement", _("待补正")
    FORMAL_PASSED = "formal_passed", _("形式审查通过")
    FORMAL_FAILED = "formal_failed", _("形式审查未通过")
    SCORED = "scored", _("评审完成")
    SELECTED = "selected", _("拟命名")
    NOT_SELECTED = "not_selected", _("未入选")
    DISPLAYED = "displayed", _("公示中")
    GRADED = "graded", _("已拟定等次")
    ASSESSED = "assessed", _("等次已定")
    NAMED = "named", _("已命名")
    REJECTED = "rejected", _("异议成立，不予命名")
    WITHDRAWN = "withdrawn", _("已撤回")
    EXPIRED = "expired", _("逾期未报")


ENDED = frozenset(
    {
        EntryState.FORMAL_FAILED,
        EntryState.NOT_SELECTED,
        EntryState.NAMED,
        EntryState.ASSESSED,
        EntryState.REJECTED,
        EntryState.WITHDRAWN,
        EntryState.EXPIRED,
    }
)
GIVEN_UP = frozenset({EntryState.WITHDRAWN, EntryState.EXPIRED})
EDITABLE = frozenset({EntryState.DRAFT, EntryState.RETURNED, EntryState.SUPPLEMENT})


_ASSESSED: dict[str, Text] = {
    EntryState.RECOMMENDED_UNIT: _("单位工会已核实"),
    EntryState.RECOMMENDED_COUNTY: _("县（市、区）或产业已核查"),
    EntryState.SCORED: _("评分完成"),
}
"""States that read differently for a self-report."""


def state_label(state: str, *, assessed: bool) -> Text:
    """Return the label of a state of an application, or of a self-report in an assessment."""
    return (_ASSESSED.get(state) if assessed else None) or EntryState(state).label


class Verdict(TextChoices):
    """Answer to one item of a checklist."""

    MET = "met", _("符合")
    NOT_MET = "not_met", _("不符合")
    NOT_APPLICABLE = "not_applicable", _("不适用")
