"""Whether a person may lead a studio of some kind: by honours that are entered with their documents, not by claims.

What is asked stands in `people.leading`; what a single call asks on top stands in its blueprint.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jiangxin.people.leading import Conditions, LeadingRules
from jiangxin.people.models import Honour, Person


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a person may lead, what it rests on, and in words why not.

    Attributes:
        honour: The verified honour it rests on; None when it rests on the skill grade, or there is none.
        unverified: Honours that would do, had somebody checked them against their documents.
    """

    person: Person
    is_eligible: bool
    honour: Honour | None
    unverified: tuple[Honour, ...]
    words: str

    def __bool__(self) -> bool:
        return self.is_eligible


def eligibility_of(person: Person, kind: str, day: date, *, rules: LeadingRules | None = None) -> Eligibility:
    """Return whether a person may lead a studio of a kind on a day.

    Args:
        kind: a value of `studios.StudioKind`.
        day: honours given later, or withdrawn by then, do not count; the conditions are those of that day.
        rules: the conditions, where the caller asks more than once; read when not given.
    """
    return eligibilities_of([person], kind, day, rules=rules)[0]


def eligibilities_of(
    people: Sequence[Person], kind: str, day: date, *, rules: LeadingRules | None = None
) -> list[Eligibility]:
    """Return the same for several people, in their order, with one query for honours and one for conditions."""
    wanted = (rules or LeadingRules()).of(kind, day)
    standing = Honour.objects.filter(person__in=people, kind__in=list(wanted.honours), awarded_on__lte=day)
    found: dict[int, list[Honour]] = defaultdict(list)
    for honour in standing.exclude(withdrawn_on__lte=day).order_by("-level", "awarded_on", "pk"):
        if any(honour.kind == asked and honour.level >= level for asked, level in wanted.honours.items()):
            found[honour.person_id].append(honour)
    return [_answer(person, found[person.pk], wanted) for person in people]


def _answer(person: Person, found: Sequence[Honour], wanted: Conditions) -> Eligibility:
    verified = next((honour for honour in found if honour.verified_at is not None), None)
    unverified = tuple(honour for honour in found if honour.verified_at is None)
    if verified:
        return Eligibility(person, True, verified, unverified, _rests_on(verified))
    if wanted.grade is not None and person.skill_grade >= wanted.grade:
        return Eligibility(person, True, None, unverified, str(person.get_skill_grade_display()))
    if unverified:
        words = _("登记的“%(name)s”还没有核验证书文件。") % {"name": unverified[0].name}
        return Eligibility(person, False, None, unverified, words)
    return Eligibility(person, False, None, (), wanted.missing())


def _rests_on(honour: Honour) -> str:
    words = {"name": honour.name, "level": honour.get_level_display(), "document": honour.document_number}
    return _("%(name)s（%(level)s，%(document)s）") % words
