"""How often signing in may fail: a few times from one address, some more for one name, whether or not it exists.

Counted in the cache, not the database: a guesser must not be able to fill tables, and nothing here outlives an hour.
"""

import hashlib
from http import HTTPStatus

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from jiangxin.core.refusal import Refusal

WINDOW_SECONDS = 15 * 60
PER_NAME_AND_ADDRESS = 5
PER_NAME = 30


def require_room(username: str, address: str) -> None:
    """Refuse a further attempt when too many have failed.

    Raises:
        Refusal: "too_many_attempts", the same for names that exist and names that do not.
    """
    if any(cache.get(key, 0) >= limit for key, limit in _counters(username, address)):
        raise Refusal(
            "too_many_attempts",
            _("登录失败次数过多，已暂停登录。"),
            _("请过 15 分钟再试；忘记口令请联系本级工会管理员重置。"),
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )


def count_failure(username: str, address: str) -> None:
    """Count one failed attempt."""
    for key, _limit in _counters(username, address):
        if not cache.add(key, 1, WINDOW_SECONDS):
            try:
                cache.incr(key)
            except ValueError:  # it ran out between the two calls
                cache.add(key, 1, WINDOW_SECONDS)


def forget(username: str, address: str) -> None:
    """Forget the failures of a name at an address, once the right password was given there."""
    cache.delete(_counters(username, address)[0][0])


def _counters(username: str, address: str) -> tuple[tuple[str, int], tuple[str, int]]:
    name = username.strip().casefold()
    return (_key(name, address), PER_NAME_AND_ADDRESS), (_key(name), PER_NAME)


def _key(*parts: str) -> str:
    return "sign-in:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()
