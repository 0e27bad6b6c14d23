"""List pages at 1,000 and 100,000 rows: the same number of queries, within 1.5 times of each other.

Run: make bench-lists. Inbox, directory – whole, and narrowed by three filters – and ranking are asked for through the
whole application, on two databases that are thrown away. Each size lives in a process of its own, and the two are asked
turn about, so that a busy machine slows both. Prints one line for each page: queries, median milliseconds at both
sizes, and the median of the ratios. Ends with 1 when a page asks more queries with more rows. Machines are noisy: the
ratio is printed, not asserted.
"""

import os
import statistics
import sys
import tempfile
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path

SMALL, LARGE, ROUNDS = 1_000, 100_000, 25
LIMIT = 1.5


def main() -> int:
    """Fill both, ask them in turn, compare."""
    with tempfile.TemporaryDirectory(prefix="jiangxin-bench-") as folder:
        ends = [_start(Path(folder), size) for size in (SMALL, LARGE)]
        names, _same = [end.recv() for end in ends]
        failures = 0
        print(f"{'page':<22}{'queries':>16}{f'{SMALL:,} rows':>16}{f'{LARGE:,} rows':>16}{'ratio':>8}  limit {LIMIT}")
        for name in names:
            few, many = (_ask(end, "count", name) for end in ends)
            failures += few != many
            quick, slow = zip(*([_ask(end, "time", name) for end in ends] for _ in range(ROUNDS)), strict=True)
            ratio = statistics.median(one / other for one, other in zip(slow, quick, strict=True))
            times = f"{statistics.median(quick):>13.1f} ms{statistics.median(slow):>13.1f} ms"
            print(f"{name:<22}{f'{few:.0f} / {many:.0f}':>16}{times}{ratio:>8.2f}")
        for end in ends:
            end.send(None)
    return 1 if failures else 0


def _start(folder: Path, size: int) -> Connection:
    """Start the process of one size; it sends the names of its pages when it is filled."""
    ours, theirs = Pipe()
    home = folder / str(size)
    for place in (home, home / "static"):
        place.mkdir()
    Process(target=_serve, args=(theirs, home, size), daemon=True).start()
    return ours


def _ask(end: Connection, what: str, name: str) -> float:
    end.send((what, name))
    return end.recv()


def _serve(end: Connection, home: Path, size: int) -> None:
    """Fill a database of one's own, and answer until nothing is asked any more."""
    pages = _filled(home, size)
    for client, address in pages.values():
        client.get(address)
    end.send(list(pages))
    while asked := end.recv():
        what, name = asked
        end.send({"count": _count, "time": _time}[what](*pages[name]))


def _filled(home: Path, size: int):  # noqa: ANN202 - the models can be imported only once Django is set up
    os.environ |= {"JIANGXIN_HOME": str(home), "JIANGXIN_DATABASE": "", "JIANGXIN_FAST_PASSWORDS": "yes"}
    os.environ["JIANGXIN_HOSTS"] = "testserver"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiangxin.core.settings")
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from benchmarks.lists_data import Filled

    filled = Filled()
    filled.grow_to(size)
    return {name: (client, address) for name, client, address in filled.pages()}


def _count(client, address) -> int:  # noqa: ANN001
    """Return the number of queries of a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = len(captured)  # now: the next request empties the log
    assert response.status_code == 200, (address, response.status_code)
    return queries


def _time(client, address) -> float:  # noqa: ANN001
    """Return the milliseconds of a page."""
    started = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())
