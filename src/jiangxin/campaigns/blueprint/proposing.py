"""What a definition says of a campaign that collects proposals: what they are read by, and the promised days.

Keys: docs/developer/blueprint-format.md. A definition with a table [proposals] collects proposals: workers hand them
in one by one, and the union of their unit answers each; nobody recommends, ranks or names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.forms.definition import CHOICE_KINDS, NUMBER_KINDS, TEXT_KINDS, FormDefinition
from jiangxin.forms.words import Words

_DAYS = (1, 120)
_ALONE = ("assessment", "rubrics", "quotas", "selection", "award", "transitions", "scoring")
"""Tables that have no meaning where proposals are collected."""


@dataclass(frozen=True, slots=True)
class ScreeningReason:
    """A ground on which a proposal is not adopted, to choose from."""

    code: str
    label: Words


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
    """

    title: str
    text: tuple[str, ...]
    category: str
    authors: str
    accept_days: int
    answer_days: int
    anonymous: bool
    reasons: tuple[ScreeningReason, ...]


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
        reasons=tuple(
            ScreeningReason(str(row.get("code", "")), Words(str(row.get("label", "")), str(row.get("label_en", ""))))
            for row in table.get("reasons", ())
        ),
    )


def proposal_faults(content: Mapping[str, Any], form: FormDefinition) -> list[str]:
    """Return what is wrong with the table [proposals], each fault with its place."""
    rules = read_proposals(content)
    if rules is None:
        return []
    return [
        *(f"{name}: " + _("征集建议的方案没有这张表。") for name in _ALONE if content.get(name)),
        *_field_faults(rules, form),
        *_author_faults(rules, form),
        *_day_faults(rules),
        *_reason_faults(rules),
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


def _reason_faults(rules: ProposalRules) -> Iterator[str]:
    seen = set()
    for place, reason in enumerate(rules.reasons):
        if not reason.code or not reason.label.zh:
            yield f"proposals.reasons[{place}]: " + _("须有代码和名称。")
        if reason.code in seen:
            yield f"proposals.reasons[{place}].code: " + _("代码 %(code)s 重复。") % {"code": reason.code}
        seen.add(reason.code)
