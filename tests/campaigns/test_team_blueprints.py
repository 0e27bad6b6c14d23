"""The shipped blueprints that name something other than studios, and a team's application from a phone."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.blueprint.shipped import shipped_definitions
from jiangxin.campaigns.models import Blueprint
from jiangxin.campaigns.services import attach_file, open_call, save_answers, start_entry, submit_entry
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.engine.measure.numbering import pattern_faults
from jiangxin.people.models import Account
from jiangxin.rehearsal import papers
from tests.campaigns.scene import DECLARING, START, complete, journal_of, make_draft, pdf, person_at
from tests.laying import laid

NAMED = ["worker_pioneer", "learning_organisation", "operating_method"]
PARTS = ("blueprint", "form", "checks", "quotas", "selection", "scoring", "notice", "award")
DONE_ON = date(2026, 3, 20)


def tables(value, path=""):
    if isinstance(value, dict):
        yield path, value
        for key, item in value.items():
            yield from tables(item, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from tables(item, f"{path}[{index}]")


@pytest.mark.parametrize("code", NAMED)
def test_it_holds_together(code):
    content = shipped_definitions()[code]
    plan, problems = read_plan(content)

    assert problems == []
    assert not plan.subject.is_studio
    missing = [
        f"{path}.{key}"
        for path, table in tables(content)
        if not path.startswith(".rubrics.hangzhou")
        for key in ("label", "title", "help", "unit", "row_label", "description", "body", "signer", "leader_label")
        if isinstance(table.get(key), str | list) and not table.get(f"{key}_en")
    ]
    assert missing == []
    assert [part for part in PARTS if not content[part].get("source") or "platform_default" not in content[part]] == []
    assert [row["code"] for row in content["stages"] if "platform_default" not in row] == []
    assert [row["group"] for row in content["selection"]["proportions"] if not row.get("source")] == []
    places = [place for _path, table in tables(content["checks"]) for place in table.get("evidence", ())]
    assert [place for place in places if not (plan.form.field(place) or plan.form.section(place))] == []
    assert pattern_faults(content["award"]["number_pattern"]) == ()


@pytest.mark.parametrize("code", NAMED)
def test_its_points_add_up_and_point_at_the_form(code):
    content = shipped_definitions()[code]
    form = read_plan(content)[0].form
    for name, rubric in content["rubrics"].items():
        if name == "hangzhou":
            continue
        for section in rubric["sections"]:
            assert sum(Decimal(item["points"]) for item in section["items"]) == section["points"]
            evidence = [place for item in section["items"] for place in item["evidence"]]
            assert [place for place in evidence if not (form.field(place) or form.section(place))] == []
        assert sum(section["points"] for section in rubric["sections"]) == rubric["total"] == 100


ANSWERS = {
    "team": {
        "name": "锻造车间甲班",
        "kind": "team",
        "industry_section": "C",
        "headcount": 18,
        "front_line": True,
        "leader_name": "赵铁军",
        "leader_gender": "male",
        "led_by_manager": False,
        "led_by_minority": True,
    },
    "unit": {
        "name": "云江重型机械有限公司",
        "ownership": "private",
        "is_nonpublic": True,
        "contact": "钱向红",
        "phone": "13800001234",
    },
    "results": {
        "indicator": "锻件合格率",
        "plan": "98.00",
        "actual": "99.20",
        "safety_days": 1200,
        "innovations": 4,
        "deeds": "全班十八人三年无事故，改进模具预热办法，废品减少三成，带出技师两名。" * 3,
    },
    "democracy": {
        "heard_on": "2026-03-02",
        "heard": 120,
        "voted_on": "2026-03-06",
        "present": 80,
        "in_favour": 78,
        "display_from": "2026-03-09",
        "display_to": "2026-03-13",
    },
    "declarations": {"truth": True, "personal_data": True},
}


@laid
def applying(federation, clock_at):
    """Return an open Worker Pioneer call and the liaison of a unit."""
    clock_at(START)
    officer = person_at(Role.OFFICER_CITY, federation.city)
    make_draft(officer, federation.city)  # brings the shipped blueprints in
    blueprint = Blueprint.objects.get(code="worker_pioneer")
    call = complete(officer, make_draft(officer, federation.city, blueprint=blueprint), [federation.county])
    call = open_call(actor=officer, call=call, expected_revision=call.revision)
    return call, person_at(Role.STUDIO_SECRETARY, federation.unit), federation.unit


def write(applying, **changes):
    call, actor, unit = applying
    secretary = Account.objects.get(pk=actor.account_id)
    entry = start_entry(actor=actor, call=call, unit=unit, secretary=secretary)
    answers = {
        **ANSWERS,
        **{name: {**ANSWERS.get(name, {}), **more} for name, more in changes.items() if name != "events"},
    }
    answers["events"] = changes.get("events", [])
    save_answers(actor=actor, entry=entry, answers=answers, base_revision=0)
    photo = SimpleUploadedFile("班组.jpg", papers.photo(1), "image/jpeg")
    for path, upload in (
        ("results.photos", photo),
        ("democracy.vote_proof", pdf()),
        ("democracy.display_proof", pdf()),
    ):
        attach_file(actor=actor, entry=entry, path=path, upload=upload)
    entry.refresh_from_db()
    return entry


def submit(applying, entry):
    return submit_entry(actor=applying[1], entry=entry, expected_version=entry.version)


def refused(applying, entry):
    with pytest.raises(Refusal) as caught:
        submit(applying, entry)
    return caught.value


def test_a_team_applies_once_under_its_name_and_its_head_may_head_another(applying, clock_at):
    clock_at(DECLARING)
    first = write(applying)
    submit(applying, first)
    first.refresh_from_db()
    assert (first.state, first.name, first.variant, first.leader, first.leader_name) == (
        "submitted",
        "锻造车间甲班",
        "team",
        None,
        "赵铁军",
    )
    assert (first.is_front_line, first.is_non_public, first.groups) == (True, True, ["minorities"])
    assert journal_of(first)[-1] == "campaigns.submit"

    twice = refused(applying, write(applying, team={"name": "锻造车间 甲班"}))
    assert (twice.code, str(twice.message)) == (
        "name_twice",
        f"本单位已申报同名的班组“锻造车间 甲班”（{first.number}）。",
    )
    other = write(applying, team={"name": "锻造车间乙班", "kind": "project"})
    submit(applying, other)
    other.refresh_from_db()
    assert (other.state, other.variant) == ("submitted", "project")


def test_what_bars_and_a_display_too_short_are_told_at_their_place(applying, clock_at):
    clock_at(DECLARING)
    events = [
        {"kind": "wage_arrears", "day": "2025-12-31"},  # last year: bars no more
        {"kind": "pollution", "day": "2026-01-02"},
        {"kind": "accident", "day": "2023-03-20"},  # three years to the day: bars no more
        {"kind": "accident", "day": "2023-03-21"},
    ]
    found = refused(applying, write(applying, events=events, democracy={"display_to": "2026-03-12"}))
    assert [(problem.path, problem.code) for problem in found.problems] == [
        ("events.1.day", "event_bars"),
        ("events.3.day", "event_bars"),
        ("democracy.display_to", "display_too_short"),
    ]


def test_a_decision_of_the_province_lifts_the_bars(applying):
    rules = read_plan(shipped_definitions()["worker_pioneer"])[0].eligibility
    answers = {"team": {"exempt": True}, "events": [{"kind": "accident", "day": "2026-01-02"}]}
    assert rules.problems(answers, DONE_ON) == []
    assert [problem.code for problem in rules.problems({**answers, "team": {}}, DONE_ON)] == ["event_bars"]


def test_learning_has_three_variants_and_a_method_its_name_and_its_year():
    learning = read_plan(shipped_definitions()["learning_organisation"])[0]
    kinds = ["unit", "team", "worker"]
    assert [learning.columns.read({"subject": {"kind": kind}}).variant for kind in kinds] == kinds

    method = read_plan(shipped_definitions()["operating_method"])[0]
    name = method.form.field("method.name")
    asked = re.compile(name.pattern)
    assert [bool(asked.fullmatch(one)) for one in ("李明薄板焊接操作法", "李明工作法", "薄板焊接法")] == [
        True,
        False,
        False,
    ]
    problems = method.eligibility_problems({"method": {"in_use_since": "2025-04"}}, at=DONE_ON)
    assert [str(problem.message) for problem in problems] == ["应用时间应满 1 年，现在满 0 年。"]
    assert method.eligibility_problems({"method": {"in_use_since": "2025-03"}}, at=DONE_ON) == []
