"""Long work of the library, carried out by the worker."""

import io
from typing import BinaryIO

from jiangxin.core import jobs
from jiangxin.core.spreadsheet import Cell, Workbook, WorkbookFault
from jiangxin.engine.text.restore import restore
from jiangxin.library.importing import read_batch
from jiangxin.library.models import ArticleFile
from jiangxin.library.queries.imports import get_import_batch_for
from jiangxin.library.reading import ReadingError
from jiangxin.library.reading.isolated import reading
from jiangxin.library.services.attachments import MOST_READ, READ_FILE, keep_file_text
from jiangxin.library.services.imports import READ_IMPORT


@jobs.kind(READ_IMPORT)
def read_import_files(progress: jobs.Progress) -> None:
    """Read the files of a batch that wait. Cancelled or interrupted, it is continued by reading the batch again."""
    batch = get_import_batch_for(progress.actor, int(progress.parameters["batch"]))
    read_batch(progress.actor, batch, progress.tell)


@jobs.kind(READ_FILE)
def read_attachment(progress: jobs.Progress) -> None:
    """Read the text of an attachment for the search; one that cannot be read is found by its caption alone."""
    file = ArticleFile.objects.select_related("stored").filter(pk=progress.parameters["file"]).first()
    if file is None:  # taken off meanwhile
        return
    try:
        with file.stored.content.open("rb") as source:
            text = _text_of(io.BytesIO(source.read()), file.stored.name)
    except (ReadingError, WorkbookFault, OSError):
        return
    if text.strip():
        keep_file_text(actor=progress.actor, file=file, text=text)


def _text_of(source: BinaryIO, name: str) -> str:
    """Return the text of a document, restored, or of as many rows of a workbook as are kept."""
    if not name.lower().endswith(".xlsx"):
        with reading() as reader:
            return restore(reader.read(source.read(), name).text).text
    book, lines, length = Workbook(source), list[str](), 0
    for sheet in book.names:
        for _number, cells in book.rows(sheet):
            lines.append(" ".join(_words_of(cell) for cell in cells if cell != ""))
            length += len(lines[-1])
            if length > MOST_READ:
                return "\n".join(lines)
    return "\n".join(lines)


def _words_of(cell: Cell) -> str:
    """A workbook keeps every number as a fraction; people write and look for 1234567."""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
