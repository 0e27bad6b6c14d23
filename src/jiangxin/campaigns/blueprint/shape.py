"""Which keys of a blueprint hold tables, lists, texts or numbers: checked before anything is read from it.

Everything that reads a definition relies on this; the format itself is told in docs/developer/blueprint-format.md. The
form is left out: its reader checks what it reads.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Shape = Any
TEXT, WHOLE, NUMBER, FLAG, TEXTS, TABLE = "text", "whole", "number", "flag", "texts", "table"
WHOLES = "wholes"
EACH = "*"
"""In a shape: every key that is not named."""
_WORDS = {"code": TEXT, "label": TEXT, "label_en": TEXT, "title": TEXT, "title_en": TEXT, "kind": TEXT, "source": TEXT}
_ANCHORS = [{**_WORDS, "points": NUMBER}]
_ITEM = {
    **_WORDS,
    "points": NUMBER,
    "method": TEXT,
    "help": TEXT,
    "evidence": TEXTS,
    "levels": _ANCHORS,
    "deductions": [{**_ANCHORS[0], "per": TEXT, "target": WHOLE, "counts": TEXT, "lowers_whole": FLAG}],
    "zero_if": _ANCHORS,
}
_SECTION = {**_WORDS, "points": NUMBER, "items": [_ITEM]}
_RUBRIC = {
    **_WORDS,
    "total": NUMBER,
    "bonus_max": NUMBER,
    "core_section": TEXT,
    "sections": [_SECTION],
    "bonus": _SECTION,
    "vetoes": [_WORDS],
}
SHAPE: dict[str, Shape] = {
    "format": WHOLE,
    "blueprint": {**_WORDS, "level": TEXT, "description": TEXT},
    "subject": {**_WORDS, "name_label": TEXT, "leader_label": TEXT},
    "variants": {"field": TEXT, "list": [{**_WORDS, "when": TABLE, "rubric": TEXT}]},
    "entry": {
        "prefill": {EACH: TEXT},
        "groups": {EACH: TEXT},
        "leader_number": TEXTS,
        "benefit_wan": {"sum": TEXT},
        "leader_honour_level": {"highest": TEXT, "order": TEXTS},
        "members": {"section": TEXT, "name": TEXT},
        EACH: TEXT,
    },
    "eligibility": {
        "one_entry_per_leader": FLAG,
        "register": TEXT,
        "leader_any_of": [{**_WORDS, "field": TEXT, "at_least": TEXT}],
        "years_operating": {**_WORDS, "at_least": WHOLE, "field": TEXT},
        "core_members": {**_WORDS, "at_least": WHOLE, "at_most": WHOLE, "field": TEXT},
        "front_line_share": {**_WORDS, "at_least_percent": WHOLE, "field": TEXT},
        "disqualified": [_WORDS],
        "events": {"kind": TEXT, "day": TEXT, "unless": TEXT, "bars": [{**_WORDS, "years": WHOLE}]},
        "display": {"from": TEXT, "to": TEXT, "working_days": WHOLE},
    },
    "route": {**_WORDS, "levels": TEXTS},
    "stages": [
        {
            **_WORDS,
            "level": TEXT,
            "day_kind": TEXT,
            "rights": TEXTS,
            "days": WHOLE,
            "supplements": WHOLE,
            "supplement_days": WHOLE,
        }
    ],
    "transitions": [
        {
            **_WORDS,
            "act": TEXT,
            "from": TEXTS,
            "to": TEXT,
            "roles": TEXTS,
            "stage": TEXT,
            "level": TEXT,
            "hands_to": TEXT,
            "opinion": FLAG,
            "anywhere": FLAG,
        }
    ],
    "form": TABLE,
    "opinions": [{**_WORDS, "signer": TEXT, "seal": FLAG, "stage": TEXT}],
    "standards": {**_WORDS, "items": [{**_WORDS, "evidence": TEXTS, "fields": TEXTS, "mandatory": FLAG}]},
    "checks": {
        "supplements": WHOLE,
        "items": [
            {
                **_WORDS,
                "evidence": TEXTS,
                "required": FLAG,
                "mandatory": FLAG,
                "variant": TEXT,
                "suggests": TABLE,
            }
        ],
    },
    "inspection": {
        "minimum_inspectors": WHOLE,
        "photos_at_least": WHOLE,
        "scale": TEXTS,
        "select": TEXT,
        "top_percent": NUMBER,
        "items": [{**_WORDS, "standard": TEXT, "points": NUMBER, "photo": FLAG}],
    },
    "quotas": {
        "pattern": TEXT,
        "levels": TEXTS,
        "kind": TEXT,
        "one_per_unit": FLAG,
        "minimum_per_area": WHOLE,
        "default_per_area": WHOLE,
        "reserve_percent": WHOLE,
    },
    "selection": {
        "seats": WHOLE,
        "minimum_per_area": WHOLE,
        "maximum_per_area": WHOLE,
        "proportions": [{**_WORDS, "group": TEXT, "bound": TEXT, "percent": NUMBER, "each": TEXT}],
        "tie": [{**_WORDS, "key": TEXT, "descending": FLAG}],
    },
    "scoring": {
        "blind": FLAG,
        "experts_per_entry": WHOLE,
        "minimum_sheets": WHOLE,
        "drop_extremes_from": WHOLE,
        "decimals": WHOLE,
        "step": NUMBER,
        "veto_votes": WHOLE,
        "rubrics": TEXTS,
        "weights": [{**_WORDS, "part": TEXT, "percent": NUMBER}],
    },
    "assessment": {**_WORDS, "subject": TEXT, "grace_days": WHOLE, "locked": TEXTS, "self_score": TEXT},
    "proposals": {
        **_WORDS,
        "text": TEXTS,
        "category": TEXT,
        "authors": TEXT,
        "accept_days": WHOLE,
        "answer_days": WHOLE,
        "anonymous": FLAG,
        "follow_up_months": WHOLES,
        "energy": FLAG,
        "reasons": [_WORDS],
        "benefits": [{**_WORDS, "formula": TEXT, "quantities": [{**_WORDS, "unit": TEXT, "unit_en": TEXT}]}],
        "rewards": [{**_WORDS, "at_least": NUMBER, "least": NUMBER, "most": NUMBER}],
    },
    "grades": [{**_WORDS, "at_least": NUMBER, "cap_percent": NUMBER, "cap_number": WHOLE}],
    "vetoes": [{**_WORDS, "set_by": TEXTS}],
    "consequences": [
        {
            **_WORDS,
            "grade": TEXT,
            "act": TEXT,
            "amount": NUMBER,
            "days": WHOLE,
            "years": WHOLE,
            "again_within_years": WHOLE,
            "veto": TEXT,
        }
    ],
    "notice": {
        **_WORDS,
        "working_days": WHOLE,
        "minimum_working_days": WHOLE,
        "reply_within_working_days": WHOLE,
        "names": TEXT,
        "columns": TEXTS,
        "body": TEXTS,
        "body_en": TEXTS,
    },
    "award": {
        "number_pattern": TEXT,
        "certificate_number_pattern": TEXT,
        "term_years": WHOLE,
        "subsidy_wan": NUMBER,
        "plaque": {"width_mm": WHOLE, "height_mm": WHOLE, "lines": TEXTS, "lines_en": TEXTS},
        "certificate": {**_WORDS, "body": TEXT, "body_en": TEXT, "footer": TEXTS},
    },
    "documents": {
        "naming_decision": {
            **_WORDS,
            "recipients": TEXT,
            "recipients_en": TEXT,
            "body": TEXTS,
            "body_en": TEXTS,
            "attachment": TEXT,
            "number_hint": TEXT,
        },
        "summary_list": {**_WORDS, "columns": [{**_WORDS, "field": TEXT}]},
        "application_form": {**_WORDS, "copies": WHOLE, "paper": TEXT, "sealed_scan": FLAG},
    },
    "rubrics": {EACH: _RUBRIC},
}
_ASKED: dict[str, Promise] = {
    TEXT: _("这里应当是文字。"),
    WHOLE: _("这里应当是整数。"),
    NUMBER: _("这里应当是数字。"),
    FLAG: _("这里只能写 true 或 false。"),
    TEXTS: _("这里应当是文字的列表。"),
    WHOLES: _("这里应当是整数的列表。"),
    TABLE: _("这里应当是一张表（键 = 值）。"),
    "rows": _("这里应当是表的列表。"),
    "strange": _("这里的值不能保存：数字太大或不是数，或有不可见的字符。"),
}
_LARGEST = 10**9
_PLAIN_KINDS: dict[str, type] = {TEXT: str, FLAG: bool, TABLE: Mapping}
_LARGEST_KEPT = 2**53  # beyond it JSON numbers are not exact (RFC 8785)


def shape_faults(content: object) -> list[tuple[str, str]]:
    """Return each place whose value is of the wrong kind, and what it should be; keys nobody reads are free."""
    faults = [*_faults(content, SHAPE, ""), *_strange(content, "")]
    return [(path, str(_ASKED[asked])) for path, asked in dict(reversed(faults)).items()]


def _faults(value: object, shape: Shape, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(shape, dict):
        yield from _table_faults(value, shape, path)
    elif isinstance(shape, list):
        if not isinstance(value, list | tuple):
            yield path, "rows"
            return
        for place, row in enumerate(value):
            yield from _table_faults(row, shape[0], f"{path}[{place}]")
    elif not _fits(value, shape):
        yield path, shape


def _strange(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Find what JSON and the database have no place for, wherever it stands."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strange(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _strange(inner, f"{path}[{place}]")
    elif not _is_plain(value):
        yield path, "strange"


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return "\x00" not in value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return math.isfinite(value) and abs(value) <= _LARGEST_KEPT
    return value is None or isinstance(value, bool)


def _table_faults(value: object, shape: Mapping[str, Shape], path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        yield path, TABLE
        return
    for key, inner in value.items():
        asked = shape.get(str(key), shape.get(EACH))
        if asked is not None:
            yield from _faults(inner, asked, f"{path}.{key}" if path else str(key))


def _fits(value: object, asked: str) -> bool:
    if kind := _PLAIN_KINDS.get(asked):
        return isinstance(value, kind)
    match asked:
        case "texts":
            return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
        case "wholes":
            return isinstance(value, list | tuple) and all(_fits(one, WHOLE) for one in value)
        case "whole":
            return isinstance(value, int) and _is_number(value)
    return _is_number(value)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return False
    return math.isfinite(number) and abs(number) <= _LARGEST and "_" not in str(value)
