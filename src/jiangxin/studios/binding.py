"""What a bound ledger is made of: basic file, entries by category, projects, outcomes, funds, services, their files."""

from collections.abc import Callable
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.models import StoredFile
from jiangxin.core.printing.ledger_book import BookAttachment, BookEntry, BookGroup, BookWords, LedgerBook
from jiangxin.core.ui.amounts import in_yuan
from jiangxin.studios.binding_file import basic_chapters, money_chapters
from jiangxin.studios.file_record import FileRecord, record_of
from jiangxin.studios.gate import file_for
from jiangxin.studios.ledger_enums import FilePart, LedgerCategory
from jiangxin.studios.models import LedgerEntry, Outcome, Project, Studio, StudioPaper
from jiangxin.studios.photos import for_print
from jiangxin.studios.queries.ledger import ledger_for, outcomes_for, papers_for, projects_for, within

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
_FORMS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "jpg"}
Facts = tuple[tuple[str, str], ...]


def book_of(actor: Actor, studio: Studio, since: date | None, until: date | None) -> LedgerBook:
    """Return a studio's ledger of a period as a book; without days, all of it."""
    found = file_for(actor, studio.pk)
    days = since or FIRST, until or LAST
    entries = list(
        within(ledger_for(actor, found), "day", *days)
        .prefetch_related("files__file", "sign_ins")
        .order_by("category", "day", "pk")
    )
    projects = list(within(projects_for(actor, found), "starts_on", FIRST, days[1]).prefetch_related("milestones"))
    projects = [row for row in projects if row.closed_on is None or row.closed_on >= days[0]]
    outcomes = list(within(outcomes_for(actor, found), "day", *days).select_related("project", *_PROOFS))
    record = record_of(actor, found, days)
    diary = [
        BookGroup(str(label), tuple(_entry(row) for row in entries if row.category == code))
        for code, label in LedgerCategory.choices
    ]
    works = [
        BookGroup(_("项目"), tuple(_project(row) for row in projects)),
        BookGroup(_("成果"), tuple(_outcome(row) for row in outcomes)),
    ]
    groups = [*basic_chapters(record), *(group for group in diary if group.entries), *works, *money_chapters(record)]
    today = clock.today()
    period = _period(since, until)
    return LedgerBook(
        studio=found.name,
        kind=_("工作台账"),
        period=period,
        cover=(
            (_("所在单位"), found.unit_name),
            (_("领衔人"), found.leader_name),
            (_("起止日期"), period),
            (_("记录条数"), str(len(entries))),
            (_("装订日期"), _day(today)),
            (_("装订人"), actor.name),
        ),
        groups=tuple(groups),
        attachments=tuple(_files(papers_within(actor, found, days), entries, projects, outcomes, record)),
        words=_words(),
        issued=today,
    )


_PROOFS = ("proof", "application_proof", "finance_proof")


def papers_within(actor: Actor, studio: Studio, days: tuple[date, date]) -> list[StudioPaper]:
    """Return the papers of the basic file that are dated within a period; all of them when it has no beginning."""
    rows = papers_for(actor, studio)
    return list(rows if days[0] == FIRST else within(rows, "day", *days))


def _words() -> BookWords:
    return BookWords(
        contents=_("目录"),
        attachments=_("附件目录"),
        heads=(_("序号"), _("附件"), _("所属记录"), _("页码")),
        label=lambda number, name, page, pages: (
            _("附件%(number)d %(name)s 第%(page)d页，共%(pages)d页")
            % {"number": number, "name": name, "page": page, "pages": pages}
        ),
        elsewhere=_("这个附件是电子表格或文档，不能装订，请在系统中打开。"),
        unread=_("这个附件无法读取，请在系统中核对原件。"),
    )


