"""What a call's frozen definition says about ranking, decision, notice and naming, read into frozen objects.

Keys: docs/developer/blueprint-format.md. A definition that is silent falls back on the field's default (domain 3.1).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from jiangxin.campaigns.models import Call
from jiangxin.engine.fairness.proportions import Proportion
from jiangxin.engine.fairness.ranking import Key
from jiangxin.engine.fairness.scores import MeanRule
from jiangxin.forms.words import Words

_HUNDRED = 100
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_GROUPS_OF = {"industry": "industry:", "area": "area:"}


@dataclass(frozen=True, slots=True)
class TieKey:
    """One criterion that parts equal scores."""

    key: Key
    label: Words


@dataclass(frozen=True, slots=True)
class ScoringTerms:
    """How sheets become a score: the rule of the mean, and the weight of each part in percent."""

    rule: MeanRule
    weights: Mapping[str, Decimal]
    ties: tuple[TieKey, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One proportion the list should keep. `each` names the kind of group when it holds for every group of it."""

    group: str
    label: Words
    bound: Literal["at_least", "at_most"]
    percent: Fraction
    each: str = ""
    source: str = ""

    def proportion(self, group: str = "") -> Proportion:
        """Return the rule for the checker, for one group when the share holds for each."""
        return Proportion(group or self.group, self.bound, self.percent)

    @property
    def prefix(self) -> str:
        """Return what the groups of this share begin with, when it holds for each of them."""
        return _GROUPS_OF.get(self.each, "")


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """How a list is put on public notice."""

    working_days: int
    minimum_working_days: int
    masked: bool
    reply_within: int
    title: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AwardTerms:
    """How awards are numbered and for how long they hold."""

    plaque_pattern: str
    certificate_pattern: str
    term_years: int
    plaque: Mapping[str, Any]
    certificate: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """The words a naming document starts from."""

    title: str
    recipients: str
    body: tuple[str, ...]
    attachment: str
    number_hint: str


def words(raw: Mapping[str, Any], key: str = "label") -> Words:
    """Return a text of the definition in both languages."""
    return Words(str(raw.get(key, "")), str(raw.get(f"{key}_en", "")))


def scoring_terms(call: Call) -> ScoringTerms:
    """Return how sheets become a score in this call (domain 5: drop from five up, mean to two decimals)."""
    raw = call.definition.get("scoring", {})
    rule = MeanRule(
        drop_from=raw.get("drop_extremes_from", 5) or None,
        decimals=int(raw.get("decimals", 2)),
        minimum_sheets=int(raw.get("minimum_sheets", 1)),
        veto_votes=int(raw.get("veto_votes", 1)),
    )
    weights = {str(row["part"]): Decimal(str(row["percent"])) / _HUNDRED for row in raw.get("weights", ())}
    ties = tuple(
        TieKey(Key(str(row["key"]), bool(row.get("descending", True))), words(row))
        for row in call.definition.get("selection", {}).get("tie", ())
    )
    return ScoringTerms(rule, weights or {"material": Decimal(1)}, ties)


def shares(call: Call) -> tuple[Share, ...]:
    """Return the proportions the list should keep."""
    rows = call.definition.get("selection", {}).get("proportions", ())
    return tuple(
        Share(
            group=str(row["group"]),
            label=words(row),
            bound="at_most" if row.get("bound") == "at_most" else "at_least",
            percent=Fraction(str(row.get("percent", 0))) / _HUNDRED,
            each=str(row.get("each", "")),
            source=str(row.get("source", "")),
        )
        for row in rows
    )


def notice_terms(call: Call) -> NoticeTerms:
    """Return how the list is put on public notice."""
    raw = call.definition.get("notice", {})
    days = int(raw.get("working_days", 5))
    return NoticeTerms(
        working_days=days,
        minimum_working_days=int(raw.get("minimum_working_days", min(days, 3))),
        masked=raw.get("names", "masked") == "masked",
        reply_within=int(raw.get("reply_within_working_days", 15)),
        title=str(raw.get("title", "")),
        body=tuple(raw.get("body", ())),
    )


def award_terms(call: Call) -> AwardTerms:
    """Return how awards are numbered and for how long they hold."""
    raw = call.definition.get("award", {})
    plaque = str(raw.get("number_pattern", "{area}-LMGZS-{year}-{seq4}"))
    return AwardTerms(
        plaque_pattern=plaque,
        certificate_pattern=str(raw.get("certificate_number_pattern", plaque)),
        term_years=int(raw.get("term_years", 0)),
        plaque=raw.get("plaque", {}),
        certificate=raw.get("certificate", {}),
    )


def award_level(call: Call) -> str:
    """Return the level a studio named by this call gets, a value of `studios.StudioLevel`."""
    return str(call.definition.get("blueprint", {}).get("level", "city"))


def kind_choices(definition: Mapping[str, Any]) -> dict[str, Words]:
    """Return the kinds the application form offers, by code, as it calls them; none when it does not ask."""
    form = definition.get("form", {})
    section, _dot, code = str(definition.get("entry", {}).get("kind", "")).partition(".")
    fields = [field for row in form.get("sections", ()) if row.get("code") == section for field in row["fields"]]
    rows = next((field.get("choices", ()) for field in fields if field.get("code") == code), ())
    if isinstance(rows, str):
        rows = form.get("choice_lists", {}).get(rows, ())
    return {str(row["code"]): words(row) for row in rows}


def document_terms(call: Call) -> DocumentTerms:
    """Return the words a naming document starts from."""
    raw = call.definition.get("documents", {}).get("naming_decision", {})
    return DocumentTerms(
        title=str(raw.get("title", "")),
        recipients=str(raw.get("recipients", "")),
        body=tuple(raw.get("body", ())),
        attachment=str(raw.get("attachment", "")),
        number_hint=str(raw.get("number_hint", "")),
    )


def act_between(call: Call, from_state: str, to_state: str) -> str:
    """Return the act by which this call's table leads from one state to another; "" when it has none."""
    rows = call.definition.get("transitions", ())
    return next(
        (str(row["act"]) for row in rows if row.get("to") == to_state and from_state in row.get("from", ())), ""
    )


def placeholders(text: str) -> list[str]:
    """Return the {placeholders} a text still holds."""
    return _PLACEHOLDER.findall(text)


def filled(text: str, facts: Mapping[str, object]) -> str:
    """Return a text of the definition with its {placeholders} filled in; unknown ones stay as they are."""
    for name, value in facts.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def core_items(call: Call, rubric: str) -> frozenset[str]:
    """Return the codes of the items in a rubric's core section, whose mean parts equal scores (domain 5)."""
    raw = call.definition.get("rubrics", {}).get(rubric, {})
    sections = [*raw.get("sections", ()), *call.definition.get("rubric_sections", ())]
    core = str(raw.get("core_section", ""))
    items = [
        str(item["code"])
        for section in sections
        if isinstance(section, Mapping) and section.get("code") == core
        for item in section.get("items", ())
    ]
    return frozenset(items) | frozenset(f"{core}.{item}" for item in items)
