"""Grades, vetoes and consequences of a campaign that assesses what is already there (domain 3.4).

Keys: docs/developer/blueprint-format.md. A definition with a table [assessment] is an assessment: nobody applies, its
entries are about subjects (studios) that are invited; its decision is a grade for each, not a choice of some.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core.actor import Role
from jiangxin.forms.definition import FormDefinition
from jiangxin.forms.words import Words

STUDIO = "studio"
SUBJECTS = (STUDIO,)
ACTS = ("reconfirm", "reward", "warn", "rectify", "withdraw", "settle", "bar", "recommend_next_level")
_NUMBER_OF = {"reward": "amount", "rectify": "days", "bar": "years"}
"""What an act needs a number of; the others take none."""
_VETO = ("", "only", "never")
_LIMITS = {"days": (1, 730), "years": (1, 20)}
_FINDERS = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE, Role.REVIEWER_FIRST)


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade: its least score, and how many may have it (a share of all, a number, or both; None: no cap)."""

    code: str
    label: Words
    at_least: Decimal | None
    cap_percent: Decimal | None = None
    cap_number: int | None = None


@dataclass(frozen=True, slots=True)
class VetoRule:
    """A finding that forces the lowest grade, and the duties that may enter it."""

    code: str
    label: Words
    set_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsequenceRule:
    """What follows from a grade; `amount` in yuan, `days` in calendar days, `years` of a bar.

    `again_within_years`: follows only when the grade was given before within so many years; 0: always. `veto`: "only"
    when a veto forced the grade, "never" when none did, empty in both cases.
    """

    grade: str
    act: str
    amount: Decimal | None = None
    days: int | None = None
    years: int | None = None
    again_within_years: int = 0
    veto: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a definition says about assessing.

    Attributes:
        subject: Kind of the things assessed.
        grace_days: Calendar days after the end of declaring until a missing report counts as none.
        locked: Codes of the form's sections that are filled in from the records and not by hand.
        self_score: Code of the form's section with the self-score; empty: there is none.
    """

    subject: str
    grace_days: int
    locked: tuple[str, ...]
    self_score: str
    grades: tuple[Grade, ...]
    vetoes: tuple[VetoRule, ...]
    consequences: tuple[ConsequenceRule, ...]

    @property
    def lowest(self) -> Grade:
        """The last grade: of whoever is under a veto or never reported."""
        return self.grades[-1]

    def grade(self, code: str) -> Grade:
        """Return the grade with this code.

        Raises:
            KeyError: There is none.
        """
        for one in self.grades:
            if one.code == code:
                return one
        raise KeyError(code)


def read_assessment(content: Mapping[str, Any]) -> Assessment | None:
    """Return what a sound definition says about assessing; None when its campaign does not assess."""
    table = content.get("assessment")
    if not table or not content.get("grades"):
        return None
    return Assessment(
        subject=str(table.get("subject", STUDIO)),
        grace_days=int(table.get("grace_days", 0)),
        locked=tuple(table.get("locked", ())),
        self_score=str(table.get("self_score", "")),
        grades=tuple(_grade(row) for row in content["grades"]),
        vetoes=tuple(
            VetoRule(str(row.get("code", "")), _words(row), tuple(row.get("set_by", ())))
            for row in content.get("vetoes", ())
        ),
        consequences=tuple(_consequence(row) for row in content.get("consequences", ())),
    )


def _words(row: Mapping[str, Any]) -> Words:
    return Words(str(row.get("label", "")), str(row.get("label_en", "")))


def _grade(row: Mapping[str, Any]) -> Grade:
    return Grade(
        code=str(row.get("code", "")),
        label=_words(row),
        at_least=_decimal(row, "at_least"),
        cap_percent=_decimal(row, "cap_percent"),
        cap_number=row.get("cap_number"),
    )


def _consequence(row: Mapping[str, Any]) -> ConsequenceRule:
    return ConsequenceRule(
        grade=str(row.get("grade", "")),
        act=str(row.get("act", "")),
        amount=_decimal(row, "amount"),
        days=row.get("days"),
        years=row.get("years"),
        again_within_years=int(row.get("again_within_years", 0)),
        veto=str(row.get("veto", "")),
    )


def _decimal(row: Mapping[str, Any], key: str) -> Decimal | None:
    return Decimal(str(row[key])) if row.get(key) is not None else None


def grading_faults(content: Mapping[str, Any], form: FormDefinition) -> list[str]:
    """Return what is wrong with the tables assessment, grades, vetoes and consequences, each fault with its place."""
    tables = ("grades", "vetoes", "consequences")
    if not content.get("assessment"):
        words = _("只有考核类方案（有 assessment 一表）才有这张表。")
        return [f"{name}: " + words for name in tables if content.get(name)]
    return [
        *_assessment_faults(content["assessment"], form),
        *_grade_faults(content.get("grades", ())),
        *_veto_faults(content.get("vetoes", ())),
        *_consequence_faults(content.get("consequences", ()), content.get("grades", ())),
    ]


def _assessment_faults(table: Mapping[str, Any], form: FormDefinition) -> Iterator[str]:
    if table.get("subject") not in SUBJECTS:
        yield "assessment.subject: " + _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(SUBJECTS)}
    if not 0 <= table.get("grace_days", 0) <= 366:  # noqa: PLR2004  a year
        yield "assessment.grace_days: " + _("应为 %(least)s 到 %(most)s 之间的整数。") % {"least": 0, "most": 366}
    for code in table.get("locked", ()):
        section = form.section(code)
        if section is None or section.repeated:
            yield "assessment.locked: " + _("申报表里没有不重复的 %(path)s 一节。") % {"path": code}
    code = table.get("self_score", "")
    section = form.section(code) if code else None
    if code and section is None:
        yield "assessment.self_score: " + _("申报表里没有 %(path)s 这一栏。") % {"path": code}
    if section is not None:
        for name in ("item", "proposed", "points", "reason"):
            if form.field(f"{code}.{name}") is None:
                yield "assessment.self_score: " + _("申报表里没有 %(path)s 这一栏。") % {"path": f"{code}.{name}"}


def _grade_faults(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    grades = list(rows)
    if len(grades) < 2:  # noqa: PLR2004  one grade tells nothing
        yield "grades: " + _("至少要有两个等次。")
        return
    yield from _code_faults("grades", grades)
    for place, row in enumerate(grades[:-1]):
        if row.get("at_least") is None:
            yield f"grades[{place}].at_least: " + _("除最后一个外，每个等次都要有最低分。")
    for key in ("at_least", "cap_percent", "cap_number"):
        if grades[-1].get(key) is not None:
            yield f"grades[{len(grades) - 1}].{key}: " + _("最后一个等次接收其余所有，不设最低分和上限。")
    for place, (upper, lower) in enumerate(pairwise(grades), 1):
        floors = [_decimal(row, "at_least") for row in (upper, lower)]
        if floors[0] is not None and floors[1] is not None and floors[1] >= floors[0]:
            yield f"grades[{place}].at_least: " + _("最低分要从高到低排列。")
    yield from _between("grades", grades, "at_least", 0, 200)
    yield from _between("grades", grades, "cap_percent", 0, 100)
    yield from _between("grades", grades, "cap_number", 0, 10_000)


def _veto_faults(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    vetoes = list(rows)
    yield from _code_faults("vetoes", vetoes)
    for place, row in enumerate(vetoes):
        if not row.get("set_by"):
            yield f"vetoes[{place}].set_by: " + _("缺少这一项。")
        allowed = "、".join(_FINDERS)
        for role in row.get("set_by", ()):
            if role not in _FINDERS:
                yield f"vetoes[{place}].set_by: " + _("只能是下列之一：%(allowed)s。") % {"allowed": allowed}


def _consequence_faults(rows: Iterable[Mapping[str, Any]], grades: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    known = {row.get("code") for row in grades}
    seen: Counter[tuple[str, ...]] = Counter()
    for place, row in enumerate(rows):
        where = f"consequences[{place}]"
        act = str(row.get("act", ""))
        if row.get("grade") not in known:
            yield f"{where}.grade: " + _("没有等次 %(code)s。") % {"code": row.get("grade", "")}
        if act not in ACTS:
            yield f"{where}.act: " + _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(ACTS)}
            continue
        yield from _number_faults(where, act, row)
        if row.get("veto", "") not in _VETO:
            yield f"{where}.veto: " + _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(filter(None, _VETO))}
        key = (str(row.get("grade")), act, str(row.get("veto", "")), str(row.get("again_within_years", 0)))
        seen[key] += 1
        if seen[key] == 2:  # noqa: PLR2004  told once
            yield f"{where}.act: " + _("同一等次的“%(act)s”写了两次。") % {"act": act}


def _number_faults(where: str, act: str, row: Mapping[str, Any]) -> Iterator[str]:
    needed = _NUMBER_OF.get(act)
    for key in ("amount", "days", "years"):
        value = row.get(key)
        if key == needed and value is None:
            yield f"{where}.{key}: " + _("缺少这一项。")
        elif key != needed and value is not None:
            yield f"{where}.{key}: " + _("“%(act)s”不需要这一项。") % {"act": act}
        elif value is not None and key in _LIMITS and not _LIMITS[key][0] <= value <= _LIMITS[key][1]:
            least, most = _LIMITS[key]
            yield f"{where}.{key}: " + _("应为 %(least)s 到 %(most)s 之间的整数。") % {"least": least, "most": most}
        elif key == "amount" and value is not None and not 0 < Decimal(str(value)) <= 10**9:
            yield f"{where}.amount: " + _("应为正数，单位元。")
    if not 0 <= row.get("again_within_years", 0) <= 10:  # noqa: PLR2004  longer ago is another studio
        yield f"{where}.again_within_years: " + _("应为 %(least)s 到 %(most)s 之间的整数。") % {"least": 0, "most": 10}


def _code_faults(table: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for place, row in enumerate(rows):
        code = str(row.get("code", ""))
        if not code or not row.get("label"):
            yield f"{table}[{place}]: " + _("须有代码和名称。")
        if code in seen:
            yield f"{table}[{place}].code: " + _("代码 %(code)s 重复。") % {"code": code}
        seen.add(code)


def _between(table: str, rows: Iterable[Mapping[str, Any]], key: str, least: int, most: int) -> Iterator[str]:
    for place, row in enumerate(rows):
        if row.get(key) is not None and not least <= Decimal(str(row[key])) <= most:
            yield f"{table}[{place}].{key}: " + _("应在 %(least)s 到 %(most)s 之间。") % {"least": least, "most": most}
