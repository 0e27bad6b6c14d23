"""Answers laid out for paper."""

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.forms.answers import snapshot
from jiangxin.forms.printing import (
    FULL_LINE,
    PrintedOpinion,
    PrintedPair,
    PrintedTable,
    PrintedText,
    _lines,
    _widths,
    opinion_blocks,
    print_form,
)


def printed(definition, answers, **keys):
    return print_form(definition, snapshot(definition, answers), title="申报表", **keys)


def test_sections_are_numbered_and_hidden_ones_left_out(definition, complete):
    assert [section.heading for section in printed(definition, complete).sections] == ["一、工作室", "二、成员"]
    with translation.override("en"):
        assert printed(definition, complete).sections[0].heading == "1. Studio"


def test_values_are_written_as_forms_write_them(definition, complete):
    complete["studio"] |= {"founded_on": "2024-03-05", "tags": ["study", "show"], "deeds": "第一段。\n\n第二段。"}
    section = printed(definition, complete).sections[0]
    values = {pair.label: pair.value for line in section.lines for pair in line}
    assert values == {
        "名称": "李明工作室",
        "类别": "创新",
        "面积": "30.0 平方米",
        "成立时间": "2024年3月5日",
        "功能": "学习、展示",
        "是否公开": "否",
        "照片": "0 份",
        "证件号": "",
        "电话": "",
        "承诺属实": "☑",
        "合计": "12.50",
        "核心占比": "100.0",
    }
    assert section.texts == (PrintedText("事迹", ("第一段。", "第二段。")),)


def test_rows_become_a_table_without_files(definition, complete):
    complete["members"] += [{}, {"name": "王芳", "role": "guest", "to": "2025-01"}]
    table = printed(definition, complete).sections[1].table
    assert table == PrintedTable(
        ("姓名", "角色", "起", "止", "效益（万元）"),
        table.widths,
        (("张伟", "核心", "2024-03", "", "12.50"), ("王芳", "顾问", "", "2025-01", "")),
    )


def test_sensitive_answers_are_printed_in_full_only_when_asked(definition, complete):
    complete["studio"]["phone"] = "13801234567"

    def phone(**keys):
        lines = printed(definition, complete, **keys).sections[0].lines
        return next(pair.value for line in lines for pair in line if pair.label == "电话")

    assert (phone(), phone(show_sensitive=True)) == ("138****4567", "13801234567")


def test_opinions():
    blocks = [{"code": "unit", "label": "单位意见", "signer": "负责人", "seal": True}, {"code": "x", "label": "意见"}]
    given = {"unit": {"text": "同意", "signed_by": "王", "signed_on": "2026年11月22日"}}
    assert opinion_blocks(blocks, given) == [
        PrintedOpinion("单位意见", "负责人", seal=True, text="同意", signed_by="王", signed_on="2026年11月22日"),
        PrintedOpinion("意见", "", seal=False),
    ]


@given(st.lists(st.builds(PrintedPair, st.just("a"), st.just("b"), st.integers(1, FULL_LINE)), max_size=20))
def test_every_line_is_full_and_nothing_is_lost(pairs):
    lines = _lines(pairs)
    assert [sum(pair.width for pair in line) for line in lines] == [FULL_LINE] * len(lines)
    assert sum(len(line) for line in lines) == len(pairs)


@given(st.integers(1, 12).flatmap(lambda n: st.tuples(*[st.lists(st.text(max_size=40), min_size=n, max_size=n)] * 3)))
def test_widths_add_up(table):
    heads, *rows = table
    widths = _widths(heads, rows)
    assert (sum(widths), len(widths)) == (100, len(heads))
    assert min(widths) > 0
