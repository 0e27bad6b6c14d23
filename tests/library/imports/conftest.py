"""One process for reading stands for all tests here: starting it costs more than the reading."""

import pytest

from jiangxin.library.importing import read_item
from jiangxin.library.models import ImportItem
from jiangxin.library.reading.isolated import reading
from jiangxin.library.services import add_import_file, start_import


@pytest.fixture(scope="session")
def reader():
    with reading() as found:
        yield found


@pytest.fixture
def bring(reader):
    """Return `bring(actor, owner, name, content)`: a file in a batch of its own or a given one, read."""

    def make(actor, owner, name, content, *, batch=None, options=None):
        batch = batch or start_import(actor=actor, owner=owner, options=options)
        data = content if isinstance(content, bytes) else content.encode()
        item = add_import_file(actor=actor, batch=batch, name=name, content=data)
        if item.state == "waiting":
            item = ImportItem.objects.select_related("batch__owner", "original__stored").get(pk=item.pk)
            item = read_item(actor, item, reader)
        return item

    return make
