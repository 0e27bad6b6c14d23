"""The table [proposals] of a blueprint: the shipped one is sound, each fault is told at its place."""

import copy

import pytest

from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.blueprint.shipped import shipped_definitions

SHIPPED = shipped_definitions()["rationalisation_proposals"]


def faults(**changes):
    """Return the places of what is wrong once the table has been changed."""
    content = copy.deepcopy(SHIPPED)
    content["proposals"] |= changes
    return [problem.path for problem in read_plan(content)[1]]


@pytest.mark.parametrize("code", ["rationalisation_proposals", "five_smalls", "energy_saving_proposals"])
def test_what_is_shipped_is_sound(code):
    assert read_plan(shipped_definitions()[code])[1] == []


def test_the_shipped_one_is_sound():
    plan, problems = read_plan(SHIPPED)
    assert problems == []
    assert (plan.proposals.accept_days, plan.proposals.answer_days, plan.chooses) == (5, 20, False)
    codes = [reason.code for reason in plan.proposals.reasons]
    assert codes == ["known", "not_feasible", "no_gain", "duty", "elsewhere"]


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"title": "idea.nothing"}, ["proposals.title"]),
        ({"title": "idea.gain"}, ["proposals.title"]),
        ({"text": []}, ["proposals.text"]),
        ({"text": ["idea.remedy", "authors.name"]}, ["proposals.text[1]"]),
        ({"category": "idea.title"}, ["proposals.category"]),
        ({"authors": "idea"}, ["proposals.authors"]),
        ({"accept_days": 0}, ["proposals.accept_days"]),
        ({"accept_days": 30}, ["proposals.answer_days"]),
        ({"answer_days": 500}, ["proposals.answer_days"]),
        ({"reasons": [{"code": "a", "label": "甲"}, {"code": "a", "label": "乙"}]}, ["proposals.reasons[1].code"]),
        ({"reasons": [{"code": "", "label": "甲"}]}, ["proposals.reasons[0]"]),
        ({"benefits": [{"code": "a", "label": "甲", "formula": "x +"}]}, ["proposals.benefits[0].formula"]),
        ({"benefits": [{"code": "a", "label": "甲", "formula": "x"}]}, ["proposals.benefits[0].quantities"]),
        ({"follow_up_months": [12, 3]}, ["proposals.follow_up_months"]),
        ({"follow_up_months": [0]}, ["proposals.follow_up_months"]),
        ({"rewards": [{"at_least": 0, "least": 5, "most": 4}]}, ["proposals.rewards"]),
        ({"rewards": [{"at_least": 1, "most": 4}, {"at_least": 1, "most": 9}]}, ["proposals.rewards"]),
        ({"text": "idea.remedy"}, ["proposals.text"]),
        ({"anonymous": "yes"}, ["proposals.anonymous"]),
    ],
)
def test_a_fault_is_told_at_its_place(changes, places):
    assert faults(**changes) == places


def test_the_kind_says_that_it_collects():
    content = {**copy.deepcopy(SHIPPED), "blueprint": {**SHIPPED["blueprint"], "kind": "studio_naming"}}
    assert [problem.path for problem in read_plan(content)[1]] == ["blueprint.kind"]
    without = {key: value for key, value in SHIPPED.items() if key != "proposals"}
    assert [problem.path for problem in read_plan(without)[1]] == ["proposals"]


def test_proposals_are_not_scored_or_named():
    content = {**copy.deepcopy(SHIPPED), "quotas": {"kind": "hard"}, "award": {"term_years": 3}}
    assert [problem.path for problem in read_plan(content)[1]] == ["quotas", "award"]
