from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.fairness.conflicts import (
    Affiliation,
    CaseParties,
    Conflict,
    ConflictPolicy,
    Relation,
    find_conflicts,
)

TODAY = date(2026, 11, 22)
POLICY = ConflictPolicy(TODAY)
CASE = CaseParties(
    "case",
    unit="firm",
    recommenders=("county", "industry"),
    leader="leader",
    members=("member",),
    mentors=("teacher",),
    superior_units=("group",),
    team="studio",
)


def kinds(*, affiliations=(), relations=(), experts=("expert",), policy=POLICY, cases=(CASE,)):
    found = find_conflicts(cases, experts, affiliations, relations, policy)
    return [(one.expert, one.kind, one.role) for one in found]


@pytest.mark.parametrize(
    ("organisation", "kind", "expected"),
    [
        ("firm", "employment", ("same_unit", "unit")),
        ("firm", "membership", ("same_unit", "unit")),
        ("firm", "leadership", ("leader_of", "unit")),
        ("county", "employment", ("recommended_by", "recommender")),
        ("industry", "leadership", ("recommended_by", "recommender")),
        ("group", "employment", ("superior", "superior_unit")),
        ("studio", "membership", ("member_of", "team")),
        ("studio", "leadership", ("leader_of", "team")),
        ("firm", "money", ("money", "unit")),
    ],
)
def test_ties_to_the_organisations_of_a_case(organisation, kind, expected):
    assert kinds(affiliations=[Affiliation("expert", organisation, kind)]) == [("expert", *expected)]


@pytest.mark.parametrize(
    ("expert", "expected"),
    [("leader", "leader_of"), ("member", "member_of"), ("teacher", "mentor_apprentice")],
)
def test_experts_named_by_the_case(expert, expected):
    found = find_conflicts([CASE], [expert], [], [], POLICY)
    assert [(one.kind, one.source, one.via) for one in found] == [(expected, "application", expert)]


@pytest.mark.parametrize(
    "kind", ["kin", "mentor_apprentice", "co_author", "co_member", "superior", "money", "declared"]
)
@pytest.mark.parametrize(("other", "role"), [("leader", "leader"), ("member", "member")])
def test_relations_hold_in_both_directions(kind, other, role):
    for relation in (Relation("expert", other, kind), Relation(other, "expert", kind)):
        assert kinds(relations=[relation]) == [("expert", kind, role)]


@pytest.mark.parametrize(("other", "role"), [("case", "case"), ("firm", "unit")])
def test_an_expert_may_declare_a_case_or_a_unit(other, role):
    assert kinds(relations=[Relation("expert", other, "declared", source="declaration")]) == [
        ("expert", "declared", role)
    ]


def test_kin_of_a_mentor_is_no_conflict():
    assert kinds(relations=[Relation("expert", "teacher", "kin")]) == []


def test_two_experts_who_are_kin_and_one_leads():
    assert kinds(experts=("expert", "leader"), relations=[Relation("expert", "leader", "kin")]) == [
        ("expert", "kin", "leader"),
        ("leader", "leader_of", "leader"),
    ]


def test_shared_team_needs_a_common_time():
    def found(since):
        return find_conflicts(
            [CASE],
            ["expert"],
            [
                Affiliation("expert", "committee", "membership", date(2024, 5, 1), None, "declaration"),
                Affiliation("leader", "committee", "leadership", since, date(2025, 6, 30)),
            ],
            [],
            POLICY,
        )

    conflict = Conflict(
        "expert",
        "case",
        "co_member",
        "declaration",
        binding=True,
        via="leader",
        role="leader",
        through="committee",
        since=date(2024, 5, 1),
        until=date(2025, 6, 30),
    )
    assert found(date(2020, 1, 1)) == [conflict]
    assert found(None) == [conflict]


def test_shared_team_at_different_times_is_no_conflict():
    ties = [
        Affiliation("expert", "committee", "membership", date(2025, 7, 1)),
        Affiliation("leader", "committee", "membership", None, date(2025, 6, 30)),
    ]
    assert kinds(affiliations=ties) == []


def test_one_common_day_in_a_team_is_enough():
    ties = [
        Affiliation("expert", "committee", "membership", date(2025, 6, 30)),
        Affiliation("leader", "committee", "membership", None, date(2025, 6, 30)),
    ]
    assert kinds(affiliations=ties) == [("expert", "co_member", "leader")]


def test_the_employer_of_a_team_member_counts_as_the_same_unit():
    ties = [Affiliation("expert", "university", "employment"), Affiliation("member", "university", "employment")]
    assert kinds(affiliations=ties) == [("expert", "same_unit", "member")]


