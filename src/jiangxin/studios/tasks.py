"""Long work about ledgers that are taken over, carried out by the worker; interrupted, it goes on where it was."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from jiangxin.core import clock, jobs
from jiangxin.core.files import keep_bytes
from jiangxin.core.models import StoredFile
from jiangxin.core.spreadsheet import WorkbookFault
from jiangxin.studios.importing.house import Brought, House
from jiangxin.studios.importing.passes import LANGUAGE, checked_chunks, opener, ordered_plans, try_workbook
from jiangxin.studios.importing.report import report_into, scratch
from jiangxin.studios.models import ImportStep, StudioImport
from jiangxin.studios.queries.takeovers import get_takeover_for
from jiangxin.studios.services.takeover_rows import enter_rows, undo_rows
from jiangxin.studios.services.takeovers import (
    CHECK,
    ENTER,
    UNDO,
    finish_takeover,
    finish_undoing,
    report_takeover,
    workbook_refusal,
)


def _batch(progress: jobs.Progress) -> StudioImport:
    return get_takeover_for(progress.actor, int(progress.parameters["batch"]))


@jobs.kind(CHECK)
def check(progress: jobs.Progress) -> StoredFile:
    """Try every row without entering any; the result is a workbook of the rows with their faults."""
    batch = _batch(progress)

    def tell(done: int, total: int, sheet: str) -> None:
        progress.tell(0, total, _("正在核对“%(sheet)s”，已核对 %(done)s 行") % {"sheet": sheet, "done": done})

    with scratch() as file:
        try:
            with override(LANGUAGE), report_into(file) as report:
                counts = try_workbook(batch, progress.actor, opener(batch), tell, report)
        except WorkbookFault as fault:
            raise workbook_refusal(fault) from fault
        file.seek(0)
        name = _("核对结果%(number)s.xlsx") % {"number": batch.pk}
        kept = keep_bytes(actor=progress.actor, name=name, content=file.read(), kind="xlsx", purpose="studios.takeover")
    report_takeover(actor=progress.actor, batch=batch, counts=counts, report=kept)
    return kept


@jobs.kind(ENTER)
def enter(progress: jobs.Progress) -> None:
    """Enter the sound rows of the chosen sheets, behind those that are entered already."""
    batch, actor = _batch(progress), progress.actor

    steps = list(ImportStep.objects.filter(batch=batch).order_by("number").values("sheet", "last_row", "number"))
    reached = {step["sheet"]: step["last_row"] for step in steps}
    number = steps[-1]["number"] if steps else 0
    chosen = batch.counts["chosen"]
    total = sum(
        batch.counts[str(sheet)].get(kind, 0) for sheet in chosen for kind in ("sound", "faulty", "known", "skipped")
    )
    done = sum(step.entered + step.left_out for step in batch.steps.all())
    house, brought = House(actor), Brought()
    try:
        for sheet, plan in ordered_plans(batch, chosen):
            after = reached.get(sheet, 0)
            for lines in checked_chunks(opener(batch), plan, house, brought, at=clock.today(), after=after):
                progress.tell(done, total, plan.name)
                if not lines:
                    continue
                number += 1
                enter_rows(actor=actor, batch=batch, sheet=sheet, table=plan.table, lines=lines, number=number)
                done += len(lines)
    except WorkbookFault as fault:
        raise workbook_refusal(fault) from fault
    progress.tell(total, total)
    finish_takeover(actor=actor, batch=batch)


@jobs.kind(UNDO)
def undo(progress: jobs.Progress) -> None:
    """Take the steps back, the last one first."""
    batch = _batch(progress)
    steps = ImportStep.objects.filter(batch=batch).order_by("-number")
    total = steps.count()
    for done, step in enumerate(
        steps.filter(undone_at=None).defer("keys"), start=steps.exclude(undone_at=None).count()
    ):
        progress.tell(done, total)
        undo_rows(actor=progress.actor, batch=batch, step=step)
    progress.tell(total, total)
    finish_undoing(actor=progress.actor, batch=batch)
