"""Long work of the library, carried out by the worker."""

from jiangxin.core import jobs
from jiangxin.library.importing import read_batch
from jiangxin.library.queries.imports import get_import_batch_for
from jiangxin.library.services.imports import READ_IMPORT


@jobs.kind(READ_IMPORT)
def read_import_files(progress: jobs.Progress) -> None:
    """Read the files of a batch that wait. Cancelled or interrupted, it is continued by reading the batch again."""
    batch = get_import_batch_for(progress.actor, int(progress.parameters["batch"]))
    read_batch(progress.actor, batch, progress.tell)
