"""`jiangxin work`: carries out queued jobs until it is stopped."""

import signal
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from jiangxin.core import jobs


class Command(BaseCommand):
    """The worker."""

    help = "Carry out queued jobs until stopped. 不断执行排队的任务，直到被停止。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Poll the queue twice a second; finish the job in hand before stopping."""
        del args, options
        stop = False

        def ask_to_stop(*_: object) -> None:
            nonlocal stop
            stop = True

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        while not stop:
            close_old_connections()
            if not jobs.work_off():
                time.sleep(0.5)
