"""Duties: who may act for what, on which day, and in whose place."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jiangxin.core.actor import PUBLIC, SYSTEM, Actor, Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import actor_of, colleagues_of, delegations_of, duties_of, duties_on, errands_for, holders
from jiangxin.orgs.services import (
    close_errands,
    delegate_duty,
    end_duty,
    enter_membership,
    give_duty,
    open_errand,
    withdraw_delegation,
)
from jiangxin.people.models import Account
from tests.factories import AccountFactory, DutyFactory
from tests.laying import laid

pytestmark = pytest.mark.each_engine

START, END = date(2026, 3, 2), date(2026, 3, 20)


@laid
def held(federation, clock_at):
    clock_at("2026-03-02 09:00")
    return DutyFactory(organisation=federation.county, role=Role.REVIEWER_FIRST)


@laid
def colleague(federation, held):
    account = AccountFactory()
    enter_membership(actor=SYSTEM, person=account.person, organisation=federation.county, since=START)
    return account


def test_an_actor_is_an_account_in_a_duty(held, federation):
    account = held.account

    assert actor_of(held) == Actor(
        name=account.person.name,
        account_id=account.pk,
        person_id=account.person_id,
        duty_id=held.pk,
        role=Role.REVIEWER_FIRST,
        organisation_id=federation.county.pk,
        organisation_name="青石县总工会",
        organisation_path="00001.00001.",
    )


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2026, 3, 1), False), (START, True), (END, True), (date(2026, 3, 21), False)],
)
def test_a_duty_holds_from_its_first_day_to_its_last(federation, day, holds):
    duty = give_duty(
        actor=SYSTEM, account=AccountFactory(), organisation=federation.unit, role=Role.EXPERT, since=START, until=END
    )

    assert duties_on(day).filter(pk=duty.pk).exists() is holds


def test_a_closed_account_has_no_duty(held):
    Account.objects.filter(pk=held.account_id).update(is_active=False)

    assert duties_of(held.account_id) == []


def test_duties_are_given_by_those_who_shape_the_tree(held, federation, actor):
    for wrong in (
        PUBLIC,
        actor(Role.UNION_OFFICER, federation.unit),
        actor(Role.REVIEWER_FIRST, federation.other_county),
    ):
        with pytest.raises(Refusal) as raised:
            give_duty(actor=wrong, account=held.account, organisation=federation.unit, role=Role.EXPERT, since=START)
        assert raised.value.code == "not_your_organisation"
    assert duties_of(held.account_id) == [held]


def test_the_database_keeps_the_rules_of_duties(held, federation):
    same = {"account": held.account, "organisation": held.organisation, "role": held.role, "since": START}
    broken = [
        same,
        {**same, "role": "king"},
        {**same, "role": Role.EXPERT, "until": date(2026, 3, 1)},
        {**same, "role": Role.EXPERT, "delegated_from": held},
    ]
    for fields in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            Duty.objects.create(**fields)


def test_a_delegation_ends_with_the_duty_it_stems_from(held, colleague, actor, federation, clock_at):
    delegate_duty(actor=actor_of(held), duty=held, to=colleague, until=END, reason="出差")
    assert [duty.role for duty in duties_of(colleague.pk)] == [Role.REVIEWER_FIRST]
    assert {duty.account_id for duty in holders(Role.REVIEWER_FIRST, federation.county.pk)} == {
        held.account_id,
        colleague.pk,
    }

    end_duty(actor=actor(Role.OFFICER_CITY, federation.city), duty=held, on=date(2026, 3, 4))
    clock_at("2026-03-05 09:00")

    assert duties_of(colleague.pk) == []


def test_who_acts_by_delegation_says_for_whom(held, colleague):
    given = delegate_duty(actor=actor_of(held), duty=held, to=colleague, until=END, reason="出差")

    acting = actor_of(Duty.objects.get(pk=given.pk))
    assert (acting.name, acting.delegated_by, acting.role) == (
        colleague.person.name,
        held.account.person.name,
        Role.REVIEWER_FIRST,
    )
    record = JournalEntry.objects.get(act="orgs.delegate_duty")
    assert (record.outcome, record.reason, record.after) == (
        Outcome.DONE,
        "出差",
        {"to": colleague.pk, "until": "2026-03-20", "duty": held.pk},
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": "self"}, "delegate_to_self"),
        ({"to": "stranger"}, "not_a_colleague"),
        ({"until": date(2026, 3, 1)}, "until_past"),
        ({"reason": "  "}, "reason_missing"),
    ],
)
def test_a_delegation_that_will_not_do_is_refused_and_recorded(held, colleague, actor, federation, changes, code):
    stranger = actor(Role.UNION_OFFICER, federation.other_unit)
    people = {"self": held.account, "stranger": Account.objects.get(pk=stranger.account_id), "colleague": colleague}
    wanted = {"to": "colleague", "until": END, "reason": "出差", **changes}
    wanted["to"] = people[wanted["to"]]

    with pytest.raises(Refusal) as raised:
        delegate_duty(actor=actor_of(held), duty=held, **wanted)

    assert (raised.value.code, [problem.code for problem in raised.value.problems]) == (code, [code])
    assert list(delegations_of(held.pk)) == []
    assert JournalEntry.objects.get(act="orgs.delegate_duty").outcome == Outcome.REFUSED


def test_a_delegation_does_not_outlast_the_duty(federation, colleague, clock_at):
    clock_at("2026-03-02 09:00")
    short = DutyFactory(organisation=federation.county, role=Role.EXPERT, until=END)

    with pytest.raises(Refusal) as raised:
        delegate_duty(actor=actor_of(short), duty=short, to=colleague, until=date(2026, 3, 21), reason="出差")

    assert raised.value.code == "until_beyond_duty"


def test_one_colleague_is_given_a_duty_once(held, colleague):
    delegate_duty(actor=actor_of(held), duty=held, to=colleague, until=END, reason="出差")

    with pytest.raises(Refusal) as raised:
        delegate_duty(actor=actor_of(held), duty=held, to=colleague, until=END, reason="出差")

    assert raised.value.code == "already_delegated"


def test_nobody_delegates_anothers_duty_or_a_delegated_one(held, colleague, actor, federation):
    other = actor(Role.REVIEWER_FIRST, federation.other_county)
    given = delegate_duty(actor=actor_of(held), duty=held, to=colleague, until=END, reason="出差")

    for acting, duty, code in ((other, held, "not_your_duty"), (actor_of(given), given, "already_delegated")):
        with pytest.raises(Refusal) as raised:
            delegate_duty(actor=acting, duty=duty, to=colleague, until=END, reason="出差")
        assert raised.value.code == code


@pytest.mark.parametrize(("day", "kept"), [("2026-03-02", []), ("2026-03-10", [date(2026, 3, 9)])])
def test_a_delegation_taken_back_is_over_at_once_and_its_days_stay_known(held, colleague, clock_at, day, kept):
    given = delegate_duty(actor=actor_of(held), duty=held, to=colleague, until=END, reason="出差")
    clock_at(f"{day} 15:00")

    withdraw_delegation(actor=actor_of(held), duty=given)

    assert duties_of(colleague.pk) == []
    days = [date(2026, 3, number) for number in range(2, 21)]
    assert [day for day in days if duties_on(day).filter(pk=given.pk).exists()][-1:] == kept


def test_only_the_one_who_delegated_takes_it_back(held, colleague, actor, federation):
    given = delegate_duty(actor=actor_of(held), duty=held, to=colleague, until=END, reason="出差")

    for wrong in (actor(Role.REVIEWER_FIRST, federation.county), actor_of(given), PUBLIC):
        with pytest.raises(Refusal) as raised:
            withdraw_delegation(actor=wrong, duty=given)
        assert raised.value.code == "not_your_delegation"
    assert list(delegations_of(held.pk)) == [given]


def test_colleagues_hold_a_duty_there_or_belong_there_today(held, colleague, actor, federation, clock_at):
    gone = AccountFactory()
    membership = enter_membership(
        actor=SYSTEM, person=gone.person, organisation=federation.county, since=date(2026, 1, 1)
    )
    membership.until = date(2026, 3, 1)
    membership.save()
    actor(Role.UNION_OFFICER, federation.unit)

    assert set(colleagues_of(federation.county.pk)) == {held.account, colleague}


def test_errands_are_asked_of_a_role_or_of_one_account(federation, actor):
    officer, other = (actor(Role.UNION_OFFICER, unit) for unit in (federation.unit, federation.other_unit))
    expert = actor(Role.EXPERT, federation.city)
    about = federation.unit
    asked = open_errand(role=Role.UNION_OFFICER, organisation=federation.unit, asked="recommend", about=about)
    named = open_errand(role=Role.EXPERT, organisation=None, asked="score", about=about, account_id=expert.account_id)

    again = open_errand(role=Role.UNION_OFFICER, organisation=federation.unit, asked="recommend", about=about)

    assert again == asked
    assert [list(errands_for(who)) for who in (officer, other, expert, PUBLIC)] == [[asked], [], [named], []]
    assert close_errands(about=about, asked="recommend") == 1
    assert list(errands_for(officer)) == []
    assert open_errand(role=Role.UNION_OFFICER, organisation=federation.unit, asked="recommend", about=about) != asked
