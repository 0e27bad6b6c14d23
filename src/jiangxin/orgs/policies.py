"""Who may change the tree and hand out duties."""

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.orgs.models import Duty, Organisation


def may_shape_tree(*, actor: Actor, parent: Organisation | None) -> Decision:
    """The system administrator and city officers add organisations; officers below, inside their own subtree."""
    if actor == SYSTEM or actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.OFFICER_CITY):
        return ALLOWED
    if parent and actor.is_any(Role.REVIEWER_FIRST) and actor.oversees(parent.path):
        return ALLOWED
    return deny("not_your_organisation", _("您不能在这里增改组织。"), _("请联系市总工会经办人。"))


def may_delegate(*, actor: Actor, duty: Duty) -> Decision:
    """A duty is delegated by its own holder, and only when it is held in their own right."""
    if actor.duty_id != duty.pk:
        return deny("not_your_duty", _("只能委托自己当前的职责。"), _("请先切换到要委托的职责。"))
    if duty.delegated_from_id is not None:
        return deny("already_delegated", _("受托的职责不能再转委托。"), _("请由原职责人直接委托。"))
    if duty.until is not None and duty.until < clock.today():
        return deny("duty_over", _("这项职责已经到期。"))
    return ALLOWED


def may_withdraw_delegation(*, actor: Actor, duty: Duty) -> Decision:
    """A delegation is taken back by whoever holds the duty it stems from."""
    if duty.delegated_from_id is None or actor.duty_id != duty.delegated_from_id:
        return deny("not_your_delegation", _("只能收回自己作出的委托。"), _("请先切换到作出委托的职责。"))
    if duty.until is not None and duty.until < clock.today():
        return deny("duty_over", _("这项委托已经结束。"))
    return ALLOWED
