"""Rubrics: sections of items with anchored levels or deductions, a capped bonus, vetoes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.forms.words import NOTHING, Words


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a number of points means (a level), or what takes points away (a deduction)."""

    points: Decimal
    label: Words
    code: str = ""


@dataclass(frozen=True, slots=True)
class RubricItem:
    """One item to score, from 0 to `points`."""

    code: str
    label: Words
    points: Decimal
    method: str = "levels"
    help: Words = NOTHING
    evidence: tuple[str, ...] = ()
    levels: tuple[Anchor, ...] = ()
    deductions: tuple[Anchor, ...] = ()
    zero_if: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class RubricSection:
    """A group of items; its points are the sum of theirs."""

    code: str
    label: Words
    points: Decimal
    items: tuple[RubricItem, ...]


@dataclass(frozen=True, slots=True)
class Veto:
    """A finding that ends the matter whatever the score (一票否决)."""

    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class Rubric:
    """A whole rubric: sections that add up to `total`, at most `bonus_max` on top."""

    code: str
    title: Words
    total: Decimal
    sections: tuple[RubricSection, ...]
    core_section: str = ""
    bonus: RubricSection | None = None
    bonus_max: Decimal = Decimal(0)
    vetoes: tuple[Veto, ...] = ()

    def items(self) -> Iterator[RubricItem]:
        """Yield every item, those of the bonus last."""
        for section in (*self.sections, *((self.bonus,) if self.bonus else ())):
            yield from section.items

    def item(self, code: str) -> RubricItem | None:
        """Return the item with this code."""
        return next((item for item in self.items() if item.code == code), None)

    def score(self, points: Mapping[str, Decimal]) -> Decimal:
        """Return the total of points by item code, the bonus capped."""
        base = sum((points.get(item.code, Decimal(0)) for part in self.sections for item in part.items), Decimal(0))
        extra = sum(
            (points.get(item.code, Decimal(0)) for item in (self.bonus.items if self.bonus else ())), Decimal(0)
        )
        return base + min(extra, self.bonus_max)


def inline(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rubrics of one file with their sections, bonus and vetoes written into them.

    In a file, [[rubric_sections]] stand once and rubrics name them by code; in a stored definition each rubric is
    whole, so that it can be edited without touching another.
    """
    sections = {row["code"]: row for row in content.get("rubric_sections", ())}
    bonuses = {row["code"]: row for row in content.get("rubric_bonus", ())}
    vetoes = {row["code"]: row for row in content.get("rubric_vetoes", ())}
    whole = {}
    for code, row in content.get("rubrics", {}).items():
        named = row.get("sections", ())
        whole[code] = {
            **row,
            "sections": [sections[name] if isinstance(name, str) else name for name in named if _known(name, sections)],
            "bonus": bonuses.get(row["bonus"], {}) if isinstance(row.get("bonus"), str) else row.get("bonus", {}),
            "vetoes": (
                vetoes.get(row["vetoes"], {}).get("items", [])
                if isinstance(row.get("vetoes"), str)
                else row.get("vetoes", [])
            ),
        }
    return whole


def _known(name: object, sections: Mapping[str, Any]) -> bool:
    return not isinstance(name, str) or name in sections


def parse_rubrics(table: Mapping[str, Any]) -> tuple[dict[str, Rubric], list[str]]:
    """Return the rubrics of a definition by code, and their faults (sums that do not add up, points out of scale)."""
    rubrics: dict[str, Rubric] = {}
    faults: list[str] = []
    for code, row in table.items():
        rubric = _rubric(code, row, faults)
        rubrics[code] = rubric
        parts = sum((section.points for section in rubric.sections), Decimal(0))
        if parts != rubric.total:
            faults.append(
                f"rubrics.{code}: "
                + _("各部分合计 %(sum)s 分，与总分 %(total)s 分不符。") % {"sum": parts, "total": rubric.total}
            )
        codes = [item.code for item in rubric.items()]
        faults += [
            f"rubrics.{code}: " + _("评分项代码 %(code)s 重复。") % {"code": name}
            for name in sorted({c for c in codes if codes.count(c) > 1})
        ]
    return rubrics, faults


def _rubric(code: str, row: Mapping[str, Any], faults: list[str]) -> Rubric:
    place = f"rubrics.{code}"
    bonus = row.get("bonus") or {}
    return Rubric(
        code=code,
        title=_words(row, "title"),
        total=_points(row.get("total", 100), place, faults),
        sections=tuple(_section(part, f"{place}.{part.get('code', '')}", faults) for part in row.get("sections", ())),
        core_section=str(row.get("core_section", "")),
        bonus=_section(bonus, f"{place}.bonus", faults, exact=False) if bonus.get("items") else None,
        bonus_max=_points(row.get("bonus_max", 0), f"{place}.bonus_max", faults),
        vetoes=tuple(Veto(str(veto.get("code", "")), _words(veto, "label")) for veto in row.get("vetoes") or ()),
    )


def _section(row: Mapping[str, Any], place: str, faults: list[str], *, exact: bool = True) -> RubricSection:
    items = tuple(_item(item, f"{place}.{item.get('code', '')}", faults) for item in row.get("items", ()))
    section = RubricSection(
        str(row.get("code", "")), _words(row, "label"), _points(row.get("points", 0), place, faults), items
    )
    total = sum((item.points for item in items), Decimal(0))
    if exact and total != section.points:
        faults.append(
            f"{place}: "
            + _("各项合计 %(sum)s 分，与本部分 %(total)s 分不符。") % {"sum": total, "total": section.points}
        )
    return section


def _item(row: Mapping[str, Any], place: str, faults: list[str]) -> RubricItem:
    points = _points(row.get("points", 0), place, faults)
    anchors = {
        key: tuple(
            Anchor(_points(part.get("points", 0), place, faults), _words(part, "label"), str(part.get("code", "")))
            for part in row.get(key, ())
        )
        for key in ("levels", "deductions", "zero_if")
    }
    if any(anchor.points > points for anchor in (*anchors["levels"], *anchors["deductions"])):
        faults.append(f"{place}: " + _("有一档的分值高于本项满分。"))
    if not row.get("code") or not row.get("label"):
        faults.append(f"{place}: " + _("须有代码和名称。"))
    return RubricItem(
        code=str(row.get("code", "")),
        label=_words(row, "label"),
        points=points,
        method=str(row.get("method", "levels")),
        help=_words(row, "help"),
        evidence=tuple(row.get("evidence", ())),
        **anchors,
    )


def _words(row: Mapping[str, Any], key: str) -> Words:
    return Words(str(row.get(key, "")), str(row.get(f"{key}_en", "")))


def _points(value: object, place: str, faults: list[str]) -> Decimal:
    try:
        points = Decimal(str(value))
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite():
        faults.append(f"{place}: " + _("分值应为数字。"))
        return Decimal(0)
    if not 0 <= points <= 1000:  # noqa: PLR2004  no rubric of the field is larger
        faults.append(f"{place}: " + _("分值应在 0 到 1000 之间。"))
    return points
