from collections import Counter
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangxin.engine.fairness.assignment import (
    Assignment,
    CaseNeed,
    Exclusion,
    ExpertOffer,
    Impossible,
    Rules,
    affinity_by_tags,
    assign,
)
from jiangxin.engine.fairness.assignment_reasons import (
    CapacityShort,
    CasesBottleneck,
    CaseShort,
    FixedPairBarred,
    MinimumsBottleneck,
    MinimumsTooHigh,
)


def cases(number, **kwargs):
    return [CaseNeed(f"c{n}", **kwargs) for n in range(number)]


def experts(*offers):
    return [ExpertOffer(f"e{n}", *offer) for n, offer in enumerate(offers)]


def bars(*pairs, kind="same_unit"):
    return [Exclusion(expert, case, kind) for case, expert in pairs]


def test_the_better_fit_wins_when_loads_are_equal():
    plan = assign(cases(2), experts((1,), (1,)), Rules(1), affinity=np.array([[1, 5], [4, 2]]))
    assert plan.pairs == (("c0", "e1"), ("c1", "e0"))
    assert (plan.loads, plan.statistics.total_fit, plan.statistics.mean_fit) == ({"e0": 1, "e1": 1}, 9, 4.5)


def test_even_loads_come_before_fit_unless_switched_off():
    fit = np.array([[9, 0], [9, 0]])
    assert assign(cases(2), experts((2,), (2,)), Rules(1), affinity=fit).loads == {"e0": 1, "e1": 1}
    assert assign(cases(2), experts((2,), (2,)), Rules(1, even=False), affinity=fit).loads == {"e0": 2, "e1": 0}


def test_shared_tags_are_the_default_fit():
    needs = [CaseNeed("c0", frozenset({"welding", "robots"})), CaseNeed("c1", frozenset({"nursing"}))]
    offers = [ExpertOffer("e0", 1, tags=frozenset({"nursing", "x"})), ExpertOffer("e1", 1, tags=frozenset({"welding"}))]
    assert affinity_by_tags(needs, offers).tolist() == [[0, 1], [1, 0]]
    assert assign(needs, offers, Rules(1)).pairs == (("c0", "e1"), ("c1", "e0"))


def test_required_tags_are_hard():
    needs = [CaseNeed("c0", required_tags=frozenset({"safety"}))]
    offers = [ExpertOffer("e0", 1), ExpertOffer("e1", 1, tags=frozenset({"safety"}))]
    assert assign(needs, offers, Rules(1), affinity=np.array([[9, 0]])).pairs == (("c0", "e1"),)


def test_at_most_one_of_an_organisation():
    offers = experts((1, 0, "o"), (1, 0, "o"), (1, 0, "p"))
    plan = assign(cases(1), offers, Rules(2, organisation_limit=1), affinity=np.array([[9, 8, 0]]))
    assert plan.pairs == (("c0", "e0"), ("c0", "e2"))


def test_experts_without_organisation_are_not_limited():
    plan = assign(cases(1), experts((1,), (1,)), Rules(2, organisation_limit=1))
    assert plan.pairs == (("c0", "e0"), ("c0", "e1"))


def test_fixed_pairs_stay_and_count():
    offers = experts((1, 0, "o"), (1, 0, "o"), (1, 0, "p"))
    plan = assign(
        cases(1), offers, Rules(2, organisation_limit=1), affinity=np.array([[9, 0, 0]]), fixed=[("c0", "e1")]
    )
    assert plan.pairs == (("c0", "e1"), ("c0", "e2"))
    assert plan.statistics.total_fit == 0


def test_everything_fixed_leaves_nothing_to_do():
    plan = assign(cases(1), experts((1,), (1,)), Rules(1), fixed=[("c0", "e0")])
    assert (plan.pairs, plan.loads) == ((("c0", "e0"),), {"e0": 1, "e1": 0})


def test_no_cases():
    plan = assign([], experts((1,)), Rules(3))
    assert (plan.pairs, plan.loads, plan.statistics.mean_fit) == ((), {"e0": 0}, 0)


def test_minimum_is_kept_against_fit():
    plan = assign(cases(3), experts((3,), (3, 2)), Rules(1, even=False), affinity=np.array([[9, 0]] * 3))
    assert plan.loads == {"e0": 1, "e1": 2}


