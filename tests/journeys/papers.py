"""Files people choose in a journey, as the browser takes them."""

from datetime import datetime

from playwright.sync_api import FilePayload

from jiangxin.rehearsal import papers


def pdf(name: str = "扫描件.pdf") -> FilePayload:
    """Return a one-page PDF."""
    return {"name": name, "mimeType": "application/pdf", "buffer": papers.pdf(name)}


def photo(name: str = "现场.jpg", taken: datetime | None = None) -> FilePayload:
    """Return a photograph, with the time it was taken where the camera wrote one."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": papers.photo(name, taken=taken)}
