"""Giving a stored file to a reader whom a view has already let in."""

from urllib.parse import quote

from django.http import FileResponse

from jiangxin.core.models import StoredFile

_SHOWN_INLINE = {"application/pdf", "image/jpeg", "image/png"}


def send(stored: StoredFile, *, download: bool = False) -> FileResponse:
    """Return the file as a response; pictures and PDFs open in the browser, everything else is saved."""
    response = FileResponse(stored.content.open("rb"), content_type=stored.media_type)
    inline = stored.media_type in _SHOWN_INLINE and not download
    response["Content-Disposition"] = (
        f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(stored.name, safe='')}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
