import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.divisions import Division, contains, division_faults, parse_division
from jiangxin.engine.measure.fault import MeasureError

codes = st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(["11", "33", "44", "82"]),
    *(st.integers(1, 99).map("{:02d}".format) for _ in range(2)),
    *(st.integers(1, 999).map("{:03d}".format) for _ in range(2)),
)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("330000", "province"),
        ("330500", "prefecture"),
        ("330502", "county"),
        ("330502000", "county"),
        ("330502105", "town"),
        ("330502105000", "town"),
        ("330502105201", "village"),
        ("441900003", "town"),
        ("330000000000", "province"),
    ],
)
def test_level(code, level):
    assert parse_division(code) == Division(code, level)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", "division.digits"),
        ("33050A", "division.digits"),
        ("3305", "division.length"),
        ("3305021", "division.length"),
        ("990000", "division.province"),
        ("330002", "division.gap"),
        ("330000105", "division.gap"),
        ("330502000201", "division.gap"),
    ],
)
def test_faults(code, fault):
    assert [one.code for one in division_faults(code)] == [fault]
    with pytest.raises(MeasureError) as raised:
        parse_division(code)
    assert raised.value.code == fault


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("330000", "330502", True),
        ("330500", "330502105", True),
        ("330502", "330502000000", True),
        ("330502000000", "330502", True),
        ("330502", "330500", False),
        ("330500", "330602", False),
        ("441900", "441900003", True),
    ],
)
def test_contains(outer, inner, expected):
    assert contains(outer, inner) == expected


@given(codes, st.sampled_from([2, 4, 6, 9, 12]), st.sampled_from([2, 4, 6, 9, 12]))
def test_containment_is_the_order_of_prefixes(code, one, other):
    longer, shorter = (code[:n].ljust(12, "0") for n in (max(one, other), min(one, other)))
    assert contains(shorter, longer)
    assert contains(longer, shorter) == (one == other)
