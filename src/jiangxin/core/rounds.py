"""What the worker does again and again beside the jobs, such as reminding people of tomorrow.

A round is safe to make at any time and by several workers at once: what was done already is not done again.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from django.db import DatabaseError

log = logging.getLogger(__name__)
Round = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Standing:
    """A round and the seconds between two of them."""

    act: Round
    seconds: float


_ROUNDS: dict[str, Standing] = {}


def every(seconds: float, *, code: str) -> Callable[[Round], Round]:
    """Register a function without arguments as a round of the worker."""

    def decorate(act: Round) -> Round:
        _ROUNDS[code] = Standing(act, seconds)
        return act

    return decorate


@dataclass(slots=True)
class Rounds:
    """The rounds of one worker: each is made when it starts, and then after its time."""

    made_at: dict[str, float] = field(default_factory=dict)

    def make(self) -> list[str]:
        """Make the rounds that are due, and return their codes. A fault ends one round, never the worker.

        Raises:
            DatabaseError: the database is away; the round is made again when it is back.
        """
        made = []
        for code, standing in _ROUNDS.items():
            last = self.made_at.get(code)
            if last is not None and monotonic() - last < standing.seconds:
                continue
            try:
                standing.act()
            except DatabaseError:
                raise
            except Exception:
                log.exception("the round %s failed", code)
            self.made_at[code] = monotonic()
            made.append(code)
        return made
