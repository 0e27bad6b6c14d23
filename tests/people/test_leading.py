"""Conditions to lead: shipped, laid down from a day on, and what they answer."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry
from jiangxin.core.refusal import Refusal
from jiangxin.people.eligibility import eligibility_of
from jiangxin.people.enums import SkillGrade
from jiangxin.people.leading import LeadingRules
from jiangxin.people.models import LeadingRule
from jiangxin.people.services import lay_down_leading_rule
from tests.factories import PersonFactory

BEFORE, DAY, KIND = date(2026, 10, 31), date(2026, 11, 1), "worker_innovation"


@pytest.fixture
def officer(actor, federation, clock_at):
    clock_at("2026-11-30 09:00")
    return actor(Role.OFFICER_CITY, federation.city)


def lay_down(officer, *, honours=None, grade=SkillGrade.SENIOR, since=DAY, basis="云工发〔2026〕8号"):
    return lay_down_leading_rule(
        actor=officer, studio_kind=KIND, honours=honours or {}, grade=grade, since=since, basis=basis
    )


def test_what_is_laid_down_holds_from_its_day_for_its_kind_alone(officer):
    person = PersonFactory(skill_grade=SkillGrade.SENIOR)
    lay_down(officer, honours={"craftsman": 4, "may_first_medal": 3})
    answers = {day: bool(eligibility_of(person, KIND, day)) for day in (BEFORE, DAY)}
    assert answers == {BEFORE: False, DAY: True}
    assert not eligibility_of(person, "technician", DAY)
    told = LeadingRules().of(KIND, DAY).told()
    assert told == ["市级以上的五一劳动奖章", "省（部）级以上的工匠", "技能等级高级工（三级）以上"]


def test_a_later_rule_takes_over_and_the_journal_tells_both(officer):
    lay_down(officer)
    lay_down(officer, honours={"model_worker": 5}, grade=None, basis="云工发〔2026〕9号")
    assert [one.rule.basis for one in LeadingRules().history(KIND)] == ["云工发〔2026〕9号", "云工发〔2026〕8号"]
    record = JournalEntry.objects.filter(act="people.lay_down_leading_rule").latest("pk")
    assert (record.before, record.after["honours"]) == ({"honours": {}, "grade": 4}, {"model_worker": 5})
    found = eligibility_of(PersonFactory(skill_grade=SkillGrade.CHIEF_TECHNICIAN), KIND, DAY)
    assert (bool(found), found.words) == (False, "没有登记全国的劳动模范（先进工作者）。")


def test_conditions_cost_one_query_whatever_is_asked(officer):
    lay_down(officer)
    with CaptureQueriesContext(connection) as asked:
        rules = LeadingRules()
        assert [rules.of(kind, DAY).grade for kind in (KIND, "technician")] == [4, 5]
    assert len(asked) == 1


@pytest.mark.parametrize(("facts", "code"), [({"grade": None}, "no_condition"), ({"basis": " "}, "basis_missing")])
def test_what_is_not_laid_down(officer, facts, code):
    with pytest.raises(Refusal, match=code):
        lay_down(officer, **facts)
    assert LeadingRule.objects.count() == 0


def test_only_the_city_lays_down(actor, federation, officer):
    with pytest.raises(Refusal, match="wrong_duty"):
        lay_down(actor(Role.REVIEWER_FIRST, federation.county))
