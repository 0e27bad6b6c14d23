"""The city's formal check: one supplement asked and answered, one entry failed, the others passed."""

from datetime import timedelta

from django.utils import timezone

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.rehearsal.browser import Page, at
from jiangxin.rehearsal.run import Run
from jiangxin.rehearsal.stages import declare


def check_all(run: Run, call: Call) -> None:
    """Check every recommended entry on its case page."""
    entries = list(Entry.objects.filter(pk__in=run.facts["recommended"]).order_by("number"))
    _supplement(run, entries[0])
    officer = run.browser("officer")
    page = officer.open(at("desk:entry", entries[1].pk))
    unfinished = officer.send(page.form("/check/"), {"act": "pass", "opinion": "通过"}, strict=False)
    run.expect_refusal("passing with items left open", unfinished)
    for entry in entries:
        run.expect_done(f"{entry.number} passes the formal check", pass_check(run, entry))
    passed = Entry.objects.filter(call=call, state=EntryState.FORMAL_PASSED).count()
    run.expect("entries passed", passed, len(entries))


def pass_check(run: Run, entry: Entry) -> Page:
    """Find everything met on an entry's case page and pass it."""
    officer = run.browser("officer")
    page = officer.open(at("desk:entry", entry.pk))
    form = page.form("/check/")
    verdicts = {name: "met" for name in form.names if name.startswith("check-") and name.endswith("-verdict")}
    return officer.send(form, {**verdicts, "act": "pass", "opinion": "材料齐全，符合条件。"}, strict=False)


def _supplement(run: Run, entry: Entry) -> None:
    officer = run.browser("officer")
    page = officer.open(at("desk:entry", entry.pk))
    due = timezone.localtime(run.moment + timedelta(days=5))
    values = {"asked": "请补充应用证明原件扫描件。", "due_at": f"{due:%Y-%m-%dT%H:%M}"}
    run.expect_done("a supplement is asked for", officer.send(page.form("/supplement/"), values))
    username = entry.secretary.username
    run.expect_done("the supplement is answered", declare.submit(run, username))
    entry.refresh_from_db()
    run.expect("the entry is back with the city", entry.state, EntryState.RECOMMENDED_COUNTY)
