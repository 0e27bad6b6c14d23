"""Answers laid out for paper."""

from datetime import date

from django.utils import translation

from jiangxin.core.printing.application import Grid, LongText, Opinion, Pair
from jiangxin.forms.answers import digest, snapshot
from jiangxin.forms.printing import opinion_boxes, printed_form


def printed(definition, answers, **keys):
    sealed = snapshot(definition, answers)
    return printed_form(definition, sealed, title="申报表", number="2026-001", issued=date(2026, 11, 22), **keys)


def test_sections_are_numbered_and_hidden_ones_left_out(definition, complete):
    assert [section.title for section in printed(definition, complete).sections] == ["一、工作室", "二、成员"]
    with translation.override("en"):
        assert printed(definition, complete).sections[0].title == "1. Studio"


def test_values_are_written_as_forms_write_them(definition, complete):
    complete["studio"] |= {"founded_on": "2024-03-05", "tags": ["study", "show"], "deeds": "第一段。\n第二段。"}
    section = printed(definition, complete).sections[0]
    assert {pair.label: pair.value for pair in section.pairs} == {
        "名称": "李明工作室",
        "类别": "创新",
        "面积": "30.0 平方米",
        "成立时间": "2024年3月5日",
        "功能": "学习、展示",
        "是否公开": "否",
        "照片": "0 份",
        "证件号": "",
        "电话": "",
        "承诺属实": "已承诺",
        "合计": "12.50",
        "核心占比": "100.0",
    }
    assert section.texts == (LongText("事迹", "第一段。\n第二段。"),)


def test_rows_become_a_table_without_files_and_blank_rows(definition, complete):
    complete["members"] += [{}, {"name": "王芳", "role": "guest", "to": "2025-01"}]
    assert printed(definition, complete).sections[1].grid == Grid(
        ("姓名", "角色", "起", "止", "效益（万元）"),
        (4.0, 4.0, 7.0, 7.0, 6.0),
        (("张伟", "核心", "2024-03", "", "12.50"), ("王芳", "顾问", "", "2025-01", "")),
    )


def test_the_cover_and_the_mark(definition, complete):
    form = printed(definition, complete, cover=["studio.name", "studio.kind"])
    assert form.cover == (Pair("名称", "李明工作室", 6), Pair("类别", "创新", 6))
    assert (form.number, form.digest) == ("2026-001", digest(snapshot(definition, complete)))


def test_sensitive_answers_are_printed_in_full_only_when_asked(definition, complete):
    complete["studio"]["phone"] = "13801234567"

    def phone(**keys):
        return next(
            pair.value for pair in printed(definition, complete, **keys).sections[0].pairs if pair.label == "电话"
        )

    assert (phone(), phone(show_sensitive=True)) == ("138****4567", "13801234567")


def test_opinions_are_filled_in_where_they_are_on_record():
    boxes = [{"code": "unit", "label": "单位意见", "signer": "负责人", "seal": True}, {"code": "x", "label": "意见"}]
    given = {"unit": {"text": "同意", "signed_by": "王", "day": "2026年11月22日"}}
    assert opinion_boxes(boxes, given) == [
        Opinion("单位意见", "同意", "负责人", seal=True, signed_by="王", day="2026年11月22日"),
        Opinion("意见", seal=False),
    ]
