import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.fairness.scores import CombinedScore, MeanRule, Sheet, Spread, combine, round_half_up, weigh

totals = st.integers(0, 11000).map(lambda hundredths: Decimal(hundredths).scaleb(-2))


def sheets(*points):
    return [Sheet(f"e{n}", None if p is None else Decimal(p)) for n, p in enumerate(points)]


def test_five_sheets_lose_the_highest_and_the_lowest():
    score = combine(sheets("90", "70", "80", "81", "82"))
    assert score == CombinedScore(
        mean=Decimal("81.00"),
        counted=("e2", "e3", "e4"),
        dropped_high="e0",
        dropped_low="e1",
        missing=(),
        spread=Spread(Decimal(70), Decimal(90), Decimal(20), Decimal("7.13")),
        vetoes={},
        vetoes_short={},
    )


def test_four_sheets_all_count():
    score = combine(sheets("90", "70", "80", "81"))
    assert (score.mean, score.counted, score.dropped_high) == (Decimal("80.25"), ("e0", "e1", "e2", "e3"), None)


def test_a_missing_sheet_brings_five_experts_below_the_threshold():
    score = combine(sheets("90", None, "80", "81", "82"))
    assert (score.mean, score.missing, score.dropped_low) == (Decimal("83.25"), ("e1",), None)


def test_equal_totals_drop_two_different_experts():
    score = combine(sheets("80", "80", "80", "80", "80"))
    assert (score.dropped_low, score.dropped_high, score.mean) == ("e0", "e1", Decimal("80.00"))


def test_half_is_rounded_up():
    assert combine(sheets("80.01", "80.02")).mean == Decimal("80.02")
    assert round_half_up(Decimal("0.125")) == Decimal("0.13")


def test_too_few_sheets_give_no_score():
    score = combine(sheets("80", None, None), MeanRule(minimum_sheets=2))
    assert (score.mean, score.counted, score.missing) == (None, (), ("e1", "e2"))
    assert score.spread == Spread(Decimal(80), Decimal(80), Decimal(0), None)


def test_no_sheet_at_all():
    score = combine(sheets(None))
    assert (score.mean, score.spread, score.missing) == (None, None, ("e0",))


def test_dropping_can_be_switched_off():
    assert combine(sheets("0", "50", "50", "50", "100"), MeanRule(drop_from=None)).counted == (
        "e0",
        "e1",
        "e2",
        "e3",
        "e4",
    )


def test_veto_needs_its_votes():
    given_sheets = [
        Sheet("b", Decimal(80), ("fraud", "misuse")),
        Sheet("a", Decimal(90), ("fraud",)),
        Sheet("c", Decimal(90)),
    ]
    score = combine(given_sheets, MeanRule(veto_votes=2))
    assert (score.vetoes, score.vetoes_short, score.vetoed) == ({"fraud": ("a", "b")}, {"misuse": ("b",)}, True)
    assert not combine(given_sheets, MeanRule(veto_votes=3)).vetoed


def test_an_expert_with_two_sheets_is_refused():
    with pytest.raises(ValueError, match="more than one sheet"):
        combine([Sheet("a", Decimal(1)), Sheet("a", Decimal(2))])


@pytest.mark.parametrize("values", [{"drop_from": 2}, {"decimals": -1}, {"minimum_sheets": 0}, {"veto_votes": 0}])
def test_senseless_rules_are_refused(values):
    with pytest.raises(ValueError):
        MeanRule(**values)


@given(st.lists(totals, min_size=1, max_size=12), st.integers(3, 8), st.randoms())
def test_mean_is_exact_and_does_not_depend_on_the_order(points, drop_from, random):
    given_sheets = sheets(*points)
    score = combine(given_sheets, MeanRule(drop_from=drop_from))
    kept = sorted(points)[1:-1] if len(points) >= drop_from else points
    exact = sum(map(Fraction, kept)) / len(kept)
    assert abs(Fraction(score.mean) - exact) <= Fraction(1, 200)
    assert Fraction(score.mean) - exact > -Fraction(1, 200)
    random.shuffle(given_sheets)
    assert combine(given_sheets, MeanRule(drop_from=drop_from)) == score


@given(st.lists(totals, min_size=2, max_size=12))
def test_deviation_agrees_with_the_standard_library(points):
    assert combine(sheets(*points)).spread.deviation == round_half_up(statistics.stdev(points))


def test_stages_are_weighed():
    result = weigh(
        {"material": Decimal("85.33"), "site": Decimal("90.00")}, {"material": Decimal("0.6"), "site": Decimal("0.4")}
    )
    assert (result.total, result.missing) == (Decimal("87.20"), ())
    assert result.shares == {"material": Decimal("51.198"), "site": Decimal("36.000")}


def test_a_missing_stage_gives_no_total():
    weights = {"material": Decimal("0.5"), "site": Decimal("0.3"), "defence": Decimal("0.2")}
    result = weigh({"material": Decimal(80), "defence": None}, weights)
    assert (result.total, result.missing) == (None, ("site", "defence"))


def test_a_stage_without_weight_need_not_be_scored():
    assert weigh({"material": Decimal(80)}, {"material": Decimal(1), "site": Decimal(0)}).total == Decimal("80.00")


@pytest.mark.parametrize(
    ("scores", "weights"),
    [
        ({}, {"a": "0.5", "b": "0.4"}),
        ({}, {"a": "1.5", "b": "-0.5"}),
        ({"c": Decimal(1)}, {"a": "1"}),
    ],
)
def test_wrong_weights_are_refused(scores, weights):
    with pytest.raises(ValueError):
        weigh(scores, {stage: Decimal(weight) for stage, weight in weights.items()})
