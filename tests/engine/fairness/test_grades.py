"""Grades under caps and vetoes: never more than the cap, never a better grade for fewer points."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.fairness.grades import Band, Graded, grade, room_in

BANDS = (
    Band("excellent", Decimal(90), Decimal(20)),
    Band("good", Decimal(80)),
    Band("qualified", Decimal(60)),
    Band("unqualified", None),
)
CODES = [band.code for band in BANDS]

scores = st.lists(st.integers(100, 200).map(lambda half: Decimal(half) / 2), max_size=40).map(
    lambda points: [(f"c{at:02}", point) for at, point in enumerate(points)]
)
caps = st.none() | st.integers(0, 100).map(Decimal)


def test_bands_caps_and_vetoes():
    given_ = [(f"c{at}", Decimal(points)) for at, points in enumerate((96, 95, 92, 85, 85, 70, 61, 59, 91, 30))]
    found = grade(given_, BANDS, vetoed={"c3"})

    assert [one.grade for one in found] == [
        "excellent", "excellent", "good", "unqualified", "good", "qualified", "qualified", "unqualified", "good",
        "unqualified",
    ]  # fmt: skip
    assert found[2] == Graded("c2", "good", "excellent", "cap")
    assert found[3] == Graded("c3", "unqualified", "good", "veto")
    assert found[7].cause == "score"


def test_equal_scores_at_the_cap_fall_together():
    found = grade([("a", Decimal(95)), ("b", Decimal(95)), *((f"c{at}", Decimal(70)) for at in range(6))], BANDS)

    assert {one.case: one.grade for one in found[:2]} == {"a": "good", "b": "good"}


def test_a_number_caps_beside_a_share():
    bands = (Band("excellent", Decimal(90), Decimal(50), 1), *BANDS[1:])
    found = grade([(f"c{at}", Decimal(99 - at)) for at in range(4)], bands)

    assert [one.grade for one in found] == ["excellent", "good", "good", "good"]
    assert [room_in(bands[0], everyone) for everyone in (1, 2, 40)] == [0, 1, 1]
    assert room_in(bands[1], 40) is None


@given(scores, caps, caps, st.sets(st.sampled_from([f"c{at:02}" for at in range(40)]), max_size=5))
def test_caps_hold_and_order_is_kept(given_, best, second, vetoed):
    bands = (Band("a", Decimal(90), best), Band("b", Decimal(80), second), Band("c", Decimal(60)), Band("d", None))
    found = {one.case: one for one in grade(given_, bands, vetoed)}
    place = {band.code: at for at, band in enumerate(bands)}

    for band, cap in (("a", best), ("b", second)):
        if cap is not None:
            assert sum(one.grade == band for one in found.values()) <= Fraction(cap) * len(found) / 100
    standing = [(points, place[found[case].grade]) for case, points in given_ if case not in vetoed]
    assert all(one[1] <= other[1] for one in standing for other in standing if one[0] >= other[0])
    assert all(found[case].grade == "d" for case, _points in given_ if case in vetoed)
    assert all(place[one.grade] >= place[one.earned] for one in found.values())


@given(scores, st.randoms(use_true_random=False))
def test_the_order_of_cases_changes_nothing(given_, random):
    shuffled = list(given_)
    random.shuffle(shuffled)

    assert sorted(grade(shuffled, BANDS), key=lambda one: one.case) == grade(given_, BANDS)


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (Band("a", Decimal(90)),),
        (Band("a", None), Band("b", None)),
        (Band("a", Decimal(80)), Band("b", Decimal(80)), Band("c", None)),
        (Band("a", Decimal(80), Decimal(101)), Band("b", None)),
        (Band("a", Decimal(80)), Band("b", None, Decimal(5))),
        (Band("a", Decimal(80)), Band("b", None, None, 5)),
        (Band("a", Decimal(80), None, -1), Band("b", None)),
    ],
)
def test_what_are_no_bands_is_refused(bands):
    with pytest.raises(ValueError, match=r"band"):
        grade([], bands)


def test_a_case_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        grade([("a", Decimal(1)), ("a", Decimal(2))], BANDS)
