"""Whether a person may lead a studio of some kind: by honours that are entered with their documents, not by claims.

Domain 2.3, default rules: at city level a city-level honour as model worker, a May 1 medal, or a craftsman's title; for
kinds without a title a technician's grade (level 2 or higher) is enough. A federation's own rule may ask for more; that
stands in the blueprint of its call.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jiangxin.people.enums import HonourKind, HonourLevel, SkillGrade
from jiangxin.people.models import Honour, Person

_TITLED = (HonourKind.MODEL_WORKER, HonourKind.MAY_FIRST_MEDAL, HonourKind.CRAFTSMAN)
_WANTED: dict[str, tuple[HonourKind, ...]] = {
    "model_worker_innovation": (HonourKind.MODEL_WORKER, HonourKind.MAY_FIRST_MEDAL),
    "model_worker_service": (HonourKind.MODEL_WORKER, HonourKind.MAY_FIRST_MEDAL),
    "craftsman_innovation": _TITLED,
}
"""Kinds of studios that bear a title in their name. Every other kind takes any title, or a technician's grade."""
_LEVEL = HonourLevel.CITY
_GRADE = SkillGrade.TECHNICIAN


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


def eligibility_of(person: Person, kind: str, day: date) -> Eligibility:
    """Return whether a person may lead a studio of a kind on a day.

    Args:
        kind: a value of `studios.StudioKind`; kinds without a rule of their own take every title and skill grade.
        day: honours given later, or withdrawn by then, do not count.
    """
    return eligibilities_of([person], kind, day)[0]


def eligibilities_of(people: Sequence[Person], kind: str, day: date) -> list[Eligibility]:
    """Return the same for several people, in their order, with one query."""
    wanted = _WANTED.get(kind, _TITLED)
    standing = Honour.objects.filter(person__in=people, kind__in=wanted, level__gte=_LEVEL, awarded_on__lte=day)
    found: dict[int, list[Honour]] = defaultdict(list)
    for honour in standing.exclude(withdrawn_on__lte=day).order_by("-level", "awarded_on", "pk"):
        found[honour.person_id].append(honour)
    return [_answer(person, found[person.pk], wanted, grades=kind not in _WANTED) for person in people]


def _answer(person: Person, found: Sequence[Honour], wanted: tuple[HonourKind, ...], *, grades: bool) -> Eligibility:
    verified = next((honour for honour in found if honour.verified_at is not None), None)
    unverified = tuple(honour for honour in found if honour.verified_at is None)
    if verified:
        return Eligibility(person, True, verified, unverified, _rests_on(verified))
    if grades and person.skill_grade >= _GRADE:
        return Eligibility(person, True, None, unverified, str(person.get_skill_grade_display()))
    return Eligibility(person, False, None, unverified, _missing(wanted, unverified, grades=grades))


def _rests_on(honour: Honour) -> str:
    words = {"name": honour.name, "level": honour.get_level_display(), "document": honour.document_number}
    return _("%(name)s（%(level)s，%(document)s）") % words


def _missing(wanted: tuple[HonourKind, ...], unverified: tuple[Honour, ...], *, grades: bool) -> str:
    if unverified:
        return _("登记的“%(name)s”还没有核验证书文件。") % {"name": unverified[0].name}
    titles = "、".join(str(kind.label) for kind in wanted)
    if grades:
        return _("没有登记市级以上的%(titles)s，技能等级也不到技师（二级）。") % {"titles": titles}
    return _("没有登记市级以上的%(titles)s。") % {"titles": titles}
