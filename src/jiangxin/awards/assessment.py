"""What an assessment has decided: a grade for each of its subjects, and what follows from it by the call's rules.

The rooms above (studios) carry the consequences out; they read this and nothing else of an assessment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from jiangxin.awards.enums import GradeCause
from jiangxin.awards.models import AssessmentResult, GradeLine
from jiangxin.campaigns.blueprint.grading import ACTS, ConsequenceRule, read_assessment
from jiangxin.campaigns.models import Call, Entry
from jiangxin.forms.words import Words

__all__ = ["ACTS", "Consequence", "DecidedGrade", "decided_grades"]


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows from a grade.

    Attributes:
        act: One of `ACTS`: reconfirm, reward, warn, rectify, withdraw, settle, bar, recommend_next_level.
        amount: Yuan, for reward.
        days: Calendar days, for rectify.
        years: For bar.
        again_within_years: Follows only when the subject had the same grade within so many years before; 0: always.
    """

    act: str
    amount: Decimal | None = None
    days: int | None = None
    years: int | None = None
    again_within_years: int = 0


@dataclass(frozen=True, slots=True)
class DecidedGrade:
    """The final grade of one subject in one assessment.

    Attributes:
        subject_kind: "studio".
        subject_id: Key of the subject.
        grade: Code of the grade.
        reason: Why, in words (Chinese): the score, the cap, the veto, the report that never came.
        vetoed: Whether a veto forced the lowest grade.
        year: The year assessed.
        consequences: What follows by the call's rules, in their order.
    """

    entry: Entry
    subject_kind: str
    subject_id: int
    grade: str
    grade_name: Words
    reason: str
    vetoed: bool
    year: int
    consequences: tuple[Consequence, ...]


def decided_grades(call: Call) -> Iterable[DecidedGrade]:
    """Return the final grades of an assessment, in the order of its result; nothing before the result is decided.

    A call that is no assessment has none.
    """
    return tuple(_decided(call))


def _decided(call: Call) -> Iterator[DecidedGrade]:
    rules = read_assessment(call.definition)
    result = AssessmentResult.objects.filter(call=call).first()
    if rules is None or result is None:
        return
    lines = GradeLine.objects.filter(meeting_id=result.meeting_id, entry__subject_id__isnull=False)
    for line in lines.select_related("entry__call", "entry__unit", "entry__area").order_by("order"):
        assert line.entry.subject_id is not None, "the query leaves the others out"
        yield DecidedGrade(
            entry=line.entry,
            subject_kind=line.entry.subject_kind,
            subject_id=line.entry.subject_id,
            grade=line.grade,
            grade_name=rules.grade(line.grade).label,
            reason=line.amended_reason or line.deviation or line.reason,
            vetoed=line.cause == GradeCause.VETO and line.grade == rules.lowest.code,
            year=call.year,
            consequences=consequences_of(rules.consequences, line.grade),
        )


def consequences_of(rules: Iterable[ConsequenceRule], grade: str) -> tuple[Consequence, ...]:
    """Return what follows from a grade by the call's rules, in their order."""
    return tuple(
        Consequence(rule.act, rule.amount, rule.days, rule.years, rule.again_within_years)
        for rule in rules
        if rule.grade == grade
    )


def assesses(call: Call) -> bool:
    """Tell whether a call assesses subjects, instead of choosing among applications."""
    return read_assessment(call.definition) is not None
