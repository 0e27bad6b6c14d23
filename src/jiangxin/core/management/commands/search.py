"""`jiangxin search reindex`: builds the index of the search anew."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiangxin.core.search import registered, reindex

_EVERY = 20  # batches between two lines where there is no terminal to overwrite one


class Stopped(Exception):  # noqa: N818  an answer, not an error
    """Somebody asked to stop."""


class Command(BaseCommand):
    """The index of the search."""

    help = "Build the search index anew. 重建检索索引。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what can be done."""
        acts = parser.add_subparsers(dest="act", required=True)
        act = acts.add_parser("reindex", help="write every document anew 重建检索索引")
        act.add_argument("--kind", default="", help="one kind only, such as library.article 只重建一类")

    def handle(self, *args: Any, **options: Any) -> None:
        """Index kind by kind, tell how far it is; Ctrl-C stops after the batch in hand, and what is done stays."""
        del args
        kinds = [kind for kind in registered() if options["kind"] in {"", kind.code}]
        if not kinds:
            known = ", ".join(kind.code for kind in registered())
            raise CommandError(f"没有这一类，可选：{known}。There is no such kind; known are: {known}.")
        asked: list[int] = []
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            for number in before:
                signal.signal(number, lambda number, _frame: asked.append(number))
            for kind in kinds:
                done = reindex(kind, self._teller(kind.code, asked))
                self.stdout.write(f"\r{kind.code}: {done}")
        except Stopped as stopped:
            raise CommandError("已停止，写好的部分保留。Stopped; what is written stays.") from stopped
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _teller(self, code: str, asked: list[int]) -> Any:
        steps = 0

        def tell(done: int, total: int) -> None:
            nonlocal steps
            if asked:
                raise Stopped
            if self.stdout.isatty():
                self.stdout.write(f"\r{code}: {done} / {total}", ending="")
                self.stdout.flush()
            elif steps % _EVERY == 0:
                self.stdout.write(f"{code}: {done} / {total}")
            steps += 1

        return tell
