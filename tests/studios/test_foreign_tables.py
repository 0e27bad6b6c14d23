"""Tables kept elsewhere: headers in two rows, amounts in 万元, days as numbers, merged cells, totals and signatures."""

import io
from datetime import date
from typing import Any

import pytest

from jiangxin.core.spreadsheet import RowWriter, workbook_writer
from jiangxin.studios.importing.foreign import _SAME, as_meant, unit_above, unit_in
from jiangxin.studios.importing.layout import aside_of
from jiangxin.studios.importing.lines import LineReader, chunks_of
from jiangxin.studios.importing.plan import SheetPlan, recognise
from jiangxin.studios.importing.tables import tables
from tests.core.sheets import with_sheet

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


@pytest.mark.parametrize(
    ("table", "code", "written", "read"),
    [
        ("projects", "state", "在研", "under_way"),
        ("projects", "state", " 已结题 ", "completed"),
        ("projects", "level", "省部级", "province"),
        ("members", "role", "骨干", "core"),
        ("honours", "kind", "劳模", "model_worker"),
        ("honours", "level", "省(部)级", "4"),
        ("studios", "kind", "工匠(人才)创新工作室", "craftsman_innovation"),
        ("studios", "level", "国家级", None),  # no level of studios is called so
    ],
)
def test_choices_are_known_by_the_words_of_other_tables(table, code, written, read):
    place = {code: 0}
    line = LineReader(SheetPlan("x", table, 1, ["x"], place), TODAY).read(2, [written])

    assert line.has_fault(code) == (read is None)
    assert read is None or line.values[code] == read


def test_no_word_of_other_tables_means_two_things():
    words = [word for line in _SAME for word in line.split()]

    assert len(words) == len(set(words))


def test_marks_for_nothing_are_nothing_where_no_text_is_asked():
    plan = SheetPlan("成员", "members", 1, list("abcd"), {"name": 0, "until": 1, "since": 2, "front_line": 3})
    line = LineReader(plan, TODAY).read(2, ["无", "至今", "2024-03-05", "无"])

    assert line.values == {"name": "无", "since": "2024-03-05", "front_line": False}
    assert not line.has_fault("until")


def read(rows: str, merged: tuple[str, ...] = (), *, after: int = 0) -> tuple[SheetPlan, list[Any]]:
    """Return the plan and the lines of a table of members whose XML is given."""
    head = "".join(
        f'<c r="{place}1" t="inlineStr"><is><t>{words}</t></is></c>'
        for place, words in zip("ABCDE", ["工作室名称", "姓名", "角色", "加入时间", "结束日期"], strict=True)
    )
    file = with_sheet(book("成员", ["x"]), f'<row r="1">{head}</row>{rows}', merged)
    (plan,) = recognise(file, {})
    return plan, [line for lines in chunks_of(file, plan, TODAY, after=after) for line in lines]


def row(number: int, **cells: str) -> str:
    """Return a row of texts; what begins with "<" is the inside of a cell as it stands."""
    inside = "".join(
        f'<c r="{column}{number}"{text[1:]}'
        if text.startswith("<")
        else f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in sorted(cells.items())
    )
    return f'<row r="{number}">{inside}</row>'


def test_merged_cells_reach_down_and_it_is_told_once():
    member = {"C": "成员", "D": "2024-03-05"}
    rows = row(2, A="甲工作室", B="张三", **member) + row(3, B="李四", **member) + row(5, B="王五", **member)
    _plan, lines = read(rows + row(6, A="乙工作室", B="赵六", **member) + row(7, B="孙七", **member), ("A2:A5",))

    assert [(line.number, line.values.get("studio"), len(line.faults)) for line in lines] == [
        (2, "甲工作室", 0),
        (3, "甲工作室", 0),
        (5, "甲工作室", 0),  # nothing stands in row 4: it is none
        (6, "乙工作室", 0),
        (7, None, 1),  # not merged: nothing is guessed
    ]
    (note,) = [note for line in lines for note in line.notes]
    assert (note.field, note.code, "A2:A5：第 2 至 5 行" in note.message) == ("studio", "filled_down", True)
    _plan, rest = read(rows, ("A2:A5",), after=3)
    assert [line.values["studio"] for line in rest] == ["甲工作室"]  # as it goes on after an interruption


