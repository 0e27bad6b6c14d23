"""What a definition says of a campaign that collects proposals: what they are read by, and the promised days.

Keys: docs/developer/blueprint-format.md. A definition with a table [proposals] collects proposals: workers hand them
in one by one, and the union of their unit answers each; nobody recommends, ranks or names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.engine.measure.formula import FormulaError, parse_formula
from jiangxin.forms.definition import CHOICE_KINDS, NUMBER_KINDS, TEXT_KINDS, FormDefinition
from jiangxin.forms.words import Words

KIND = "proposals"
"""Kind of the blueprints that collect proposals."""
_DAYS = (1, 120)
_MONTHS = (1, 60)
_USUAL_MONTHS = (3, 12)
_ALONE = ("assessment", "rubrics", "quotas", "selection", "award", "transitions", "scoring")
"""Tables that have no meaning where proposals are collected."""


@dataclass(frozen=True, slots=True)
class ScreeningReason:
    """A ground on which a proposal is not adopted, to choose from."""

    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number a formula needs, with the unit it is given in."""

    code: str
    label: Words
    unit: Words


@dataclass(frozen=True, slots=True)
class BenefitRule:
    """A way a yearly benefit is computed, in yuan."""

    code: str
    label: Words
    formula: str
    quantities: tuple[Quantity, ...]

    def told(self) -> str:
        """Return the formula in words."""
        return parse_formula(self.formula).told({one.code: str(one.label) for one in self.quantities})


@dataclass(frozen=True, slots=True)
class RewardTier:
    """What may be given for a yearly benefit from `at_least` yuan on: from `least` to `most` yuan."""

    at_least: Decimal
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class ProposalRules:
    """The table [proposals].

    Attributes:
        title: Field that names a proposal.
        text: Fields that are compared with other proposals.
        category: Field of one choice; empty: there is none.
        authors: Repeated section with the fields `name` and `share` (per cent); empty: everyone proposes alone.
        accept_days: Working days until a proposal is taken up or turned away.
        answer_days: Working days until it is answered.
        anonymous: Whether somebody may propose without a name.
        reasons: Grounds for not adopting.
        follow_up_months: After how many months in use it is looked at again.
        energy: Whether savings of energy are recorded.
        benefits: How a benefit may be computed.
        rewards: What may be given for it, the highest tier first.
    """

    title: str
    text: tuple[str, ...]
    category: str
    authors: str
    accept_days: int
    answer_days: int
    anonymous: bool
    reasons: tuple[ScreeningReason, ...]
    follow_up_months: tuple[int, ...] = _USUAL_MONTHS
    energy: bool = False
    benefits: tuple[BenefitRule, ...] = ()
    rewards: tuple[RewardTier, ...] = ()

    def benefit(self, code: str) -> BenefitRule | None:
        """Return the way of computing with this code."""
        return next((one for one in self.benefits if one.code == code), None)

    def tier(self, benefit: Decimal) -> RewardTier | None:
        """Return the tier a yearly benefit in yuan falls into."""
        return next((one for one in self.rewards if benefit >= one.at_least), None)


def read_proposals(content: Mapping[str, Any]) -> ProposalRules | None:
    """Return what a sound definition says of proposals; None when it collects none."""
    table = content.get("proposals")
    if not table:
        return None
    return ProposalRules(
        title=str(table.get("title", "")),
        text=tuple(table.get("text", ())),
        category=str(table.get("category", "")),
        authors=str(table.get("authors", "")),
        accept_days=int(table.get("accept_days", 0)),
        answer_days=int(table.get("answer_days", 0)),
        anonymous=bool(table.get("anonymous", False)),
        reasons=tuple(ScreeningReason(str(row.get("code", "")), _words(row)) for row in table.get("reasons", ())),
        follow_up_months=tuple(int(months) for months in table.get("follow_up_months", _USUAL_MONTHS)),
        energy=bool(table.get("energy", False)),
        benefits=tuple(_benefit(row) for row in table.get("benefits", ())),
        rewards=tuple(
            sorted((_tier(row) for row in table.get("rewards", ())), key=lambda tier: tier.at_least, reverse=True)
        ),
    )


def _benefit(row: Mapping[str, Any]) -> BenefitRule:
    return BenefitRule(
        code=str(row.get("code", "")),
        label=_words(row),
        formula=str(row.get("formula", "")),
        quantities=tuple(
            Quantity(
                str(one.get("code", "")), _words(one), Words(str(one.get("unit", "")), str(one.get("unit_en", "")))
            )
            for one in row.get("quantities", ())
        ),
    )


def _words(row: Mapping[str, Any]) -> Words:
    return Words(str(row.get("label", "")), str(row.get("label_en", "")))


def _tier(row: Mapping[str, Any]) -> RewardTier:
    return RewardTier(*(Decimal(str(row.get(key, 0))) for key in ("at_least", "least", "most")))


