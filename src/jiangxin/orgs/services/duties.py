"""Giving, delegating and ending duties."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs import policies
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.people.models import Account


@service("orgs.give_duty", about="organisation")
def give_duty(
    *, actor: Actor, account: Account, organisation: Organisation, role: str, since: date, until: date | None = None
) -> Duty:
    """Give an account a role at an organisation."""
    policies.may_shape_tree(actor=actor, parent=organisation).require()
    duty = Duty(account=account, organisation=organisation, role=role, since=since, until=until)
    duty.full_clean()
    duty.save(force_insert=True)
    after = {"account": account.pk, "role": role, "since": since, "until": until}
    journal.record(actor=actor, act="orgs.give_duty", obj=duty, after=after)
    return duty


@service("orgs.delegate_duty", about="duty")
def delegate_duty(*, actor: Actor, duty: Duty, to: Account, until: date, reason: str) -> Duty:
    """Let another account act in the actor's duty until a day (inclusive).

    Raises:
        Refusal: not the actor's own duty, no reason, or a day that has passed.
    """
    policies.may_delegate(actor=actor, duty=duty).require()
    if not reason.strip():
        problem = Problem("reason", _("请写明委托事由。"), "required")
        raise Refusal("reason_missing", _("委托需要写明事由。"), _("请填写后再提交。"), problems=[problem])
    if until < clock.today():
        problem = Problem("until", _("截止日期不能早于今天。"))
        raise Refusal("until_past", _("委托的截止日期已过。"), _("请另选日期。"), problems=[problem])
    if to.pk == duty.account_id:
        raise Refusal("delegate_to_self", _("不能委托给自己。"), _("请选择另一位同事。"))
    given = Duty.objects.create(
        account=to,
        organisation=duty.organisation,
        role=duty.role,
        since=clock.today(),
        until=until,
        delegated_from=duty,
        reason=reason.strip()[:200],
    )
    after = {"to": to.pk, "until": until, "duty": duty.pk}
    journal.record(actor=actor, act="orgs.delegate_duty", obj=given, after=after, reason=reason)
    return given


@service("orgs.end_duty", about="duty")
def end_duty(*, actor: Actor, duty: Duty, on: date) -> Duty:
    """End a duty on a day; delegations that stem from it end with it."""
    policies.may_shape_tree(actor=actor, parent=duty.organisation).require()
    before = {"until": duty.until}
    duty.until = on
    duty.save(update_fields=["until"])
    journal.record(actor=actor, act="orgs.end_duty", obj=duty, before=before, after={"until": on})
    return duty
