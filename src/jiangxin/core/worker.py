"""The worker's day: jobs, rounds, now and then sealing the journal; it outlives a database that is away."""

import logging
from threading import Event
from time import monotonic

from django.db import DatabaseError, close_old_connections, connection

from jiangxin.core import jobs, sealing
from jiangxin.core.rounds import Rounds

log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
SEAL_SECONDS = 60.0
"""What was done in the house can be proven after so long."""
THOROUGH_EVERY = 60
"""One sealing of so many looks through the whole journal for what was committed very late."""


def work(stop: Event, *, pause: float = PAUSE_SECONDS, seal_every: float = SEAL_SECONDS) -> None:
    """Carry out jobs until `stop` is set; the job in hand is finished first.

    Args:
        pause: seconds between two looks at an empty queue; after each failed look twice as long as before.
        seal_every: seconds between two sealings of the journal.
    """
    wait, sealed_at, sealings = pause, monotonic(), 0
    rounds = Rounds()
    while not stop.is_set():
        try:
            close_old_connections()
            jobs.work_off(stop.is_set)
            if not stop.is_set():
                rounds.make()
            if monotonic() - sealed_at >= seal_every:
                sealing.seal(thorough=sealings % THOROUGH_EVERY == 0)
                sealed_at, sealings = monotonic(), sealings + 1
        except DatabaseError:
            wait = min(2 * wait, LONGEST_PAUSE_SECONDS)
            log.exception("The database does not answer the worker; it tries again in %.0f s.", wait)
            connection.close()
        else:
            wait = pause
        stop.wait(wait)