def test_a_case_without_enough_experts_says_who_is_kept_out_by_what():
    offers = [*experts((2,), (2,), (2, 0, "o"), (2, 0, "o"), (0,)), ExpertOffer("e5", 2)]
    result = assign(
        cases(2),
        offers,
        Rules(3, organisation_limit=1),
        exclusions=[*bars(("c0", "e0"), ("c0", "e1")), *bars(("c0", "e0"), kind="kin")],
    )
    assert result == Impossible(
        (CaseShort("c0", 3, 2, {"kin": 1, "no_capacity": 1, "organisation_limit": 1, "same_unit": 2}),)
    )


def test_a_case_short_of_required_tags():
    result = assign([CaseNeed("c0", required_tags=frozenset({"x"}))], experts((1,), (1,)), Rules(1))
    assert result == Impossible((CaseShort("c0", 1, 0, {"required_tags": 2}),))


def test_capacity_short():
    assert assign(cases(3), experts((2,), (2,)), Rules(2)) == Impossible((CapacityShort(6, 4, 2),))


def test_no_experts():
    assert assign(cases(1), [], Rules(1)) == Impossible((CaseShort("c0", 1, 0, {}), CapacityShort(1, 0, 1)))


def test_minimums_too_high():
    assert assign(cases(2), experts((2, 2), (2, 1)), Rules(1)) == Impossible((MinimumsTooHigh(2, 3, 1),))


def test_cases_that_compete_for_the_same_experts():
    # Each case has an expert, all experts together have room, but c0 and c1 both depend on e0.
    result = assign(cases(3), experts((1,), (3,)), Rules(1), exclusions=bars(("c0", "e1"), ("c1", "e1")))
    assert result == Impossible((CasesBottleneck(("c0", "c1"), ("e0",), need=2, short=1),))


def test_minimums_that_compete_for_the_same_cases():
    result = assign(
        cases(3), experts((3, 1), (3, 1), (3,)), Rules(1), exclusions=bars(*product(("c1", "c2"), ("e0", "e1")))
    )
    assert result == Impossible((MinimumsBottleneck(("e0", "e1"), minimums=2, short=1),))


@pytest.mark.parametrize(
    ("fixed", "barred"),
    [
        ([("c0", "e0")], [FixedPairBarred("c0", "e0", ("same_unit",))]),
        ([("c1", "e2")], [FixedPairBarred("c1", "e2", ("required_tags",))]),
        ([("c0", "e4")], [FixedPairBarred("c0", "e4", ("capacity",))]),
        (
            [("c0", "e2"), ("c0", "e3")],
            [FixedPairBarred("c0", e, ("organisation_limit",)) for e in ("e2", "e3")],
        ),
        (
            [("c0", "e1"), ("c0", "e2"), ("c0", "e5")],
            [FixedPairBarred("c0", e, ("experts_per_case",)) for e in ("e1", "e2", "e5")],
        ),
    ],
)
def test_fixed_pairs_that_break_a_rule(fixed, barred):
    needs = [CaseNeed("c0"), CaseNeed("c1", required_tags=frozenset({"x"}))]
    offers = [*experts((2,), (2,), (2, 0, "o"), (2, 0, "o"), (0,)), ExpertOffer("e5", 2)]
    result = assign(needs, offers, Rules(2, organisation_limit=1), exclusions=bars(("c0", "e0")), fixed=fixed)
    assert result == Impossible(tuple(barred))


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ((cases(1) * 2, experts((1,)), Rules(1)), {}),
        ((cases(1), experts((1,)) * 2, Rules(1)), {}),
        ((cases(1), experts((1,)), Rules(0)), {}),
        ((cases(1), experts((1,)), Rules(1, organisation_limit=0)), {}),
        ((cases(1), experts((1, 2)), Rules(1)), {}),
        ((cases(1), experts((-1,)), Rules(1)), {}),
        ((cases(1), experts((1,)), Rules(1)), {"affinity": np.zeros((2, 2), dtype=np.int64)}),
        ((cases(1), experts((1,)), Rules(1)), {"exclusions": bars(("c9", "e0"))}),
        ((cases(1), experts((1,)), Rules(1)), {"fixed": [("c0", "e9")]}),
        ((cases(3), experts((2,), (2,)), Rules(1)), {"affinity": np.array([[2**58, 0]] * 3)}),
    ],
)
def test_senseless_input_is_refused(arguments, options):
    with pytest.raises(ValueError):
        assign(*arguments, **options)


offers_drawn = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 1), st.sampled_from([None, "o", "p"])).map(
        lambda t: (max(t[0], t[1]), t[1], t[2])
    ),
    min_size=1,
    max_size=4,
)


