"""Grades, vetoes and consequences of an assessment's blueprint: told in words, and edited row by row."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.core.actor import Role
from jiangxin.core.refusal import Text
from jiangxin.web.desk.blueprint_grades import NEW_GRADE, arranged_grades, edited_grade, put_number
from jiangxin.web.desk.blueprint_reading import words_in

ACT_WORDS: dict[str, Text] = {
    "reconfirm": gettext_lazy("复核确认"),
    "reward": gettext_lazy("奖励"),
    "warn": gettext_lazy("警告"),
    "rectify": gettext_lazy("限期整改"),
    "withdraw": gettext_lazy("摘牌"),
    "settle": gettext_lazy("清算补助"),
    "bar": gettext_lazy("限制再次申报"),
    "recommend_next_level": gettext_lazy("推荐上一级"),
}
FINDERS: tuple[Role, ...] = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE, Role.REVIEWER_FIRST)
NUMBER_OF = {"reward": "amount", "rectify": "days", "bar": "years"}
_UNITS: dict[str, Text] = {
    "amount": gettext_lazy("元"),
    "days": gettext_lazy("天"),
    "years": gettext_lazy("年"),
}
Table = dict[str, Any]


def told_grades(definition: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each grade in words: least score, cap, what follows, source."""
    return [
        {
            "label": words_in(row, "label"),
            "floor": _("%(least)s 分及以上") % {"least": row["at_least"]} if "at_least" in row else _("其余"),
            "cap": _cap_words(row),
            "follows": [
                _consequence_words(one) for one in definition.get("consequences", ()) if one.get("grade") == row["code"]
            ],
            "source": str(row.get("source", "")),
            "is_default": bool(row.get("platform_default")),
        }
        for row in definition.get("grades", ())
    ]


def _cap_words(row: Mapping[str, Any]) -> str:
    told = []
    if row.get("cap_percent") is not None:
        told.append(_("不超过 %(share)s%%") % {"share": row["cap_percent"]})
    if row.get("cap_number") is not None:
        told.append(_("不超过 %(count)s 个") % {"count": row["cap_number"]})
    return "，".join(told) or _("不限")


def _consequence_words(row: Mapping[str, Any]) -> str:
    act = str(row.get("act", ""))
    key = NUMBER_OF.get(act, "")
    words = str(ACT_WORDS.get(act, act))
    if key and row.get(key) is not None:
        words += f" {row[key]} {_UNITS[key]}"
    if row.get("again_within_years"):
        words += _("（%(years)s 年内再次）") % {"years": row["again_within_years"]}
    veto = {"only": _("（一票否决的）"), "never": _("（一票否决的除外）")}.get(str(row.get("veto", "")), "")
    return words + veto


def told_vetoes(definition: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return each veto in words, with whoever may enter it."""
    roles = dict(Role.choices)
    return [
        {
            "label": words_in(row, "label"),
            "who": "、".join(str(roles.get(one, one)) for one in row.get("set_by", ())),
            "source": str(row.get("source", "")),
        }
        for row in definition.get("vetoes", ())
    ]


def edit_grading(definition: Mapping[str, Any], posted: Mapping[str, str], several: Any) -> dict[str, Any]:
    """Return the tables of an assessment as typed, row by row as they stand; what is no number stays as typed.

    Nothing is moved, added or taken away yet: a refused page shows each row where its fields are.

    Args:
        definition: As it stands.
        posted: Single values.
        several: Function from a name to the values posted under it.
    """
    grades = [edited_grade(place, dict(row), posted) for place, row in enumerate(definition.get("grades", ()))]
    vetoes = [
        {**row, "set_by": several(f"veto-{place}-set_by")} for place, row in enumerate(definition.get("vetoes", ()))
    ]
    consequences = [
        _edited_consequence(place, dict(row), posted) for place, row in enumerate(definition.get("consequences", ()))
    ]
    table = dict(definition.get("assessment", {}))
    put_number(table, "grace_days", posted.get("grace_days", ""), whole=True)
    return {"assessment": table, "grades": grades, "vetoes": vetoes, "consequences": consequences}


def arranged_grading(parts: Mapping[str, Any], posted: Mapping[str, str], several: Any) -> dict[str, Any]:
    """Return edited tables as they would be saved: reordered, without what is ticked, with what was added."""
    grades, new = arranged_grades(parts["grades"], posted)
    consequences = [
        row for place, row in enumerate(parts["consequences"]) if not posted.get(f"consequence-{place}-delete")
    ]
    return {
        **parts,
        "grades": grades,
        "vetoes": [*parts["vetoes"], *_new_veto(parts["vetoes"], posted, several)],
        "consequences": [*consequences, *_new_consequence(posted, new)],
    }


def _new_veto(vetoes: Iterable[Table], posted: Mapping[str, str], several: Any) -> list[Table]:
    label = posted.get("veto-new-label", "").strip()
    if not label:
        return []
    taken = {row.get("code") for row in vetoes}
    code = next(code for number in count(1) if (code := f"veto_{number}") not in taken)
    english = posted.get("veto-new-label_en", "").strip()
    return [
        {
            "code": code,
            "label": label,
            **({"label_en": english} if english else {}),
            "set_by": several("veto-new-set_by"),
        }
    ]


def _new_consequence(posted: Mapping[str, str], new_grade: str) -> list[Table]:
    act = posted.get("consequence-new-act", "")
    if not act:
        return []
    grade = posted.get("consequence-new-grade", "")
    row: Table = {"grade": new_grade if grade == NEW_GRADE else grade, "act": act}
    key = NUMBER_OF.get(act, "")
    if key:
        put_number(row, key, posted.get("consequence-new-number", ""), whole=key != "amount")
    put_number(row, "again_within_years", posted.get("consequence-new-again_within_years", ""), whole=True)
    if veto := posted.get("consequence-new-veto", ""):
        row["veto"] = veto
    return [row]


def _edited_consequence(place: int, row: Table, posted: Mapping[str, str]) -> Table:
    key = NUMBER_OF.get(str(row.get("act")), "")
    if key:
        put_number(row, key, posted.get(f"consequence-{place}-{key}", ""), whole=key != "amount")
    return row
