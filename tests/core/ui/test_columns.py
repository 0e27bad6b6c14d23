from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from jiangxin.core.ui.columns import Column, Kind, State, cell, export_of, text_of

MOMENT = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Kind.TEXT, "陈启明", "陈启明"),
        (Kind.TEXT, None, ""),
        (Kind.NUMBER, 12345, "12,345"),
        (Kind.NUMBER, 0, "0"),
        (Kind.YUAN, Decimal("1234.5"), "1,234.50"),
        (Kind.WAN, Decimal(125_000), "12.50"),
        (Kind.DATE, date(2026, 11, 2), "2026年11月2日"),
        (Kind.DATE, MOMENT, "2026年11月23日"),
        (Kind.MOMENT, MOMENT, "2026年11月23日 00:30"),
        (Kind.YES_NO, False, "否"),
        (Kind.SPREAD, [Decimal(82), Decimal("63.5"), Decimal(100)], "63.50–100.00"),
        (Kind.SPREAD, [], ""),
    ],
)
def test_a_value_is_written_by_its_kind(kind, value, words):
    with override("zh-hans"):
        assert text_of(kind, value) == words


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (Kind.NUMBER, Decimal("86.5"), Decimal("86.5")),
        (Kind.WAN, Decimal(125_000), Decimal("12.5")),
        (Kind.DATE, MOMENT, date(2026, 11, 23)),
        (Kind.MOMENT, MOMENT, datetime(2026, 11, 23, 0, 30)),  # noqa: DTZ001
        (Kind.STATE, State("named", "已命名"), "已命名"),
        (Kind.TEXT, "", None),
        (Kind.TEXT, 5, "5"),
    ],
)
def test_an_export_keeps_numbers_and_days(kind, value, written):
    with override("zh-hans"):
        assert export_of(kind, value) == written


def test_a_path_stops_at_an_empty_relation():
    column = Column(code="unit", label="单位", value="entry.unit.name")
    assert column.read(SimpleNamespace(entry=SimpleNamespace(unit=None))) is None


def test_scores_are_drawn_on_the_page_and_told_as_a_range_elsewhere():
    column = Column(code="spread", label="各专家评分", value=lambda row: row.totals, kind=Kind.SPREAD)
    row = SimpleNamespace(totals=[Decimal(70), Decimal(90)])

    shown = cell(column, row)

    assert (shown.scores, shown.text, export_of(Kind.SPREAD, row.totals)) == (
        (Decimal(70), Decimal(90)),
        "70.00–90.00",
        "70.00–90.00",
    )


def test_a_state_takes_its_word_from_the_record_that_owns_it():
    entry = SimpleNamespace(state="named", get_state_display=lambda: "已命名")
    column = Column(code="state", label="状态", value="entry.state", kind=Kind.STATE)
    shown = cell(column, SimpleNamespace(entry=entry))
    assert (shown.state, shown.text) == ("named", "已命名")
