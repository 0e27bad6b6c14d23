"""Long work of the library, carried out by the worker."""

from jiangxin.core import jobs
from jiangxin.engine.text.restore import restore
from jiangxin.library.importing import read_batch
from jiangxin.library.models import ArticleFile
from jiangxin.library.queries.imports import get_import_batch_for
from jiangxin.library.reading import ReadingError
from jiangxin.library.reading.isolated import reading
from jiangxin.library.services.attachments import READ_FILE, keep_file_text
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
        with reading() as reader, file.stored.content.open("rb") as source:
            found = reader.read(source.read(), file.stored.name)
    except (ReadingError, OSError):
        return
    if found.text.strip():
        keep_file_text(actor=progress.actor, file=file, text=restore(found.text).text)
