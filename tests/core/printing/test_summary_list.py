"""Summary lists across A4 and A3."""

from dataclasses import replace

import pytest

from jiangxin.core.printing.official import Column
from jiangxin.core.printing.summary_list import Cut, SummaryList, summary_list_pdf

from .samples import DAY, LONG_NAME

SUMMARY = SummaryList(
    title="云溪市劳模创新工作室推荐汇总表",
    columns=(Column("工作室名称", 3, "left"), Column("所在单位", 3, "left"), Column("领衔人"), Column("联系电话", 1.2)),
    rows=(("王建国劳模创新工作室", "云溪市第一机械厂", "王建国", "13800000000"),),
    issued=DAY,
    facts=(("填报单位", "吴溪区总工会"), ("名额", "5个")),
    number="HZ-2026-0003",
    digest="0123456789abcdef0123",
)


def test_single_row_with_all_parts(typesetter, read):
    (sheet,) = read(summary_list_pdf(SUMMARY, typesetter))
    assert (round(sheet.width), round(sheet.height)) == (297, 210)
    for text in (
        "推荐单位（盖章）：",
        "负责人（签字）：",
        "填表人：",
        "联系电话：",
        "年月日",
        "第1页共1页",
        "吴溪区总工会",
    ):
        assert text in sheet.text.replace("HZ", " HZ"), text
    assert "HZ-2026-0003校验码0123456789abcdef" in sheet.text


@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("a3", (420, 297))])
def test_three_hundred_rows_repeat_the_header(typesetter, read, paper, size):
    rows = ((LONG_NAME, LONG_NAME, "阿卜杜热西提·买买提", "13800000000"),) * 300
    sheets = read(summary_list_pdf(replace(SUMMARY, rows=rows, paper=paper), typesetter))
    assert {(round(sheet.width), round(sheet.height)) for sheet in sheets} == {size}
    assert [sheet.text.count("序号") for sheet in sheets if "13800000000" in sheet.text] == [1] * len(sheets)
    assert sum(sheet.text.count("13800000000") for sheet in sheets) == 300
    assert all(line.left > 14 and line.right < size[0] - 14 for sheet in sheets for line in sheet.lines)
    assert all(line.bottom < size[1] - 5 for sheet in sheets for line in sheet.lines)


def test_empty_list_says_so(typesetter, read):
    bare = SummaryList("汇总表", SUMMARY.columns, (), DAY, signatures=())
    (sheet,) = read(summary_list_pdf(bare, typesetter))
    assert [line.text for line in sheet.lines if line.top < 100][-1] == "无"


def test_cut_stands_after_its_row(typesetter, read):
    rows = tuple((f"第{n}个", "厂", "人", "1") for n in range(1, 6))
    (sheet,) = read(summary_list_pdf(replace(SUMMARY, rows=rows, cut=Cut(2, "名额线")), typesetter))
    tops = {line.text: line.top for line in sheet.lines}
    assert tops["第2个"] < tops["名额线"] < tops["第3个"]


def test_cut_after_the_last_row_is_no_cut(typesetter, read):
    (sheet,) = read(summary_list_pdf(replace(SUMMARY, cut=Cut(1, "名额线")), typesetter))
    assert "名额线" not in sheet.text


def test_row_of_wrong_length_is_refused(typesetter):
    with pytest.raises(ValueError, match="row 1 has 1 cells, the list has 4 columns"):
        summary_list_pdf(replace(SUMMARY, rows=(("一",),)), typesetter)


def test_list_is_reproducible(typesetter):
    assert summary_list_pdf(SUMMARY, typesetter) == summary_list_pdf(SUMMARY, typesetter)
