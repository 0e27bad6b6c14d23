"""Excel in and out, 100,000 rows of 20 columns, against openpyxl on the same rows; and the import of a whole ledger.

Run: make bench-excel (ROWS=20000 for a quick one). Each part runs three times, turn about, in a process of its own,
which tells its seconds and the most memory it ever held; the quickest counts. Seconds and peaks are printed, ratios are
what counts: machines are noisy. Ends with 1 when a row was lost on the way. openpyxl is taken from build/bench, where
the make target puts it.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS = int(os.environ.get("ROWS", "100000"))
GOAL, SECONDS, ROUNDS = 10, 30, 3
_PARTS = ("write", "read", "openpyxl-write", "openpyxl-read")
_HERE = Path(__file__).resolve().parent


def main() -> int:
    """Measure every part, print what it took."""
    folder = Path(tempfile.mkdtemp(prefix="jiangxin-bench-"))
    print(f"{ROWS:,} rows × 20 columns{'seconds':>12}{'CPU':>10}{'peak MB':>10}")
    rounds = [[_part(name, folder) for name in _PARTS] for _ in range(ROUNDS)]
    lost = [part for parts in rounds for part in parts if part.get("rows", ROWS) != ROWS]
    # What disturbs a run only ever adds to it: the quickest of each is the nearest to what it costs.
    best = [min(parts, key=lambda part: part["seconds"]) for parts in zip(*rounds, strict=True)]
    ours, theirs = best[:2], best[2:]
    for what, one, other in zip(("out", "in"), ours, theirs, strict=True):
        faster, less = other["seconds"] / one["seconds"], other["cpu"] / one["cpu"]
        print(f"{what}: {faster:.1f} times faster than openpyxl (goal {GOAL}), {less:.1f} times less work")
    print(f"both: {sum(p['seconds'] for p in theirs) / sum(p['seconds'] for p in ours):.1f} times faster")
    print(f"\na ledger of {ROWS:,} rows")
    entered = _part("import", folder)
    print("".join(f"  {name} {seconds:.1f} s" for name, seconds in entered["parts"].items()))
    print(f"limit {SECONDS} s for entering; {entered['rows']:,} rows entered")
    return 1 if lost or entered["rows"] != ROWS // 20 * 20 else 0


def _part(name: str, folder: Path) -> dict:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_HERE.parent), str(_HERE.parent / "build/bench")])}
    command = [sys.executable, __file__, name, str(folder), str(ROWS)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    print(f"{name:<24}{told['seconds']:>12.1f}{told['cpu']:>10.1f}{told['peak']:>10.0f}")
    return told


def _run(name: str, folder: Path, rows: int) -> None:
    started, busy = time.perf_counter(), time.process_time()
    told = {"write": _write, "read": _read, "openpyxl-write": _their_write, "openpyxl-read": _their_read}.get(
        name, _import
    )(folder, rows)
    told = {"seconds": time.perf_counter() - started, **told}
    told.setdefault("cpu", time.process_time() - busy)
    if name.endswith("write"):  # without the making of the rows, which is the same for both
        made, busy = _made(rows)
        told["seconds"], told["cpu"] = told["seconds"] - made, told["cpu"] - busy
    told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(told))


def _made(rows: int) -> tuple[float, float]:
    from benchmarks.excel_data import table

    started, busy = time.perf_counter(), time.process_time()
    for _row in table(rows):
        pass
    return time.perf_counter() - started, time.process_time() - busy


def _write(folder: Path, rows: int) -> dict:
    from benchmarks.excel_data import table

    from jiangxin.core.spreadsheet import RowWriter, workbook_writer

    with (folder / "ours.xlsx").open("wb") as file, workbook_writer(file) as book:
        writer = RowWriter(book, "1")
        for row in table(rows):
            writer.row(row)
    return {}


def _read(folder: Path, rows: int) -> dict:
    del rows
    from jiangxin.core.spreadsheet import Workbook

    with (folder / "ours.xlsx").open("rb") as file:
        book = Workbook(file)
        return {"rows": sum(1 for _row in book.rows(book.names[0]))}


def _their_write(folder: Path, rows: int) -> dict:
    import openpyxl
    from benchmarks.excel_data import table

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("1")
    for row in table(rows):
        sheet.append(row)
    book.save(folder / "theirs.xlsx")
    return {}


def _their_read(folder: Path, rows: int) -> dict:
    del rows
    import openpyxl

    book = openpyxl.load_workbook(folder / "ours.xlsx", read_only=True)
    return {"rows": sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))}


def _import(folder: Path, rows: int) -> dict:
    """Take over a ledger on a database of its own; return what each step took."""
    os.environ |= {"JIANGXIN_HOME": str(folder / "home"), "JIANGXIN_DATABASE": "", "JIANGXIN_FAST_PASSWORDS": "yes"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiangxin.core.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from benchmarks.excel_data import ledger

    from jiangxin.core import jobs
    from jiangxin.studios.importing.plan import plans_of
    from jiangxin.studios.services.takeovers import enter_takeover, map_takeover, start_takeover

    city, actor, units = _city()
    with (folder / "ledger.xlsx").open("wb") as file:
        ledger(file, rows, units)
    parts, moment, busy = {}, time.perf_counter(), {}
    before = time.process_time()

    def lap(name: str) -> None:
        nonlocal moment, before
        now, cpu = time.perf_counter(), time.process_time()
        parts[name], moment = now - moment, now
        busy[name], before = cpu - before, cpu

    with (folder / "ledger.xlsx").open("rb") as file:
        batch = start_takeover(actor=actor, owner=city, title="", name="ledger.xlsx", file=file)
    lap("recognise")
    map_takeover(actor=actor, batch=batch, plans=plans_of(batch.sheets), expected_revision=batch.revision)
    jobs.work_off()
    lap("dry run")
    batch.refresh_from_db()
    sheets = range(len(batch.sheets))
    enter_takeover(actor=actor, batch=batch, sheets=sheets, expected_revision=batch.revision, partly=True)
    jobs.work_off()
    lap("enter")
    batch.refresh_from_db()
    return {
        "seconds": parts["enter"],
        "cpu": busy["enter"],
        "parts": parts,
        "rows": batch.counts.get("result", {}).get("entered", 0),
    }


def _city():  # noqa: ANN202
    """Return a federation, its officer as an actor, and the names of 500 host units."""
    from jiangxin.core.actor import Actor, Role
    from jiangxin.orgs.enums import Level
    from jiangxin.orgs.models import Organisation
    from jiangxin.people.models import Account, Person

    city = Organisation.objects.create(name="市总工会", short_name="市总", level=Level.CITY, path="00001.")
    county = Organisation.objects.create(
        name="县总工会", short_name="县总", level=Level.COUNTY, path="00001.00001.", parent=city
    )
    units = Organisation.objects.bulk_create(
        Organisation(
            name=f"第{number}工厂工会",
            short_name=f"{number}厂",
            level=Level.GRASSROOTS,
            path=f"00001.00001.{number:05d}.",
            parent=county,
        )
        for number in range(1, 501)
    )
    person = Person.objects.create(name="经办")
    account = Account.objects.create(username="officer", person=person, password="!")
    actor = Actor(
        name="经办",
        account_id=account.pk,
        role=Role.OFFICER_CITY,
        organisation_id=city.pk,
        organisation_name=city.name,
        organisation_path=city.path,
    )
    return city, actor, [unit.name for unit in units]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        sys.exit(main())
