"""Reading the files of a batch one after the other: each is read, repaired and recognised, then kept in its own act."""

from collections.abc import Callable

from jiangxin.core.actor import Actor
from jiangxin.engine.text.restore import Options
from jiangxin.library.enums import ImportState
from jiangxin.library.extraction import columns_of
from jiangxin.library.models import ImportBatch, ImportItem
from jiangxin.library.reading import ReadingError
from jiangxin.library.reading.isolated import Reader, reading
from jiangxin.library.services.imports import keep_import_reading

Tell = Callable[[int, int, str], None]
"""Told how many files are done, how many there are, and the name of the one in hand; may raise to stop."""


def read_batch(actor: Actor, batch: ImportBatch, tell: Tell) -> None:
    """Read every file of a batch that waits; stopped at any file, what was read stays read and the rest waits on.

    Args:
        actor: on whose behalf.
        batch: the batch.
        tell: see `Tell`.
    """
    total = batch.items.count()
    waiting = list(batch.items.filter(state=ImportState.WAITING).values_list("pk", flat=True))
    with reading() as reader:
        for done, identifier in enumerate(waiting, start=total - len(waiting)):
            item = ImportItem.objects.select_related("batch__owner", "original__stored").get(pk=identifier)
            tell(done, total, item.name)
            if item.state == ImportState.WAITING:
                read_item(actor, item, reader)
    tell(total, total, "")


def read_item(actor: Actor, item: ImportItem, reader: Reader) -> ImportItem:
    """Read one file; what makes it fail is kept with it and stops nothing else."""
    try:
        assert item.original is not None, "what was not kept does not wait"
        with item.original.stored.content.open("rb") as file:
            found = reader.read(file.read(), item.name)
    except ReadingError as fault:
        return keep_import_reading(actor=actor, item=item, fault=fault)
    except OSError:  # the file is gone from the disk
        return keep_import_reading(actor=actor, item=item, fault=ReadingError("unreadable"))
    return keep_import_reading(actor=actor, item=item, columns=columns_of(found, options_of(item.batch)))


def options_of(batch: ImportBatch) -> Options:
    """Return how the texts of a batch are repaired."""
    return Options(protected=batch.protected, keep=frozenset(filter(None, batch.keep.split("\n"))))
