"""The naming document: drafted after the notice, issued once; it makes awards, certificates and plaques."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.documents import naming_docx, naming_pdf
from jiangxin.awards.enums import CertificateKind, DocumentState, NoticeState
from jiangxin.awards.models import Award, Certificate, NamingDocument, Notice, NoticeItem
from jiangxin.awards.numbers import NumberSeries, lookup_key
from jiangxin.awards.services.notices import require_over, require_settled
from jiangxin.awards.terms import act_between, award_level, award_terms, placeholders
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries.definitions import plan_of
from jiangxin.campaigns.services import move_entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import keep_bytes
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.document_number import parse_document_number
from jiangxin.engine.measure.fault import MeasureError
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.services import close_errands

_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the drafter writes: number (机关代字〔年〕号), title, recipients, body by paragraphs, date."""

    number: str
    title: str
    recipients: str
    body: str
    dated: date | None


@service("awards.draft_naming", about="notice")
def draft_naming(*, actor: Actor, notice: Notice, facts: DocumentFacts) -> NamingDocument:
    """Draft the document of a notice; drafting may begin while the notice still runs, issuing may not."""
    locked = Notice.objects.select_for_update(of=("self",)).select_related("call__organiser").get(pk=notice.pk)
    policies.may_publish(actor=actor, call=locked.call).require()
    if locked.state == NoticeState.DRAFT:
        raise Refusal("notice_not_published", _("还没有公示，不能拟命名文件。"), _("请先发布公示。"))
    if locked.meeting.grade_lines.exists():
        raise Refusal("notice_of_grades", _("这是考核等次的公示，不产生命名文件。"), _("请由分管领导公布考核结果。"))
    if NamingDocument.objects.filter(notice=locked).exists():
        raise Refusal("document_exists", _("这次公示的命名文件已经拟好。"), _("请在原稿上修改。"))
    document = NamingDocument(call=locked.call, notice=locked)
    _put(document, facts)
    document.save(force_insert=True)
    journal.record(actor=actor, act="awards.draft_naming", obj=document, after={"number": document.number})
    return document


@service("awards.update_naming", about="document")
def update_naming(
    *, actor: Actor, document: NamingDocument, facts: DocumentFacts, expected_revision: int
) -> NamingDocument:
    """Change a draft."""
    locked = lock_document(document, expected_revision)
    policies.may_publish(actor=actor, call=locked.call).require()
    _require_draft(locked)
    before = {"number": locked.number, "title": locked.title, "dated": locked.dated}
    _put(locked, facts)
    locked.revision += 1
    locked.save()
    after = {"number": locked.number, "title": locked.title, "dated": locked.dated}
    journal.record(actor=actor, act="awards.update_naming", obj=locked, before=before, after=after)
    return locked


@service("awards.issue_naming", about="document")
def issue_naming(*, actor: Actor, document: NamingDocument, expected_revision: int) -> list[Award]:
    """Issue the document: awards, numbered certificates and plaques, PDF and DOCX, and every entry named, at once.

    Raises:
        Refusal: the notice is not over or not closed, an objection is open, nobody is left to name, a text cannot be
            printed; nothing is done then.
    """
    locked = lock_document(document, expected_revision)
    policies.may_publish(actor=actor, call=locked.call).require()
    _require_draft(locked)
    notice = Notice.objects.select_for_update().get(pk=locked.notice_id)
    require_over(notice)
    require_settled(notice)
    if notice.state != NoticeState.CLOSED:
        raise Refusal("notice_not_closed", _("公示期满后还没有办结。"), _("请先在公示页面办结公示，再印发文件。"))
    if locked.dated <= (notice.closes_on or locked.dated):
        problem = Problem("dated", _("成文日期应在公示期满之后。"))
        raise Refusal("dated_too_early", _("成文日期不在公示期满之后。"), _("请修改成文日期。"), problems=[problem])
    items = list(
        notice.items.filter(struck_at=None)
        .select_related("entry__call", "entry__unit", "entry__area")
        .order_by("position")
    )
    if not items:
        left = {"subject": plan_of(locked.call).subject.noun}
        raise Refusal("nobody_to_name", _("名单上已没有可以命名的%(subject)s。") % left, _("请核对异议处理结果。"))
    # One issuer at a time gives out numbers.
    issuer = Organisation.objects.select_for_update().get(pk=locked.call.organiser_id)
    awards = _award_all(locked, items, issuer)
    for award in awards:
        act = act_between(locked.call, EntryState.DISPLAYED, EntryState.NAMED)
        move_entry(actor=actor, entry=award.entry, act=act, document_number=locked.number)
    _store_papers(actor, locked, awards)
    locked.state, locked.issued_at, locked.revision = DocumentState.ISSUED, clock.now(), locked.revision + 1
    locked.save()
    close_errands(about=notice)
    after = {"number": locked.number, "dated": locked.dated, "awards": [award.pk for award in awards]}
    journal.record(actor=actor, act="awards.issue_naming", obj=locked, after=after)
    return awards


