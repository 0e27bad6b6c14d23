"""Planted leniency is found, nothing is found where there is none, and intervals hold what they promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiangxin.engine.fairness.calibration import Mark, calibrate
from jiangxin.engine.fairness.plain_methods import plain_scores
from jiangxin.engine.fairness.uncertainty import standings


def planted(seed, *, cases=60, experts=12, each=3, bias=4.0, noise=2.0):
    """Marks with known qualities and leniencies, experts drawn at random."""
    random = np.random.default_rng(seed)
    quality = random.normal(80, 5, cases)
    leniency = random.normal(0, bias, experts) if bias else np.zeros(experts)
    marks = [
        Mark(f"c{case:03}", f"e{expert:02}", float(quality[case] + leniency[expert] + random.normal(0, noise)))
        for case in range(cases)
        for expert in random.choice(experts, each, replace=False)
    ]
    return marks, {f"c{case:03}": float(value) for case, value in enumerate(quality)}, leniency


def order_error(found, true):
    """Share of pairs that stand the wrong way round."""
    names = sorted(true)
    one, other = np.array([found[name] for name in names]), np.array([true[name] for name in names])
    wrong = (one[:, None] - one[None, :]) * (other[:, None] - other[None, :]) < 0
    return wrong.mean()


def errors(seeds, **how):
    plain, calibrated = [], []
    for seed in seeds:
        marks, true, _leniency = planted(seed, **how)
        cases = calibrate(marks).cases
        plain.append(order_error({name: case.mean for name, case in cases.items()}, true))
        calibrated.append(order_error({name: case.quality for name, case in cases.items()}, true))
    return float(np.mean(plain)), float(np.mean(calibrated))


def test_planted_leniency_is_taken_off():
    plain, calibrated = errors(range(20))

    assert calibrated < 0.75 * plain


def test_without_leniency_it_does_no_harm():
    plain, calibrated = errors(range(20), bias=0.0)

    assert calibrated < 1.05 * plain


def test_the_planted_numbers_are_found():
    marks, _true, leniency = planted(3, cases=400, experts=10, each=4)
    found = calibrate(marks)

    planted_ones = leniency - leniency.mean()
    estimated = np.array([found.experts[f"e{at:02}"].leniency for at in range(10)])
    assert np.abs(estimated - estimated.mean() - planted_ones).max() < 0.6
    assert found.noise_deviation == pytest.approx(2.0, abs=0.2)
    assert found.leniency_deviation == pytest.approx(leniency.std(ddof=1), rel=0.15)
    assert (found.panels, found.freedom) == (1, 1200)


def test_intervals_hold_what_they_promise():
    inside = trials = 0
    for seed in range(12):
        marks, true, _leniency = planted(100 + seed, cases=40)
        for name, standing in standings(marks, seats=10, level=0.9, draws=400, seed=seed).items():
            # Qualities are known up to what all marks have in common.
            inside += standing.low <= true[name] <= standing.high
            trials += 1

    assert 0.84 < inside / trials < 0.96


def test_intervals_of_ranks_hold_the_true_rank_at_their_rate():
    inside, trials = 0, 0
    for seed in range(12):
        marks, true, _leniency = planted(seed)
        place = {name: number for number, name in enumerate(sorted(true, key=true.__getitem__, reverse=True), start=1)}
        for name, standing in standings(marks, seats=10, level=0.9, draws=400, seed=seed).items():
            inside += standing.best <= place[name] <= standing.worst
            trials += 1

    assert 0.84 < inside / trials < 0.98


def test_probabilities_above_the_line_add_up_to_the_seats():
    marks, _true, _leniency = planted(5)
    found = standings(marks, seats=20, draws=300)

    assert sum(one.above for one in found.values()) == pytest.approx(20)
    assert all(1 <= one.best <= one.worst <= 60 for one in found.values())
    assert found == standings(reversed(marks), seats=20, draws=300)


def test_one_who_disagrees_is_named():
    marks = [
        Mark(f"c{case}", f"e{expert}", 80 + case + 0.1 * ((case * 7 + expert * 3) % 5))
        for case in range(8)
        for expert in range(4)
    ]
    marks[9] = Mark("c2", "e1", 40)
    case = calibrate(marks).cases["c2"]

    assert (case.most_apart, case.tension > 3) == ("e1", True)
    assert max(other.tension for name, other in calibrate(marks).cases.items() if name != "c2") < case.tension


def test_experts_who_share_nothing_are_two_panels():
    marks = [Mark("a", "e1", 80), Mark("a", "e2", 82), Mark("b", "e3", 90), Mark("b", "e4", 91)]

    assert calibrate(marks).panels == 2


marks_of_any_shape = st.lists(
    st.builds(
        Mark,
        case=st.sampled_from("abcdefgh"),
        expert=st.sampled_from("uvwxyz"),
        points=st.integers(0, 200).map(lambda half: half / 2),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda mark: (mark.case, mark.expert),
)


@given(marks_of_any_shape, st.integers(-50, 50))
@settings(max_examples=60)
def test_a_shift_of_all_marks_shifts_all_qualities(marks, shift):
    before = calibrate(marks)
    after = calibrate([Mark(mark.case, mark.expert, mark.points + shift) for mark in marks])

    for name, case in before.cases.items():
        assert after.cases[name].quality == pytest.approx(case.quality + shift, abs=1e-6)
    for name, expert in before.experts.items():
        assert after.experts[name].leniency == pytest.approx(expert.leniency, abs=1e-6)


@given(marks_of_any_shape)
@settings(max_examples=60)
def test_any_marks_give_finite_numbers(marks):
    found = calibrate(marks)
    plain = plain_scores(marks)

    numbers = [found.leniency_deviation, found.noise_deviation]
    numbers += [value for case in found.cases.values() for value in (case.quality, case.mean, case.tension)]
    numbers += [value for case in plain.values() for value in (case.trimmed, case.median, case.standardised)]
    numbers += [one.above for one in standings(marks, seats=2, draws=20).values()]
    assert np.isfinite(numbers).all()
    lowest, highest = min(mark.points for mark in marks), max(mark.points for mark in marks)
    assert all(lowest - 1e-9 <= case.median <= highest + 1e-9 for case in plain.values())
    assert {name: case.mean for name, case in plain.items()} == pytest.approx(
        {name: case.mean for name, case in found.cases.items()}
    )


@pytest.mark.parametrize(
    "marks",
    [[], [Mark("a", "e", 1), Mark("a", "e", 2)], [Mark("a", "e", float("nan"))], [Mark("a", "e", float("inf"))]],
)
def test_what_is_no_set_of_marks_is_refused(marks):
    with pytest.raises(ValueError, match="mark"):
        calibrate(marks)
