"""What is read of a case: the blind copy or the open application, and the files that go with it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries.answers import submitted_answers
from jiangxin.campaigns.queries.definitions import form_of
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import NotFound
from jiangxin.forms.answers import Answers
from jiangxin.forms.definition import FormDefinition
from jiangxin.forms.words import Words
from jiangxin.review.models import Assignment, RedactedCopy
from jiangxin.review.queries.assignments import case_files, shown_file

_INLINE = {"application/pdf", "image/jpeg", "image/png"}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file of a case as its reader gets it."""

    pk: int
    place: Words
    stored: StoredFile

    @property
    def is_picture(self) -> bool:
        """True for pictures, which are shown on the page."""
        return self.stored.media_type.startswith("image/")

    @property
    def is_inline(self) -> bool:
        """True for what a browser opens by itself."""
        return self.stored.media_type in _INLINE


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the expert reads it. On a blind panel nothing here tells whose it is.

    Attributes:
        label: "案卷 07".
        is_blind: whether names are hidden.
        name, unit, leader: empty on a blind panel.
        form: the form the answers belong to.
        answers: the answers; texts redacted on a blind panel.
        files: the files the expert gets.
    """

    label: str
    is_blind: bool
    name: str
    unit: str
    leader: str
    form: FormDefinition
    answers: Answers
    files: tuple[CaseFile, ...]


def case_label(assignment: Assignment) -> str:
    """Return the neutral name of a case."""
    return _("案卷 %(number)02d") % {"number": assignment.case_number}


def case_for(assignment: Assignment) -> Case:
    """Return the reading view of an assignment the actor has been let in to (`get_assignment_for`).

    Raises:
        NotFound: the panel is blind and no checked copy exists.
    """
    entry = assignment.entry
    is_blind = assignment.run.panel.is_blind
    form = form_of(entry.call)
    return Case(
        label=case_label(assignment),
        is_blind=is_blind,
        name="" if is_blind else entry.name,
        unit="" if is_blind else entry.unit.host_unit,
        leader="" if is_blind else entry.leader_name,
        form=form,
        answers=_copy(entry) if is_blind else submitted_answers(entry),
        files=_files(assignment, form),
    )


def _copy(entry: Entry) -> Answers:
    copy = RedactedCopy.objects.filter(entry=entry).exclude(checked_at=None).first()
    if copy is None:
        raise NotFound
    data: Answers = copy.data
    return data


def _files(assignment: Assignment, form: FormDefinition) -> tuple[CaseFile, ...]:
    found = []
    for number, file in enumerate(case_files(assignment), start=1):
        item = form.field(file.path)
        place = item.label if item else Words(_("附件"))
        found.append(CaseFile(file.pk, place, shown_file(assignment, file, number)))
    return tuple(found)
