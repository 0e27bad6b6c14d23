"""Which answers become the typed columns of an entry, and which facts of the unit a new form starts with."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.forms.answers import Answers
from jiangxin.forms.definition import FormDefinition
from jiangxin.orgs.models import Organisation

_PLAIN = ("name", "kind", "field", "industry_section", "leader_name", "leader_gender", "is_front_line", "is_non_public")


@dataclass(frozen=True, slots=True)
class EntryColumns:
    """What lists, quotas, rankings and proportions know of an entry."""

    name: str = ""
    kind: str = ""
    variant: str = ""
    field: str = ""
    industry_section: str = ""
    leader_name: str = ""
    leader_resident_id: str = ""
    leader_gender: str = ""
    is_front_line: bool = False
    is_non_public: bool = False
    leader_honour_level: int = 0
    benefit_wan: Decimal = Decimal(0)
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The table [entry] of a blueprint, with the variants that follow from the kind.

    Attributes:
        variants: the variant of each kind that a variant names; every other kind is of the `other` one.
    """

    paths: Mapping[str, Any]
    prefills: Mapping[str, str]
    variants: Mapping[str, str] = field(default_factory=dict)
    other: str = "innovation"

    def read(self, answers: Answers) -> EntryColumns:
        """Return the columns that these answers give."""
        plain = {key: value_at(answers, str(self.paths.get(key, ""))) for key in _PLAIN}
        texts = {key: str(value or "")[: _LONGEST[key]] for key, value in plain.items() if not key.startswith("is_")}
        numbers = [value_at(answers, path) for path in self.paths.get("leader_number", ())]
        kind = texts["kind"]
        return EntryColumns(
            **texts,
            variant=self.variant(kind),
            leader_resident_id=next((one_spelling(str(number)) for number in numbers if number), ""),
            is_front_line=plain["is_front_line"] is True,
            is_non_public=plain["is_non_public"] is True,
            leader_honour_level=_highest(answers, self.paths.get("leader_honour_level", {})),
            benefit_wan=_sum(answers, self.paths.get("benefit_wan", {})),
            groups=tuple(
                code for code, path in self.paths.get("groups", {}).items() if value_at(answers, path) is True
            ),
        )

    def variant(self, kind: str) -> str:
        """Return the variant a kind belongs to."""
        return self.variants.get(kind, self.other)

    def prefill(self, unit: Organisation) -> Answers:
        """Return the answers a new form starts with."""
        answers: Answers = {}
        for path, attribute in self.prefills.items():
            section, _dot, field = path.partition(".")
            value = getattr(unit, attribute, "")
            if value:
                answers.setdefault(section, {})[field] = value
        return answers


def column_faults(table: Mapping[str, Any], form: FormDefinition) -> list[str]:
    """Return which columns and prefills of the table [entry] speak of fields the form does not have."""
    named = {f"entry.{key}": str(table[key]) for key in _PLAIN if table.get(key)}
    named |= {f"entry.leader_number[{place}]": str(path) for place, path in enumerate(table.get("leader_number", ()))}
    for key, inner in (("benefit_wan", "sum"), ("leader_honour_level", "highest")):
        if isinstance(table.get(key), Mapping):
            named[f"entry.{key}"] = str(table[key].get(inner, ""))
    named |= {f"entry.groups.{code}": str(path) for code, path in table.get("groups", {}).items()}
    named |= {f"entry.prefill.{path}": path for path in table.get("prefill", {})}
    return [
        f"{place}: " + _("申报表里没有 %(path)s 这一栏。") % {"path": path}
        for place, path in named.items()
        if form.field(path) is None
    ]


_LONGEST = {"name": 120, "kind": 40, "field": 60, "industry_section": 1, "leader_name": 60, "leader_gender": 10}


def value_at(answers: Answers, path: str) -> Any:
    """Return the answer at "section.field" of a plain section; None when there is none."""
    section, _dot, field = path.partition(".")
    kept = answers.get(section)
    return kept.get(field) if isinstance(kept, Mapping) else None


def _column(answers: Answers, path: str) -> Iterator[Any]:
    section, _dot, field = path.partition(".")
    for row in answers.get(section) or ():
        if isinstance(row, Mapping) and row.get(field) not in {None, ""}:
            yield row[field]


def one_spelling(number: str) -> str:
    """Return the number of a document as all its spellings have it, so that one person stays one person."""
    return "".join(unicodedata.normalize("NFKC", number).upper().split())


def _highest(answers: Answers, rule: Mapping[str, Any]) -> int:
    order = list(rule.get("order", ()))
    levels = [order.index(value) + 1 for value in _column(answers, str(rule.get("highest", ""))) if value in order]
    return max(levels, default=0)


def _sum(answers: Answers, rule: Mapping[str, Any]) -> Decimal:
    total = Decimal(0)
    for value in _column(answers, str(rule.get("sum", ""))):
        try:
            total += Decimal(str(value))
        except InvalidOperation:
            continue  # a draft may hold text that is not a number yet
    return total.quantize(Decimal("0.01"))
