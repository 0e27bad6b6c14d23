"""Counting attempts, one count for all processes that serve this house.

Counted outside services and their transactions: a refused attempt has to stay counted when its act is rolled back.
"""

from django.db import connection

from jiangxin.core import clock
from jiangxin.core.crypto import digest
from jiangxin.core.models import Tally

# One statement, so that two processes counting at once are both counted. A window that is over begins anew.
_COUNT = """
INSERT INTO core_tally (key, times, ends_at) VALUES (%(key)s, 1, %(ends_at)s)
ON CONFLICT (key) DO UPDATE SET
    times = CASE WHEN core_tally.ends_at <= %(now)s THEN 1 ELSE core_tally.times + 1 END,
    ends_at = CASE WHEN core_tally.ends_at <= %(now)s THEN excluded.ends_at ELSE core_tally.ends_at END
RETURNING times
"""


def key_of(*parts: str) -> str:
    """Return the key of what is counted: a keyed digest, which tells neither name nor address."""
    return digest("tally:" + "\0".join(parts))


def count(key: str, *, seconds: int) -> int:
    """Count one more, and return how many there are in the window that began with the first."""
    now = _now()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "now": now, "ends_at": now + seconds})
        times = int(cursor.fetchone()[0])
    if times == 1:  # a new window opens: a good moment to sweep out those that are over
        Tally.objects.filter(ends_at__lte=now).delete()
    return times


def counted(*keys: str) -> tuple[int, ...]:
    """Return how many each key has in its present window."""
    found = dict(Tally.objects.filter(key__in=keys, ends_at__gt=_now()).values_list("key", "times"))
    return tuple(found.get(key, 0) for key in keys)


def forget(key: str) -> None:
    """Begin again at none."""
    Tally.objects.filter(key=key).delete()


def _now() -> int:
    return int(clock.now().timestamp())
