import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.document_number import DocumentNumber, document_number_faults, parse_document_number
from jiangxin.engine.measure.fault import MeasureError

NUMBER = DocumentNumber("湖总工发", 2026, 35)
numbers = st.builds(
    DocumentNumber, st.text("湖总工发办函浙", min_size=1, max_size=8), st.integers(1900, 2199), st.integers(1, 999_999)
)


@pytest.mark.parametrize(
    "text",
    [
        "湖总工发〔2026〕35号",
        "湖总工发[2026]35号",
        "湖总工发（2026）35号",
        "湖总工发【2026】第035号",
        "湖总工发〔2026年〕35",
        " 湖总工发 ［２０２６］ ３５ 号",
        "湖总工发［2026)35号",
    ],
)
def test_typed_forms_become_the_standard_form(text):
    assert parse_document_number(text) == NUMBER
    assert str(parse_document_number(text)) == "湖总工发〔2026〕35号"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "document_number.form"),
        ("湖总工发2026-35号", "document_number.form"),
        ("〔2026〕35号", "document_number.form"),
        ("湖总工发〔2026〕号", "document_number.form"),
        ("湖总工发〔26〕35号", "document_number.year"),
        ("湖总工发〔3026〕35号", "document_number.year"),
        ("湖总工发〔2026〕0号", "document_number.serial"),
        ("湖总工发〔2026〕1234567号", "document_number.serial"),
    ],
)
def test_unreadable(text, code):
    with pytest.raises(MeasureError) as raised:
        parse_document_number(text)
    assert raised.value.code == code
    assert [fault.code for fault in document_number_faults(text)] == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("湖总工发〔2026〕35号", []),
        ("湖总工发[2026]35号", ["brackets"]),
        ("湖总工发〔2026〕第35号", ["ordinal"]),
        ("湖总工发〔2026〕035号", ["leading_zero"]),
        ("湖总工发〔2026〕35", ["ending"]),
        ("湖总工发 〔2026〕35号", ["spacing"]),
        ("湖总工发〔2026年〕35号", ["year"]),
        ("湖总工发(2026) 第035", ["brackets", "ordinal", "leading_zero", "ending", "spacing"]),
    ],
)
def test_departures_from_the_standard(text, codes):
    assert [fault.code for fault in document_number_faults(text)] == [f"document_number.{code}" for code in codes]


@given(numbers)
def test_written_numbers_are_read_back_and_faultless(number):
    assert parse_document_number(str(number)) == number
    assert document_number_faults(str(number)) == ()


@given(st.text("湖总〔〕[]()（）年第号0123456789 ", max_size=20))
def test_faultless_means_equal_to_the_standard_form(text):
    try:
        standard = str(parse_document_number(text))
    except MeasureError:
        standard = None
    assert (document_number_faults(text) == ()) == (text == standard)
