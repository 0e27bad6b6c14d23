"""Organisations and people come in from a sheet: all of it or nothing, and what is there stays."""

from datetime import date

import pytest

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.importing import Deed, OrganisationLine, PersonLine, plan_organisations, plan_people
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.services import import_organisations, import_people
from jiangxin.people.models import Account, Person
from tests.factories import AccountFactory, DutyFactory, PersonFactory, uscc_of

DAY = date(2026, 3, 2)


@pytest.fixture
def officer(federation, actor):
    return actor(Role.OFFICER_CITY, federation.city)


@pytest.fixture
def county(federation, actor):
    return actor(Role.REVIEWER_FIRST, federation.county)


def line(name, parent="青石县总工会", level="grassroots", **facts):
    return OrganisationLine(parent=parent, name=name, level=level, **facts)


def person(username="liang", name="梁守正", organisation="云江重型机床厂工会委员会", role=Role.UNION_OFFICER, **facts):
    return PersonLine(organisation=organisation, name=name, username=username, role=role, since=DAY, **facts)


def told(verdicts):
    return [(verdict.deed, [(problem.path, problem.code) for problem in verdict.problems]) for verdict in verdicts]


def test_a_tree_comes_in_whatever_the_order_of_its_lines(federation, officer):
    lines = [
        line("新区一厂工会", parent="新区总工会", uscc=uscc_of(500), ownership="private", employees=120),
        line("新区一厂二车间分工会", parent="新区一厂工会", level="subunit"),
        line("新区总工会", parent="市总工会", level="county", short_name="新区"),  # its parent by the short name
    ]
    assert told(plan_organisations(officer, lines)) == [(Deed.ADD, [])] * 3

    made = import_organisations(actor=officer, below=federation.city, lines=lines)

    assert [item.name for item in made] == ["新区总工会", "新区一厂工会", "新区一厂二车间分工会"]
    county, unit, workshop = made
    assert (county.parent, unit.parent, workshop.parent) == (federation.city, county, unit)
    assert (unit.uscc, unit.ownership, unit.employees, unit.short_name) == (
        uscc_of(500),
        "private",
        120,
        "新区一厂工会",
    )
    record = JournalEntry.objects.get(act="orgs.import_organisations")
    assert (record.object_id, record.after) == (str(federation.city.pk), {"add": 3, "give": 0, "keep": 0})


def test_what_is_there_stays_as_it_is(federation, officer):
    lines = [line("云江重型机床厂工会委员会", phone="1"), line("青石新厂工会")]
    assert told(plan_organisations(officer, lines)) == [(Deed.KEEP, []), (Deed.ADD, [])]

    import_organisations(actor=officer, below=federation.city, lines=lines)
    assert import_organisations(actor=officer, below=federation.city, lines=lines) == []

    federation.unit.refresh_from_db()
    assert (federation.unit.phone, Organisation.objects.count()) == ("", 9)


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ([line("甲", parent="没有的工会")], [("parent", "unknown")]),
        ([line("甲", parent="云江重型机床厂工会委员会")], [("level", "level")]),
        ([line("甲", parent="甲")], [("level", "level")]),
        ([line("甲", uscc=uscc_of(5))], [("uscc", "taken")]),
    ],
)
def test_a_line_that_will_not_do_says_why(federation, officer, lines, faults):
    assert told(plan_organisations(officer, lines)) == [(Deed.FAULT, faults)]


def test_lines_that_contradict_one_another(federation, officer):
    twice = [line("甲", uscc=uscc_of(600)), line("甲"), line("乙", uscc=uscc_of(600))]
    assert told(plan_organisations(officer, twice)) == [
        (Deed.FAULT, [("name", "twice"), ("uscc", "taken")]),
        (Deed.FAULT, [("name", "twice")]),
        (Deed.FAULT, [("uscc", "taken")]),
    ]
    ring = [line("甲", parent="乙", level="grassroots"), line("乙", parent="丙", level="town"), line("丙", parent="甲")]
    assert [deed for deed, _problems in told(plan_organisations(officer, ring))] == [Deed.FAULT] * 3
    several = [line("丁"), line("丁", parent="明湖区总工会"), line("戊", parent="丁", level="subunit")]
    assert told(plan_organisations(officer, several))[2] == (Deed.FAULT, [("parent", "ambiguous")])


