"""Rows out to Excel and back."""

import io
import zipfile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from jiangxin.core.refusal import Refusal
from jiangxin.forms.excel import read_workbook, template_workbook
from tests.forms.conftest import TODAY

ROWS = [
    {"name": "张伟", "role": "core", "from": "2024-03", "benefit": "12.50"},
    {"name": "=1+1", "role": "guest", "from": "2024-03", "to": "2025-01"},
]


def workbook(*lines, sheet="Sheet1"):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for number, line in enumerate(lines):
            page.write_row(number, 0, line)
    return buffer.getvalue()


@pytest.fixture
def members(definition):
    return definition.section("members")


def refusal(members, content):
    with pytest.raises(Refusal) as refused:
        read_workbook(members, content, at=TODAY)
    return refused.value.code


def test_out_and_back_rows_are_the_same(members):
    imported = read_workbook(members, template_workbook(members, ROWS), at=TODAY)
    assert (imported.rows, imported.problems, imported.ignored, imported.missing) == (ROWS, [], [], [])


def test_the_template_has_headings_drop_downs_and_no_formula(members):
    content = template_workbook(members, ROWS)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["成员", "选项", "填写说明"]
    assert book.get_sheet_by_name("成员").to_python()[0] == ["姓名*", "角色", "起", "止", "效益（万元）"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "'选项'!$B$1:$B$2" in sheet
    assert "<f>" not in sheet


def test_headings_spread_with_blanks_are_found(members):
    content = workbook(["姓  名", "角　色", "效 益\n(万元)"], ["张伟", "核心", "３.５"])
    imported = read_workbook(members, content, at=TODAY)
    assert (imported.rows, imported.ignored) == ([{"name": "张伟", "role": "core", "benefit": "3.50"}], [])


def test_columns_are_found_by_heading_in_any_order_below_a_title(members):
    content = workbook(
        ["成员名单"], ["效益(万元)", "备注", "姓名 *", "起"], [3.5, "x", "张伟", "2024.3"], ["", "", "", ""]
    )
    imported = read_workbook(members, content, at=TODAY)
    assert imported.rows == [{"benefit": "3.50", "name": "张伟", "from": "2024-03"}]
    assert (imported.ignored, imported.missing) == (["备注"], ["角色", "止"])


def test_what_does_not_read_is_kept_with_its_problem(members):
    imported = read_workbook(members, workbook(["姓名", "角色"], ["张伟", "班长"]), at=TODAY)
    assert imported.rows == [{"name": "张伟", "role": "班长"}]
    assert [(problem.path, problem.code) for problem in imported.problems] == [("members.0.role", "not_a_choice")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "excel_unreadable"),
        (b"PK\x03\x04 broken", "excel_unreadable"),
        (workbook(["甲", "乙"], ["1", "2"]), "excel_without_header"),
        (workbook(["姓名", "角色"]), "excel_empty"),
        (workbook(["姓名", "角色"], *[["张", "核心"]] * 5), "too_many_rows"),
    ],
    ids=["empty", "broken", "headless", "rowless", "long"],
)
def test_refusals(members, content, code):
    assert refusal(members, content) == code


def test_a_zip_bomb_is_refused_before_it_is_unpacked(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (101 * 1024 * 1024))
    assert refusal(members, buffer.getvalue()) == "excel_too_large"
