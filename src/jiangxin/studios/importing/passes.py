"""Going through a workbook: once to try it, once to enter it. Both read, check and count alike."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO, Final, cast

from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter.utility import xl_col_to_name

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.studios.importing.checks import settle
from jiangxin.studios.importing.house import Brought, House
from jiangxin.studios.importing.lines import Fault, Line, chunks_of
from jiangxin.studios.importing.plan import SheetPlan, plans_of
from jiangxin.studios.importing.report import Report
from jiangxin.studios.importing.tables import tables
from jiangxin.studios.models import ImportFault, StudioImport

Tell = Callable[[int, int, str], None]
"""Told how many rows are done, how many there may be, and the sheet in hand; may raise to stop."""
Open = Callable[[], BinaryIO]
LANGUAGE: Final = "zh-hans"
"""What is wrong is written down once, in the language that counts."""
NOTES: Final = ("filled_down", "footer")
"""Codes of what is told of a row and keeps it from nothing."""
_SHOWN: Final = 120
_BATCH: Final = 1_000


def opener(batch: StudioImport) -> Open:
    """Return what opens the kept workbook anew."""
    content = batch.file.content
    return lambda: cast("BinaryIO", content.storage.open(str(content.name), "rb"))


def ordered_plans(batch: StudioImport, chosen: Sequence[int] | None = None) -> list[tuple[int, SheetPlan]]:
    """Return the sheets that hold a table with their numbers, in the order they are entered."""
    order = {code: place for place, code in enumerate(tables())}
    plans = [(number, plan) for number, plan in enumerate(plans_of(batch.sheets)) if plan.table]
    wanted = [(number, plan) for number, plan in plans if chosen is None or number in chosen]
    return sorted(wanted, key=lambda item: (order[item[1].table], item[0]))


def checked_chunks(
    opened: Open, plan: SheetPlan, house: House, brought: Brought, *, at: date, after: int = 0
) -> Iterator[list[Line]]:
    """Yield the lines of a sheet with everything that is wrong with them."""
    with override(LANGUAGE), opened() as file:
        for lines in chunks_of(file, plan, at, after=after):
            settle(plan.table, [line for line in lines if not line.skipped], house, brought)
            yield lines


def try_workbook(
    batch: StudioImport, actor: Actor, opened: Open, tell: Tell, report: Report
) -> dict[str, dict[str, int]]:
    """Write down every fault of a workbook; return how many rows of each sheet are sound, faulty and known.

    Nothing is entered. What a check before has written is replaced; `report` gets the rows with their faults.
    """
    ImportFault.objects.filter(batch=batch).delete()
    house, brought, counts = House(actor), Brought(), {}
    done = 0
    for number, plan in ordered_plans(batch):
        count = {"sound": 0, "faulty": 0, "known": 0, "faults": 0, "skipped": 0, "notes": 0}
        report.begin(plan)
        for lines in checked_chunks(opened, plan, house, brought, at=clock.today()):
            faults = [fault for line in lines for fault in _rows_of(batch, number, plan, line)]
            ImportFault.objects.bulk_create(faults, batch_size=_BATCH)
            notes = sum(fault.code in NOTES for fault in faults)
            count["notes"] += notes
            count["faults"] += len(faults) - notes
            report.add(plan, lines)
            for line in lines:
                count[line.standing] += 1
            done += len(lines)
            tell(done, 0, plan.name)
        counts[str(number)] = count
    return counts


def _rows_of(batch: StudioImport, number: int, plan: SheetPlan, line: Line) -> list[ImportFault]:
    told = [] if line.known else [*line.notes, *line.faults]
    return [_row_of(batch, number, plan, line, fault) for fault in told]


def _row_of(batch: StudioImport, number: int, plan: SheetPlan, line: Line, fault: Fault) -> ImportFault:
    place = plan.columns.get(fault.field)
    value = line.cells[place] if place is not None and place < len(line.cells) else ""
    item = next((item for item in tables()[plan.table].fields if item.code == fault.field), None)
    heading = plan.headings[place] if place is not None else item.label.zh if item else _("整行")
    hidden = item is not None and item.code in {"resident_id", "leader_id", "phone"}
    return ImportFault(
        batch=batch,
        sheet=number,
        sheet_name=plan.name[:31],
        row=line.number,
        column=xl_col_to_name(place) if place is not None else "",
        heading=heading[:60],
        value=_masked(str(value)) if hidden else str(value)[:_SHOWN],
        code=fault.code[:40],
        message=fault.message[:300],
    )


def _masked(text: str) -> str:
    """Numbers of identity cards and telephones are not written down again (GB/T 35273-2020, 7.2)."""
    return f"{text[:3]}***{text[-2:]}" if len(text) > len("12345") else "***" if text else ""


def digest_of(lines: Sequence[Line]) -> str:
    """Return the SHA-256 of the rows that were entered, as they were read.

    Of texts, whole numbers and truths this JSON is the canonical one of RFC 8785, five times as fast.
    """
    rows: list[Any] = [[line.number, line.values] for line in lines]
    return hashlib.sha256(
        json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()
