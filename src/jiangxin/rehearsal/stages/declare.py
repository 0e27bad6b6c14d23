"""Studios apply: every secretary signs in, fills the form, prints, seals, submits."""

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.queries import form_of
from jiangxin.forms.answers import Answers
from jiangxin.forms.definition import FieldKind, FormDefinition
from jiangxin.forms.visibility import rows_of
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.applications import Applications
from jiangxin.rehearsal.applying import host_unit_answers, places_for_files, register_leader
from jiangxin.rehearsal.browser import Browser, Page, at
from jiangxin.rehearsal.founding import Unit
from jiangxin.rehearsal.run import Run

FAULTY = 0
"""The unit whose secretary first submits too early, with parts missing."""


def apply_all(run: Run, call: Call) -> None:
    """Let the secretaries apply, each in their own browser."""
    maker = Applications(run.folk, run.moment.date())
    for number, unit in enumerate(run.city.units[: run.entries]):
        username = unit.secretary.account.username
        if number != FAULTY:
            register_leader(unit)
        fill_in(run, username, unit, call, maker, careless=number == FAULTY)
        if number == FAULTY:
            run.expect_refusal("a leader nobody registered", submit(run, username), "还不具备领衔条件")
            register_leader(unit)
        page = submit(run, username)
        run.expect_done(f"{username} submits", page)
        run.sign_out(username)
    submitted = Entry.objects.filter(call=call, state=EntryState.SUBMITTED).count()
    run.expect("entries submitted", submitted, run.entries)


def fill_in(run: Run, username: str, unit: Unit, call: Call, maker: Applications, *, careless: bool = False) -> None:
    """Start an application from the applicant's home page and fill it, files and sealed scan included."""
    browser = run.browser(username)
    page = browser.send(browser.open(at("studio:home")).form(f"/calls/{call.pk}/start"))
    run.expect_done(f"{username} starts", page)
    unit_entry = Entry.objects.get(call=call, unit=unit.organisation, state=EntryState.DRAFT)
    run.facts.setdefault("entries", {})[username] = unit_entry.pk
    form = form_of(call)
    if careless:
        run.expect_refusal("an empty form", submit(run, username), "还有", "处需要补充或改正")
    answers = maker.answers(form, leader=unit.leader, trade=unit.trade, unit=host_unit_answers(unit))
    run.facts.setdefault("answers", {})[username] = answers
    page = post_answers(browser, unit_entry.pk, form, answers)
    run.expect_done(f"{username} saves", page)
    seal(run, username, unit_entry.pk)


def post_answers(browser: Browser, entry_id: int, form: FormDefinition, answers: Answers) -> Page:
    """Post the whole form with its files, as a browser without scripts does."""
    page = browser.open(at("studio:fill", entry_id))
    files = {}
    for path, field, count in places_for_files(form, answers):
        ending, made = ("jpg", papers.photo) if "pdf" not in field.accepts else ("pdf", papers.pdf)
        files[path] = [(f"{field.code}{number}.{ending}", made(f"{field.code} {number}")) for number in range(count)]
    return browser.send(page.form("/fill", having="revision"), posted(form, answers), files, strict=False)


def posted(form: FormDefinition, answers: Answers) -> dict[str, list[str] | str]:
    """Return answers as the inputs of the page would send them."""
    values: dict[str, list[str] | str] = {"act": "save"}
    for section in form.sections:
        for place, row in enumerate(rows_of(section, answers)):
            prefix = f"{section.code}.{place}." if section.repeated else f"{section.code}."
            for field in section.fields:
                value = row.get(field.code)
                if field.is_file or value is None or field.kind is FieldKind.COMPUTED:
                    continue
                name = prefix + field.code
                values[name] = [str(item) for item in value] if isinstance(value, list) else _text(value)
    return values


def _text(value: object) -> str:
    return "true" if value is True else "false" if value is False else str(value)


def seal(run: Run, username: str, entry_id: int) -> None:
    """Print the form, look that it is a PDF, and upload the sealed scan."""
    browser = run.browser(username)
    printed = browser.open(at("studio:print", entry_id))
    run.expect("the printed form is a PDF", printed.body[:5], b"%PDF-")
    page = browser.open(at("studio:submit", entry_id))
    page = browser.send(page.form("/scan"), files={"scan": ("scan.pdf", papers.pdf(f"sealed {entry_id}"))})
    run.expect_done(f"{username} uploads the sealed scan", page)


def submit(run: Run, username: str) -> Page:
    """Press the button on the submit page."""
    browser = run.browser(username)
    entry_id = run.facts["entries"][username]
    page = browser.open(at("studio:submit", entry_id))
    return browser.send(page.form("/submit", having="version"))
