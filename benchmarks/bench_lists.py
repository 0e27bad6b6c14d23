"""List pages at 1,000 and 100,000 rows: the same number of queries, within 1.5 times of each other.

Run: make bench-lists. Inbox, directory – whole, and narrowed by three filters – and ranking are asked for through the
whole application, on a database of its own that is thrown away. Prints one line for each page: queries, median
milliseconds at both sizes, and the ratio. Ends with 1 when a page asks more queries with more rows. Machines are noisy:
the ratio is printed, not asserted.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

SMALL, LARGE, ROUNDS = 1_000, 100_000, 15
LIMIT = 1.5


def main() -> int:
    """Fill, ask, compare."""
    folder = tempfile.TemporaryDirectory(prefix="jiangxin-bench-")
    os.environ |= {"JIANGXIN_HOME": folder.name, "JIANGXIN_DATABASE": "", "JIANGXIN_FAST_PASSWORDS": "yes"}
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
    measured: dict[str, list[tuple[int, float]]] = {}
    for size in (SMALL, LARGE):
        filled.grow_to(size)
        for name, client, address in filled.pages():
            measured.setdefault(name, []).append(_ask(client, address))
    failures = 0
    print(f"{'page':<22}{'queries':>16}{f'{SMALL:,} rows':>16}{f'{LARGE:,} rows':>16}{'ratio':>8}  limit {LIMIT}")
    for name, ((few, quick), (many, slow)) in measured.items():
        failures += few != many
        print(f"{name:<22}{f'{few} / {many}':>16}{quick:>13.1f} ms{slow:>13.1f} ms{slow / quick:>8.2f}")
    folder.cleanup()
    return 1 if failures else 0


def _ask(client, address):  # noqa: ANN001, ANN202
    """Return the number of queries and the median milliseconds of a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = len(captured)  # now: the next request empties the log
    assert response.status_code == 200, (address, response.status_code)
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    return queries, statistics.median(times)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())
