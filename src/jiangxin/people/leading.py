"""Conditions to lead a studio of some kind: the federation's own, or the shipped ones where it laid none down.

Shipped (domain 2.3, default rules): at city level a city-level honour as model worker, a May 1 medal, or a craftsman's
title; kinds that bear a title in their name take only that title; for the others a technician's grade (level 2 or
higher) is enough as well.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jiangxin.people.enums import HonourKind, HonourLevel, SkillGrade
from jiangxin.people.models import LeadingCondition, LeadingRule

_TITLED = (HonourKind.MODEL_WORKER, HonourKind.MAY_FIRST_MEDAL, HonourKind.CRAFTSMAN)
_BY_TITLE: dict[str, tuple[HonourKind, ...]] = {
    "model_worker_innovation": (HonourKind.MODEL_WORKER, HonourKind.MAY_FIRST_MEDAL),
    "model_worker_service": (HonourKind.MODEL_WORKER, HonourKind.MAY_FIRST_MEDAL),
    "craftsman_innovation": _TITLED,
}
"""Kinds of studios that bear a title in their name. Every other kind takes any title, or a technician's grade."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a leader needs, any one of it.

    Attributes:
        honours: Least level of each kind of honour that counts.
        grade: Least skill grade that counts; None: no grade does.
        rule: Where it was laid down; None: shipped.
    """

    honours: Mapping[HonourKind, HonourLevel]
    grade: SkillGrade | None
    rule: LeadingRule | None = None

    def told(self) -> list[str]:
        """Return the conditions in words, honours of one level together, the lowest level first."""
        by_level: dict[HonourLevel, list[str]] = defaultdict(list)
        for kind, level in self.honours.items():
            by_level[level].append(str(kind.label))
        told = [_at_least(level, _("、").join(titles)) for level, titles in sorted(by_level.items())]
        if self.grade is not None:
            told.append(_("技能等级%(grade)s以上") % {"grade": self.grade.label})
        return told

    def missing(self) -> str:
        """Return in words that none of it is met."""
        return _("没有登记%(conditions)s。") % {"conditions": _("，或").join(self.told())}


def _at_least(level: HonourLevel, titles: str) -> str:
    if level == HonourLevel.NATIONAL:
        return _("全国的%(titles)s") % {"titles": titles}
    return _("%(level)s以上的%(titles)s") % {"level": level.label, "titles": titles}


def shipped_conditions(kind: str) -> Conditions:
    """Return what holds where the federation has laid nothing down."""
    titles = _BY_TITLE.get(kind)
    return Conditions(dict.fromkeys(titles or _TITLED, HonourLevel.CITY), None if titles else SkillGrade.TECHNICIAN)


class LeadingRules:
    """All rules that were ever laid down, read with one query; ask it about any kind and day."""

    def __init__(self) -> None:
        """Read the rules."""
        rows: dict[LeadingRule, list[LeadingCondition]] = defaultdict(list)
        for row in LeadingCondition.objects.select_related("rule__entered_by__person").order_by("pk"):
            rows[row.rule].append(row)
        self._rules = sorted(
            ((rule, _conditions(rule, found)) for rule, found in rows.items()),
            key=lambda pair: (pair[0].since, pair[0].pk),
            reverse=True,
        )

    def of(self, kind: str, day: date) -> Conditions:
        """Return the conditions of a kind of studio on a day; of two from the same day the one entered later."""
        standing = (conditions for rule, conditions in self._rules if rule.studio_kind == kind and rule.since <= day)
        return next(standing, None) or shipped_conditions(kind)

    def history(self, kind: str) -> list[Conditions]:
        """Return everything laid down for a kind, the newest first."""
        return [conditions for rule, conditions in self._rules if rule.studio_kind == kind]


def _conditions(rule: LeadingRule, rows: list[LeadingCondition]) -> Conditions:
    honours = {HonourKind(row.honour_kind): HonourLevel(row.least_level) for row in rows if row.least_level is not None}
    grades = [SkillGrade(row.least_grade) for row in rows if row.least_grade is not None]
    return Conditions(honours, grades[0] if grades else None, rule)
