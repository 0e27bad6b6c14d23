"""Giving, delegating and ending duties."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs import policies
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries import colleagues_of, delegations_of
from jiangxin.people.models import Account


@service("orgs.give_duty", about="organisation")
def give_duty(
    *, actor: Actor, account: Account, organisation: Organisation, role: str, since: date, until: date | None = None
) -> Duty:
    """Give an account a role at an organisation."""
    policies.may_appoint(actor=actor, organisation=organisation, role=role).require()
    duty = make_duty(account=account, organisation=organisation, role=role, since=since, until=until)
    after = {"account": account.pk, "role": role, "since": since, "until": until}
    journal.record(actor=actor, act="orgs.give_duty", obj=duty, after=after)
    return duty


def make_duty(*, account: Account, organisation: Organisation, role: str, since: date, until: date | None) -> Duty:
    """Write a duty; for services, whose own record tells of it.

    Raises:
        Refusal: "duty_held", "until_before_since".
    """
    if until is not None and until < since:
        problem = Problem("until", _("截止日期不能早于开始日期。"))
        raise Refusal("until_before_since", _("任期有误，没有授予职责。"), _("请更正日期。"), problems=[problem])
    held = Duty.objects.filter(account=account, organisation=organisation, role=role, until=None, delegated_from=None)
    if until is None and held.exists():
        problem = Problem("role", _("该同志已担任这项职责。"), "duty_held")
        raise Refusal("duty_held", _("该同志已担任这项职责，没有重复授予。"), problems=[problem])
    duty = Duty(account=account, organisation=organisation, role=role, since=since, until=until)
    duty.clean_fields()  # what its constraints say was asked above, in words
    duty.save(force_insert=True)
    return duty


@service("orgs.delegate_duty", about="duty")
def delegate_duty(*, actor: Actor, duty: Duty, to: Account, until: date, reason: str) -> Duty:
    """Let another account act in the actor's duty until a day (inclusive).

    Raises:
        Refusal: not the actor's own duty; nobody of the same organisation; held already; no reason; a day that has
            passed or lies beyond the duty's own end.
    """
    policies.may_delegate(actor=actor, duty=duty).require()
    duty = Duty.objects.select_for_update().get(pk=duty.pk)  # one delegation at a time, so that none is given twice
    if problems := _delegation_problems(duty, to, until, reason):
        raise Refusal(problems[0].code, problems[0].message, _("请更正后重新提交。"), problems=problems)
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


def _delegation_problems(duty: Duty, to: Account, until: date, reason: str) -> list[Problem]:
    problems = []
    if to.pk == duty.account_id:
        problems.append(Problem("to", _("不能委托给自己，请选择另一位同事。"), "delegate_to_self"))
    elif not colleagues_of(duty.organisation_id).filter(pk=to.pk).exists():
        problems.append(Problem("to", _("只能委托给本单位的同事。"), "not_a_colleague"))
    elif delegations_of(duty.pk).filter(account=to).exists():
        problems.append(Problem("to", _("这位同事已受托此项职责。"), "already_delegated"))
    if until < clock.today():
        problems.append(Problem("until", _("截止日期不能早于今天。"), "until_past"))
    elif duty.until is not None and until > duty.until:
        problems.append(Problem("until", _("截止日期不能晚于本人职责的期限。"), "until_beyond_duty"))
    if not reason.strip():
        problems.append(Problem("reason", _("请写明委托事由。"), "reason_missing"))
    return problems


@service("orgs.withdraw_delegation", about="duty")
def withdraw_delegation(*, actor: Actor, duty: Duty) -> Duty:
    """Take a delegation back: it held until yesterday, or, given today, is over at once.

    A row cannot end before it began, so one given today moves to yesterday altogether.
    """
    policies.may_withdraw_delegation(actor=actor, duty=duty).require()
    yesterday = clock.today() - timedelta(days=1)
    before = {"since": duty.since, "until": duty.until}
    duty.since, duty.until = min(duty.since, yesterday), yesterday
    duty.save(update_fields=["since", "until"])
    journal.record(
        actor=actor,
        act="orgs.withdraw_delegation",
        obj=duty,
        before=before,
        after={"since": duty.since, "until": duty.until},
    )
    return duty


@service("orgs.end_duty", about="duty")
def end_duty(*, actor: Actor, duty: Duty, on: date) -> Duty:
    """End a duty on a day; delegations that stem from it end with it."""
    policies.may_end_duty(actor=actor, duty=duty).require()
    before = {"until": duty.until}
    duty.until = on
    duty.save(update_fields=["until"])
    journal.record(actor=actor, act="orgs.end_duty", obj=duty, before=before, after={"until": on})
    return duty
