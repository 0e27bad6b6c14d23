"""The worker's day: look for a job, carry it out, and outlive a database that is away for a while."""

import logging
from threading import Event

from django.db import DatabaseError, close_old_connections, connection

from jiangxin.core import jobs

log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0


def work(stop: Event, *, pause: float = PAUSE_SECONDS) -> None:
    """Carry out jobs until `stop` is set; the job in hand is finished first.

    Args:
        pause: seconds between two looks at an empty queue; after each failed look twice as long as before.
    """
    wait = pause
    while not stop.is_set():
        try:
            close_old_connections()
            jobs.work_off(stop.is_set)
        except DatabaseError:
            wait = min(2 * wait, LONGEST_PAUSE_SECONDS)
            log.exception("The database does not answer the worker; it tries again in %.0f s.", wait)
            connection.close()
        else:
            wait = pause
        stop.wait(wait)
