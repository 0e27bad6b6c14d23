"""How often signing in may fail: a few times from one address, some more for one name, whether or not it exists."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from jiangxin.core import tallies
from jiangxin.core.refusal import Refusal

WINDOW_SECONDS = 15 * 60
PER_NAME_AND_ORIGIN = 5
PER_NAME = 30


def require_room(username: str, origin: str) -> None:
    """Refuse a further attempt when too many have failed.

    Raises:
        Refusal: "too_many_attempts", the same for names that exist and names that do not.
    """
    here, everywhere = tallies.counted(*_keys(username, origin))
    if here >= PER_NAME_AND_ORIGIN or everywhere >= PER_NAME:
        raise Refusal(
            "too_many_attempts",
            _("登录失败次数过多，已暂停登录。"),
            _("请过 15 分钟再试；忘记口令的，点“忘记口令”看向谁申请重置。"),
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )


def count_failure(username: str, origin: str) -> None:
    """Count one failed attempt."""
    for key in _keys(username, origin):
        tallies.count(key, seconds=WINDOW_SECONDS)


def forget(username: str, origin: str) -> None:
    """Forget the failures of a name from one origin, once the right password was given there."""
    tallies.forget(_keys(username, origin)[0])


def _keys(username: str, origin: str) -> tuple[str, str]:
    name = username.strip().casefold()
    return tallies.key_of("sign-in", name, origin), tallies.key_of("sign-in", name)
