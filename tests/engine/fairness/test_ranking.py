from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.fairness.ranking import Candidate, Key, Ranked, TieBreak, rank

KEYS = (Key("score"), Key("outcome"), Key("days", descending=False))
values = st.one_of(st.none(), st.integers(0, 3))
candidates = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.fixed_dictionaries({"score": values, "outcome": values, "days": values}),
).map(lambda table: [Candidate(case, row) for case, row in table.items()])


def case(name, score, outcome=0, days=0):
    return Candidate(name, {"score": Decimal(score), "outcome": outcome, "days": days})


def test_standard_competition_ranking():
    ranking = rank([case("d", 70), case("c", 80), case("b", 80), case("a", 90)], KEYS)
    assert ranking.places == (
        Ranked("a", 1, (), None),
        Ranked("b", 2, ("c",), "score"),
        Ranked("c", 2, ("b",), "score"),
        Ranked("d", 4, (), "score"),
    )
    assert ranking.tie_breaks == ()


def test_a_broken_tie_names_the_key():
    ranking = rank([case("a", 80, 20, 5), case("b", 80, 25, 9), case("c", 80, 20, 3)], KEYS)
    assert [place.case for place in ranking.places] == ["b", "c", "a"]
    assert ranking.tie_breaks == (TieBreak("b", "c", "outcome"), TieBreak("c", "a", "days"))


def test_decimals_of_equal_value_tie():
    ranking = rank([case("a", "80.0"), case("b", "80.00")], KEYS)
    assert [place.rank for place in ranking.places] == [1, 1]


def test_absent_values_come_last_in_both_directions():
    rows = [Candidate("a", {"score": 1}), Candidate("b", {"score": 1, "outcome": 0, "days": 9})]
    assert [place.case for place in rank(rows, KEYS).places] == ["b", "a"]
    assert [place.case for place in rank(rows, (Key("days", descending=False),)).places] == ["b", "a"]


def test_nobody():
    assert rank([], KEYS).places == ()


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        ([], ()),
        ([], (Key("score"), Key("score", descending=False))),
        ([case("a", 1), case("a", 2)], KEYS),
        ([case("a", "NaN")], KEYS),
    ],
)
def test_senseless_input_is_refused(rows, keys):
    with pytest.raises(ValueError):
        rank(rows, keys)


@given(candidates, st.randoms())
def test_order_of_input_does_not_matter(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert rank(shuffled, KEYS) == rank(rows, KEYS)


def beats(one, other):
    for key in KEYS:
        mine, theirs = one.values[key.name], other.values[key.name]
        if mine != theirs:
            if mine is None or theirs is None:
                return theirs is None
            return (mine > theirs) == key.descending
    return False


@given(candidates)
def test_rank_is_one_more_than_the_number_of_better_cases(rows):
    ranks = {place.case: place for place in rank(rows, KEYS).places}
    for row in rows:
        assert ranks[row.case].rank == 1 + sum(beats(other, row) for other in rows)
        tied = sorted(o.case for o in rows if o is not row and not beats(o, row) and not beats(row, o))
        assert ranks[row.case].tied_with == tuple(tied)


@given(candidates)
def test_every_broken_tie_is_true(rows):
    by_case = {row.case: row.values for row in rows}
    for tie in rank(rows, KEYS).tie_breaks:
        names = [key.name for key in KEYS]
        before = names[: names.index(tie.key)]
        assert before
        assert [by_case[tie.upper][n] for n in before] == [by_case[tie.lower][n] for n in before]
        assert by_case[tie.upper][tie.key] != by_case[tie.lower][tie.key]
