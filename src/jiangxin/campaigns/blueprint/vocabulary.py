"""Words of a blueprint that come from a fixed list, and patterns that have to be ones; later rooms rely on them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.engine.measure.fault import MeasureError
from jiangxin.engine.measure.numbering import parse_pattern

_WORDS: dict[str, tuple[str, ...]] = {
    "eligibility.register": ("required", "shown"),
    "stages.day_kind": ("working", "calendar"),
    "inspection.scale": ("met", "partly_met", "not_met", "not_applicable"),
    "inspection.select": ("all", "top_percent"),
    "quotas.kind": ("hard", "soft"),
    "selection.proportions.bound": ("at_least", "at_most"),
    "selection.tie.key": ("core_section", "benefit_wan", "leader_honour_level"),
    "scoring.weights.part": ("material", "site", "defence"),
    "notice.names": ("masked", "full"),
}
_ONCE = ("variants.list.code", "inspection.scale", "inspection.items.code", "selection.tie.key", "scoring.weights.part")
_NEEDED = {
    "inspection.items": ("code", "label"),
    "selection.proportions": ("group",),
    "selection.tie": ("key",),
    "scoring.weights": ("part",),
}
LEAST_CHARACTERS = 6
"""Letters and digits of a number that can be looked up by the public."""
_PATTERNS = ("award.number_pattern", "award.certificate_number_pattern")


def vocabulary_faults(content: Mapping[str, Any]) -> list[str]:
    """Return words that are of no list, missing, or there twice where once is right, and patterns that are none."""
    faults = []
    for path, allowed in _WORDS.items():
        faults += [
            f"{path}: " + _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(allowed)}
            for word in _at(content, path.split("."))
            if word not in allowed
        ]
    for path in _ONCE:
        twice = [word for word, count in Counter(_at(content, path.split("."))).items() if count > 1]
        faults += [f"{path}: " + _("代码 %(code)s 重复。") % {"code": word} for word in twice]
    for path, keys in _NEEDED.items():
        faults += [
            f"{path}[{place}].{key}: " + _("缺少这一项。")
            for place, row in enumerate(_rows(content, path))
            for key in keys
            if not row.get(key)
        ]
    for path in _PATTERNS:
        faults += [
            f"{path}: " + _("编号格式不对，应如 {area}-LMGZS-{year}-{seq4}。")
            for text in _at(content, path.split("."))
            if not _is_pattern(text)
        ]
        faults += [
            f"{path}: " + _("编号太短，无法查验。请加上地区、字母或年份，如 {area}-LMGZS-{year}-{seq4}。")
            for text in _at(content, path.split("."))
            if _is_pattern(text) and _is_short(text)
        ]
    return faults


def _rows(content: Mapping[str, Any], path: str) -> list[Mapping[str, Any]]:
    part, _dot, key = path.partition(".")
    return list(content.get(part, {}).get(key, ()))


def _at(value: Any, way: list[str]) -> Iterator[str]:
    """Yield every word at a path; a list on the way stands for each of its rows."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from _at(one, way)
    elif not way:
        yield str(value)
    elif isinstance(value, Mapping) and way[0] in value:
        yield from _at(value[way[0]], way[1:])


def _is_pattern(text: str) -> bool:
    try:
        parse_pattern(text)
    except MeasureError:
        return False
    return True


def _is_short(text: str) -> bool:
    """Tell whether numbers of a pattern would be too short to be looked up: anybody could hit one by chance."""
    number = parse_pattern(text).render(seq=1, year=2000, area="00")
    return sum(char.isalnum() for char in number) < LEAST_CHARACTERS
