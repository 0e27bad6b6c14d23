"""Who may change the tree and hand out duties."""

from http import HTTPStatus

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny, first_denial
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries.bars import standing_bar
from jiangxin.orgs.queries.duties import duties_to_come
from jiangxin.people.models import Account, Person

BELOW = frozenset({Role.UNION_OFFICER, Role.STUDIO_SECRETARY, Role.STUDIO_LEADER, Role.WORKER})
"""Duties of a unit: an officer of the county or industrial union above it gives them."""
UNDER_THE_CITY = BELOW | {Role.REVIEWER_FIRST}
"""Whose passwords a city officer resets. Not those who judge, decide or watch: nobody who runs a round may be able to
speak with their voice."""


def still_in_the_duty(*, actor: Actor, shown_in: str) -> Decision:
    """A page begun in one duty does not act in another: somebody with two may have changed it in another window.

    Args:
        actor: who sends the page now.
        shown_in: key of the duty the page was shown in, as posted; nothing for pages that do not say.
    """
    if not shown_in or shown_in == str(actor.duty_id):
        return ALLOWED
    return deny(
        "duty_changed",
        _("这一页是在另一项职责下打开的，现在的职责是“%(organisation)s”，没有办理。")
        % {"organisation": actor.organisation_name},
        _("请在右上角切换到需要的职责，再重新办理。"),
    )


def may_shape_tree(*, actor: Actor, parent: Organisation | None) -> Decision:
    """The system administrator and city officers add organisations; officers below, inside their own subtree."""
    if actor == SYSTEM or actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.OFFICER_CITY):
        return ALLOWED
    if parent and actor.is_any(Role.REVIEWER_FIRST) and actor.oversees(parent.path):
        return ALLOWED
    return deny("not_your_organisation", _("您不能在这里增改组织。"), _("请联系市总工会经办人。"))


def may_appoint(*, actor: Actor, organisation: Organisation, role: str) -> Decision:
    """Whoever shapes the tree there gives duties there: below a county those of units, a system administrator's own."""
    return first_denial(may_shape_tree(actor=actor, parent=organisation), may_give(actor, role))


def may_give(actor: Actor, role: str) -> Decision:
    """Say whether a role is the actor's to give anywhere at all."""
    if actor == SYSTEM or actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    if actor.is_any(Role.OFFICER_CITY) and role != Role.SYSTEM_ADMINISTRATOR:
        return ALLOWED
    if role in BELOW:
        return ALLOWED
    return deny("role_not_yours_to_give", _("您不能授予或终止这项职责。"), _("请联系系统管理员。"))


def may_end_duty(*, actor: Actor, duty: Duty) -> Decision:
    """Whoever could give a duty ends it, except their own."""
    if actor.is_signed_in and duty.account_id == actor.account_id:
        return deny("own_duty", _("不能终止自己的职责。"), _("请由其他有权的同志办理。"))
    return may_appoint(actor=actor, organisation=duty.organisation, role=duty.role)


def may_reset_password(*, actor: Actor, account: Account) -> Decision:
    """The system administrator resets any password; an officer those of people who act in nothing but units below."""
    if actor.is_signed_in and account.pk == actor.account_id:
        return deny("own_password", _("自己的口令不在这里重置。"), _("请在右上角“修改口令”里修改。"))
    if actor == SYSTEM or actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    duties = list(duties_to_come(account))
    if actor.is_any(Role.OFFICER_CITY) and duties and all(duty.role in UNDER_THE_CITY for duty in duties):
        return ALLOWED
    below = duties and all(duty.role in BELOW and _lies_below(duty.organisation, actor) for duty in duties)
    if actor.is_any(Role.REVIEWER_FIRST) and below:
        return ALLOWED
    return deny("not_your_people", _("您不能重置这个账号的口令。"), _("请由其上级工会或系统管理员重置。"))


def _lies_below(organisation: Organisation, actor: Actor) -> bool:
    return actor.oversees(organisation.path) and organisation.path != actor.organisation_path


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


def not_barred(*, unit: Organisation | None, leader: Person | None = None) -> Decision:
    """Whoever is barred after an award was withdrawn does not apply, is not recommended, until the day has passed."""
    found = standing_bar(unit=unit, leader=leader, day=clock.today())
    if found is None:
        return ALLOWED
    by_unit = found.unit_id is not None and unit is not None and found.unit_id == unit.pk
    words = {
        "who": unit.host_unit if by_unit and unit else leader.name if leader else "",
        "document": found.document_number,
        "until": date_format(found.until),
        "reason": found.reason,
    }
    return deny(
        "barred_from_applying",
        _("%(who)s在%(until)s以前不能申报（%(document)s：%(reason)s）。") % words,
        _("请在期满后再申报。对决定有异议的，请向市总工会书面申诉；申诉成立的，限制当即解除。"),
    )


def may_bar(*, actor: Actor) -> Decision:
    """The city's officer and leader set bars, by a document."""
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY):
        return ALLOWED
    return deny("wrong_duty", _("申报限制由市总工会决定。"), _("请联系市总工会经办人。"))


def may_lift_bar(*, actor: Actor) -> Decision:
    """Only the city's leader lifts a bar before its day."""
    if actor == SYSTEM or actor.is_any(Role.LEADER_CITY):
        return ALLOWED
    return deny("wrong_duty", _("申报限制由市总工会分管领导批准解除。"), _("请报分管领导办理。"))


def may_lay_down_term(*, actor: Actor) -> Decision:
    """Within how many working days things have to be done is the city's to lay down."""
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    return deny(
        "wrong_duty",
        _("办理期限由市总工会经办人按规定录入。"),
        _("如认为期限不合适，请联系市总工会经办人。"),
        status=HTTPStatus.FORBIDDEN,
    )
