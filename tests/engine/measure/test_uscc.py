import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as oracle

from jiangxin.engine.measure.fault import Fault
from jiangxin.engine.measure.uscc import ALPHABET, body_check_character, check_character, check_uscc

GOOD = "91350100M000100Y43"
bodies = st.text(ALPHABET, min_size=8, max_size=8).map(lambda text: text + body_check_character(text))
heads = st.text("0123456789", min_size=2, max_size=2)  # letters are allowed too, but not by the oracle
areas = st.text("0123456789", min_size=6, max_size=6)
codes = st.builds(lambda head, area, body: head + area + body, heads, areas, bodies).map(
    lambda t: t + check_character(t)
)


def test_worked_example_of_the_standard():
    check = check_uscc(GOOD)
    assert (check.value, check.faults, check.warnings, check.division) == (GOOD, (), (), "350100")


def test_lower_case_spaces_and_full_width_are_forgiven():
    assert check_uscc(" 91350100 m000100y43\u200b").value == GOOD
    assert check_uscc("９１３５０１００Ｍ０００１００Ｙ４３").ok


def test_empty():
    assert check_uscc(" ").faults == (Fault("uscc.empty"),)


def test_length():
    assert check_uscc(GOOD[:-1]).faults == (Fault("uscc.length", {"found": 17, "expected": 18}),)


def test_forbidden_letter_names_its_place():
    assert check_uscc("91350100I000100Y43").faults == (Fault("uscc.character", {"position": 9, "character": "I"}),)


def test_letter_in_the_area():
    assert check_uscc("91A50100M000100Y43").faults == (Fault("uscc.character", {"position": 3, "character": "A"}),)


def test_length_and_character_together():
    assert [fault.code for fault in check_uscc("O1").faults] == ["uscc.length", "uscc.character"]


def test_check_digit():
    assert check_uscc(GOOD[:-1] + "4").faults == (Fault("uscc.check_digit", {"found": "4", "expected": "3"}),)


def test_body_check_is_only_a_warning():
    first17 = "91350100M000100Y5"
    check = check_uscc(first17 + check_character(first17))
    assert check.ok
    assert check.warnings == (Fault("uscc.body_check_digit", {"found": "5", "expected": "4"}),)


def test_union_code_is_told_from_an_employer_code():
    first17 = "81330500" + "MC000001" + body_check_character("MC000001")
    assert check_uscc(first17 + check_character(first17)).is_grassroots_union
    assert not check_uscc(GOOD).is_grassroots_union


@given(codes)
def test_agrees_with_an_independent_implementation(code):
    assert oracle.is_valid(code)
    assert check_uscc(code).ok
    assert check_uscc(code).warnings == ()


@given(st.builds(str.__add__, heads, st.text(ALPHABET, min_size=15, max_size=17)))
def test_rejects_what_an_independent_implementation_rejects(code):
    assert check_uscc(code).ok == oracle.is_valid(code)


@given(codes, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(code, position, char):
    mistyped = code[:position] + char + code[position + 1 :]
    assert check_uscc(mistyped).ok == (mistyped == code)


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text):
    check = check_uscc(text)
    assert check.ok == (check.faults == ())


@pytest.mark.parametrize(("body", "expected"), [("00000000", "0"), ("D2143569", "X")])
def test_body_check_character(body, expected):
    assert body_check_character(body) == expected
