"""What comes in at once: a file, or an archive of files, each of which is put into the batch by itself."""

from jiangxin.core.actor import Actor
from jiangxin.library.models import ImportBatch
from jiangxin.library.reading import ReadingError
from jiangxin.library.reading.packed import is_archive, members
from jiangxin.library.services.imports import add_import_file


def add_import_files(actor: Actor, batch: ImportBatch, name: str, content: bytes) -> None:
    """Put a file into a batch; of a ZIP archive, all files that lie in it, under its name.

    Raises:
        Refusal: as `add_import_file`.
    """
    if not is_archive(content, name):
        add_import_file(actor=actor, batch=batch, name=name, content=content)
        return
    try:
        found = members(content)
    except ReadingError as fault:
        add_import_file(actor=actor, batch=batch, name=name, content=b"", fault=fault)
        return
    for one in found:
        way = f"{name}/{one.name}"
        add_import_file(actor=actor, batch=batch, name=way, content=one.content, fault=one.fault)
