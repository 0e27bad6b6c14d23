"""The naming document as printed paper: body, and the name list grouped by area (GB/T 9704-2012)."""

import re
from collections.abc import Sequence
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import Award, NamingDocument
from jiangxin.awards.terms import document_terms, filled
from jiangxin.awards.wording import call_facts
from jiangxin.campaigns.blueprint.subject import Subject
from jiangxin.campaigns.queries.definitions import plan_of
from jiangxin.core.press import faces, press
from jiangxin.core.printing.official import (
    Attachment,
    Column,
    Level,
    NameGroup,
    NameList,
    OfficialDocument,
    Paragraph,
    official_pdf,
)
from jiangxin.core.printing.typesetting import UnprintableText
from jiangxin.core.refusal import Refusal

# Numbers are counted by the printer, so those the drafter typed are taken off again.
_NUMBERED = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、"), Level.FIRST),
    (re.compile(r"（[一二三四五六七八九十]{1,3}）"), Level.SECOND),
    (re.compile(r"\d{1,2}[.．](?!\d)"), Level.THIRD),
    (re.compile(r"[(（]\d{1,2}[)）]"), Level.FOURTH),
)


def naming_pdf(document: NamingDocument, awards: Sequence[Award]) -> bytes:
    """Print the document.

    Raises:
        Refusal: a name holds a character no installed font draws.
    """
    try:
        return official_pdf(official(document, awards), press())
    except UnprintableText as fault:
        raise unprintable(fault) from fault


def naming_docx(document: NamingDocument, awards: Sequence[Award]) -> bytes:
    """Return the document as a Word file."""
    from jiangxin.core.printing.official_word import official_docx  # the Word library is slow to load

    return official_docx(official(document, awards), faces())


def unprintable(fault: UnprintableText) -> Refusal:
    """Return the refusal that names the characters which cannot be printed."""
    return Refusal(
        "unprintable_text",
        _("有字库中没有的字，无法打印：%(characters)s") % {"characters": "、".join(sorted(fault.characters))},
        _("请更正这些字，或请系统管理员添加含有这些字的字体。"),
    )


def official(document: NamingDocument, awards: Sequence[Award]) -> OfficialDocument:
    """Return the document as the printer takes it."""
    issuer = document.call.organiser
    title = filled(document_terms(document.call).attachment, call_facts(document.call)) or "名单"
    return OfficialDocument(
        marks=(issuer.name,),
        number=document.number,
        title=document.title,
        recipients=document.recipients.rstrip("：:"),
        body=tuple(paragraphs(document.body)),
        attachments=(Attachment(title, (name_list(awards, plan_of(document.call).subject),)),) if awards else (),
        issuers=(issuer.name,),
        issued=document.dated,
        printer=f"{issuer.name}办公室",
        printed=document.dated,
    )


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a typed text; lines that begin with a number of the official scheme take its rank."""
    return [_paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _paragraph(line: str) -> Paragraph:
    for pattern, level in _NUMBERED:
        if found := pattern.match(line):
            return Paragraph(line[found.end() :].strip(), level)
    return Paragraph(line)


def name_list(awards: Sequence[Award], subject: Subject) -> NameList:
    """Return the names grouped by area, in the order of the document, under the words of what is named."""
    groups = groupby(awards, key=lambda award: award.area)
    return NameList(
        columns=(
            Column(subject.name_label.zh, 3, "left"),
            Column(subject.leader_label.zh, 1),
            Column("所在单位", 3, "left"),
        ),
        groups=tuple(
            NameGroup(
                area.short_name or area.name,
                tuple((award.studio_name, award.leader_name, award.unit_name) for award in members),
            )
            for area, members in groups
        ),
    )
