"""The grades of an assessment's blueprint as an officer changes them: added, renamed, reordered, dropped, tried out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem
from jiangxin.engine.fairness.grades import Band, grade
from jiangxin.web.desk.blueprint_editing import fresh_code
from jiangxin.web.desk.blueprint_reading import words_in
from jiangxin.web.desk.posting import whole

NEW_GRADE: Final = "+"
"""The grade that is being added, as a consequence added with it names it."""
MOST_TRIED: Final = 200
_FIELDS: Final = ("label", "label_en", "at_least", "cap_percent", "cap_number")
Table = dict[str, Any]


def edited_grade(place: int, row: Table, posted: Mapping[str, str]) -> Table:
    """Return a grade as typed; an emptied name stays empty, for the check to tell."""
    row["label"] = posted.get(f"grade-{place}-label", "").strip()
    english = posted.get(f"grade-{place}-label_en", row.get("label_en", "")).strip()
    row["label_en"] = english
    if not english:
        row.pop("label_en")
    for key in ("at_least", "cap_percent", "cap_number"):
        put_number(row, key, posted.get(f"grade-{place}-{key}", ""), whole=key == "cap_number")
    if posted.get(f"grade-{place}-confirmed"):
        row["platform_default"] = False
    return row


def put_number(row: Table, key: str, typed: str, *, whole: bool) -> None:
    """Write a number as typed; nothing takes the key away."""
    text = typed.strip()
    if not text:
        row.pop(key, None)
    elif whole and text.isascii() and text.isdigit():
        row[key] = int(text)
    else:
        row[key] = text


def arranged_grades(rows: Sequence[Table], posted: Mapping[str, str]) -> tuple[list[Table], str]:
    """Return the grades in their posted order, without those ticked, with a new one; and the new one's code."""
    kept = [
        (whole(posted.get(f"grade-{place}-position")) or place + 1, place, row)
        for place, row in enumerate(rows)
        if not is_dropped(place, posted)
    ]
    grades = [row for _position, _place, row in sorted(kept, key=lambda item: item[:2])]
    if not any(posted.get(f"grade-new-{name}", "").strip() for name in _FIELDS):
        return grades, ""
    new: Table = {"code": fresh_code([str(row.get("code")) for row in rows], "grade")}
    new["label"] = posted.get("grade-new-label", "").strip()
    if english := posted.get("grade-new-label_en", "").strip():
        new["label_en"] = english
    for key in ("at_least", "cap_percent", "cap_number"):
        put_number(new, key, posted.get(f"grade-new-{key}", ""), whole=key == "cap_number")
    grades.insert(_place_of(new, grades), new)
    return grades, str(new["code"])


def is_dropped(place: int, posted: Mapping[str, str]) -> bool:
    """Tell whether a grade is ticked to be dropped."""
    return bool(posted.get(f"grade-{place}-remove"))


def _place_of(new: Table, grades: Sequence[Table]) -> int:
    """Return where a new grade belongs by its least score: above the first with a lower one, or with none."""
    floor = number_in(new)
    if floor is None:
        return len(grades)
    floors = [number_in(row) for row in grades]
    return next((place for place, other in enumerate(floors) if other is None or other < floor), len(grades))


def number_in(row: Mapping[str, Any], key: str = "at_least") -> Decimal | None:
    """Return a number that was typed; None for none."""
    try:
        found = Decimal(str(row.get(key)))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def drop_problems(parts: Mapping[str, Any], typed: Sequence[Table], posted: Mapping[str, str]) -> list[Problem]:
    """Return which grades cannot be dropped, because something follows from them still.

    Args:
        parts: As they would be saved.
        typed: The grades as they stand on the page.
        posted: What was ticked.
    """
    found = []
    for place, row in enumerate(typed):
        left = sum(one.get("grade") == row.get("code") for one in parts["consequences"])
        if is_dropped(place, posted) and left:
            words = _("“%(grade)s”还有 %(count)s 项后果，不能删去。请把这些后果也勾选删去，或不删这个等次。")
            message = words % {"grade": words_in(row, "label"), "count": left}
            found.append(Problem(f"grade-{place}-remove", message, "grade_in_use"))
    return found


def told_scores(grades: Sequence[Table]) -> list[str]:
    """Return from which to which score each grade is given, in words."""
    if not grades:
        return []
    told = []
    for upper, row in pairwise([{}, *grades]):
        floor, ceiling = number_in(row), number_in(upper)
        if floor is not None and ceiling is not None:
            told.append(_("%(least)s 分及以上，不足 %(most)s 分") % {"least": f"{floor:f}", "most": f"{ceiling:f}"})
        elif floor is not None:
            told.append(_("%(least)s 分及以上") % {"least": f"{floor:f}"})
        elif ceiling is not None:
            told.append(_("不足 %(most)s 分，以及一票否决的和未报送的") % {"most": f"{ceiling:f}"})
        else:
            told.append("")
    return told


@dataclass(frozen=True, slots=True)
class Tried:
    """A score that was tried out: its grade, and why it is not the one the score alone would give."""

    score: str
    grade: str
    note: str


def tried_out(grades: Sequence[Table], typed: str) -> list[Tried]:
    """Return what sound grades would make of some scores, the caps counted over just these."""
    scores = [number for word in re.split(r"[^\d.]+", typed) if (number := _score(word)) is not None][:MOST_TRIED]
    names = {str(row["code"]): words_in(row, "label") for row in grades}
    bands = [
        Band(str(row["code"]), number_in(row), number_in(row, "cap_percent"), row.get("cap_number")) for row in grades
    ]
    graded = grade([(str(place), score) for place, score in enumerate(scores)], bands)
    return [
        Tried(
            f"{score:f}",
            names[one.grade],
            _("够%(earned)s，因名额落到这一等") % {"earned": names[one.earned]} if one.cause == "cap" else "",
        )
        for score, one in sorted(zip(scores, graded, strict=True), key=lambda pair: -pair[0])
    ]


def _score(word: str) -> Decimal | None:
    try:
        return Decimal(word) if word else None
    except InvalidOperation:
        return None