def test_a_merged_amount_is_none_of_its_rows():
    plan = SheetPlan("补助", "subsidies", 1, ["工作室", "金额"], {"studio": 0, "amount": 1})
    file = with_sheet(book("补助", ["x"]), row(2, A="甲工作室", B="<><v>5</v></c>") + row(3, A="乙工作室"), ("B2:B3",))
    ((one, other),) = chunks_of(file, plan, TODAY)

    for line in (one, other):
        (fault,) = [fault for fault in line.faults if fault.field == "amount"]
        assert (fault.code, "B2:B3" in fault.message, "amount" in line.values) == ("merged_amount", True, False)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("<><f>A2</f></c>", "没有保存计算结果"),
        ("<><f>A2</f><v></v></c>", "没有保存计算结果"),
        ('<><f t="shared" si="0"/><v/></c>', "没有保存计算结果"),
        ('< t="e"><f>1/0</f><v>#DIV/0!</v></c>', "公式出错（#DIV/0!）"),
        ('< t="str"><f>A2</f><v></v></c>', ""),
        ('< t="str"><f>A2</f><v>2024-12-31</v></c>', ""),
        ("<><v></v></c>", ""),
    ],
)
def test_a_formula_without_a_result_is_told_at_its_cell(cell, told):
    _plan, (line,) = read(row(2, A="甲工作室", B="张三", C="成员", D="2024-03-05", E=cell))

    assert [(fault.field, fault.code) for fault in line.faults] == ([("until", "formula_unread")] if told else [])
    assert all(told in fault.message for fault in line.faults)


def test_a_row_of_nothing_but_unread_formulas_is_a_row():
    _plan, (line,) = read(row(2, A="<><f>x</f></c>", B="<><f>y</f></c>"))

    assert [fault.code for fault in line.faults[:2]] == ["formula_unread"] * 2


def test_headings_between_the_rows_and_headers_said_again_are_passed_over():
    head = dict(zip("ABCDE", ["工作室名称", "姓名", "角色", "加入时间", "结束日期"], strict=True))
    member = {"A": "甲工作室", "C": "成员", "D": "2024-03-05"}
    rows = row(2, A="一、市级") + row(3, B="张三", **member) + row(4, **head) + row(5, A="（二）县级", B="李四")
    _plan, lines = read(rows)

    assert [line.standing for line in lines] == ["skipped", "sound", "skipped", "faulty"]
    assert ["重复的表头" in note.message for line in lines for note in line.notes] == [False, True]


def test_totals_and_signatures_below_a_table_are_passed_over_and_told():
    member = {"A": "甲工作室", "C": "成员", "D": "2024-03-05"}
    rows = row(2, B="合计", **member) + row(3, A="合 计", B="2") + row(4, A="填表人：张三", D="审核人：李四")
    _plan, lines = read(rows + row(5, A="甲工作室", B="", C="成员"))

    # A member may be called 合计; a row that says what every row needs is a row.
    assert [line.standing for line in lines] == ["sound", "skipped", "skipped", "faulty"]
    assert [[note.code for note in line.notes] for line in lines] == [[], ["footer"], ["footer"], []]


@pytest.mark.parametrize(
    "text",
    [
        "合计",
        "合　计：",
        "总计（万元）",
        "小计3项",
        "全市合计",
        "填表人：张三",
        "单位负责人（签字）：",
        "填报日期：2026年11月",
        "注：以上金额含税",
        "备注1、见附件",
        "单位（盖章）",
        "以下空白",
        "第1页，共2页",
    ],
)
def test_what_stands_below_a_table_is_known(text):
    assert aside_of(["", text, "x"]) == text


@pytest.mark.parametrize(
    "text", ["合计数据创新工作室", "审核员李四创新工作室", "日期管理攻关", "注塑工艺改进", "共享工位", "张三", "7"]
)
def test_what_only_begins_alike_is_not(text):
    assert aside_of([1.0, text]) == ""
