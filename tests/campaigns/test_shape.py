"""Whatever stands in a definition, reading it tells what is wrong and never falls over."""

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.blueprint.shape import shape_faults
from jiangxin.campaigns.blueprint.shipped import shipped_definitions

SHIPPED = shipped_definitions()["studio_naming"]
ODD = [None, True, -1, 10**30, 0.5, float("nan"), "", "x", "\x00", [], [1], ["a"], {}, {"a": 1}, [[]], [{}], date.min]


def places(value, path=()):
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, (*path, key))


PLACES = [path for path in places(SHIPPED) if path]


def put(path, value):
    content = deepcopy(SHIPPED)
    table = content
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    return content


def faults(content):
    return [(problem.path, str(problem.message)) for problem in read_plan(content)[1]]


def test_what_is_shipped_is_in_shape():
    assert shape_faults(SHIPPED) == []


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("quotas",), 5, [("quotas", "这里应当是一张表（键 = 值）。")]),
        (("stages",), "declare", [("stages", "这里应当是表的列表。")]),
        (("stages", 0), 1, [("stages[0]", "这里应当是一张表（键 = 值）。")]),
        (("notice", "body"), "一段", [("notice.body", "这里应当是文字的列表。")]),
        (("notice", "working_days"), "five", [("notice.working_days", "这里应当是整数。")]),
        (("scoring", "blind"), 1, [("scoring.blind", "这里只能写 true 或 false。")]),
        (("rubrics", "innovation", "total"), float("inf"), [("rubrics.innovation.total", "这里应当是数字。")]),
        (("transitions", 0, "roles"), [[]], [("transitions[0].roles", "这里应当是文字的列表。")]),
        (
            ("award", "anything"),
            date(2026, 1, 1),
            [("award.anything", "这里的值不能保存：数字太大或不是数，或有不可见的字符。")],
        ),
        (("award", "anything"), 10**30, [("award.anything", "这里的值不能保存：数字太大或不是数，或有不可见的字符。")]),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_its_place(path, value, expected):
    assert faults(put(path, value)) == expected


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("scoring", "step"), "0.3", "scoring.step"),
        (("scoring", "step"), 0, "scoring.step"),
        (("selection", "tie", 0, "key"), "beauty", "selection.tie.key"),
        (("selection", "tie", 0, "key"), "benefit_wan", "selection.tie.key"),
        (("selection", "proportions", 0), {}, "selection.proportions[0].group"),
        (("selection", "proportions", 0, "percent"), 101, "selection.proportions[0].percent"),
        (("inspection", "scale"), ["met", "nearly"], "inspection.scale"),
        (("inspection", "items", 0, "label"), "", "inspection.items[0].label"),
        (("inspection", "items", 0, "points"), -1, "inspection.items[0].points"),
        (("award", "number_pattern"), "LMGZS-{year}", "award.number_pattern"),
        (("award", "plaque", "width_mm"), 5, "award.plaque.width_mm"),
        (("award", "number_pattern"), "{seq4}", "award.number_pattern"),
        (("award", "plaque", "lines"), ["{studio}", "{month}"], "award.plaque.lines"),
        (("award", "plaque", "lines"), ["{city}{kind}", "{studio}", "长" * 41, "{month}"], "award.plaque.lines"),
        (("award", "certificate", "footer"), ["{date}"], "award.certificate.footer"),
        (("award", "certificate", "body"), "授予{studioo}", "award.certificate.body"),
        (("notice", "body"), ["公示{citty}"], "notice.body"),
        (("scoring", "minimum_sheets"), 6, "scoring.minimum_sheets"),
        (("scoring", "veto_votes"), 6, "scoring.veto_votes"),
        (("variants", "list", 1, "code"), "innovation", "variants.list.code"),
        (("form", "sections", 0, "fields", 1, "label"), "工作室名称", "form.sections[0]"),
        (
            ("form", "sections", 0, "fields", 1, "choices"),
            [{"code": c, "label": "甲"} for c in "ab"],
            "form.sections[0].fields[1]",
        ),
    ],
)
def test_a_value_that_later_rooms_could_not_use_is_told(path, value, place):
    assert place in {found for found, _message in faults(put(path, value))}


@given(st.sampled_from(PLACES), st.sampled_from(ODD))
def test_nothing_makes_reading_fall_over(path, value):
    _plan, problems = read_plan(put(path, value))

    assert all(str(problem.message) for problem in problems)
