"""Reading final grades: everybody may know them once the result is decided."""

from dataclasses import dataclass

from jiangxin.awards.grading import rules_of
from jiangxin.awards.models import GradeLine, Notice
from jiangxin.forms.words import Words


@dataclass(frozen=True, slots=True)
class PublicGrade:
    """The final grade of one subject in one year, as the public reads it."""

    year: int
    label: Words
    document_number: str


def public_grades(subject_kind: str, subject_id: int) -> list[PublicGrade]:
    """Return the final grades of a subject, the latest year first."""
    lines = GradeLine.objects.filter(
        entry__subject_kind=subject_kind,
        entry__subject_id=subject_id,
        meeting__assessment_result__isnull=False,
    )
    found = lines.select_related("entry__call", "meeting__assessment_result").order_by("-entry__call__year", "-pk")
    return [
        PublicGrade(
            line.entry.call.year,
            rules_of(line.entry.call).grade(line.grade).label,
            line.meeting.assessment_result.document_number,
        )
        for line in found
    ]


def final_grades(notice: Notice) -> list[tuple[int, Words]]:
    """Return the final grades by entry of what a notice listed; nothing before the result."""
    lines = GradeLine.objects.filter(meeting=notice.meeting_id, meeting__assessment_result__isnull=False)
    return [
        (line.entry_id, rules_of(line.entry.call).grade(line.grade).label)
        for line in lines.select_related("entry__call")
    ]
