"""What was entered by mistake is struck with a reason; it stays readable, and no day shows it any more."""

from django.utils.translation import gettext_lazy as _

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.studios import policies
from jiangxin.studios.models import (
    Period,
    StudioEquipment,
    StudioHosting,
    StudioLeadership,
    StudioLevelHeld,
    StudioLink,
    StudioMembership,
    StudioName,
    StudioPlace,
)
from jiangxin.studios.periods import latest, lock, strike, take_up_again
from jiangxin.studios.services.mirror import mirror
from jiangxin.studios.services.plaques import see_to_plaques

_ALONE = (StudioMembership, StudioEquipment, StudioLevelHeld, StudioLink)
_IN_TURN = (StudioName, StudioLeadership, StudioHosting, StudioPlace)
_BY_KEEPERS = (StudioMembership, StudioEquipment, StudioPlace, StudioLink)


@service("studios.strike_period", about="period")
def strike_period(*, actor: Actor, period: Period, reason: str) -> Period:
    """Strike a dated fact. Of facts that follow one another only the newest; the one before then holds on."""
    studio = lock(period.studio)
    may = policies.may_keep_file if isinstance(period, _BY_KEEPERS) else policies.may_decide_file
    may(actor=actor, studio=studio).require()
    locked = type(period).rows().get(pk=period.pk)
    reason = reason.strip()[:300]
    if not reason:
        problem = Problem("reason", _("请填写更正原因。"), "required")
        raise Refusal("incomplete", _("更正要说明原因。"), _("请补充后再提交。"), problems=[problem])
    if locked.struck_at is not None:
        raise Refusal("ended_already", _("这条记录已经结束或更正。"), _("请刷新页面查看最新情况。"))
    _require_strikeable(locked)
    strike(locked, reason)
    before = latest(type(locked), studio) if isinstance(locked, _IN_TURN) else None
    if before is not None:
        take_up_again(before, actor=actor, reason=reason)
    mirror(studio)
    if isinstance(locked, StudioName):
        see_to_plaques(studio)
    after = {"kind": locked.journal_label, "since": locked.since, "until": locked.until}
    journal.record(actor=actor, act="studios.strike_period", obj=locked, before=after, reason=reason)
    return locked


def _require_strikeable(period: Period) -> None:
    others = type(period).rows().filter(studio=period.studio_id, struck_at=None).exclude(pk=period.pk)
    if isinstance(period, _ALONE):
        if isinstance(period, StudioLevelHeld) and not others.exists():
            raise Refusal("last_of_its_kind", _("这是唯一的一条记录。"), _("请先登记正确的，再更正这一条。"))
        return
    if not isinstance(period, _IN_TURN) or period.until is not None:
        raise Refusal("not_the_newest", _("只能更正最新的一条。"), _("请从最新的一条开始逐条更正。"))
    if not isinstance(period, StudioPlace) and not others.exists():
        raise Refusal("last_of_its_kind", _("这是唯一的一条记录。"), _("请登记变更，而不是更正。"))
