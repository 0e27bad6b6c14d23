"""Gives every request its actor: the account in the duty it has chosen, once it has a password of its own."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.core.held import seal, typed_fields
from jiangxin.core.middleware import show_refusal
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import actor_of, duties_of
from jiangxin.web.account.forms import SignInForm

SESSION_KEY = "duty_id"
LAST_SEEN = "last_seen"
_OPEN_WITH_A_START_PASSWORD = ("account:password", "account:sign-out", "account:language")


def actor(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set `request.actor` and `request.duties`; the public costs no query."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        duties = duties_of(request.user.pk) if request.user.is_authenticated else []
        request.duties = duties  # type: ignore[attr-defined]
        request.actor = _actor(request, duties)  # type: ignore[attr-defined]
        _stay_signed_in(request)
        response = _to_own_password(request) or get_response(request)
        return _keeping_what_was_typed(request, response) if hasattr(response, "asks_to_sign_in") else response

    return middleware


def _stay_signed_in(request: HttpRequest) -> None:
    """Let a session that is in use not end; written once in a while, so that reading pages stays reading."""
    now = int(clock.now().timestamp())
    if request.user.is_authenticated and abs(now - request.session.get(LAST_SEEN, 0)) >= _noted_after():
        request.session[LAST_SEEN] = now


def _noted_after() -> int:
    """Return after how many seconds a session is written anew: a thirtieth of what it may stay idle."""
    return settings.SESSION_COOKIE_AGE // 30


def _keeping_what_was_typed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Show the sign-in page itself, with the fields of the form that came after the sign-in had ended."""
    fields = typed_fields(request)
    if not fields:
        return response
    context = {"form": SignInForm(), "held": seal(request, fields), "action_url": reverse("account:sign-in")}
    return render(request, "account/entrance/sign_in.html", context, status=HTTPStatus.UNAUTHORIZED)


def _to_own_password(request: HttpRequest) -> HttpResponseBase | None:
    """Lead whoever signed in with a start password to choosing their own, before anything else."""
    if not request.user.is_authenticated or request.user.start_password_until is None:
        return None
    if request.path in map(reverse, _OPEN_WITH_A_START_PASSWORD):
        return None
    if request.headers.get("X-Requested-With") == "fetch":
        refusal = Refusal(
            "own_password_first",
            _("请先设置自己的口令。"),
            _("打开任一页面即可设置。"),
            status=HTTPStatus.FORBIDDEN,
        )
        return show_refusal(request, refusal)
    return HttpResponseRedirect(reverse("account:password"))


def duties_in(request: HttpRequest) -> list[Duty]:
    """Return the duties the asking account holds today."""
    return list(getattr(request, "duties", ()))


def _actor(request: HttpRequest, duties: list[Duty]) -> Actor:
    if not request.user.is_authenticated:
        return PUBLIC
    chosen = request.session.get(SESSION_KEY)
    duty = next((item for item in duties if item.pk == chosen), duties[0] if duties else None)
    if duty is not None:
        return actor_of(duty)
    return Actor(name=request.user.person.name, account_id=request.user.pk, person_id=request.user.person_id)
