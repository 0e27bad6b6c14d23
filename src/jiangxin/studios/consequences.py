"""What follows for each studio from an assessment, before anything is done: who gets what, and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import override

from jiangxin.awards.assessment import Consequence, DecidedGrade, decided_grades
from jiangxin.awards.calendar import after_working_days
from jiangxin.awards.terms import award_terms
from jiangxin.campaigns.models import Call
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM
from jiangxin.studios.assessment_enums import Act
from jiangxin.studios.enums import StudioLevel, StudioState
from jiangxin.studios.models import AssessmentOutcome, Studio, StudioLevelHeld, Subsidy, yuan
from jiangxin.studios.queries.file import given_here
from jiangxin.studios.queries.standard import missing_for_standard
from jiangxin.studios.services.rectifying import MOST_ITEMS, Task

SUBJECT = "studio"
RENEWED_BEFORE = timedelta(days=366)
"""A term that ends before the next assessment can decide is renewed by this one."""
_TERM_YEARS = 3  # domain 2.6: a term of three years, where the call that named the studio says nothing
_ORDER = list(StudioLevel.values)


@dataclass(frozen=True, slots=True)
class Planned:
    """One studio's grade, what follows from it, and whether that is done.

    Attributes:
        studio: None, when the subject is no studio of this house any more.
        terms: levels confirmed, each with its new last day; None where the term stays as it is.
        rest: yuan of subsidies that would be claimed back.
        tasks: what would be ordered to mend.
        next_level: the level it would be recommended for; empty when there is none above.
    """

    grade: DecidedGrade
    studio: Studio | None
    outcome: AssessmentOutcome | None
    terms: tuple[tuple[StudioLevelHeld, date | None], ...] = ()
    rest: Decimal = Decimal(0)
    tasks: tuple[Task, ...] = ()
    next_level: str = ""

    @property
    def consequences(self) -> Mapping[str, Consequence]:
        """Return what follows, by act, in the order of the call's rules."""
        return {one.act: one for one in self.grade.consequences}

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether the leader has to carry it out."""
        return Act.WITHDRAW in self.consequences

    @property
    def can_be_done(self) -> bool:
        """Tell whether it waits to be carried out."""
        return self.outcome is None and self.studio is not None and self.studio.state == StudioState.ACTIVE


def plan_of(call: Call) -> list[Planned]:
    """Return what follows for every studio of an assessment, in the order of its result; nothing until that stands."""
    grades = [grade for grade in decided_grades(call) if grade.subject_kind == SUBJECT]
    ids = [grade.subject_id for grade in grades]
    studios = Studio.objects.select_related("unit", "area__parent", "leader").in_bulk(ids)
    outcomes = {row.studio_id: row for row in AssessmentOutcome.objects.filter(call=call)}
    levels, rests = _levels(ids), _rests(ids)
    return [
        planned(grade, studios.get(grade.subject_id), outcomes.get(grade.subject_id), levels, rests) for grade in grades
    ]


def plan_for(studio: Studio, grade: DecidedGrade) -> Planned:
    """Return what follows for one studio."""
    return planned(grade, studio, None, _levels([studio.pk]), _rests([studio.pk]))


def planned(
    grade: DecidedGrade,
    studio: Studio | None,
    outcome: AssessmentOutcome | None,
    levels: Mapping[int, Sequence[StudioLevelHeld]],
    rests: Mapping[int, int],
) -> Planned:
    """Put together what follows for a studio from what was read of all."""
    if studio is None or outcome is not None:
        return Planned(grade, studio, outcome)
    acts = {one.act: one for one in grade.consequences}
    rectify = acts.get(Act.RECTIFY)
    return Planned(
        grade=grade,
        studio=studio,
        outcome=None,
        terms=_terms(levels.get(studio.pk, ())) if Act.RECONFIRM in acts else (),
        rest=yuan(rests.get(studio.pk, 0)) if Act.SETTLE in acts else Decimal(0),
        tasks=tasks_of(studio, grade, rectify.days or 0) if rectify else (),
        next_level=_above(studio.level) if Act.RECOMMEND in acts else "",
    )


def tasks_of(studio: Studio, grade: DecidedGrade, days: int) -> tuple[Task, ...]:
    """Return what is to be mended: every demand of the year's standard that is not met; else what the grade says.

    The day lies `days` calendar days ahead, on a working day: that one, or the next.
    """
    due_on = after_working_days(clock.today() + timedelta(days=days - 1), 1).day
    lines = [line for line in missing_for_standard(SYSTEM, studio, grade.year) if not line.is_met]
    with override("zh-hans"):  # stored, so written in the house's own language
        words = [f"{line.demand.title}（还缺{line.missing}）" for line in lines] or [grade.reason[:300]]
    return tuple(Task(what or str(grade.grade_name.zh), due_on) for what in words[:MOST_ITEMS])


def _levels(ids: Iterable[int]) -> Mapping[int, list[StudioLevelHeld]]:
    held = given_here(StudioLevelHeld.objects.filter(studio__in=ids))
    found: dict[int, list[StudioLevelHeld]] = defaultdict(list)
    for level in held.select_related("award__entry__call", "studio").order_by("since", "pk"):
        found[level.studio_id].append(level)
    return found


def _rests(ids: Iterable[int]) -> Mapping[int, int]:
    found: dict[int, int] = defaultdict(int)
    for subsidy in Subsidy.objects.filter(studio__in=ids, closed_on=None):
        found[subsidy.studio_id] += subsidy.amount_fen - subsidy.spent_fen
    return found


def _terms(levels: Sequence[StudioLevelHeld]) -> tuple[tuple[StudioLevelHeld, date | None], ...]:
    return tuple((level, _renewed(level)) for level in levels)


def _renewed(level: StudioLevelHeld) -> date | None:
    """Return until when a level holds once it is confirmed; None when its term is long enough, or it has none."""
    if level.valid_until is None or level.valid_until >= clock.today() + RENEWED_BEFORE:
        return None
    years = (level.award and award_terms(level.award.entry.call).term_years) or _TERM_YEARS
    start = max(level.valid_until, clock.today())
    last_of_february = start.month == 2 and start.day == 29  # noqa: PLR2004  a leap day
    return start.replace(year=start.year + years, day=28 if last_of_february else start.day)


def _above(level: str) -> str:
    place = _ORDER.index(level) + 1
    return _ORDER[place] if place < len(_ORDER) else ""
