"""Words about what follows from an assessment."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """What can follow from a grade (`jiangxin.awards.assessment.ACTS`)."""

    RECONFIRM = "reconfirm", _("复核确认")
    REWARD = "reward", _("奖励")
    WARN = "warn", _("警示")
    RECTIFY = "rectify", _("限期整改")
    WITHDRAW = "withdraw", _("撤销命名")
    SETTLE = "settle", _("清算补助")
    BAR = "bar", _("限制申报")
    RECOMMEND = "recommend_next_level", _("推荐上一级")


class RectificationOrigin(TextChoices):
    """What a rectification comes from (domain 3.5)."""

    ASSESSMENT = "assessment", _("年度考核")
    WARNING = "warning", _("预警")
    INSPECTION = "inspection", _("检查")


class RectificationState(TextChoices):
    """Where a rectification stands."""

    OPEN = "rectifying", _("整改中")
    REPORTED = "reported", _("待县（市、区）、产业核查")
    CHECKED = "checked", _("待市总工会复核")
    OVERDUE = "overdue", _("逾期未完成")
    PASSED = "passed", _("整改合格")
    FAILED = "failed", _("整改不合格")


RUNNING = (
    RectificationState.OPEN,
    RectificationState.REPORTED,
    RectificationState.CHECKED,
    RectificationState.OVERDUE,
)
"""States in which it waits for somebody."""


class ItemFinding(TextChoices):
    """What the county found of an item."""

    SOUND = "sound", _("已整改到位")
    UNSOUND = "unsound", _("未整改到位")


class RestoreGround(TextChoices):
    """Why a withdrawn studio is given back (domain 3.5)."""

    COOLING_OFF = "cooling_off", _("限制期满")
    OBJECTION = "objection", _("申诉成立")
