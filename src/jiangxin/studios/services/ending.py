"""How a studio ends: level by level, or as a whole (domain 3.5; decision 0018)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.enums import Standing, WithdrawalKind
from jiangxin.awards.models import Award
from jiangxin.awards.services import withdraw_award
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import Cause, close_errands, set_bar
from jiangxin.studios import assessment_policies, policies
from jiangxin.studios.assessment_enums import RUNNING, RectificationState
from jiangxin.studios.enums import StudioState, SubsidySource
from jiangxin.studios.models import Rectification, Studio, StudioLevelHeld, Subsidy
from jiangxin.studios.periods import end_before, lock
from jiangxin.studios.queries.file import given_here
from jiangxin.studios.services.clawbacks import Claim, ask_to_settle, claim_rest
from jiangxin.studios.services.mirror import mirror
from jiangxin.studios.services.opening import close_file


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """By which document a studio loses what the federation gave it, and what goes with it.

    Attributes:
        bar_years: years in which neither unit nor leader applies; 0: no bar.
        return_by: last day to pay the unspent subsidy back; None: it is settled later, the officer is asked to.
    """

    reason: str
    document_number: str
    bar_years: int = 0
    return_by: date | None = None


@service("studios.withdraw_studio", about="studio")
def withdraw_studio(
    *,
    actor: Actor,
    studio: Studio,
    reason: str,
    document_number: str,
    on: date | None = None,
    award: Award | None = None,
    bar_years: int = 0,
    kind: str = WithdrawalKind.ORDERED,
) -> Studio:
    """Withdraw an award: its plaque is verified as withdrawn and its level ends. The rest stands.

    When no level is left, the studio is withdrawn: the directory no longer lists it, and its money is to be settled.

    Args:
        award: the one withdrawn; None for the award the studio was first named by.
        bar_years: years from today in which neither unit nor leader applies; 0: no bar.
        kind: how the award ends; where what was named is no more, nobody is kept from applying.
    """
    day = on or clock.today()
    given = award or studio.award
    if given is None:
        message = _("这个工作室是从原有台账导入的，不由本系统命名，没有牌匾可以撤销。")
        raise Refusal("no_award_here", message, _("请在工作室档案中撤销它所获的级别。"))
    bar_years = 0 if kind == WithdrawalKind.NATURAL else bar_years
    withdraw_award(actor=actor, award=given, reason=reason, document_number=document_number, on=on, kind=kind)
    locked = lock(studio)
    before = {"state": locked.state}
    held = StudioLevelHeld.objects.filter(studio=locked, award=given, struck_at=None, until=None)
    for level in held:
        end_before(level, day, reason[:300])
    if _levels_left(locked):
        mirror(locked)
    else:
        _end(locked, StudioState.WITHDRAWN, actor=actor, on=day, document_number=document_number, reason=reason)
    if bar_years:
        bar_from_applying(locked, actor=actor, withdrawal=Withdrawal(reason, document_number, bar_years))
    after = {"state": locked.state, "document": document_number, "award": given.pk, "bar_years": bar_years}
    journal.record(actor=actor, act="studios.withdraw_studio", obj=locked, before=before, after=after, reason=reason)
    return locked


@service("studios.withdraw_level", about="held")
def withdraw_level(
    *, actor: Actor, held: StudioLevelHeld, reason: str, document_number: str, on: date
) -> StudioLevelHeld:
    """Withdraw a level that another body gave, by that body's decision; with the last one the studio ends."""
    studio = lock(held.studio)
    policies.may_decide_file(actor=actor, studio=studio).require()
    locked = StudioLevelHeld.objects.select_related("award").get(pk=held.pk)
    if locked.award is not None and locked.award.standing == Standing.STANDS:
        message = _("这个级别由本系统命名，牌匾仍然有效。")
        raise Refusal("award_stands", message, _("请由分管领导在牌匾登记中办理撤销命名。"))
    if locked.until is not None or locked.struck_at is not None:
        raise Refusal("ended_already", _("这条记录已经结束或更正。"), _("请刷新页面查看最新情况。"))
    if not locked.since <= on <= clock.today():
        problem = Problem("on", _("撤销日期应在命名之后、不晚于今天。"), "day_invalid")
        raise Refusal("day_invalid", _("日期有误。"), _("请另填日期。"), problems=[problem])
    if not reason.strip() or not document_number.strip():
        problem = Problem("document_number", _("请填写撤销文号和理由。"), "required")
        raise Refusal("incomplete", _("撤销要有文件依据。"), _("请补充后再提交。"), problems=[problem])
    end_before(locked, on, reason[:300])
    if _levels_left(studio):
        mirror(studio)
    else:
        _end(studio, StudioState.WITHDRAWN, actor=actor, on=on, document_number=document_number, reason=reason)
    after = {"on": on, "document": document_number, "level": locked.level}
    journal.record(actor=actor, act="studios.withdraw_level", obj=locked, after=after, reason=reason)
    return locked