def test_an_employer_and_a_team_do_not_mix():
    ties = [Affiliation("expert", "university", "employment"), Affiliation("member", "university", "membership")]
    assert kinds(affiliations=ties) == []


@pytest.mark.parametrize(
    ("until", "counts"),
    [(None, True), (date(2023, 11, 22), True), (date(2023, 11, 21), False)],
)
def test_past_employment_counts_for_three_years(until, counts):
    assert bool(kinds(affiliations=[Affiliation("expert", "firm", "employment", None, until)])) == counts


def test_future_ties_do_not_count_yet():
    assert kinds(affiliations=[Affiliation("expert", "firm", "employment", TODAY + timedelta(days=1))]) == []


def test_teaching_never_lapses():
    relation = Relation("leader", "expert", "mentor_apprentice", until=date(1990, 1, 1))
    assert kinds(relations=[relation]) == [("expert", "mentor_apprentice", "leader")]


def test_look_back_from_a_leap_day():
    policy = ConflictPolicy(date(2028, 2, 29), look_back_years={"same_unit": 3})
    ties = [Affiliation("expert", "firm", "employment", None, date(2025, 2, 28))]
    assert kinds(affiliations=ties, policy=policy) == [("expert", "same_unit", "unit")]


def test_kinds_that_do_not_bind_are_still_reported():
    policy = ConflictPolicy(TODAY, binding=frozenset({"kin"}))
    ties = [Affiliation("expert", "firm", "employment", date(2020, 1, 1), source="declaration")]
    assert find_conflicts([CASE], ["expert"], ties, [Relation("expert", "leader", "kin")], policy) == [
        Conflict(
            "expert", "case", "same_unit", "declaration", binding=False, via="firm", role="unit", since=date(2020, 1, 1)
        ),
        Conflict("expert", "case", "kin", "register", binding=True, via="leader", role="leader"),
    ]


def test_the_same_fact_twice_is_one_conflict():
    assert kinds(affiliations=[Affiliation("expert", "firm", "employment")] * 2) == [("expert", "same_unit", "unit")]


def test_a_stranger_has_none():
    ties = [Affiliation("expert", "elsewhere", "employment"), Affiliation("other", "firm", "employment")]
    assert kinds(affiliations=ties, relations=[Relation("other", "leader", "kin")]) == []


people = st.sampled_from(["p0", "p1", "p2", "p3"])
units = st.sampled_from(["o0", "o1", "o2"])
dates = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2027, 12, 31)))
case_parties = st.builds(
    CaseParties,
    st.just("c"),
    units,
    recommenders=st.lists(units, max_size=2).map(tuple),
    leader=people,
    members=st.lists(people, max_size=2).map(tuple),
    team=st.one_of(st.none(), units),
)
ties = st.lists(
    st.builds(
        Affiliation, people, units, st.sampled_from(["employment", "membership", "leadership", "money"]), dates, dates
    )
)
bonds = st.lists(
    st.builds(Relation, people, people, st.sampled_from(["kin", "co_author"]), st.just("register"), dates, dates)
)


@given(st.lists(case_parties, max_size=5), ties, bonds, st.randoms())
def test_every_expert_and_case_can_be_judged_alone(cases, affiliations, relations, random):
    cases = [
        CaseParties(f"c{n}", c.unit, c.recommenders, c.leader, c.members, team=c.team) for n, c in enumerate(cases)
    ]
    experts = ["p0", "p1", "p2"]
    together = find_conflicts(cases, experts, affiliations, relations, POLICY)
    alone = [
        conflict
        for expert in experts
        for case in cases
        for conflict in find_conflicts([case], [expert], affiliations, relations, POLICY)
    ]
    assert together == alone
    for facts in (cases, affiliations, relations):
        random.shuffle(facts)
    assert find_conflicts(cases, experts, affiliations, relations, POLICY) == together


def test_ten_thousand_cases_and_five_hundred_experts():
    cases = [CaseParties(f"case{n}", unit=f"unit{n % 2000}", leader=f"leader{n}") for n in range(10_000)]
    experts = [f"expert{n}" for n in range(500)]
    affiliations = [Affiliation(expert, f"unit{n}", "employment") for n, expert in enumerate(experts)]
    affiliations += [Affiliation(f"leader{n}", f"unit{n % 2000}", "employment") for n in range(10_000)]
    relations = [Relation("expert0", f"leader{n}", "co_author") for n in range(7)]
    found = find_conflicts(cases, experts, affiliations, relations, POLICY)
    assert sum(one.kind == "co_author" for one in found) == 7
    assert len({(one.expert, one.case) for one in found if one.kind == "same_unit"}) == 500 * 5
