"""Carrying out what follows from an assessment: one studio at a time, each once, all of it or nothing (domain 3.4)."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.awards.assessment import Consequence, DecidedGrade
from jiangxin.awards.calendar import after_working_days
from jiangxin.awards.models import AssessmentResult
from jiangxin.awards.services import extend_award
from jiangxin.campaigns.models import Call
from jiangxin.core import clock, jobs, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.models import Job
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.studios import assessment_policies as policies
from jiangxin.studios.assessment_enums import RUNNING, Act, RectificationOrigin
from jiangxin.studios.consequences import Planned, plan_for, plan_of
from jiangxin.studios.deadlines import SETTLE_DAYS, in_working_days
from jiangxin.studios.models import (
    AssessmentOutcome,
    LevelRecommendation,
    Reconfirmation,
    Rectification,
    Reward,
    Studio,
    StudioLevelHeld,
)
from jiangxin.studios.periods import lock, succeed_level
from jiangxin.studios.policies import alive
from jiangxin.studios.queries.warnings import warnings_of
from jiangxin.studios.services.clawbacks import Claim
from jiangxin.studios.services.ending import Withdrawal, bar_from_applying, claim_rests, withdraw_here
from jiangxin.studios.services.mirror import mirror
from jiangxin.studios.services.rectifying import Order, add_tasks, open_rectification
from jiangxin.studios.services.warning_day import warn_studio

CARRY_OUT = "studios.carry_out_consequences"
CONSEQUENCES, WITHDRAWALS, PAY = "carry_out_consequences", "carry_out_withdrawals", "pay_reward"
_LONGEST_NUMBER = 60


@service("studios.ask_consequences", about="call")
def ask_consequences(*, actor: Actor, call: Call, document_number: str) -> Job:
    """Queue the carrying out of everything that waits for the actor; the job's own record tells of it.

    Raises:
        Refusal: not the actor's duty; no document; nothing decided yet; nothing left for the actor.
    """
    policies.may_carry_out(actor=actor, call=call).require()
    number = document_number.strip()
    if not 0 < len(number) <= _LONGEST_NUMBER:
        problem = Problem("document_number", _("请填写考核结果通报的文号。"), "required")
        raise Refusal("incomplete", _("落实考核结果要有文件依据。"), _("请补充后再提交。"), problems=[problem])
    plan = plan_of(call)
    if not plan:
        raise Refusal("not_decided", _("这次考核的等次还没有确定。"), _("请在公示期满、等次确定后办理。"))
    if not any(_is_for(actor, one) for one in plan):
        raise Refusal("nothing_left", _("没有由您落实的工作室了。"), _("已落实的不再重复办理。"))
    title = _("落实考核结果 %(call)s") % {"call": call.title}
    return jobs.ask(actor=actor, code=CARRY_OUT, title=title, parameters={"call": call.pk, "document": number})


@jobs.kind(CARRY_OUT)
def carry_out(progress: jobs.Progress) -> None:
    """Carry out studio by studio; what one is refused stays open and is told at the end."""
    call = Call.objects.select_related("organiser").get(pk=progress.parameters["call"])
    waiting = [one for one in plan_of(call) if _is_for(progress.actor, one)]
    left: list[str] = []
    for done, one in enumerate(waiting):
        assert one.studio is not None, "it can be done"
        progress.tell(done, len(waiting), one.studio.name)
        try:
            carry_out_consequences(
                actor=progress.actor,
                studio=one.studio,
                grade=one.grade,
                document_number=progress.parameters["document"],
            )
        except Refusal as refusal:
            left.append(f"{one.studio.name}：{refusal.message}")
    _ask_the_leader(call)
    message = _("已落实%(done)d个工作室。") % {"done": len(waiting) - len(left)}
    if left:
        message += _("没有落实的：%(left)s") % {"left": "；".join(left)}
    progress.tell(len(waiting), len(waiting), message)


@service("studios.carry_out_consequences", about="studio")
def carry_out_consequences(
    *, actor: Actor, studio: Studio, grade: DecidedGrade, document_number: str
) -> AssessmentOutcome:
    """Do everything that follows for one studio from its grade. Done already, it is not done again."""
    locked = lock(studio)
    acts = [one.act for one in grade.consequences]
    policies.may_carry_out(actor=actor, call=grade.entry.call, acts=acts).require()
    found = AssessmentOutcome.objects.filter(studio=locked, call=grade.entry.call).first()
    if found is not None:
        return found
    alive(locked).require()
    plan = plan_for(locked, grade)
    outcome = AssessmentOutcome.objects.create(
        studio=locked,
        call=grade.entry.call,
        entry=grade.entry,
        year=grade.year,
        grade=grade.grade,
        grade_name=grade.grade_name.zh,
        grade_name_en=grade.grade_name.en,
        reason=grade.reason[:500],
        reason_facts=dict(grade.reason_facts),
        vetoed=grade.vetoed,
        warned=Act.WARN in acts,
        acts=acts,
        document_number=document_number,
        carried_out_by_id=actor.account_id,
        carried_out_at=clock.now(),
    )
    for one in grade.consequences:
        if one.act in _DEEDS:
            _DEEDS[one.act](actor, outcome, plan, one)
    _end_or_bar(actor, outcome, plan)
    after = {"grade": grade.grade, "acts": acts, "document": document_number, "year": grade.year}
    journal.record(
        actor=actor, act="studios.carry_out_consequences", obj=locked, after=after, reason=outcome.reason[:300]
    )
    return outcome


def _is_for(actor: Actor, one: Planned) -> bool:
    acts = list(one.consequences)
    return one.can_be_done and bool(policies.may_carry_out(actor=actor, call=one.grade.entry.call, acts=acts))


def _ask_the_leader(call: Call) -> None:
    """Close what the officer was asked once that is done, and ask the leader about the withdrawals that are left."""
    left = [one for one in plan_of(call) if one.can_be_done]
    result = AssessmentResult.objects.get(call=call)
    if all(one.is_withdrawn for one in left):
        close_errands(about=result, asked=CONSEQUENCES)
    close_errands(about=result, asked=WITHDRAWALS)
    if withdrawals := [one for one in left if one.is_withdrawn]:
        open_errand(
            role=Role.LEADER_CITY,
            organisation=call.organiser,
            asked=WITHDRAWALS,
            about=result,
            title=call.title,
            note="、".join(one.studio.name for one in withdrawals if one.studio)[:300],
            due_at=in_working_days(SETTLE_DAYS),
        )


def _reconfirm(actor: Actor, outcome: AssessmentOutcome, plan: Planned, rule: Consequence) -> None:
    del rule
    for level, until in plan.terms:
        held: StudioLevelHeld = level
        if until is not None:
            held = succeed_level(level, actor=actor, until=until, document_number=outcome.document_number)
            award = level.award
            if award is not None and award.valid_until is not None and award.valid_until < until:
                extend_award(actor=actor, award=award, valid_until=until, document_number=outcome.document_number)
        before = level.valid_until if until else None
        Reconfirmation.objects.create(outcome=outcome, level=held, before=before, until=until)
    mirror(outcome.studio)


def _reward(actor: Actor, outcome: AssessmentOutcome, plan: Planned, rule: Consequence) -> None:
    del actor, plan
    assert rule.amount is not None, "the blueprint's check asks for it"
    fen = int((rule.amount * 100).to_integral_value())
    reward = Reward.objects.create(outcome=outcome, studio=outcome.studio, amount_fen=fen)
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=outcome.call.organiser,
        asked=PAY,
        about=reward,
        title=outcome.studio.name,
        note=f"{rule.amount}元 {outcome.document_number}",
        due_at=in_working_days(SETTLE_DAYS),
    )


def _warn(actor: Actor, outcome: AssessmentOutcome, plan: Planned, rule: Consequence) -> None:
    del plan, rule
    warn_studio(actor=actor, studio=outcome.studio, rules=warnings_of(outcome.studio, clock.today()))


def _rectify(actor: Actor, outcome: AssessmentOutcome, plan: Planned, rule: Consequence) -> None:
    del rule
    running = Rectification.objects.filter(studio=outcome.studio, state__in=RUNNING).first()
    if running is not None:
        add_tasks(running, plan.tasks)
        return
    reason = _("%(year)d年度考核%(grade)s。%(reason)s") % {
        "year": outcome.year,
        "grade": outcome.grade_name,
        "reason": outcome.reason,
    }
    order = Order(RectificationOrigin.ASSESSMENT, reason[:500], outcome.document_number, outcome)
    open_rectification(actor=actor, studio=outcome.studio, order=order, tasks=plan.tasks)


def _recommend(actor: Actor, outcome: AssessmentOutcome, plan: Planned, rule: Consequence) -> None:
    del actor, rule
    if plan.next_level:
        LevelRecommendation.objects.create(outcome=outcome, studio=outcome.studio, level=plan.next_level)


def _end_or_bar(actor: Actor, outcome: AssessmentOutcome, plan: Planned) -> None:
    """Withdraw, claim back and bar as one; or what of it the rules ask for alone."""
    rules = plan.consequences
    bar, settles = rules.get(Act.BAR), Act.SETTLE in rules
    today = clock.today()
    return_by = after_working_days(today, SETTLE_DAYS).day if settles else None
    reason = _("%(year)d年度考核%(grade)s") % {"year": outcome.year, "grade": outcome.grade_name}
    years = (bar.years or 0) if bar else 0
    withdrawal = Withdrawal(reason, outcome.document_number, years, return_by)
    if Act.WITHDRAW in rules:
        withdraw_here(actor=actor, studio=outcome.studio, withdrawal=withdrawal)
        return
    if return_by:
        claim_rests(outcome.studio, Claim(reason, outcome.document_number, today, return_by), actor=actor, ended=False)
    if years:
        bar_from_applying(outcome.studio, actor=actor, withdrawal=withdrawal)


_DEEDS: dict[str, Callable[[Actor, AssessmentOutcome, Planned, Consequence], Any]] = {
    Act.RECONFIRM: _reconfirm,
    Act.REWARD: _reward,
    Act.WARN: _warn,
    Act.RECTIFY: _rectify,
    Act.RECOMMEND: _recommend,
}
