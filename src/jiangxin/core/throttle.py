"""Holding back floods from one network address, without keeping the address."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jiangxin.core import tallies
from jiangxin.core.crypto import digest
from jiangxin.core.refusal import Refusal, Text


def origin(request: HttpRequest) -> str:
    """Return the keyed digest of the address a request comes from; behind our own proxy, of the one it names last."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    return digest(f"origin:{address}")


_FOR_MANY = _("如需批量核验，请联系发证机关。")


def hold_back(request: HttpRequest, what: str, *, most: int, seconds: int, remedy: Text = _FOR_MANY) -> None:
    """Refuse more than `most` requests for `what` from one address in `seconds`; `remedy` says who can help.

    Raises:
        Refusal: "too_many_requests".
    """
    if tallies.count(tallies.key_of("throttle", what, origin(request)), seconds=seconds) > most:
        raise Refusal(
            "too_many_requests",
            _("查询过于频繁，请稍后再试。"),
            remedy,
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
