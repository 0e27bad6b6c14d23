"""The rows of an import, some at a time: entered in one transaction with one record and the keys to take them back."""

from collections.abc import Sequence

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.service import service
from jiangxin.studios import policies
from jiangxin.studios.importing.entering import Entering
from jiangxin.studios.importing.lines import Line
from jiangxin.studios.importing.passes import digest_of
from jiangxin.studios.importing.undoing import undo_step
from jiangxin.studios.models import ImportStep, StudioImport


@service("studios.enter_rows", about="batch")
def enter_rows(
    *, actor: Actor, batch: StudioImport, sheet: int, table: str, lines: Sequence[Line], number: int
) -> ImportStep:
    """Enter the sound rows among some; `number` counts the steps of an import, so that none is done twice."""
    policies.may_take_over(actor=actor).require()
    sound = [line for line in lines if line.is_sound]
    keys = Entering(batch, actor).enter(table, sound)
    step = ImportStep.objects.create(
        batch=batch,
        number=number,
        sheet=sheet,
        last_row=max(line.number for line in lines),
        entered=len(sound),
        left_out=len(lines) - len(sound),
        keys=keys,
        digest=digest_of(sound),
        done_at=clock.now(),
    )
    after = {
        "step": number,
        "table": table,
        "rows": [lines[0].number, step.last_row],
        "entered": step.entered,
        "left_out": step.left_out,
        "digest": step.digest,
    }
    journal.record(actor=actor, act="studios.enter_rows", obj=batch, after=after)
    return step


@service("studios.undo_rows", about="batch")
def undo_rows(*, actor: Actor, batch: StudioImport, step: ImportStep) -> None:
    """Take back what one step entered."""
    policies.may_take_over(actor=actor).require()
    held = ImportStep.objects.select_for_update().get(pk=step.pk)
    if held.undone_at is not None:
        return
    held.undone_at = clock.now()
    undo_step(held, actor, reason=batch.undone_reason, at=held.undone_at)
    held.save(update_fields=["undone_at"])
    after = {"step": held.number, "entered": held.entered, "digest": held.digest}
    journal.record(actor=actor, act="studios.undo_rows", obj=batch, after=after, reason=batch.undone_reason)
