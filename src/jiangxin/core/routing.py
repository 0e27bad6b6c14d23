"""How a URL gets its view and its policy; there is no other way to add a page."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.urls import URLPattern, path

from jiangxin.core.actor import Request  # noqa: TC001  views read it at run time
from jiangxin.core.policy import PagePolicy
from jiangxin.core.refusal import NotFound

View = Callable[..., HttpResponseBase]
_LARGEST_KEY = 2**63 - 1


def page(route: str, view: View, *, policy: PagePolicy, name: str) -> URLPattern:
    """Return the URL pattern of `view`, opened only to actors whom `policy` lets in.

    Not signed in: sent to sign in and back again (a background request gets 401, so that the page can keep what was
    typed). Wrong duty: the policy's words with 403. A number in the address that no row can have: not found.
    """

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        decision = policy(cast("Request", request).actor)
        if not decision and decision.status == HTTPStatus.UNAUTHORIZED:
            return _ask_to_sign_in(request)
        decision.require()
        _require_possible(kwargs)
        return view(request, *args, **kwargs)

    cast("Any", gated).policy = policy  # read by the architecture test
    return path(route, gated, name=name)


def _require_possible(named: Mapping[str, Any]) -> None:
    """Stop what a 64-bit key cannot hold: the engines answer it with a fault instead of with nothing."""
    if any(isinstance(value, int) and value > _LARGEST_KEY for value in named.values()):
        raise NotFound


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    address = resolve_url(settings.LOGIN_URL)
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"code": "sign_in_first", "sign_in": address}, status=HTTPStatus.UNAUTHORIZED)
    response = redirect_to_login(_page_asked_from(request), address)
    response.asks_to_sign_in = True  # type: ignore[attr-defined]  # the account's middleware keeps what was typed
    return response


def _page_asked_from(request: HttpRequest) -> str:
    """Return where to come back to: the page asked for, or for a form that was sent, the page it stands on."""
    if request.method == "GET":
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    here = came_from.netloc == request.get_host() and came_from.path.startswith("/")
    return urlunsplit(("", "", came_from.path, came_from.query, "")) if here else "/"