def _entry(row: LedgerEntry) -> BookEntry:
    signed = [sign_in.name for sign_in in row.sign_ins.all()]
    facts = [
        (_("日期"), _day(row.day)),
        (_("地点"), row.place),
        (_("级别"), str(row.get_level_display())),
        (_("时长"), _("%(minutes)d分钟") % {"minutes": row.minutes} if row.minutes else ""),
        (_("参加人数"), str(max(row.headcount, len(signed)) or "")),
        (_("签到名单"), "、".join(signed)),
        (_("相关项目"), row.project.title if row.project else ""),
        (_("相关成果"), row.outcome.title if row.outcome else ""),
    ]
    photos = [for_print(_bytes(file.file)) for file in row.files.all() if file.part == FilePart.PHOTO]
    title = f"{row.day:%m-%d} {row.title}"
    return BookEntry(title, _told(facts), row.content, tuple(photos))


def _project(row: Project) -> BookEntry:
    steps = [step for step in row.milestones.all() if step.struck_at is None]
    facts = [
        (_("类型"), str(row.get_kind_display())),
        (_("来源"), row.source),
        (_("立项级别"), str(row.get_level_display())),
        (_("立项文号"), row.approval_number),
        (_("负责人"), row.leader_name),
        (_("起止日期"), f"{_day(row.starts_on)} – {_day(row.ends_on)}"),
        (_("状态"), f"{row.get_state_display()} {_day(row.closed_on)}".strip()),
        (_("经费"), _("%(yuan)s元") % {"yuan": in_yuan(row.cost)} if row.cost is not None else ""),
        (_("节点"), "\n".join(f"{step.title} {_day(step.due_on)} → {_day(step.done_on) or '—'}" for step in steps)),
    ]
    return BookEntry(row.title, _told(facts), row.result)


def _outcome(row: Outcome) -> BookEntry:
    facts = [
        (_("类型"), str(row.get_kind_display())),
        (_("编号"), row.number),
        (_("申请、发表或提出日期"), _day(row.day)),
        (_("授权、采纳或获奖日期"), _day(row.granted_on)),
        (_("权利人或完成人"), row.owner),
        (_("来自项目"), row.project.title if row.project else ""),
        (_("应用单位"), row.applied_units),
        (_("经济效益"), _("%(yuan)s元") % {"yuan": in_yuan(row.benefit)} if row.benefit is not None else ""),
        (_("社会效益"), row.social_benefit),
    ]
    return BookEntry(row.title, _told(facts))


def _told(facts: list[tuple[str, str]]) -> Facts:
    return tuple((label, value) for label, value in facts if value)


def _files(
    papers: list[StudioPaper],
    entries: list[LedgerEntry],
    projects: list[Project],
    outcomes: list[Outcome],
    record: FileRecord,
) -> list[BookAttachment]:
    """Return every file but the photos, each once, in the order of what it belongs to."""
    found: list[tuple[StoredFile | None, str]] = [(row.file, row.get_kind_display()) for row in papers]
    for entry in entries:
        found += [(file.file, entry.title) for file in entry.files.all() if file.part == FilePart.ATTACHMENT]
    for project in projects:
        found += [(project.approval, project.title), (project.closing, project.title)]
    for outcome in outcomes:
        found += [(getattr(outcome, name), outcome.title) for name in _PROOFS]
    found += record.papers()
    once = {stored.pk: (stored, whose) for stored, whose in found if stored is not None}
    return [
        BookAttachment(stored.name, whose, _FORMS.get(stored.media_type, ""), _loading(stored))
        for stored, whose in once.values()
    ]


def _loading(stored: StoredFile) -> Callable[[], bytes]:
    is_photo = _FORMS.get(stored.media_type) == "jpg"
    return lambda: for_print(_bytes(stored)) if is_photo else _bytes(stored)


def _bytes(stored: StoredFile) -> bytes:
    with stored.content.open("rb") as file:
        return bytes(file.read())


def _day(day: date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else ""


def _period(since: date | None, until: date | None) -> str:
    if since is None and until is None:
        return _("截至%(day)s全部记录") % {"day": _day(clock.today())}
    return f"{_day(since) or _('建室')} – {_day(until) or _day(clock.today())}"
