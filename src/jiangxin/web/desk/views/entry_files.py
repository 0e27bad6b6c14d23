"""Files of a case: attachments, sealed scans, papers of its acts, and the application as printed."""

from django.http import FileResponse, HttpResponse

from jiangxin.campaigns.paper import application_form
from jiangxin.campaigns.queries import get_entry_file_for, get_entry_for
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.web.desk.views.entry import paper_of


def attachment(request: Request, entry_id: int, file_id: int) -> FileResponse:
    """Give one attached file."""
    return send(get_entry_file_for(request.actor, entry_id, file_id).stored)


def sealed_scan(request: Request, entry_id: int, number: int) -> FileResponse:
    """Give the sealed scan of one version."""
    entry = get_entry_for(request.actor, entry_id)
    version = entry.versions.select_related("sealed_scan").filter(number=number).first()
    if version is None or version.sealed_scan is None:
        raise NotFound
    return send(version.sealed_scan)


def paper(request: Request, entry_id: int, stored_id: int) -> FileResponse:
    """Give a paper attached to one of the acts on the entry, such as the sealed page of a recommendation."""
    return send(paper_of(get_entry_for(request.actor, entry_id), stored_id))


def printed(request: Request, entry_id: int) -> HttpResponse:
    """Give the application as the official form."""
    entry = get_entry_for(request.actor, entry_id)
    response = HttpResponse(application_form(entry, as_submitted=True), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{entry.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
