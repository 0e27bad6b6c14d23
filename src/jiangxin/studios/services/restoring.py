"""Giving back what was withdrawn: after the bar, or because the objection was right (domain 3.5)."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from jiangxin.awards.enums import Standing
from jiangxin.awards.models import Award
from jiangxin.awards.services import restore_award
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.models import Bar
from jiangxin.orgs.services import close_errands, lift_bar
from jiangxin.studios import assessment_policies as policies
from jiangxin.studios.assessment_enums import RestoreGround
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Studio, StudioLevelHeld, StudioStanding, Subsidy
from jiangxin.studios.periods import ONE_DAY, current, end_before, enter, lock
from jiangxin.studios.proofs import Proof, kept
from jiangxin.studios.services.mirror import mirror
from jiangxin.studios.soundness import Faults


@service("studios.restore_studio", about="studio")
def restore_studio(
    *, actor: Actor, studio: Studio, ground: RestoreGround, reason: str, document_number: str, proof: Proof = None
) -> Studio:
    """Give a studio its awards and levels back from today on; directory and verification follow at once.

    The days between stay in its file as they were. An objection that was right lifts the bar too.

    Raises:
        Refusal: the bar holds still; nothing was withdrawn; the term of everything withdrawn is over.
    """
    locked, today = lock(studio), clock.today()
    bar = bar_of(locked)
    policies.may_restore(actor=actor, studio=locked, ground=ground, bar=bar).require()
    faults = Faults()
    words = faults.text("reason", reason, 300, required=True)
    number = faults.text("document_number", document_number, 60, required=True)
    faults.settle()
    lost = _lost(locked, today)
    if not lost:
        problem = Problem("ground", _("撤销的级别有效期都已届满。"), "term_over")
        raise Refusal("term_over", _("没有可以恢复的级别。"), _("请由单位重新申报。"), problems=[problem])
    for award in Award.objects.filter(pk__in=[level.award_id for level in lost], standing=Standing.WITHDRAWN):
        restore_award(actor=actor, award=award, reason=words, document_number=number, on=today)
    paper = kept(actor, proof, "studios.proof")
    for level in lost:
        facts = {**level.facts(), "document_number": number, "proof_id": paper and paper.pk, "note": words}
        enter(StudioLevelHeld, actor=actor, studio=locked, since=today, **facts)
    if locked.state != StudioState.ACTIVE:
        _live_again(locked, actor, today, number, words)
    mirror(locked)
    if bar and bar.holds_on(today):
        lift_bar(actor=actor, bar=bar, reason=words, document_number=number)
    for subsidy in Subsidy.objects.filter(studio=locked, closed_on=None):
        close_errands(about=subsidy, asked="settle_subsidy")
    after = {"state": locked.state, "document": number, "ground": ground, "levels": [level.level for level in lost]}
    journal.record(actor=actor, act="studios.restore_studio", obj=locked, after=after, reason=words)
    return locked


def bar_of(studio: Studio) -> Bar | None:
    """Return the bar set for a studio that ends last, when it was not lifted."""
    rows = Bar.objects.filter(subject=Studio.journal_label, subject_id=studio.pk, lifted_on=None)
    return rows.order_by("-until", "-pk").first()


def _lost(studio: Studio, today: date) -> Sequence[StudioLevelHeld]:
    """Return the levels that ended by withdrawal and whose term still runs, the newest period of each."""
    standing = current(StudioStanding, studio)
    ended_on = standing.since - ONE_DAY if standing and studio.state == StudioState.WITHDRAWN else None
    held = StudioLevelHeld.objects.filter(studio=studio).select_related("award").order_by("pk")
    newest = {(level.level, level.kind): level for level in held}
    return [
        level
        for level in newest.values()
        if _was_withdrawn(level, ended_on) and (level.valid_until is None or level.valid_until >= today)
    ]


def _was_withdrawn(level: StudioLevelHeld, ended_on: date | None) -> bool:
    if level.award is not None:
        return level.award.standing == Standing.WITHDRAWN
    return ended_on is not None and level.struck_at is None and level.until == ended_on


def _live_again(studio: Studio, actor: Actor, today: date, number: str, words: str) -> None:
    ended = current(StudioStanding, studio)
    if ended:
        end_before(ended, today, words)
    studio.state = StudioState.ACTIVE
    studio.save(update_fields=["state"])
    enter(
        StudioStanding,
        actor=actor,
        studio=studio,
        since=today,
        state=StudioState.ACTIVE,
        document_number=number,
        note=words,
    )
