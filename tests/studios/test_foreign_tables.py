"""Tables kept elsewhere: headers in two rows, amounts in 万元, days as numbers, marks for nothing."""

import io
from datetime import date
from typing import Any

import pytest

from jiangxin.core.spreadsheet import RowWriter, workbook_writer
from jiangxin.studios.importing.foreign import as_meant, unit_above, unit_in
from jiangxin.studios.importing.lines import LineReader, chunks_of
from jiangxin.studios.importing.plan import SheetPlan, recognise
from jiangxin.studios.importing.tables import tables

TODAY = date(2026, 11, 23)


def book(name: str, *rows: list[Any]) -> io.BytesIO:
    file = io.BytesIO()
    with workbook_writer(file) as written:
        writer = RowWriter(written, name)
        for row in rows:
            writer.row(row)
    file.seek(0)
    return file


def test_a_header_in_two_rows_is_read_where_cells_reach_down():
    file = book(
        "一览表",
        ["工作室基本情况统计表"],
        ["序号", "工作室名称", "级别", "基本情况", "", "命名情况", ""],
        ["", "", "", "类型", "依托单位", "命名时间", "命名文号"],
        [1, "张三创新工作室", "市级", "劳模创新工作室", "天工公司", 45356, "云工发〔2024〕1号"],
    )
    (plan,) = recognise(file, {})
    ((line,),) = chunks_of(file, plan, TODAY)

    assert (plan.table, plan.header) == ("studios", 3)
    assert {code: plan.headings[place] for code, place in plan.columns.items()} == {
        "name": "工作室名称",
        "kind": "类型",
        "level": "级别",
        "unit": "依托单位",
        "named_on": "命名时间",
        "document_number": "命名文号",
    }
    assert (line.values["name"], line.values["named_on"]) == ("张三创新工作室", "2024-03-05")


@pytest.mark.parametrize(
    ("title", "heading", "amount"),
    [
        ("", "金额（万元）", "50000.00"),
        ("单位：万元", "金额", "50000.00"),
        ("单位：万元", "金额（元）", "5.00"),
        ("", "金额", "5.00"),
    ],
)
def test_amounts_are_read_in_the_unit_the_table_tells(title, heading, amount):
    above = [[title]] if title else []
    head = ["工作室", "补助来源", heading, "到账日期", "批复文号"]
    file = book(
        "补助", *above, head, *(["甲工作室", "市总工会", cell, "2024-01-01", "x"] for cell in (5, "5", " 5.0 "))
    )
    (plan,) = recognise(file, {})

    assert [line.values["amount"] for lines in chunks_of(file, plan, TODAY) for line in lines] == [amount] * 3


def test_a_unit_in_the_cell_counts_before_that_of_the_column():
    plan = SheetPlan("补助", "subsidies", 1, ["金额（万元）"], {"amount": 0})

    assert LineReader(plan, TODAY).read(2, ["50000元"]).values["amount"] == "50000.00"


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("金额(万元)", "万元"), ("经费 / 千元", "千元"), ("投入（亿元）", "亿元"), ("金额", ""), ("万元户数", "")],
)
def test_units_are_found_at_the_end_of_a_heading(heading, unit):
    assert unit_in(heading) == unit
    assert unit_above([["填报：某某", 3], [f"（单位 ：{unit or '个'}）"]]) == unit


@pytest.mark.parametrize(
    ("raw", "is_1904", "read"),
    [
        (45356, False, date(2024, 3, 5)),
        ("45356", False, date(2024, 3, 5)),
        (45356.75, False, date(2024, 3, 5)),
        (43894, True, date(2024, 3, 5)),
        (20240305, False, 20240305),
        (2024, False, 2024),
    ],
)
def test_days_counted_by_excel_are_days(raw, is_1904, read):
    named_on = next(item for item in tables()["studios"].fields if item.code == "named_on")

    assert as_meant(named_on, raw, "", is_1904=is_1904) == read


def test_marks_for_nothing_are_nothing_where_no_text_is_asked():
    plan = SheetPlan("成员", "members", 1, list("abcd"), {"name": 0, "until": 1, "since": 2, "front_line": 3})
    line = LineReader(plan, TODAY).read(2, ["无", "至今", "2024-03-05", "无"])

    assert line.values == {"name": "无", "since": "2024-03-05", "front_line": False}
    assert not line.has_fault("until")