def test_one_fault_and_nothing_comes_in(federation, officer):
    with pytest.raises(Refusal) as raised:
        import_organisations(
            actor=officer, below=federation.city, lines=[line("好的工会"), line("坏的工会", parent="没有的工会")]
        )

    assert (raised.value.code, [problem.path for problem in raised.value.problems]) == ("import_faulty", ["1.parent"])
    assert Organisation.objects.count() == 8
    assert JournalEntry.objects.get(act="orgs.import_organisations").outcome == Outcome.REFUSED


def test_a_county_imports_into_its_own_subtree_alone(federation, county):
    elsewhere = line("明湖新厂工会", parent="明湖区总工会")
    assert told(plan_organisations(county, [elsewhere])) == [(Deed.FAULT, [("parent", "unknown")])]

    import_organisations(actor=county, below=federation.county, lines=[line("青石新厂工会")])
    with pytest.raises(Refusal):
        import_organisations(actor=county, below=federation.other_county, lines=[line("青石二厂工会")])
    assert Organisation.objects.filter(name__startswith="青石").count() == 3


def test_people_come_in_with_their_accounts_and_duties(federation, officer):
    AccountFactory(username="known", person=PersonFactory(name="旧人"))
    lines = [
        person(phone="13800001234", post="主席"),
        person(role=Role.STUDIO_SECRETARY),  # the same person in a second duty
        person("KNOWN", "旧人", organisation="青石县", role=Role.REVIEWER_FIRST),
    ]
    assert told(plan_people(officer, lines)) == [(Deed.ADD, []), (Deed.GIVE, []), (Deed.GIVE, [])]

    (issued,) = import_people(actor=officer, below=federation.city, lines=lines)

    assert issued.account.check_password(issued.password)
    assert (issued.account.person.name, issued.account.person.phone, issued.account.person.post) == (
        "梁守正",
        "13800001234",
        "主席",
    )
    assert list(issued.account.duties.values_list("role", "organisation", "since")) == [
        (Role.UNION_OFFICER, federation.unit.pk, DAY),
        (Role.STUDIO_SECRETARY, federation.unit.pk, DAY),
    ]
    assert Duty.objects.get(account__username="known").organisation == federation.county
    record = JournalEntry.objects.get(act="orgs.import_people")
    assert (record.after, issued.password in record.canonical) == ({"add": 1, "give": 2, "keep": 0}, False)


def test_people_who_are_there_stay_as_they_are(federation, officer):
    import_people(actor=officer, below=federation.city, lines=[person()])
    assert told(plan_people(officer, [person()])) == [(Deed.KEEP, [])]

    assert import_people(actor=officer, below=federation.city, lines=[person()]) == []
    assert Account.objects.filter(username="liang").count() == 1


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ([person(organisation="没有的工会")], [[("organisation", "unknown")]]),
        ([person("taken")], [[("name", "invalid")]]),
        ([person(), person(name="另一人", role=Role.WORKER)], [[], [("name", "invalid")]]),
        ([person(), person("LIANG")], [[("username", "twice")], [("username", "twice")]]),
        ([person(role=Role.SYSTEM_ADMINISTRATOR)], [[("role", "role_not_yours_to_give")]]),
    ],
)
def test_a_person_who_will_not_do_says_why(federation, officer, lines, faults):
    AccountFactory(username="taken", person=PersonFactory(name="别人"))
    before = Person.objects.count()

    assert [problems for _deed, problems in told(plan_people(officer, lines))] == faults
    with pytest.raises(Refusal):
        import_people(actor=officer, below=federation.city, lines=lines)
    assert Person.objects.count() == before


def test_a_county_brings_in_the_people_of_its_units_alone(federation, county):
    lines = [
        person(),
        person("wang", "王", organisation="明湖仪表有限公司工会委员会"),
        person("li", "李", role=Role.OFFICER_CITY),
    ]

    assert told(plan_people(county, lines)) == [
        (Deed.ADD, []),
        (Deed.FAULT, [("organisation", "unknown")]),
        (Deed.FAULT, [("role", "role_not_yours_to_give")]),
    ]


def test_a_duty_that_ended_is_given_again(federation, officer):
    over = DutyFactory(role=Role.UNION_OFFICER, organisation=federation.unit, account__username="liang")
    Duty.objects.filter(pk=over.pk).update(until=date(2025, 12, 31))

    assert told(plan_people(officer, [person(name=over.account.person.name)])) == [(Deed.GIVE, [])]
