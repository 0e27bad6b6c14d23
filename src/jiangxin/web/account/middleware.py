"""Gives every request its actor: the account in the duty it has chosen."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import actor_of, duties_of

SESSION_KEY = "duty_id"


def actor(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set `request.actor` and `request.duties`; the public costs no query."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        duties = duties_of(request.user.pk) if request.user.is_authenticated else []
        request.duties = duties  # type: ignore[attr-defined]
        request.actor = _actor(request, duties)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


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
