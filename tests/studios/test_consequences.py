"""What follows from a grade: by the rules of the call, once, all of it or nothing."""

from datetime import date
from decimal import Decimal

import pytest

from jiangxin.awards import assessment
from jiangxin.awards.assessment import Consequence, DecidedGrade
from jiangxin.awards.queries import verify
from jiangxin.core import jobs, journal
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Refusal
from jiangxin.forms.words import Words
from jiangxin.orgs.models import Bar, Errand
from jiangxin.orgs.policies import not_barred
from jiangxin.studios.models import AssessmentOutcome, Clawback, Rectification, Reward, Studio, StudioLevelHeld
from jiangxin.studios.queries.warnings import warnings_of
from jiangxin.studios.services import ask_consequences, carry_out_consequences, hold_level, pay_reward, restore_studio
from tests.studios.assessed import decide
from tests.studios.test_funds import grant, keep_voucher

NUMBER = "云工发〔2026〕70号"
TODAY = date(2026, 11, 30)
EXCELLENT = (
    Consequence("reconfirm"),
    Consequence("reward", amount=Decimal(30000)),
    Consequence("recommend_next_level"),
)
MEND = (Consequence("warn"), Consequence("rectify", days=120))
OUT = (Consequence("withdraw"), Consequence("settle"), Consequence("bar", years=6))


def graded(scene, studio, rules, **facts):
    given = {
        "entry": studio.award.entry,
        "subject_kind": "studio",
        "subject_id": studio.pk,
        "grade": "x",
        "grade_name": Words("某等", "Some"),
        "reason": "得分 58.00，低于 60 分",
        "vetoed": False,
        "year": 2026,
        "consequences": rules,
        **facts,
    }
    return DecidedGrade(**given)


def carried_out(actor, scene, studio, rules, **facts):
    return carry_out_consequences(
        actor=actor, studio=studio, grade=graded(scene, studio, rules, **facts), document_number=NUMBER
    )


def test_the_best_are_confirmed_rewarded_and_recommended(scene, studio):
    outcome = carried_out(scene.officer, scene, studio, EXCELLENT)
    assert [row.until for row in outcome.reconfirmations.all()] == [None]
    assert (outcome.reward.amount, outcome.recommendation.level) == (Decimal("30000.00"), "province")
    assert list(Errand.objects.filter(closed_at=None, subject="studios.reward").values_list("asked", "role")) == [
        ("pay_reward", "officer_city")
    ]
    assert [entry.act for entry in journal.of(studio)][-1] == "studios.carry_out_consequences"


def test_a_term_that_ends_before_the_next_assessment_runs_on(scene, studio, clock_at):
    award = studio.award
    clock_at(f"{award.valid_until.year - 1}-11-30 09:00")
    outcome = carried_out(scene.officer, scene, studio, EXCELLENT[:1])
    award.refresh_from_db()
    kept = outcome.reconfirmations.get()
    assert (kept.before.year + 3, kept.until) == (award.valid_until.year, award.valid_until)
    levels = StudioLevelHeld.objects.filter(studio=studio, struck_at=None)
    assert [(level.until is None, level.document_number == NUMBER) for level in levels] == [
        (False, False),
        (True, True),
    ]


def test_a_level_given_here_without_an_award_runs_on_too(scene, studio):
    given = {"since": date(2024, 3, 2), "valid_until": date(2027, 3, 1), "document_number": "县工发〔2024〕1号"}
    for level, body in (("county", "县总工会"), ("province", "省总工会")):
        hold_level(actor=scene.officer, studio=studio, level=level, awarding_body=body, **given)
    outcome = carried_out(scene.officer, scene, studio, EXCELLENT[:1])
    terms = {(row.level.level, row.until) for row in outcome.reconfirmations.all()}
    assert terms == {("city", None), ("county", date(2030, 3, 1))}


def test_who_falls_short_is_warned_and_mends_what_is_missing(scene, studio):
    carried_out(scene.officer, scene, studio, MEND)
    order = Rectification.objects.get()
    assert (order.state, order.origin, order.due_on) == ("rectifying", "assessment", date(2027, 3, 30))
    whats = list(order.items.values_list("what", flat=True))
    assert "规章制度（还缺1）" in whats
    assert "graded" in [rule.code for rule in warnings_of(studio, TODAY)]
    asked = Errand.objects.filter(closed_at=None, organisation=studio.unit).values_list("asked", flat=True)
    assert set(asked) == {"mend_items", "heed_warning"}


def test_the_leader_withdraws_and_plaque_money_and_bar_follow_at_once(scene, studio):
    subsidy = grant(studio, keep_voucher())
    with pytest.raises(Refusal, match="wrong_duty"):
        carried_out(scene.officer, scene, studio, OUT)
    assert AssessmentOutcome.objects.count() == 0
    carried_out(scene.leader, scene, studio, OUT)
    studio.refresh_from_db()
    plaque = studio.award.certificates.get(kind="plaque")
    assert (studio.state, verify(plaque.number).verdict) == ("withdrawn", "withdrawn")
    assert Clawback.objects.get(subsidy=subsidy).amount == Decimal("50000.00")
    bar = Bar.objects.get()
    assert (bar.unit, bar.leader, bar.until) == (studio.unit, studio.leader, date(2032, 11, 30))
    assert not_barred(unit=studio.unit).code == "barred_from_applying"


