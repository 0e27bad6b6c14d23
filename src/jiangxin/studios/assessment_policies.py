"""Who carries out what follows from an assessment, who mends, checks and decides; every no carries its reason."""

from collections.abc import Collection
from http import HTTPStatus

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import Standing
from jiangxin.awards.models import Award
from jiangxin.campaigns.models import Call
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny, first_denial
from jiangxin.core.refusal import Text
from jiangxin.orgs.models import Bar
from jiangxin.studios.assessment_enums import Act, RectificationState, RestoreGround
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Rectification, Reward, Studio, StudioLevelHeld
from jiangxin.studios.policies import alive, keeps


def may_read_consequences(*, actor: Actor, call: Call) -> Decision:
    """The organiser's officer, leader and discipline read who gets what."""
    roles = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)
    return _one_of(actor.is_any(*roles) and actor.organisation_id == call.organiser_id)


def may_carry_out(*, actor: Actor, call: Call, acts: Collection[str] = ()) -> Decision:
    """The organiser's officer carries out what follows; its leader also withdrawals."""
    if actor.organisation_id != call.organiser_id or not actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY):
        return _wrong_duty(_("考核结果由主办单位经办人和分管领导落实。"), _("请联系主办单位。"))
    if Act.WITHDRAW in acts and not actor.is_any(Role.LEADER_CITY):
        return _wrong_duty(
            _("撤销命名由分管领导批准落实，这个工作室留待分管领导办理。"), _("分管领导在待办中打开本页即可落实。")
        )
    return ALLOWED


def may_open_rectification(*, actor: Actor, studio: Studio) -> Decision:
    """The city orders to mend: after an assessment, a warning or an inspection."""
    return first_denial(_of_city(actor), alive(studio))


def may_mend(*, actor: Actor, rectification: Rectification) -> Decision:
    """The studio's people and their union tell what they did, until the day."""
    return first_denial(
        keeps(actor, rectification.studio), alive(rectification.studio), _in_state(rectification, "open")
    )


def may_check_rectification(*, actor: Actor, rectification: Rectification) -> Decision:
    """The county or industrial union of the studio's area looks at every item on the spot."""
    mine = actor.is_any(Role.REVIEWER_FIRST) and actor.organisation_id == rectification.studio.area_id
    return first_denial(_in_state(rectification, "reported"), _one_of(mine))


def may_decide_rectification(*, actor: Actor, rectification: Rectification) -> Decision:
    """The city re-checks what the county has found."""
    return first_denial(_in_state(rectification, "checked"), _of_city(actor))


def may_return_rectification(*, actor: Actor, rectification: Rectification) -> Decision:
    """Whoever it waits for gives it back, as long as there are days left to mend in."""
    reported = rectification.state == RectificationState.REPORTED
    waits = may_check_rectification if reported else may_decide_rectification
    return first_denial(waits(actor=actor, rectification=rectification), _days_left(rectification))


def may_extend_rectification(*, actor: Actor, rectification: Rectification) -> Decision:
    """The city puts the day off, once."""
    if rectification.state not in {RectificationState.OPEN, RectificationState.OVERDUE}:
        return _not_waiting(rectification)
    if rectification.is_extended:
        return deny(
            "extended_already",
            _("整改期限只能延长一次，已经延长到%(day)s。") % {"day": date_format(rectification.due_on)},
            _("到期仍未整改到位的，按整改不合格办理。"),
        )
    return _of_city(actor)


def may_withdraw_after(*, actor: Actor, rectification: Rectification) -> Decision:
    """When mending failed or the day passed, the city's leader withdraws."""
    if rectification.state not in {RectificationState.FAILED, RectificationState.OVERDUE}:
        return _not_waiting(rectification)
    return first_denial(alive(rectification.studio), may_withdraw_here(actor=actor))


def may_withdraw_here(*, actor: Actor) -> Decision:
    """The city's leader withdraws what the federation has given."""
    if actor.is_any(Role.LEADER_CITY):
        return ALLOWED
    return _wrong_duty(_("撤销命名由市总工会分管领导批准。"), _("请由经办人报分管领导办理。"))


def may_restore(*, actor: Actor, studio: Studio, ground: str, bar: Bar | None) -> Decision:
    """The city's leader gives back what was withdrawn: when the bar is over, or the objection was right."""
    if not actor.is_any(Role.LEADER_CITY):
        return _wrong_duty(_("恢复命名由市总工会分管领导批准。"), _("请由经办人报分管领导办理。"))
    if studio.state == StudioState.DISSOLVED:
        return deny("dissolved", _("工作室已自行解散，不能恢复。"), _("请由单位重新申报。"))
    if not is_withdrawn(studio):
        return deny("not_withdrawn", _("这个工作室的命名没有撤销。"), _("请刷新页面查看最新情况。"))
    if ground == RestoreGround.COOLING_OFF and bar is not None and bar.holds_on(clock.today()):
        return deny(
            "barred_still",
            _("限制期到%(until)s为止，期满前不能恢复。") % {"until": date_format(bar.until)},
            _("申诉成立的，请选择“申诉成立”并写明处理文号。"),
        )
    return ALLOWED


def is_withdrawn(studio: Studio) -> bool:
    """Tell whether something of a studio was withdrawn that could be given back: itself, or one of its awards."""
    if studio.state == StudioState.WITHDRAWN:
        return True
    held = StudioLevelHeld.objects.filter(studio=studio, award__isnull=False).values("award_id")
    awards = Award.objects.filter(Q(pk__in=held) | Q(studio=studio), standing=Standing.WITHDRAWN)
    return studio.state == StudioState.ACTIVE and awards.exists()


def may_pay_reward(*, actor: Actor, reward: Reward) -> Decision:
    """The city's officer enters that a reward was paid, once."""
    if reward.subsidy_id is not None:
        return deny("paid_already", _("这笔奖励已经登记拨付。"), _("请刷新页面查看最新情况。"))
    return first_denial(_of_city(actor), alive(reward.studio))


def _days_left(rectification: Rectification) -> Decision:
    if clock.today() <= rectification.due_on:
        return ALLOWED
    return deny(
        "no_days_left",
        _("整改期限%(day)s已过，不能再退回修改。") % {"day": date_format(rectification.due_on)},
        _("请按现有材料作出结论。"),
    )


def _in_state(rectification: Rectification, wanted: str) -> Decision:
    states = {
        "open": RectificationState.OPEN,
        "reported": RectificationState.REPORTED,
        "checked": RectificationState.CHECKED,
    }
    return ALLOWED if rectification.state == states[wanted] else _not_waiting(rectification)


def _not_waiting(rectification: Rectification) -> Decision:
    return deny(
        "not_waiting",
        _("整改现在是“%(state)s”，不能办理这一步。") % {"state": rectification.get_state_display()},
        _("请刷新页面查看最新情况。"),
    )


def _of_city(actor: Actor) -> Decision:
    return _one_of(actor == SYSTEM or actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY))


def _one_of(right: bool) -> Decision:  # noqa: FBT001  it is the question itself
    if right:
        return ALLOWED
    return _wrong_duty(_("这一步不由您当前的职责办理。"), _("请由所在环节的工会办理。"))


def _wrong_duty(message: Text, remedy: Text) -> Decision:
    return deny("wrong_duty", message, remedy, status=HTTPStatus.FORBIDDEN)
