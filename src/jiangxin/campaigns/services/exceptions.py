"""Exceptions with a reason: acting late, and seats from the reserve."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns import policies
from jiangxin.campaigns.models import Call, LateException, Quota, Stage
from jiangxin.campaigns.services.calls import lock_call
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.models import Organisation


@service("campaigns.give_late_exception", about="stage")
def give_late_exception(
    *, actor: Actor, stage: Stage, organisation: Organisation, until: datetime, reason: str
) -> LateException:
    """Let an organisation act in a stage until a moment after its close; needs a written reason.

    Raises:
        Refusal: no reason, a moment that is past, or an exception that reaches as far stands already.
    """
    policies.may_give_late_exception(actor=actor, call=stage.call).require()
    Stage.objects.select_for_update().get(pk=stage.pk)  # one exception at a time, so that none is given twice
    problems = []
    if not reason.strip():
        problems.append(Problem("reason", _("请写明逾期的理由。"), "required"))
    if until <= max(clock.now(), stage.closes_at):
        problems.append(Problem("until", _("延期时间应晚于现在和原截止时间。")))
    if LateException.objects.filter(stage=stage, organisation=organisation, until__gte=until).exists():
        message = _("%(organisation)s已获准延至这一时间或更晚。") % {"organisation": organisation}
        problems.append(Problem("until", message, "already_given"))
    if problems:
        raise Refusal("late_exception_incomplete", _("延期没有批准。"), _("请按提示修改。"), problems=problems)
    given = LateException.objects.create(
        stage=stage,
        organisation=organisation,
        until=until,
        reason=reason.strip()[:300],
        given_by_id=actor.account_key,
        given_at=clock.now(),
    )
    after = {"organisation": organisation.pk, "until": until}
    journal.record(actor=actor, act="campaigns.give_late_exception", obj=stage, after=after, reason=reason)
    return given


@service("campaigns.grant_reserve", about="call")
def grant_reserve(
    *, actor: Actor, call: Call, organisation: Organisation, seats: int, reason: str, expected_revision: int
) -> Quota:
    """Move seats from the reserve to an organisation's quota.

    Raises:
        Refusal: "reserve_used_up"; no reason; the organisation has no hard quota in this call; a stale page.
    """
    held = lock_call(actor, call, expected_revision)
    if not reason.strip() or seats < 1:
        raise Refusal("reason_missing", _("调剂名额需要写明数量和理由。"), _("请填写后再提交。"))
    quotas = {
        quota.organisation_id: quota for quota in Quota.objects.select_for_update().filter(call=call).order_by("pk")
    }
    reserve, target = quotas.get(None), quotas.get(organisation.pk)
    free = (reserve.hard_limit or 0) - reserve.used if reserve else 0
    if reserve is None or free < seats:
        raise Refusal(
            "reserve_used_up",
            _("机动名额只剩 %(free)s 个，不够调剂 %(seats)s 个。") % {"free": max(free, 0), "seats": seats},
            _("请减少数量，或先收回其他调剂。"),
        )
    if target is None or target.hard_limit is None:
        raise Refusal("no_quota", _("%(organisation)s在本次申报中没有名额限制。") % {"organisation": organisation})
    before = {"limit": target.hard_limit, "reserve_used": reserve.used}
    held.save(update_fields=["revision"])
    reserve.used += seats
    reserve.save(update_fields=["used"])
    target.hard_limit += seats
    target.save(update_fields=["hard_limit"])
    after = {"organisation": organisation.pk, "limit": target.hard_limit, "reserve_used": reserve.used}
    journal.record(actor=actor, act="campaigns.grant_reserve", obj=call, before=before, after=after, reason=reason)
    return target
