"""Taking a ledger along, bound or as Excel: asked for here, made by the worker, kept with whoever asked."""

from datetime import date

from django.utils.translation import gettext as _

from jiangxin.core import jobs
from jiangxin.core.actor import Actor
from jiangxin.core.files import keep_bytes
from jiangxin.core.models import Job, StoredFile
from jiangxin.core.press import press
from jiangxin.core.printing.ledger_book import ledger_book_pdf
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.studios.binding import book_of
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Studio
from jiangxin.studios.workbook import workbook_of

BIND, TABLE = "studios.bind_ledger", "studios.ledger_workbook"
FORMS = {"pdf": BIND, "xlsx": TABLE}


@service("studios.ask_ledger", about="studio")
def ask_ledger(*, actor: Actor, studio: Studio, form: str, since: date | None, until: date | None) -> Job:
    """Queue the binding of a ledger ("pdf") or its Excel file ("xlsx"); the job's own record tells of it."""
    found = file_for(actor, studio.pk)
    if form not in FORMS:
        raise Refusal("unknown_kind", _("请选择装订成册还是 Excel。"), _("请重新选择后提交。"))
    title = _("%(studio)s 台账 %(form)s") % {"studio": found.name, "form": form.upper()}
    parameters = {"studio": found.pk, "since": str(since or ""), "until": str(until or "")}
    return jobs.ask(actor=actor, code=FORMS[form], title=title, parameters=parameters)


@jobs.kind(BIND)
def bind(progress: jobs.Progress) -> StoredFile:
    """Bind the ledger as one PDF."""
    studio, since, until = _asked(progress)
    progress.tell(0, 1)
    content = ledger_book_pdf(book_of(progress.actor, studio, since, until), press(), progress.tell)
    return _kept(progress, studio, content, "pdf")


@jobs.kind(TABLE)
def table(progress: jobs.Progress) -> StoredFile:
    """Write the ledger as Excel."""
    studio, since, until = _asked(progress)
    return _kept(progress, studio, workbook_of(progress.actor, studio, since, until, progress.tell), "xlsx")


def _asked(progress: jobs.Progress) -> tuple[Studio, date | None, date | None]:
    given = progress.parameters
    since, until = (date.fromisoformat(given[name]) if given[name] else None for name in ("since", "until"))
    return file_for(progress.actor, given["studio"]), since, until


def _kept(progress: jobs.Progress, studio: Studio, content: bytes, form: str) -> StoredFile:
    name = f"{studio.name}{_('台账')}.{form}"
    return keep_bytes(actor=progress.actor, name=name, content=content, kind=form, purpose="studios.ledger_book")
