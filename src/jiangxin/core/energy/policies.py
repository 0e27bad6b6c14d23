"""Who reads and who keeps the table of factors."""

from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny

KEEPERS = (Role.OFFICER_CITY, Role.SYSTEM_ADMINISTRATOR)
READERS = (*KEEPERS, Role.LEADER_CITY, Role.DISCIPLINE)


def may_read_factors(*, actor: Actor) -> Decision:
    """City officers and leaders, discipline and the system administrator read the table."""
    if actor == SYSTEM or actor.is_any(*READERS):
        return ALLOWED
    return deny("not_your_factors", _("能源系数表由市总工会查阅。"), _("如需核对系数，请联系市总工会经办人。"))


def may_keep_factors(*, actor: Actor) -> Decision:
    """City officers and the system administrator enter factors."""
    if actor == SYSTEM or actor.is_any(*KEEPERS):
        return ALLOWED
    return deny(
        "not_your_factors",
        _("能源系数由市总工会经办人或系统管理员录入。"),
        _("如发现系数有误，请把依据文件告诉市总工会经办人。"),
    )
