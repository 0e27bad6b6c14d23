"""Somebody is appointed in one act, and gets in again after forgetting the password."""

from datetime import date, timedelta

import pytest

from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries import accounts_for, get_account_for, places_of_help
from jiangxin.orgs.services import appoint, end_duty, found_federation, reset_password
from jiangxin.people.models import Account, Person
from tests.factories import PASSWORD, AccountFactory, DutyFactory

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _today(clock_at):
    clock_at("2026-03-02 09:00")


@pytest.fixture
def officer(federation, actor):
    return actor(Role.OFFICER_CITY, federation.city)


def appointing(actor, organisation, **changes):
    values = {"role": Role.UNION_OFFICER, "since": DAY, "username": "liang", "name": "梁守正"}
    return appoint(actor=actor, organisation=organisation, **{**values, **changes})


def refused(deed):
    """Return the code of the refusal a deed met, empty when it was done."""
    try:
        deed()
    except Refusal as refusal:
        return refusal.code
    return ""


def rows():
    return Person.objects.count(), Account.objects.count(), Duty.objects.count()


def test_person_account_and_duty_come_in_one_act_with_one_record(officer, federation):
    before = JournalEntry.objects.count()

    appointed = appointing(officer, federation.unit, phone="13800001234", post="工会主席")

    account = appointed.issued.account
    assert (account.username, account.person.name, account.person.phone) == ("liang", "梁守正", "13800001234")
    assert (appointed.duty.account, appointed.duty.organisation) == (account, federation.unit)
    assert account.check_password(appointed.issued.password)
    assert account.start_password_until == clock.now() + timedelta(days=60)
    (record,) = JournalEntry.objects.all()[: JournalEntry.objects.count() - before]
    assert (record.act, record.object_id) == ("orgs.appoint", str(appointed.duty.pk))
    assert record.after == {
        "account": account.pk,
        "person": account.person_id,
        "role": "union_officer",
        "since": "2026-03-02",
        "until": None,
        "opened": True,
    }
    assert appointed.issued.password not in record.canonical


def test_a_known_account_gets_the_duty_alone(officer, federation):
    account = AccountFactory(username="Known.One")
    before = rows()

    appointed = appointing(officer, federation.unit, username="known.one", name=account.person.name)

    assert (appointed.duty.account, appointed.issued) == (account, None)
    assert rows() == (before[0], before[1], before[2] + 1)
    assert account.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"name": " "}, "account_incomplete", "name"),
        ({"username": "taken", "name": "别人"}, "someone_else", "name"),
        ({"until": date(2026, 3, 1)}, "until_before_since", "until"),
    ],
)
def test_what_will_not_do_leaves_nothing_behind(officer, federation, changes, code, path):
    AccountFactory(username="taken")
    before = rows()

    with pytest.raises(Refusal) as raised:
        appointing(officer, federation.unit, **changes)

    assert (raised.value.code, [problem.path for problem in raised.value.problems]) == (code, [path])
    assert rows() == before
    assert JournalEntry.objects.get(act="orgs.appoint").outcome == Outcome.REFUSED


def test_a_duty_held_is_not_given_again(officer, federation):
    appointing(officer, federation.unit)

    with pytest.raises(Refusal) as raised:
        appointing(officer, federation.unit)
    assert raised.value.code == "duty_held"


@pytest.mark.parametrize(
    ("giver", "place", "role", "code"),
    [
        (Role.REVIEWER_FIRST, "unit", Role.STUDIO_SECRETARY, ""),
        (Role.REVIEWER_FIRST, "unit", Role.OFFICER_CITY, "role_not_yours_to_give"),
        (Role.REVIEWER_FIRST, "other_unit", Role.UNION_OFFICER, "not_your_organisation"),
        (Role.OFFICER_CITY, "county", Role.REVIEWER_FIRST, ""),
        (Role.OFFICER_CITY, "city", Role.SYSTEM_ADMINISTRATOR, "role_not_yours_to_give"),
        (Role.SYSTEM_ADMINISTRATOR, "city", Role.SYSTEM_ADMINISTRATOR, ""),
        (Role.UNION_OFFICER, "unit", Role.STUDIO_SECRETARY, "not_your_organisation"),
        (Role.LEADER_CITY, "unit", Role.STUDIO_SECRETARY, "not_your_organisation"),
    ],
)
def test_who_may_appoint_whom(federation, actor, giver, place, role, code):
    home = {Role.REVIEWER_FIRST: federation.county, Role.UNION_OFFICER: federation.unit}.get(giver, federation.city)
    who = actor(giver, home)

    assert refused(lambda: appointing(who, getattr(federation, place), role=role)) == code


def test_a_duty_is_ended_by_whoever_could_give_it(federation, actor, officer):
    keeper = actor(Role.SYSTEM_ADMINISTRATOR, federation.city)
    kept, own = Duty.objects.get(pk=keeper.duty_id), Duty.objects.get(pk=officer.duty_id)

    for duty, code in ((kept, "role_not_yours_to_give"), (own, "own_duty")):
        with pytest.raises(Refusal) as raised:
            end_duty(actor=officer, duty=duty, on=DAY)
        assert raised.value.code == code
    end_duty(actor=keeper, duty=own, on=DAY)
    assert Duty.objects.get(pk=own.pk).until == DAY


def test_a_forgotten_password_is_replaced_by_one_for_seven_days(officer, federation):
    account = DutyFactory(role=Role.UNION_OFFICER, organisation=federation.unit).account

    issued = reset_password(actor=officer, account=account, reason="电话回拨单位核实")

    account.refresh_from_db()
    assert (account.check_password(PASSWORD), account.check_password(issued.password)) == (False, True)
    assert account.start_password_until == issued.until == clock.now() + timedelta(days=7)
    record = JournalEntry.objects.get(act="orgs.reset_password")
    assert (record.outcome, record.object_id, record.reason) == (Outcome.DONE, str(account.pk), "电话回拨单位核实")
    assert issued.password not in record.canonical