@service("studios.withdraw_here", about="studio")
def withdraw_here(*, actor: Actor, studio: Studio, withdrawal: Withdrawal) -> Studio:
    """Withdraw all the federation gave a studio: awards, levels, the unspent money, and the right to apply for a time.

    Levels of higher bodies stand until those withdraw them (decision 0018); without one left, the studio ends. Every
    plaque of ours is verified as withdrawn from this minute on.
    """
    locked, today = lock(studio), clock.today()
    assessment_policies.may_withdraw_here(actor=actor).require()
    policies.alive(locked).require()
    levels, awards = (
        list(given_here(StudioLevelHeld.objects.filter(studio=locked))),
        Award.objects.filter(pk__in=_awards_of(locked), standing=Standing.STANDS),
    )
    words = {"reason": withdrawal.reason, "document_number": withdrawal.document_number}
    if not levels and not awards:
        message = _("这个工作室没有本级命名的级别，不能由本级撤销。")
        raise Refusal("nothing_given_here", message, _("请报命名机关办理。"))
    for award in awards:
        withdraw_award(actor=actor, award=award, on=today, **words)
    for level in levels:
        end_before(level, today, withdrawal.reason[:300])
    if withdrawal.return_by:
        claim = Claim(withdrawal.reason[:300], withdrawal.document_number, today, withdrawal.return_by)
        claim_rests(locked, claim, actor=actor, ended=not _levels_left(locked))
    if _levels_left(locked):
        mirror(locked)
    else:
        _end(locked, StudioState.WITHDRAWN, actor=actor, on=today, **words)
    if withdrawal.bar_years:
        bar_from_applying(locked, actor=actor, withdrawal=withdrawal)
    after = {"state": locked.state, "document": withdrawal.document_number, "bar_years": withdrawal.bar_years}
    journal.record(actor=actor, act="studios.withdraw_here", obj=locked, after=after, reason=withdrawal.reason)
    return locked


def bar_from_applying(studio: Studio, *, actor: Actor, withdrawal: Withdrawal) -> None:
    """Keep a studio's unit and leader from applying for years; part of the service that says why."""
    today = clock.today()
    until = _years_on(today, withdrawal.bar_years)
    cause = Cause(withdrawal.reason[:300], withdrawal.document_number, studio, studio.name)
    set_bar(actor=actor, unit=studio.unit, leader=studio.leader, cause=cause, since=today, until=until)


def _years_on(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def claim_rests(studio: Studio, claim: Claim, *, actor: Actor, ended: bool) -> None:
    """Claim what is left: of all subsidies when the studio ends, of the city's and those below when it goes on."""
    higher = () if ended else (SubsidySource.NATIONAL, SubsidySource.PROVINCE)
    for subsidy in Subsidy.objects.filter(studio=studio, closed_on=None).exclude(source__in=higher):
        if subsidy.balance > 0:
            claim_rest(subsidy, claim, actor=actor)


@service("studios.dissolve_studio", about="studio")
def dissolve_studio(
    *, actor: Actor, studio: Studio, reason: str, document_number: str, on: date | None = None
) -> Studio:
    """Let a studio end at its unit's wish: every level ends, our awards are withdrawn, no penalty follows."""
    day = on or clock.today()
    locked = lock(studio)
    policies.may_end_studio(actor=actor, studio=locked).require()
    for award in Award.objects.filter(pk__in=_awards_of(locked), standing=Standing.STANDS):
        facts = {"reason": reason, "document_number": document_number, "kind": WithdrawalKind.NATURAL}
        withdraw_award(actor=actor, award=award, on=day, **facts)
    for level in StudioLevelHeld.objects.filter(studio=locked, struck_at=None, until=None):
        end_before(level, day, reason[:300])
    _end(locked, StudioState.DISSOLVED, actor=actor, on=day, document_number=document_number, reason=reason)
    after = {"state": locked.state, "document": document_number, "on": day}
    journal.record(actor=actor, act="studios.dissolve_studio", obj=locked, after=after, reason=reason)
    return locked


def _awards_of(studio: Studio) -> set[int]:
    held = StudioLevelHeld.objects.filter(studio=studio, struck_at=None, award__isnull=False)
    return {key for key in (studio.award_id, *held.values_list("award_id", flat=True)) if key is not None}


def _levels_left(studio: Studio) -> bool:
    return StudioLevelHeld.objects.filter(studio=studio, struck_at=None, until=None).exists()


def _end(studio: Studio, state: StudioState, *, actor: Actor, on: date, document_number: str, reason: str) -> None:
    studio.state = state
    studio.save(update_fields=["state"])
    close_file(studio, actor=actor, on=on, document_number=document_number, reason=reason)
    for running in Rectification.objects.filter(studio=studio, state__in=RUNNING):
        running.state, running.decision, running.decided_at = RectificationState.FAILED, reason[:500], clock.now()
        running.save(update_fields=["state", "decision", "decided_at"])
        close_errands(about=running)
    ask_to_settle(studio)