def lock_document(document: NamingDocument, expected_revision: int) -> NamingDocument:
    """Return the document as it is now, locked; a stale page is refused."""
    found = (
        NamingDocument.objects.select_for_update(of=("self",))
        .select_related("call__organiser", "notice")
        .get(pk=document.pk)
    )
    if found.revision != expected_revision:
        raise Refusal(
            "stale_page",
            _("这份文件在您打开页面之后已有变化，这次操作没有生效。"),
            _("请刷新页面，看过最新情况后再办。"),
        )
    return found


def _require_draft(document: NamingDocument) -> None:
    if document.state != DocumentState.DRAFT:
        raise Refusal("document_issued", _("命名文件已经印发，不能再改。"), _("确需更正的，请另行发文。"))


def _put(document: NamingDocument, facts: DocumentFacts) -> None:
    problems = [
        Problem(name, _("请填写这一项。"), "required")
        for name in ("number", "title", "recipients", "body", "dated")
        if not getattr(facts, name)
    ]
    if len(facts.title) > _LONGEST_TITLE:
        problems.append(Problem("title", _("标题最多 120 个字。"), "too_long"))
    problems += [
        Problem(name, _("还有没有填写的内容：%(left)s") % {"left": "、".join(left)}, "placeholder")
        for name, left in (("title", placeholders(facts.title)), ("body", placeholders(facts.body)))
        if left
    ]
    number = facts.number
    if number:
        try:
            number = str(parse_document_number(number))
        except MeasureError:
            problems.append(Problem("number", _("发文字号应如“云工发〔2026〕35号”，年份四位，序号不加“第”。")))
    if NamingDocument.objects.filter(number=number).exclude(pk=document.pk).exists():
        problems.append(Problem("number", _("这个发文字号已被使用。"), "taken"))
    if problems:
        raise Refusal("form_invalid", _("文件稿有填写问题。"), _("请按提示改正后再保存。"), problems=problems)
    assert facts.dated is not None, "a missing date is a problem above"
    document.number, document.title, document.dated = number, facts.title.strip(), facts.dated
    document.recipients, document.body = facts.recipients.strip(), facts.body.strip()


def _award_all(document: NamingDocument, items: list[NoticeItem], issuer: Organisation) -> list[Award]:
    terms = award_terms(document.call)
    level = award_level(document.call)
    until = years_later(document.dated, terms.term_years)
    awards = Award.objects.bulk_create(
        [_award(document, position, item.entry, issuer, level, until) for position, item in enumerate(items, 1)]
    )
    for kind, pattern in (
        (CertificateKind.CERTIFICATE, terms.certificate_pattern),
        (CertificateKind.PLAQUE, terms.plaque_pattern),
    ):
        series = NumberSeries(pattern, issuer=issuer, on=document.dated)
        Certificate.objects.bulk_create(
            [new_certificate(award, kind, series.next(), document.dated) for award in awards]
        )
    return awards


def _award(
    document: NamingDocument, position: int, entry: Entry, issuer: Organisation, level: str, until: date | None
) -> Award:
    return Award(
        entry=entry,
        document=document,
        position=position,
        studio_name=entry.name,
        leader_name=entry.leader_name,
        unit_name=entry.unit.host_unit,
        area=entry.area,
        kind=entry.kind,
        level=level,
        awarding_body=issuer.name,
        awarded_on=document.dated,
        valid_until=until,
    )


def new_certificate(award: Award, kind: str, number: str, issued_on: date) -> Certificate:
    """Return an unsaved certificate or plaque."""
    return Certificate(award=award, kind=kind, number=number, lookup=lookup_key(number), issued_on=issued_on)


def years_later(start: date, years: int) -> date | None:
    """Return the last day of a term of whole years; None for a term without end."""
    if not years:
        return None
    try:
        return date.fromordinal(start.replace(year=start.year + years).toordinal() - 1)
    except ValueError:  # 29 February: the term ends with the 28th
        return date(start.year + years, 2, 28)


def _store_papers(actor: Actor, document: NamingDocument, awards: list[Award]) -> None:
    name = document.title.replace("\n", "")[:80]
    pdf, docx = naming_pdf(document, awards), naming_docx(document, awards)
    document.pdf = keep_bytes(actor=actor, name=f"{name}.pdf", content=pdf, kind="pdf", purpose="naming_document")
    document.docx = keep_bytes(actor=actor, name=f"{name}.docx", content=docx, kind="docx", purpose="naming_document")