def test_what_is_done_is_not_done_again(scene, studio):
    first = carried_out(scene.officer, scene, studio, EXCELLENT)
    assert carried_out(scene.officer, scene, studio, EXCELLENT) == first
    assert (Reward.objects.count(), AssessmentOutcome.objects.count()) == (1, 1)


def test_all_or_nothing(scene, studio):
    with pytest.raises(ValueError, match="year"):  # the last rule cannot be carried out
        carried_out(scene.officer, scene, studio, (*EXCELLENT, *MEND, Consequence("bar", years=9000)))
    made = (AssessmentOutcome, Reward, Rectification, Bar)
    assert [model.objects.count() for model in made] == [0, 0, 0, 0]


def test_a_round_is_worked_off_and_the_rest_waits_for_the_leader(scene, studio):
    other = Studio.objects.exclude(pk=studio.pk).get()
    call = decide(scene, {studio: "excellent", other: "lowest"})
    with pytest.raises(Refusal, match="incomplete"):
        ask_consequences(actor=scene.officer, call=call, document_number=" ")
    job = ask_consequences(actor=scene.officer, call=call, document_number=NUMBER)
    assert jobs.work_off() == 1
    job.refresh_from_db()
    assert (job.state, job.message) == ("done", "已落实1个工作室。")
    assert list(AssessmentOutcome.objects.values_list("studio", flat=True)) == [studio.pk]
    waiting = Errand.objects.filter(closed_at=None, asked="carry_out_withdrawals")
    assert list(waiting.values_list("role", "note")) == [("leader_city", other.name)]
    with pytest.raises(Refusal, match="nothing_left"):
        ask_consequences(actor=scene.officer, call=call, document_number=NUMBER)
    ask_consequences(actor=scene.leader, call=call, document_number=NUMBER)
    jobs.work_off()
    other.refresh_from_db()
    assert (other.state, waiting.count()) == ("withdrawn", 0)


def test_nothing_follows_before_the_grades_are_decided(scene, studio, actor, federation):
    call = studio.award.entry.call
    assert tuple(assessment.decided_grades(call)) == ()
    with pytest.raises(Refusal, match="not_decided"):
        ask_consequences(actor=scene.officer, call=call, document_number=NUMBER)
    with pytest.raises(Refusal, match="wrong_duty"):
        ask_consequences(actor=actor(Role.REVIEWER_FIRST, federation.county), call=call, document_number=NUMBER)


def test_a_reward_is_paid_once_to_the_fen_with_its_voucher(scene, studio):
    reward = carried_out(scene.officer, scene, studio, EXCELLENT).reward
    facts = {"budget_line": "工作室奖励", "approval_number": "云工财〔2026〕30号", "payee": "机床厂工会"}
    days = {"paid_on": TODAY, "spend_by": date(2027, 11, 29)}
    with pytest.raises(Refusal, match="凭证"):
        pay_reward(actor=scene.officer, reward=reward, voucher=None, **facts, **days)
    paid = pay_reward(actor=scene.officer, reward=reward, voucher=keep_voucher(), **facts, **days)
    assert (paid.subsidy.amount, paid.subsidy.matching_due_fen) == (Decimal("30000.00"), 0)
    with pytest.raises(Refusal, match="paid_already"):
        pay_reward(actor=scene.officer, reward=reward, voucher=keep_voucher(), **facts, **days)


WORDS = {"reason": "申诉成立", "document_number": "云工发〔2026〕81号"}


def test_an_objection_gives_plaque_level_and_right_to_apply_back(scene, studio):
    carried_out(scene.leader, scene, studio, OUT)
    with pytest.raises(Refusal, match="wrong_duty"):
        restore_studio(actor=scene.officer, studio=studio, ground="objection", **WORDS)
    with pytest.raises(Refusal, match="barred_still"):
        restore_studio(actor=scene.leader, studio=studio, ground="cooling_off", **WORDS)
    restore_studio(actor=scene.leader, studio=studio, ground="objection", **WORDS)
    studio.refresh_from_db()
    plaque = studio.award.certificates.get(kind="plaque")
    assert (studio.state, verify(plaque.number).verdict) == ("active", "stands")
    assert (bool(not_barred(unit=studio.unit)), studio.level) == (True, "city")
    with pytest.raises(Refusal, match="not_withdrawn"):
        restore_studio(actor=scene.leader, studio=studio, ground="objection", **WORDS)


def test_after_the_bar_the_file_shows_all_three_times(scene, studio, clock_at):
    carried_out(scene.leader, scene, studio, (*OUT[:2], Consequence("bar", years=2)))
    clock_at("2028-12-01 09:00")
    restore_studio(actor=scene.leader, studio=studio, ground="cooling_off", **WORDS)
    standings = [(row.state, row.since, row.until) for row in studio.studiostanding_periods.filter(struck_at=None)]
    assert standings == [
        ("active", date(2026, 9, 15), date(2026, 11, 29)),
        ("withdrawn", TODAY, date(2028, 11, 30)),
        ("active", date(2028, 12, 1), None),
    ]


def test_what_has_run_out_is_applied_for_anew(scene, studio, clock_at):
    carried_out(scene.leader, scene, studio, (*OUT[:2], Consequence("bar", years=6)))
    clock_at("2033-01-03 09:00")
    with pytest.raises(Refusal, match="term_over"):
        restore_studio(actor=scene.leader, studio=studio, ground="cooling_off", **WORDS)
