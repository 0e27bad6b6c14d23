import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.fault import MeasureError
from jiangxin.engine.measure.numbering import (
    NumberParts,
    check_digits,
    has_valid_check,
    has_valid_seal,
    parse_pattern,
    pattern_faults,
    seal_suffix,
)

USUAL = "{area}-LMGZS-{year}-{seq4}"
areas = st.text("0123456789ABXYZ", min_size=2, max_size=12)
numbers = st.builds(
    lambda area, year, seq: parse_pattern(USUAL).render(area=area, year=year, seq=seq),
    areas,
    st.integers(1000, 2999),
    st.integers(1, 9999),
)


def test_render_and_match():
    pattern = parse_pattern(USUAL)
    assert pattern.render(area="330500", year=2026, seq=35) == "330500-LMGZS-2026-0035"
    assert pattern.match("330500-LMGZS-2026-0035") == NumberParts(35, 2026, "330500")


@given(
    areas,
    st.integers(1000, 2999),
    st.integers(1, 9999),
    st.sampled_from([USUAL, "第{year}{seq4}号/{area}", "GZS·{area}·{year}{seq4}"]),
)
def test_rendered_numbers_are_matched_back(area, year, seq, text):
    pattern = parse_pattern(text)
    assert pattern.match(pattern.render(area=area, year=year, seq=seq)) == NumberParts(seq, year, area)


def test_pattern_without_area_or_year():
    pattern = parse_pattern("GZS-{seq3}")
    assert pattern.render(seq=7, year=2026, area="ignored") == "GZS-007"
    assert pattern.match("GZS-007") == NumberParts(7)


@pytest.mark.parametrize(
    "number",
    ["", "330500-LMGZS-2026-035", "330500-LMGZS-2026-0000", "330500-lmgzs-2026-0035", "330500-LMGZS-2026-00351"],
)
def test_other_texts_do_not_match(number):
    assert parse_pattern(USUAL).match(number) is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"seq": 10000, "year": 2026, "area": "33"}, "numbering.overflow"),
        ({"seq": 0, "year": 2026, "area": "33"}, "numbering.seq"),
        ({"seq": 1, "area": "33"}, "numbering.missing"),
        ({"seq": 1, "year": 2026}, "numbering.missing"),
        ({"seq": 1, "year": 26, "area": "33"}, "numbering.year"),
        ({"seq": 1, "year": 2026, "area": "湖州"}, "numbering.area"),
        ({"seq": 1, "year": 2026, "area": "3"}, "numbering.area"),
    ],
)
def test_values_that_do_not_fit(values, code):
    with pytest.raises(MeasureError) as raised:
        parse_pattern(USUAL).render(**values)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (USUAL, []),
        ("{seq4}", []),
        ("", ["no_sequence"]),
        ("{seq9}", ["unknown_field", "no_sequence"]),
        ("{town}-{seq4}", ["unknown_field"]),
        ("{seq4}{seq4}", ["repeated_field"]),
        ("{year}{year}{seq2}", ["repeated_field"]),
        ("a-{seq4}", ["literal"]),
        ("{-{seq4}", ["literal"]),
        ("{area}{seq4}", ["adjacent"]),
        ("33{area}-{seq4}", ["adjacent"]),
        ("{seq4}{area}", ["adjacent"]),
        ("号" * 60 + "{seq4}", ["too_long"]),
    ],
)
def test_pattern_faults(text, codes):
    assert [fault.code for fault in pattern_faults(text)] == [f"numbering.{code}" for code in codes]


def test_faulty_pattern_is_refused():
    with pytest.raises(MeasureError) as raised:
        parse_pattern("{town}-{seq4}")
    assert (raised.value.code, raised.value.fault.params) == ("numbering.unknown_field", {"field": "town"})


def test_check_digits_of_a_known_number():
    # ISO 7064 MOD 97-10: 794 carries 44 (the standard's own example).
    assert check_digits("794") == "44"


@given(numbers)
def test_check_digits_hold_with_and_without_separator(number):
    digits = check_digits(number)
    assert has_valid_check(number + digits)
    assert has_valid_check(f"{number}-{digits}")


@given(numbers, st.data())
def test_one_wrong_digit_is_always_found(number, data):
    position = data.draw(st.sampled_from([index for index, char in enumerate(number) if char.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[position]]))
    assert not has_valid_check(number[:position] + digit + number[position + 1 :] + check_digits(number))


@given(numbers, st.data())
def test_swapped_neighbouring_digits_are_always_found(number, data):
    swaps = [i for i in range(len(number) - 1) if number[i : i + 2].isdigit() and number[i] != number[i + 1]]
    if not swaps:
        return
    at = data.draw(st.sampled_from(swaps))
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert not has_valid_check(swapped + check_digits(number))


def test_seal_depends_on_number_and_key():
    seal = seal_suffix("330500-LMGZS-2026-0035", b"key")
    assert len(seal) == 4
    assert has_valid_seal("330500-LMGZS-2026-0035", seal.lower(), b"key")
    assert not has_valid_seal("330500-LMGZS-2026-0036", seal, b"key")
    assert not has_valid_seal("330500-LMGZS-2026-0035", seal, b"other")
    assert not has_valid_seal("330500-LMGZS-2026-0035", "", b"key")


@given(st.text(max_size=30))
def test_any_text_is_a_pattern_or_has_faults(text):
    faults = pattern_faults(text)
    if faults:
        with pytest.raises(MeasureError) as raised:
            parse_pattern(text)
        assert raised.value.fault == faults[0]
    else:
        assert parse_pattern(text).text == text
