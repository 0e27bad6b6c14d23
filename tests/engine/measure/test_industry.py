import pytest

from jiangxin.engine.measure.fault import MeasureError
from jiangxin.engine.measure.industry import AWARD_SECTIONS, SECTIONS, section_of


def test_twenty_sections_in_order():
    assert "".join(SECTIONS) == "ABCDEFGHIJKLMNOPQRST"


def test_divisions_cover_1_to_97_once():
    covered = [number for one in SECTIONS.values() for number in range(one.divisions[0], one.divisions[1] + 1)]
    assert covered == list(range(1, 98))


def test_award_statistics_leave_out_international_organisations():
    assert "".join(AWARD_SECTIONS) == "ABCDEFGHIJKLMNOPQRS"


@pytest.mark.parametrize(
    ("code", "section"),
    [("C", "C"), ("c", "C"), ("31", "C"), ("3130", "C"), ("C3130", "C"), ("S96", "S"), ("0111", "A")],
)
def test_section_of(code, section):
    assert section_of(code).code == section


@pytest.mark.parametrize("code", ["", "U", "00", "98", "A31", "3", "31301", "C31x", "制造业"])
def test_unknown(code):
    with pytest.raises(MeasureError) as raised:
        section_of(code)
    assert raised.value.code == "industry.unknown"


def test_both_names():
    assert (SECTIONS["C"].zh, SECTIONS["C"].en) == ("制造业", "Manufacturing")
