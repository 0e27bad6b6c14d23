"""Words about applications to change a studio."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChangeKind(TextChoices):
    """What a unit may apply for (domain 3.5)."""

    LEADER = "leader", _("变更领衔人")
    RENAME = "rename", _("更名")
    HOST = "host", _("变更所在单位")
    DISSOLVE = "dissolve", _("自行解散")


class ChangeState(TextChoices):
    """Where an application stands."""

    SUBMITTED = "submitted", _("待县（市、区）、产业审核")
    RECOMMENDED = "recommended", _("待市总工会审批")
    APPROVED = "passed", _("已批准")
    RETURNED = "returned", _("已退回")


OPEN = (ChangeState.SUBMITTED, ChangeState.RECOMMENDED)
"""States in which it waits for somebody."""
