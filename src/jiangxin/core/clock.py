"""The one source of the present moment, so that deadlines can be rehearsed and tested without waiting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone

_source: Callable[[], datetime] = timezone.now


def now() -> datetime:
    """Return the present moment, with its zone."""
    return _source()


def today() -> date:
    """Return the present day in the federation's own time zone."""
    return timezone.localdate(now())


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware) for the length of the block, in every thread of this process."""
    with reading(lambda: moment):
        yield


@contextmanager
def reading(source: Callable[[], datetime]) -> Iterator[None]:
    """Take the time from `source` for the length of the block."""
    global _source  # noqa: PLW0603  one clock for the process is the point
    before = _source
    _source = source
    try:
        yield
    finally:
        _source = before