@st.composite
def problems(draw):
    offers = experts(*draw(offers_drawn))
    needs = cases(draw(st.integers(1, 3)))
    pairs = [(c.case, e.expert) for c in needs for e in offers]
    barred = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    free = [pair for pair in pairs if pair not in barred]
    return {
        "cases": needs,
        "experts": offers,
        "rules": Rules(
            draw(st.integers(1, 2)),
            draw(st.sampled_from([None, 1, 2])),
            even=draw(st.booleans()),
            seed=draw(st.integers(0, 9)),
        ),
        "exclusions": bars(*barred),
        "affinity": np.array([[draw(st.integers(-3, 9)) for _ in offers] for _ in needs]),
        "fixed": draw(st.lists(st.sampled_from(free), max_size=2, unique=True)) if free else [],
    }


def plans(problem):
    """Every plan that keeps the rules, by trying all."""
    rules, offers = problem["rules"], {e.expert: e for e in problem["experts"]}
    barred = {(x.case, x.expert) for x in problem["exclusions"]}
    choices = []
    for case in problem["cases"]:
        must = {e for c, e in problem["fixed"] if c == case.case}
        teams = combinations([e for e in offers if (case.case, e) not in barred], rules.experts_per_case)
        choices.append([team for team in teams if must <= set(team) and within_limit(team, offers, rules)])
    for plan in product(*choices):
        loads = Counter(expert for team in plan for expert in team)
        if all(e.minimum <= loads[e.expert] <= e.capacity for e in offers.values()):
            yield plan, [loads[e] for e in offers]


def within_limit(team, offers, rules):
    seen = Counter(offers[e].organisation for e in team if offers[e].organisation)
    return rules.organisation_limit is None or all(n <= rules.organisation_limit for n in seen.values())


def worth(problem, plan, loads):
    place = {e.expert: n for n, e in enumerate(problem["experts"])}
    fit = sum(int(problem["affinity"][row, place[e]]) for row, team in enumerate(plan) for e in team)
    evenness = sorted(loads, reverse=True) if problem["rules"].even else []
    return evenness, -fit


@settings(max_examples=300)
@given(problems())
def test_agrees_with_trying_every_plan(problem):
    result = assign(**problem)
    possible = list(plans(problem))
    if isinstance(result, Impossible):
        assert possible == []
        assert result.reasons
        return
    teams = tuple(tuple(e for c, e in result.pairs if c == case.case) for case in problem["cases"])
    own = {frozenset(enumerate(map(frozenset, plan))): worth(problem, plan, loads) for plan, loads in possible}
    mine = own[frozenset(enumerate(map(frozenset, teams)))]
    assert mine == min(own.values())
    assert result.statistics.total_fit == -mine[1]
    assert set(problem["fixed"]) <= set(result.pairs)
    loads = [result.loads[e.expert] for e in problem["experts"]]
    assert loads == [sum(e.expert == expert for _, expert in result.pairs) for e in problem["experts"]]
    assert (result.statistics.minimum_load, result.statistics.maximum_load) == (min(loads), max(loads))


@settings(max_examples=60)
@given(problems(), st.randoms())
def test_order_of_input_does_not_matter(problem, random):
    rows, columns = list(range(len(problem["cases"]))), list(range(len(problem["experts"])))
    random.shuffle(rows)
    random.shuffle(columns)
    mixed = problem | {
        "cases": [problem["cases"][row] for row in rows],
        "experts": [problem["experts"][column] for column in columns],
        "affinity": problem["affinity"][rows][:, columns],
        "exclusions": problem["exclusions"][::-1],
        "fixed": problem["fixed"][::-1],
    }
    assert assign(**mixed) == assign(**problem)


def test_the_seed_chooses_among_equal_plans():
    found = {assign(cases(6), experts(*[(6,)] * 6), Rules(1, seed=seed)).pairs for seed in range(5)}
    assert len(found) > 1


def test_two_thousand_cases_and_two_hundred_experts():
    rng = np.random.default_rng(7)
    needs = cases(2000)
    offers = [ExpertOffer(f"e{n}", 60, 5, f"o{n % 40}") for n in range(200)]
    barred = {(f"c{rng.integers(2000)}", f"e{rng.integers(200)}") for _ in range(10_000)}
    plan = assign(
        needs,
        offers,
        Rules(3, organisation_limit=1),
        exclusions=bars(*sorted(barred)),
        affinity=rng.integers(0, 10, (2000, 200)),
    )
    assert isinstance(plan, Assignment)
    assert set(plan.loads.values()) == {30}
    assert Counter(case for case, _ in plan.pairs) == {one.case: 3 for one in needs}
    assert barred.isdisjoint(plan.pairs)
    assert max(Counter((case, int(expert[1:]) % 40) for case, expert in plan.pairs).values()) == 1