def test_it_has_to_be_said_how_the_person_was_known(officer, federation):
    account = DutyFactory(role=Role.UNION_OFFICER, organisation=federation.unit).account

    with pytest.raises(Refusal) as raised:
        reset_password(actor=officer, account=account, reason=" ")

    assert raised.value.code == "reason_missing"
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)


@pytest.fixture
def reset(federation, actor):
    """Return `reset(by, duties)`: what comes of somebody resetting the password of the holder of these duties."""

    def tried(by, *duties):
        account = AccountFactory()
        for role, place in duties:
            DutyFactory(account=account, role=role, organisation=getattr(federation, place))
        home = federation.county if by in {Role.REVIEWER_FIRST, Role.UNION_OFFICER} else federation.city
        who = actor(by, home)
        return refused(lambda: reset_password(actor=who, account=account, reason="当面"))

    return tried


UNIT = (Role.UNION_OFFICER, "unit")


@pytest.mark.parametrize(
    ("by", "duties", "code"),
    [
        (Role.SYSTEM_ADMINISTRATOR, [(Role.LEADER_CITY, "city")], ""),
        (Role.SYSTEM_ADMINISTRATOR, [], ""),
        (Role.OFFICER_CITY, [(Role.REVIEWER_FIRST, "county")], ""),
        # whoever runs the round never gets hold of a voice that judges, decides or watches
        (Role.OFFICER_CITY, [(Role.EXPERT, "city")], "not_your_people"),
        (Role.OFFICER_CITY, [(Role.INSPECTOR, "city")], "not_your_people"),
        (Role.OFFICER_CITY, [(Role.LEADER_CITY, "city")], "not_your_people"),
        (Role.OFFICER_CITY, [(Role.DISCIPLINE, "city")], "not_your_people"),
        (Role.OFFICER_CITY, [(Role.SYSTEM_ADMINISTRATOR, "city")], "not_your_people"),
        (Role.OFFICER_CITY, [UNIT, (Role.EXPERT, "city")], "not_your_people"),
        (Role.OFFICER_CITY, [], "not_your_people"),
        (Role.REVIEWER_FIRST, [UNIT], ""),
        (Role.REVIEWER_FIRST, [UNIT, (Role.STUDIO_SECRETARY, "private_unit")], ""),
        (Role.REVIEWER_FIRST, [UNIT, (Role.STUDIO_SECRETARY, "other_unit")], "not_your_people"),
        (Role.REVIEWER_FIRST, [(Role.UNION_OFFICER, "county")], "not_your_people"),
        (Role.UNION_OFFICER, [UNIT], "not_your_people"),
        (Role.LEADER_CITY, [UNIT], "not_your_people"),
    ],
)
def test_who_may_reset_whose_password(reset, by, duties, code):
    assert reset(by, *duties) == code


def test_a_duty_that_is_over_no_longer_counts(officer, federation):
    over = DutyFactory(role=Role.EXPERT, organisation=federation.city)
    DutyFactory(account=over.account, role=Role.UNION_OFFICER, organisation=federation.unit)
    Duty.objects.filter(pk=over.pk).update(until=DAY - timedelta(days=1))

    assert reset_password(actor=officer, account=over.account, reason="当面").password


def test_nobody_resets_their_own(officer):
    with pytest.raises(Refusal) as raised:
        reset_password(actor=officer, account=Account.objects.get(pk=officer.account_id), reason="当面")
    assert raised.value.code == "own_password"


def test_each_looks_after_the_own_subtree_alone(federation, actor, officer):
    inside = DutyFactory(role=Role.UNION_OFFICER, organisation=federation.unit).account
    outside = DutyFactory(role=Role.UNION_OFFICER, organisation=federation.other_unit).account
    without = AccountFactory()
    county = actor(Role.REVIEWER_FIRST, federation.county)

    assert {account.pk for account in accounts_for(county)} == {inside.pk, county.account_id}
    assert {inside.pk, outside.pk, without.pk} <= {account.pk for account in accounts_for(officer)}
    for nobody in (PUBLIC, actor(Role.UNION_OFFICER, federation.unit), actor(Role.LEADER_CITY, federation.city)):
        assert list(accounts_for(nobody)) == []
    assert get_account_for(county, inside.pk) == inside
    with pytest.raises(NotFound):
        get_account_for(county, outside.pk)


def test_help_is_found_at_the_federations_that_stand(federation):
    Organisation.objects.filter(pk=federation.other_county.pk).update(closed_on=DAY)

    assert list(places_of_help()) == [federation.city, federation.county, federation.industry]


FOUND = {"name": "云江市总工会", "short_name": "云江市", "administrator": "张系统", "username": "zhang"}


@pytest.mark.django_db
def test_a_house_is_founded_once():
    appointed = found_federation(**FOUND, division_code="340100", document_word="云工", phone="0551-1234567")

    (city,) = Organisation.objects.all()
    assert (city.name, city.level, city.document_word, city.parent) == ("云江市总工会", Level.CITY, "云工", None)
    assert (appointed.duty.role, appointed.duty.organisation) == (Role.SYSTEM_ADMINISTRATOR, city)
    assert appointed.issued.account.check_password(appointed.issued.password)
    assert [record.act for record in JournalEntry.objects.order_by("id")] == [
        "orgs.add_organisation",
        "orgs.appoint",
        "orgs.found_federation",
    ]
    with pytest.raises(Refusal) as raised:
        found_federation(actor=SYSTEM, **FOUND)
    assert (raised.value.code, Organisation.objects.count()) == ("already_founded", 1)
