"""`jiangxin work`: carries out queued jobs until it is stopped."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from jiangxin.core.worker import work


class Command(BaseCommand):
    """The worker."""

    help = "Carry out queued jobs until stopped. 不断执行排队的任务，直到被停止。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Work; on Ctrl-C or SIGTERM finish the job in hand first."""
        del args, options
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        work(stop)
