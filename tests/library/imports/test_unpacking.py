"""An archive put into a batch: each of its files by itself, under its name."""

from jiangxin.core.actor import SYSTEM
from jiangxin.library.services import start_import
from jiangxin.library.unpacking import add_import_files
from tests.library.reading.test_packed import packed


def test_each_file_of_an_archive_is_one_of_the_batch(federation):
    batch = start_import(actor=SYSTEM, owner=federation.unit)

    files = [("讲话/甲.txt", "同志们：你们好。"), ("空.txt", ""), ("再一次.txt", "同志们：你们好。")]
    for name, content in (("旧文.zip", packed(files)), ("坏.zip", packed(files)[:-9]), ("丙.txt", b"x")):
        add_import_files(SYSTEM, batch, name, content)

    assert list(batch.items.values_list("name", "state", "problem")) == [
        ("旧文.zip/讲话/甲.txt", "waiting", ""),
        ("旧文.zip/空.txt", "failed", "empty"),
        ("旧文.zip/再一次.txt", "duplicate", ""),
        ("坏.zip", "failed", "zip_broken"),
        ("丙.txt", "waiting", ""),
    ]
