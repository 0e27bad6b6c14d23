"""What was typed into a form that came after the sign-in or the page's token had expired is kept in the page.

Browsers without scripts have no copy of their own: the answer to such a form carries the fields on, until they are sent
again. Nothing is kept on the server.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LARGEST = 2 * 1024 * 1024
"""Characters of text that are carried on; the forms of the house hold a tenth of it."""
WORTH_COPYING = 8
"""Characters from which a text is shown again beside a refusal."""
_NEVER = frozenset({"old", "new", "again", "password"})
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "act", "revision", "version", "present", "next"})
_SALT = "core.held"
_LONGEST_S = 12 * 3600

Fields = list[tuple[str, str]]


def typed_fields(request: HttpRequest) -> Fields:
    """Return the fields of a posted form for sending it again; none when nothing was typed, or not on our own page.

    Passwords are never carried on, and what another site has sent is not offered.
    """
    if request.method != "POST" or not _from_here(request):
        return []
    fields = [(name, str(value)) for name in request.POST for value in request.POST.getlist(name)]
    fields = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    names = {name for name, value in fields if value}
    size = sum(len(name) + len(value) for name, value in fields)
    return [] if names & _NEVER or not names - _NOT_TYPED or size > LARGEST else fields


def typed_texts(request: HttpRequest) -> list[str]:
    """Return what was written in the larger fields of a posted form, for its writer to copy."""
    return [value for name, value in typed_fields(request) if name not in _NOT_TYPED and len(value) >= WORTH_COPYING]


def _from_here(request: HttpRequest) -> bool:
    """Tell whether the form stood on a page of this house; browsers say where it did."""
    sent_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(sent_from).netloc == request.get_host()


def seal(request: HttpRequest, fields: Fields) -> str:
    """Return the fields and the address they go to as one signed text, for a hidden input of the sign-in page."""
    held = {"to": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    return signing.dumps(held, salt=_SALT, compress=True)


def unseal(text: str) -> dict[str, Any] | None:
    """Return what `seal` has made, or nothing if it is not ours or older than twelve hours."""
    try:
        held = signing.loads(text, salt=_SALT, max_age=_LONGEST_S)
    except signing.BadSignature:
        return None
    return held if isinstance(held, dict) else None


def send_again_page(
    request: HttpRequest, *, to: str, fields: Sequence[Sequence[str]], files: bool, status: int
) -> HttpResponse:
    """Return the page that holds the fields and sends them with one press of a button."""
    texts = [(name, value) for name, value in fields if len(value) > 1 and name not in _NOT_TYPED]
    context = {"to": to, "fields": fields, "texts": texts, "files": files}
    return render(request, "core/held.html", context, status=status)
