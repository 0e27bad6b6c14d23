"""What every page of one studio shows around its own content."""

from typing import Any

from django.urls import reverse

from jiangxin.core.actor import Request
from jiangxin.studios.models import Studio
from jiangxin.web.studio_file.tabs import tabs_of


def face_of(request: Request) -> str:
    """Return the face a page is shown in, "studio" or "desk": the first part of the names of its addresses."""
    match = request.resolver_match
    return str(match.namespace) if match else "studio"


def at(request: Request, page: str, *numbers: object) -> str:
    """Return the address of a page of one studio in the face of this request; `page` is its name without the face."""
    return reverse(f"{face_of(request)}:{page}", args=numbers)


def frame(request: Request, studio: Studio, current: str) -> dict[str, Any]:
    """Return what `studios/page.html` needs.

    Args:
        current: name of the page whose tab is marked, without the face.
    """
    face = face_of(request)
    return {
        "studio": studio,
        "face": face,
        "tabs": tabs_of(request.actor, studio, face=face, current=current),
        "studios_url": reverse(f"{face}:studios"),
        "studio_url": reverse(f"{face}:studio-file", args=[studio.pk]),
    }