def proposal_faults(content: Mapping[str, Any], form: FormDefinition) -> list[str]:
    """Return what is wrong with the table [proposals], each fault with its place."""
    rules = read_proposals(content)
    is_named_so = content.get("blueprint", {}).get("kind") == KIND
    if rules is None:
        return ["proposals: " + _("缺少这一项。")] if is_named_so else []
    return [
        *([] if is_named_so else ["blueprint.kind: " + _("征集建议的方案，kind 要写 %(kind)s。") % {"kind": KIND}]),
        *(f"{name}: " + _("征集建议的方案没有这张表。") for name in _ALONE if content.get(name)),
        *_field_faults(rules, form),
        *_author_faults(rules, form),
        *_day_faults(rules),
        *_reason_faults(rules),
        *_benefit_faults(rules),
        *_reward_faults(rules),
    ]


def _field_faults(rules: ProposalRules, form: FormDefinition) -> Iterator[str]:
    if not rules.text:
        yield "proposals.text: " + _("缺少这一项。")
    named = [("proposals.title", rules.title, TEXT_KINDS)]
    named += [(f"proposals.text[{place}]", path, TEXT_KINDS) for place, path in enumerate(rules.text)]
    named += [("proposals.category", rules.category, CHOICE_KINDS)] if rules.category else []
    for place, path, kinds in named:
        field, section = form.field(path), form.section(path.partition(".")[0])
        if field is None or section is None or section.repeated or field.kind not in kinds:
            yield f"{place}: " + _("申报表里没有合用的 %(path)s 这一栏。") % {"path": path}
        elif place == "proposals.title" and not (field.required and field.max_length):
            yield f"{place}: " + _("%(path)s 须为必填，并写明最多字数。") % {"path": path}


def _author_faults(rules: ProposalRules, form: FormDefinition) -> Iterator[str]:
    if not rules.authors:
        return
    section = form.section(rules.authors)
    if section is None or not section.repeated:
        yield "proposals.authors: " + _("申报表里没有重复的 %(path)s 一节。") % {"path": rules.authors}
        return
    for code, kinds in (("name", TEXT_KINDS), ("share", NUMBER_KINDS)):
        field = form.field(f"{rules.authors}.{code}")
        if field is None or field.kind not in kinds or not field.required:
            path = f"{rules.authors}.{code}"
            yield "proposals.authors: " + _("申报表里没有合用的 %(path)s 这一栏。") % {"path": path}


def _day_faults(rules: ProposalRules) -> Iterator[str]:
    least, most = _DAYS
    for key, days in (("accept_days", rules.accept_days), ("answer_days", rules.answer_days)):
        if not least <= days <= most:
            yield f"proposals.{key}: " + _("应为 %(least)s 到 %(most)s 之间的整数。") % {"least": least, "most": most}
    if rules.answer_days < rules.accept_days:
        yield "proposals.answer_days: " + _("答复的期限不能早于受理的期限。")
    months = list(rules.follow_up_months)
    least, most = _MONTHS
    if months != sorted(set(months)) or any(not least <= one <= most for one in months):
        yield "proposals.follow_up_months: " + _("应为从小到大、%(least)s 到 %(most)s 之间的月数。") % {
            "least": least,
            "most": most,
        }


def _reason_faults(rules: ProposalRules) -> Iterator[str]:
    seen = set()
    for place, reason in enumerate(rules.reasons):
        if not reason.code or not reason.label.zh:
            yield f"proposals.reasons[{place}]: " + _("须有代码和名称。")
        if reason.code in seen:
            yield f"proposals.reasons[{place}].code: " + _("代码 %(code)s 重复。") % {"code": reason.code}
        seen.add(reason.code)


def _benefit_faults(rules: ProposalRules) -> Iterator[str]:
    seen = set()
    for place, rule in enumerate(rules.benefits):
        where = f"proposals.benefits[{place}]"
        if not rule.code or not rule.label.zh or any(not one.code or not one.label.zh for one in rule.quantities):
            yield f"{where}: " + _("须有代码和名称。")
        if rule.code in seen:
            yield f"{where}.code: " + _("代码 %(code)s 重复。") % {"code": rule.code}
        seen.add(rule.code)
        try:
            needed = parse_formula(rule.formula).names
        except FormulaError:
            yield f"{where}.formula: " + _("公式写不对，只能用数量的代码、数字、加减乘除和括号。")
            continue
        if sorted(needed) != sorted(one.code for one in rule.quantities):
            yield f"{where}.quantities: " + _("公式里的每个数量都要列出一次，并且只列这些。")


def _reward_faults(rules: ProposalRules) -> Iterator[str]:
    floors = [tier.at_least for tier in rules.rewards]
    if len(set(floors)) < len(floors):
        yield "proposals.rewards: " + _("两档的起点相同。")
    if any(not 0 <= tier.least <= tier.most or tier.at_least < 0 for tier in rules.rewards):
        yield "proposals.rewards: " + _("金额不能为负，上限不能低于下限。")
