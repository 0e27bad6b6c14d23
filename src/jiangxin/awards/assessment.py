"""What an assessment has decided: a grade for each of its subjects, and what follows from it by the call's rules.

The rooms above (studios) carry the consequences out; they read this and nothing else of an assessment.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jiangxin.awards.enums import GradeCause
from jiangxin.awards.grade_reasons import reason_words
from jiangxin.awards.models import AssessmentResult, GradeLine
from jiangxin.campaigns.blueprint.grading import ACTS, ConsequenceRule, read_assessment
from jiangxin.campaigns.models import Call, Entry
from jiangxin.forms.words import Words

__all__ = ["ACTS", "Consequence", "DecidedGrade", "decided_grades"]

_KEEPING = frozenset({"reconfirm", "reward", "warn", "rectify", "recommend_next_level"})


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows from a grade.

    Attributes:
        act: One of `ACTS`: reconfirm, reward, warn, rectify, withdraw, settle, bar, recommend_next_level.
        amount: Yuan, for reward.
        days: Calendar days, for rectify.
        years: For bar.
    """

    act: str
    amount: Decimal | None = None
    days: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class DecidedGrade:
    """The final grade of one subject in one assessment.

    Attributes:
        subject_kind: "studio".
        subject_id: Key of the subject.
        grade: Code of the grade.
        reason: Why, in words (Chinese): the score, the cap, the veto, the report that never came.
        reason_facts: The same as codes and numbers, see `awards.grade_reasons`; empty where somebody wrote it.
        vetoed: Whether a veto forced the lowest grade.
        year: The year assessed.
        consequences: What follows by the call's rules, in their order: rules for vetoes and for a grade given again are
            already weighed. Where the plaque is withdrawn, nothing that would keep it follows beside.
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
    reason_facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """Return the reason in the reader's language."""
        return reason_words(self.reason_facts, self.reason)


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
    earlier = _earlier(call)
    for line in lines.select_related("entry__call", "entry__unit", "entry__area").order_by("order"):
        subject = line.entry.subject_kind, line.entry.subject_id
        assert subject[1] is not None, "the query leaves the others out"
        vetoed = line.cause == GradeCause.VETO and line.grade == rules.lowest.code
        years = [year for year, grade in earlier.get(subject, ()) if grade == line.grade]
        yield DecidedGrade(
            entry=line.entry,
            subject_kind=subject[0],
            subject_id=subject[1],
            grade=line.grade,
            grade_name=rules.grade(line.grade).label,
            reason=line.written_reason or line.reason,
            reason_facts={} if line.written_reason else line.facts,
            vetoed=vetoed,
            year=call.year,
            consequences=consequences_of(
                rules.consequences, line.grade, vetoed=vetoed, since_same=call.year - max(years) if years else None
            ),
        )


def _earlier(call: Call) -> dict[tuple[str, int | None], list[tuple[int, str]]]:
    """Return the grades earlier results of the same organiser gave, by subject: year and code."""
    results = AssessmentResult.objects.filter(call__organiser_id=call.organiser_id, call__year__lt=call.year)
    lines = GradeLine.objects.filter(meeting__in=results.values("meeting_id"), entry__subject_id__isnull=False)
    found: dict[tuple[str, int | None], list[tuple[int, str]]] = defaultdict(list)
    for kind, key, year, grade in lines.values_list(
        "entry__subject_kind", "entry__subject_id", "entry__call__year", "grade"
    ):
        found[kind, key].append((year, grade))
    return found


def consequences_of(
    rules: Iterable[ConsequenceRule], grade: str, *, vetoed: bool = False, since_same: int | None = None
) -> tuple[Consequence, ...]:
    """Return what follows from a grade.

    Args:
        rules: Of the call.
        vetoed: Whether a veto forced the grade.
        since_same: Years since the subject had the same grade before; None: never.
    """
    found: dict[str, Consequence] = {}
    for rule in rules:
        again = not rule.again_within_years or (since_same is not None and since_same < rule.again_within_years)
        by_veto = not rule.veto or (rule.veto == "only") is vetoed
        if rule.grade == grade and again and by_veto:
            found[rule.act] = _heavier(found.get(rule.act), Consequence(rule.act, rule.amount, rule.days, rule.years))
    if "withdraw" in found:
        found = {act: one for act, one in found.items() if act not in _KEEPING}
    return tuple(found.values())


def _heavier(first: Consequence | None, second: Consequence) -> Consequence:
    """Where two rules give one act, the longer bar counts; of amounts and days the one that stands first."""
    if first is None or (second.years or 0) > (first.years or 0):
        return second
    return first


def assesses(call: Call) -> bool:
    """Tell whether a call assesses subjects, instead of choosing among applications."""
    return read_assessment(call.definition) is not None
