"""Grades of an assessment: under caps and vetoes, with reasons, decided by the leader, final after the notice."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from jiangxin.awards.assessment import Consequence, consequences_of, decided_grades
from jiangxin.awards.enums import GradeCause
from jiangxin.awards.grading import rooms, rules_of
from jiangxin.awards.models import GradeLine
from jiangxin.awards.services import (
    Wanted,
    amend_grade,
    assign_objection,
    close_notice,
    conclude_meeting,
    decide_objection,
    draft_grades,
    draft_naming,
    draft_notice,
    find_veto,
    lift_veto,
    prepare_meeting,
    publish_notice,
    record_finding,
    settle_assessment,
    update_grades,
)
from jiangxin.awards.services.naming import DocumentFacts
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.queries.histories import history_of
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Duty
from tests.awards.scene import DECIDED_AT, scene_of
from tests.conftest import make_actor
from tests.laying import laid

GRADES = ["excellent", "good", "qualified", "unqualified"]


@laid
def scene(federation, clock_at):
    """Return an assessment: five scored studios (one of them excellent twice over), one that never reported."""
    clock_at(DECIDED_AT)
    scene = scene_of(federation, make_actor, kind="studio_assessment", experts=3)
    units = (federation.unit, federation.private_unit, federation.other_unit, federation.industry_unit, federation.unit)
    for key, (unit, points) in enumerate(zip(units, (96, 93, 85, 70, 50), strict=True), 1):
        scene.add_entry(unit, [str(points)] * 3, subject_kind="studio", subject_id=key)
    scene.add_entry(federation.unit, [], state=EntryState.EXPIRED, subject_kind="studio", subject_id=6)
    return scene


def code_of(act):
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


def drafted(scene, wanted=None):
    return draft_grades(actor=scene.officer, ranking=scene.rank(), facts=scene.facts(), wanted=wanted or {})


def concluded(scene, wanted=None):
    meeting = drafted(scene, wanted)
    meeting = prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)
    return conclude_meeting(actor=scene.leader, meeting=meeting, expected_revision=meeting.revision)


def noticed(scene, wanted=None):
    notice = draft_notice(actor=scene.officer, meeting=concluded(scene, wanted))
    return publish_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)


def closed(scene, clock_at, wanted=None):
    notice = noticed(scene, wanted)
    clock_at("2026-09-15 09:00")
    return close_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)


def settled(scene, notice, number="云工通〔2026〕9号"):
    return settle_assessment(
        actor=scene.leader, notice=notice, document_number=number, expected_revision=notice.revision
    )


def test_grades_are_proposed_with_their_reasons(scene):
    lines = list(drafted(scene).grade_lines.all())

    assert [(line.grade, line.cause) for line in lines] == [
        ("excellent", GradeCause.SCORE),
        ("good", GradeCause.CAP),  # 20 % of six is one
        ("good", GradeCause.SCORE),
        ("qualified", GradeCause.SCORE),
        ("unqualified", GradeCause.SCORE),
        ("unqualified", GradeCause.UNREPORTED),
    ]
    assert [line.reason for line in lines[:2]] == [
        "得分 96.00，达到“优秀”的 90 分。",
        "得分 93.00，达到“优秀”的分数；“优秀”最多 1 个，按得分排在其后，列“良好”。",
    ]
    assert lines[4].reason == "得分 50.00，低于 60 分，列“不合格”。"
    assert lines[5].reason == "报送截止后 30 天仍未报送自评，按规则列“不合格”。"
    found = rooms(rules_of(scene.call), [line.grade for line in lines])
    assert [(room.taken, room.most) for room in found] == [(1, 1), (2, None), (1, None), (2, None)]


def test_reasons_are_told_in_the_readers_language_and_kept_in_the_houses(scene):
    find_veto(actor=scene.officer, entry=scene.entries[4], code="misuse", reason="套取补助。")
    with override("en"):
        lines = list(drafted(scene).grade_lines.all())
        told = [line.why for line in lines]

    assert told == [
        "Score 96.00, at least the 90 of “Excellent”.",
        "Score 93.00 would be “Excellent”, which at most 1 may have; behind them by score, so graded “Good”.",
        "Score 85.00, at least the 80 of “Good”.",
        "Score 70.00, at least the 60 of “Qualified”.",
        "Veto, graded “Unqualified” (the score of 50.00 no longer counts): Misuse of the subsidy (套取补助。).",
        "No self-report within 30 days after the deadline; graded “Unqualified” by the rule.",
    ]
    assert [line.reason for line in lines[:1]] == ["得分 96.00，达到“优秀”的 90 分。"]
    lines[0].facts = {}
    assert lines[0].why == lines[0].reason


def test_the_history_of_an_entry_tells_the_houses_words_in_the_readers_and_a_persons_as_written(scene, clock_at):
    second = scene.entries[1]
    with override("en"):  # whoever decides reads English: what is stored stays in the house's language
        settled(scene, closed(scene, clock_at, {second.pk: Wanted("qualified", "台账补登较多。")}))

    def opinions(entry):
        return [item.opinion for item in history_of(entry) if item.opinion]

    assert opinions(scene.entries[0]) == ["得分 96.00，达到“优秀”的 90 分。"] * 2
    with override("en"):
        assert opinions(scene.entries[0]) == ["Score 96.00, at least the 90 of “Excellent”."] * 2
        assert opinions(second) == ["台账补登较多。"] * 2


def test_every_studio_is_graded_or_none(scene, federation):
    scene.add_entry(federation.unit, [], state=EntryState.RECOMMENDED_UNIT, subject_kind="studio", subject_id=7)

    assert code_of(lambda: drafted(scene)) == "entries_waiting"


def test_a_veto_forces_the_lowest_grade_and_lets_the_next_one_up(scene):
    first = scene.entries[0]
    found = find_veto(actor=scene.officer, entry=first, code="misuse", reason="套取补助 2 万元，已核实。")
    lines = {line.entry_id: line for line in drafted(scene).grade_lines.all()}

    assert (lines[first.pk].grade, lines[first.pk].cause) == ("unqualified", GradeCause.VETO)
    assert lines[first.pk].reason == (
        "一票否决，列“不合格”（得分 96.00 不再计）：挪用、套取补助经费（套取补助 2 万元，已核实。）。"
    )
    assert lines[scene.entries[1].pk].grade == "excellent"
    again = {"actor": scene.officer, "entry": first, "code": "misuse", "reason": "又一次"}
    assert code_of(lambda: find_veto(**again)) == "veto_stands"
    assert code_of(lambda: find_veto(**{**again, "code": "luck"})) == "unknown_veto"
    assert code_of(lambda: lift_veto(actor=scene.officer, finding=found, reason="误")) == "wrong_duty"


def test_a_county_enters_only_the_vetoes_it_may(scene, federation):
    county = make_actor(Role.REVIEWER_FIRST, federation.county)
    entry = scene.entries[0]

    find_veto(actor=county, entry=entry, code="refusal", reason="两次拒绝核查组进入。")
    assert code_of(lambda: find_veto(actor=county, entry=entry, code="fraud", reason="材料造假")) == "wrong_duty"
    stranger = make_actor(Role.REVIEWER_FIRST, federation.industry)
    assert code_of(lambda: find_veto(actor=stranger, entry=entry, code="accident", reason="事故")) == (
        "wrong_organisation"
    )


def test_a_deviation_needs_its_reason_and_stays_under_the_cap(scene):
    second, third = scene.entries[1], scene.entries[2]
    assert code_of(lambda: drafted(scene, {third.pk: Wanted("qualified")})) == "form_invalid"
    meeting = drafted(scene, {third.pk: Wanted("qualified", "台账补登较多，会议认为列合格为宜。")})
    line = meeting.grade_lines.get(entry=third)
    assert (line.proposed, line.grade, line.deviation) == ("good", "qualified", "台账补登较多，会议认为列合格为宜。")

    wanted = {second.pk: Wanted("excellent", "与第一名相差无几。")}
    changed = update_grades(
        actor=scene.officer,
        meeting=meeting,
        facts=scene.facts(),
        wanted=wanted,
        expected_revision=meeting.revision,
    )
    assert code_of(
        lambda: prepare_meeting(actor=scene.officer, meeting=changed, expected_revision=changed.revision)
    ) == ("cap_exceeded")
    with pytest.raises(IntegrityError), transaction.atomic():
        GradeLine.objects.filter(entry=third).update(grade="excellent", deviation="")


def test_a_veto_found_later_makes_the_draft_outdated(scene):
    meeting = drafted(scene)
    find_veto(actor=scene.officer, entry=scene.entries[0], code="fraud", reason="专利证书系伪造。")

    assert code_of(
        lambda: prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)
    ) == ("grades_outdated")
    meeting.refresh_from_db()
    fresh = update_grades(
        actor=scene.officer, meeting=meeting, facts=scene.facts(), wanted={}, expected_revision=meeting.revision
    )
    assert prepare_meeting(actor=scene.officer, meeting=fresh, expected_revision=fresh.revision).state == "prepared"


def test_the_notice_lists_everybody_and_the_result_is_final(scene, clock_at):
    notice = closed(scene, clock_at)
    assert [item.shown_grade for item in notice.items.order_by("position")] == [
        "优秀", "良好", "良好", "合格", "不合格", "不合格",
    ]  # fmt: skip
    facts = DocumentFacts(
        number="云工发〔2026〕1号", title="决定", recipients="各单位", body="命名", dated=clock.today()
    )
    assert code_of(lambda: draft_naming(actor=scene.officer, notice=notice, facts=facts)) == "notice_of_grades"
    assert tuple(decided_grades(scene.call)) == ()
    assert code_of(lambda: settled(scene, notice, " ")) == "document_number"

    settled(scene, notice)
    found = list(decided_grades(scene.call))

    assert [(one.subject_id, one.grade, one.vetoed, one.year) for one in found] == [
        (key, grade, False, 2026)
        for key, grade in enumerate(["excellent", "good", "good", "qualified", "unqualified", "unqualified"], 1)
    ]
    assert [one.act for one in found[0].consequences] == ["reconfirm", "reward", "recommend_next_level"]
    assert found[4].consequences == (Consequence("warn"), Consequence("rectify", days=120))
    states = [entry.state for entry in scene.call.entries.order_by("pk")]
    assert states == [EntryState.ASSESSED] * 5 + [EntryState.EXPIRED]
    assert code_of(lambda: settled(scene, notice)) == "result_decided"


def test_an_upheld_objection_has_the_grade_decided_again(scene, federation, clock_at):
    notice = noticed(scene)
    objection = scene.objection(notice)
    handler = make_actor(Role.OFFICER_CITY, federation.city)
    duty = Duty.objects.get(pk=handler.duty_id)
    objection = assign_objection(
        actor=scene.leader, objection=objection, duty=duty, expected_revision=objection.revision
    )
    objection = record_finding(
        actor=handler, objection=objection, finding="查实一项成果不属于该团队。", expected_revision=objection.revision
    )
    decide_objection(
        actor=handler,
        objection=objection,
        upheld=True,
        reply="所反映情况属实。",
        reason="一项成果不属于该工作室，重新评定。",
        expected_revision=objection.revision,
    )
    line = GradeLine.objects.get(entry=scene.entries[0])
    other = GradeLine.objects.get(entry=scene.entries[1])
    clock_at("2026-09-15 09:00")
    notice.refresh_from_db()
    notice = close_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)

    assert code_of(lambda: settled(scene, notice)) == "amendment_missing"
    assert code_of(lambda: amend_grade(actor=scene.leader, line=other, grade="good", reason="x")) == "nothing_to_amend"
    assert code_of(lambda: amend_grade(actor=scene.leader, line=line, grade="good", reason=" ")) == "reason_missing"
    amend_grade(actor=scene.leader, line=line, grade="good", reason="扣除该成果后列良好。")
    settled(scene, notice)
    first = next(iter(decided_grades(scene.call)))
    assert (first.grade, first.reason, first.entry.state) == ("good", "扣除该成果后列良好。", EntryState.ASSESSED)


def test_what_follows_weighs_vetoes_and_grades_given_again(scene):
    rules = rules_of(scene.call).consequences

    assert [one.act for one in consequences_of(rules, "unqualified")] == ["warn", "rectify"]
    again = consequences_of(rules, "unqualified", since_same=2)
    assert again == (Consequence("withdraw"), Consequence("settle"), Consequence("bar", years=2))
    assert [one.act for one in consequences_of(rules, "unqualified", since_same=3)] == ["warn", "rectify"]
    by_veto = consequences_of(rules, "unqualified", vetoed=True, since_same=1)
    assert by_veto == (Consequence("withdraw"), Consequence("settle"), Consequence("bar", years=6))
