"""Addresses of the library's import."""

from django.urls import URLPattern

from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.library.gate import WRITERS
from jiangxin.web.desk.views.library import import_batch_acts, import_item, imports

_WRITERS = having(*WRITERS)

urlpatterns: list[URLPattern] = [
    page("library/imports/", imports.batches, policy=_WRITERS, name="imports"),
    page("library/imports/new/", imports.new, policy=_WRITERS, name="import-new"),
    page("library/imports/<int:batch_id>/", imports.batch, policy=_WRITERS, name="import"),
    page("library/imports/<int:batch_id>/status/", imports.status, policy=_WRITERS, name="import-status"),
    page("library/imports/<int:batch_id>/add/", imports.add, policy=_WRITERS, name="import-add"),
    page("library/imports/<int:batch_id>/read/", imports.read, policy=_WRITERS, name="import-read"),
    page("library/imports/<int:batch_id>/cancel/", imports.cancel, policy=_WRITERS, name="import-cancel"),
    page("library/imports/<int:batch_id>/confirm/", import_batch_acts.confirm, policy=_WRITERS, name="import-confirm"),
    page("library/imports/<int:batch_id>/again/", import_batch_acts.again, policy=_WRITERS, name="import-again"),
    page("library/imports/files/<int:item_id>/", import_item.item, policy=_WRITERS, name="import-file"),
    page(
        "library/imports/files/<int:item_id>/original/", import_item.original, policy=_WRITERS, name="import-original"
    ),
]
