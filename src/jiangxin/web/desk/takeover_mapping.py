"""The columns of a workbook as a page shows them and a person corrects them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from jiangxin.core.refusal import Refusal, Text
from jiangxin.studios.importing.plan import BY_HAND, Memory, SheetPlan, match
from jiangxin.studios.importing.tables import tables
from jiangxin.web.desk.posting import whole

SURE = 95
"""From this certainty on a column needs no second look."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of a table on the page."""

    name: str
    label: str
    required: bool
    place: int | None
    sure: int
    doubtful: bool
    sample: str
    problem: Text


@dataclass(frozen=True, slots=True)
class SheetPanel:
    """One sheet on the page."""

    number: int
    plan: SheetPlan
    columns: Sequence[tuple[int, str]]
    rows: Sequence[FieldRow]
    unused: Sequence[str]


def panels_of(plans: Sequence[SheetPlan], refusal: Refusal | None = None) -> list[SheetPanel]:
    """Return the sheets for the page, with what was refused beside its field."""
    problems = {problem.path: problem.message for problem in refusal.problems} if refusal else {}
    return [_panel(number, plan, problems) for number, plan in enumerate(plans)]


def _panel(number: int, plan: SheetPlan, problems: dict[str, Text]) -> SheetPanel:
    columns = [(place, heading or _("（无列名）")) for place, heading in enumerate(plan.headings)]
    rows = []
    for item in tables()[plan.table].fields if plan.table else ():
        place, name = plan.columns.get(item.code), f"column_{number}_{item.code}"
        sure = plan.sure.get(item.code, 0)
        sample = "、".join(row[place] for row in plan.samples if place is not None and place < len(row) and row[place])
        doubtful = place is not None and sure < SURE
        label = str(item.label)
        rows.append(FieldRow(name, label, item.required, place, sure, doubtful, sample, problems.get(name, "")))
    used = set(plan.columns.values())
    return SheetPanel(number, plan, columns, rows, [head for place, head in columns if place not in used])


def posted_plans(plans: Sequence[SheetPlan], posted: QueryDict, memory: Memory) -> tuple[list[SheetPlan], bool]:
    """Return the plans as a page posted them, and whether a sheet was told to be another table: then look again."""
    found, is_other = [], False
    for number, plan in enumerate(plans):
        table = posted.get(f"table_{number}", plan.table)
        if table not in tables():
            found.append(replace(plan, table="", columns={}, sure={}))
        elif table != plan.table:
            columns, sure = match(table, plan.headings, memory)
            found.append(replace(plan, table=table, columns=columns, sure=sure))
            is_other = True
        else:
            found.append(_with_columns(number, plan, posted))
    return found, is_other


def _with_columns(number: int, plan: SheetPlan, posted: QueryDict) -> SheetPlan:
    columns: dict[str, int] = {}
    for item in tables()[plan.table].fields:
        place = whole(posted.get(f"column_{number}_{item.code}"))
        if place is not None and place < len(plan.headings):
            columns[item.code] = place
    sure = {code: plan.sure.get(code, 0) if plan.columns.get(code) == at else BY_HAND for code, at in columns.items()}
    return replace(plan, columns=columns, sure=sure)
