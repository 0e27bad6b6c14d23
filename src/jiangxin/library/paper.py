"""An article on paper: in the layout of GB/T 9704-2012, as PDF or Word file, as much of it as its reader may have.

What is printed comes from `reading_of` alone; whoever has only the preview gets the preview, marked as one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from django.utils.timezone import localdate

from jiangxin.core.actor import Actor
from jiangxin.core.press import faces, press
from jiangxin.core.printing.official import Level, OfficialDocument, Paragraph, official_pdf
from jiangxin.core.printing.typesetting import SUBSTITUTE, clean
from jiangxin.engine.text.headings import KINDS
from jiangxin.library.blocks import Block, BlockKind
from jiangxin.library.enums import ArticleKind, ArticleState, FilePurpose
from jiangxin.library.models import Article, ArticleFile
from jiangxin.library.queries import Reading, files_for, reading_of

_LEVELS: Final = {
    "comma": Level.FIRST,
    "bracket": Level.SECOND,
    "digit": Level.THIRD,
    "digit_bracket": Level.FOURTH,
}
_CHAPTERS: Final = frozenset({"part", "chapter", "section", *(f"markdown{depth}" for depth in range(1, 7))})
"""Headings that bring their own words for a number, or none, and are set like those of the first level."""
_ADDRESS: Final = re.compile(r"[^。；！？]{2,200}[:：]")
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def article_pdf(actor: Actor, article: Article) -> bytes:
    """Print what an actor may read of an article; characters no font draws are printed as 〓.

    Raises:
        NotFound: the actor may not even list it.
    """
    document = document_for(actor, article)
    missing = press().fonts.missing(clean("".join(_texts(document))))
    return official_pdf(_replaced(document, missing), press())


def article_docx(actor: Actor, article: Article) -> bytes:
    """Return the same as a Word file.

    Raises:
        NotFound: the actor may not even list it.
    """
    from jiangxin.core.printing.official_word import official_docx  # the Word library is slow to load

    return official_docx(document_for(actor, article), faces())


def document_for(actor: Actor, article: Article) -> OfficialDocument:
    """Return an article as an official document without a red head: the house prints it, it does not issue it."""
    reading = reading_of(actor, article)
    title = f"{article.title}\n——{article.subtitle}" if article.subtitle else article.title
    blocks = list(reading.blocks)
    recipients = _recipients(article, blocks)
    return OfficialDocument(
        title=title if reading.is_whole else f"{title}（预览）",
        issued=localdate(article.published_at or article.changed_at),
        recipients=recipients,
        body=tuple(_body(reading, blocks[bool(recipients) :])),
        enclosed=tuple(_enclosed(actor, article)),
        issuers=(article.issuing_body or article.owner.name,),
        sealed=False,
        remark=_remark(article),
    )


def _recipients(article: Article, blocks: Sequence[Block]) -> str:
    """Return whom a notice is sent to, when its first line says so: names and a colon, set flush left (7.3.2)."""
    first = blocks[0] if blocks and article.kind == ArticleKind.NOTICE else Block(BlockKind.PARAGRAPH)
    is_address = first.kind is BlockKind.PARAGRAPH and not first.lead and _ADDRESS.fullmatch(first.text)
    return first.text[:-1] if is_address else ""


def _body(reading: Reading, blocks: Sequence[Block]) -> Iterator[Paragraph]:
    if not reading.is_whole:
        why = str(reading.decision.message)
        yield Paragraph(
            f"（本件为预览：全文共{reading.total}字，这里显示{reading.shown}字，未显示{reading.omitted}字。{why}）"
        )
    numbers = _Numbers(reading)
    for block in blocks:
        yield numbers.paragraph(block)


class _Numbers:
    """Tells which headings the paper may number itself: those whose printed number is the one it would give."""

    def __init__(self, reading: Reading) -> None:
        self._headings = {heading.anchor: heading for heading in reading.outline}
        self._counted = dict.fromkeys(Level, 0)

    def paragraph(self, block: Block) -> Paragraph:
        match block.kind:
            case BlockKind.WITHHELD:
                return Paragraph(f"……（此处未显示{block.length}字）……")
            case BlockKind.MISSING:
                return Paragraph(f"……（来源在此处省略{block.length}字）……")
            case BlockKind.HEADING:
                return self._headed(block, block.text, "")
            case BlockKind.PARAGRAPH if block.lead:
                return self._headed(block, block.lead, block.text)
            case _:
                return Paragraph(block.text)

    def _headed(self, block: Block, title: str, text: str) -> Paragraph:
        heading = self._headings[block.anchor]
        level = _LEVELS.get(heading.kind)
        found = KINDS[heading.kind].fullmatch(title) if level is not None else None
        if level is None or found is None or heading.number != self._counted[level] + 1:
            face = Level.FIRST if heading.kind in _CHAPTERS else level
            if face is None or text:
                return Paragraph(title + text)
            return Paragraph(level=face, heading=title, numbered=False)
        self._counted[level] += 1
        self._counted |= {lower: 0 for lower in Level if lower > level}
        words = found["t"].strip()
        return Paragraph(text, level, words) if text else Paragraph(words, level)


def _enclosed(actor: Actor, article: Article) -> Iterator[str]:
    for file in files_for(actor, article):
        if file.purpose == FilePurpose.ATTACHMENT:
            yield _title(file)


def _title(file: ArticleFile) -> str:
    return file.caption or _ENDING.sub("", file.stored.name)


def _remark(article: Article) -> str:
    """Return the line that says where the article is from, and that it is no longer or not yet published."""
    published = article.state == ArticleState.PUBLISHED
    told = (
        article.author and f"作者：{article.author}",
        article.document_number and f"文号：{article.document_number}",
        article.source_name and f"来源：{article.source_name}",
        article.source_url and f"原文网址：{article.source_url}",
        article.licence_note,
        "" if published else f"本文当前为{article.get_state_display()}",
    )
    return "；".join(filter(None, told))


def _texts(document: OfficialDocument) -> Iterator[str]:
    yield from (document.title, document.remark, *document.issuers, *document.enclosed)
    for block in document.body:
        assert isinstance(block, Paragraph), "an article has paragraphs alone"
        yield block.heading + block.text


def _replaced(document: OfficialDocument, missing: frozenset[str]) -> OfficialDocument:
    """Put the typesetter's mark for what no font draws: a reader cannot mend a text, so it is not refused."""
    if not missing:
        return document
    table = str.maketrans(dict.fromkeys(missing, SUBSTITUTE))
    body = tuple(
        replace(block, text=block.text.translate(table), heading=block.heading.translate(table))
        for block in document.body
        if isinstance(block, Paragraph)
    )
    return replace(
        document,
        title=document.title.translate(table),
        body=body,
        enclosed=tuple(title.translate(table) for title in document.enclosed),
        issuers=tuple(issuer.translate(table) for issuer in document.issuers),
        remark=document.remark.translate(table),
    )
