"""Answering posted acts of this face, and reading typed values whatever was typed."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal, Text


def done(request: Request, url: str, words: Text) -> HttpResponse:
    """Lead on after an act, with a word on what was done."""
    messages.success(request, str(words))
    return HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)


def status_of(refusal: Refusal | None) -> int:
    """Return the status a page is answered with when it shows a refusal."""
    return int(refusal.status) if refusal else int(HTTPStatus.OK)


def whole(typed: str | None) -> int:
    """Return a posted whole number; -1, which nothing has, when it is none."""
    text = typed or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else -1  # noqa: PLR2004  fits 64 bits


def by_suffix(data: Mapping[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    """Yield (rest of the name, value) of posted fields whose name begins with `prefix`."""
    for name, value in data.items():
        if name.startswith(prefix):
            yield name.removeprefix(prefix), value
