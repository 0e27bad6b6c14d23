from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric as oracle

from jiangxin.engine.measure.fault import Fault
from jiangxin.engine.measure.resident_id import ResidentIdCheck, check_character, check_resident_id, upgrade

TODAY = date(2026, 11, 22)
GOOD = "11010519491231002X"

numbers = st.builds(
    lambda area, born, seq: (t := f"{area}{born:%Y%m%d}{seq:03d}") + check_character(t),
    st.sampled_from(["330502", "110105", "440524"]),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)


def codes(text):
    return [fault.code for fault in check_resident_id(text, today=TODAY).faults]


def test_examples_of_the_standard():
    assert check_resident_id(GOOD, today=TODAY) == ResidentIdCheck(GOOD, (), date(1949, 12, 31), "female")
    assert check_resident_id("440524188001010014", today=TODAY) == ResidentIdCheck(
        "440524188001010014", (), date(1880, 1, 1), "male"
    )


def test_small_x_and_spaces_are_forgiven():
    assert check_resident_id("110105 19491231 002x", today=TODAY).value == GOOD


def test_fifteen_digits_are_brought_up():
    assert upgrade("110105491231002") == GOOD
    assert check_resident_id("110105491231002", today=TODAY) == ResidentIdCheck(
        GOOD, (), date(1949, 12, 31), "female", upgraded=True
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["resident_id.empty"]),
        ("1101051949123100", ["resident_id.length"]),
        ("1101051949123100AX", ["resident_id.character"]),
        ("X10105491231002", ["resident_id.character"]),
        ("010105194912310024", ["resident_id.area", "resident_id.check_digit"]),
        ("110105194902300022", ["resident_id.birth_date", "resident_id.check_digit"]),
        ("110105184902280024", ["resident_id.birth_date"]),
        ("110105194912310021", ["resident_id.check_digit"]),
    ],
)
def test_each_kind_of_fault(text, expected):
    assert codes(text) == expected


def test_position_of_a_wrong_character():
    assert check_resident_id("1101051949123100AX", today=TODAY).faults == (
        Fault("resident_id.character", {"position": 17, "character": "A"}),
    )


def test_nobody_is_born_tomorrow():
    first17 = "33050220261123001"
    assert codes(first17 + check_character(first17)) == ["resident_id.future"]


def test_residence_permit_of_taiwan_residents():
    first17 = "83000019900101001"
    assert codes(first17 + check_character(first17)) == []


def test_the_right_check_character_is_not_given_away():
    assert check_resident_id("110105194912310021", today=TODAY).faults[0].params == {}


@given(numbers)
def test_agrees_with_an_independent_implementation(number):
    assert oracle.calc_check_digit(number) == number[-1]
    check = check_resident_id(number, today=TODAY)
    assert check.ok
    assert f"{check.birth_date:%Y%m%d}" == number[6:14]
    assert check.gender == oracle_gender(number)


def oracle_gender(number):
    return "female" if number[16] in "02468" else "male"


@given(numbers, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(number, position, digit):
    mistyped = number[:position] + digit + number[position + 1 :]
    assert check_resident_id(mistyped, today=TODAY).ok == (mistyped == number)


@given(numbers, st.integers(0, 15))
def test_swapped_neighbours_are_always_found(number, position):
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    assert check_resident_id(swapped, today=TODAY).ok == (swapped == number)


@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text):
    check = check_resident_id(text, today=TODAY)
    assert check.ok == (check.birth_date is not None)
