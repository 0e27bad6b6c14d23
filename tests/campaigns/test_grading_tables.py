"""The tables of an assessment: what is shipped is sound, and each slip is told at its place."""

from copy import deepcopy
from decimal import Decimal

import pytest

from jiangxin.campaigns.blueprint.grading import ACTS
from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.blueprint.shipped import shipped_definitions
from jiangxin.studios.self_score import score_rules

SHIPPED = shipped_definitions()["studio_assessment"]


def faults(**parts):
    content = {**deepcopy(SHIPPED), **parts}
    return [(problem.path, str(problem.message)) for problem in read_plan(content)[1]]


def changed(table, place, **values):
    rows = deepcopy(SHIPPED[table])
    rows[place] = {key: value for key, value in {**rows[place], **values}.items() if value is not None}
    return faults(**{table: rows})


def test_what_is_shipped_is_sound_and_scored():
    plan, problems = read_plan(SHIPPED)
    rules = plan.assessment

    assert problems == []
    assert [grade.code for grade in rules.grades] == ["excellent", "good", "qualified", "unqualified"]
    assert [grade.at_least for grade in rules.grades] == [Decimal(90), Decimal(80), Decimal(60), None]
    assert {rule.act for rule in rules.consequences} == set(ACTS)
    items = {
        item["code"]
        for rubric in ("innovation", "service")
        for part in [*SHIPPED["rubrics"][rubric]["sections"], SHIPPED["rubrics"][rubric]["bonus"]]
        for item in part["items"]
    }
    assert set(score_rules()) <= items
    assert {one["code"] for one in SHIPPED["form"]["choice_lists"]["items"]} == items
    for rubric in ("innovation", "service"):
        sections = SHIPPED["rubrics"][rubric]["sections"]
        assert sum(item["points"] for part in sections for item in part["items"]) == 100


def test_every_table_with_numbers_tells_its_source():
    rows = [*SHIPPED["grades"], *SHIPPED["vetoes"], *SHIPPED["consequences"], SHIPPED["assessment"]]

    assert [row for row in rows if not row.get("source") or "platform_default" not in row] == []


LIMIT = "只能是下列之一：{}。".format
ACT_LIST = LIMIT("、".join(ACTS))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (changed("grades", 0, at_least=None), ("grades[0].at_least", "除最后一个外，每个等次都要有最低分。")),
        (changed("grades", 1, at_least=95), ("grades[1].at_least", "最低分要从高到低排列。")),
        (
            changed("grades", 3, cap_percent=5),
            ("grades[3].cap_percent", "最后一个等次接收其余所有，不设最低分和上限。"),
        ),
        (changed("grades", 0, cap_percent=120), ("grades[0].cap_percent", "应在 0 到 100 之间。")),
        (changed("grades", 0, cap_number="many"), ("grades[0].cap_number", "这里应当是整数。")),
        (changed("grades", 1, code="excellent"), ("grades[1].code", "代码 excellent 重复。")),
        (
            changed("vetoes", 0, set_by=["expert"]),
            ("vetoes[0].set_by", LIMIT("officer_city、leader_city、discipline、reviewer_first")),
        ),
        (changed("vetoes", 0, set_by=[]), ("vetoes[0].set_by", "缺少这一项。")),
        (changed("consequences", 0, act="praise"), ("consequences[0].act", ACT_LIST)),
        (changed("consequences", 0, grade="best"), ("consequences[0].grade", "没有等次 best。")),
        (changed("consequences", 0, days=3), ("consequences[0].days", "“reconfirm”不需要这一项。")),
        (changed("consequences", 1, amount=None), ("consequences[1].amount", "缺少这一项。")),
        (changed("consequences", 1, amount="-1"), ("consequences[1].amount", "应为正数，单位元。")),
        (changed("consequences", 0, veto="maybe"), ("consequences[0].veto", LIMIT("only、never"))),
        (
            faults(assessment={**SHIPPED["assessment"], "self_score": "words"}),
            ("assessment.self_score", "申报表里没有 words.item 这一栏。"),
        ),
        (
            faults(assessment={**SHIPPED["assessment"], "locked": ["self_scores"]}),
            ("assessment.locked", "申报表里没有不重复的 self_scores 一节。"),
        ),
        (
            faults(assessment={**SHIPPED["assessment"], "subject": "person"}),
            ("assessment.subject", LIMIT("studio")),
        ),
        (faults(assessment={}), ("grades", "只有考核类方案（有 assessment 一表）才有这张表。")),
    ],
    ids=range(18),
)
def test_a_slip_is_told_at_its_place(found, expected):
    assert found[0] == expected


def test_one_grade_is_none():
    assert faults(grades=SHIPPED["grades"][-1:])[0] == ("grades", "至少要有两个等次。")
