"""Answers laid out for paper: sections of label and value, tables, long texts, blocks for opinions and seals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jiangxin.engine.measure.chinese_numerals import chinese_integer
from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import Field, FieldKind, FormDefinition, Section
from jiangxin.forms.sensitive import mask_sensitive
from jiangxin.forms.visibility import Answers, Row, Visibility, rows_of
from jiangxin.forms.wording import formal_words_of, words_of
from jiangxin.forms.words import Words

FULL_LINE = 12
"""Twelfths a printed line is divided into."""


@dataclass(frozen=True, slots=True)
class PrintedPair:
    """A label and its value; `width` is its share of the line in twelfths."""

    label: str
    value: str
    width: int


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Rows of a repeated section. `widths` are shares of the whole; they add up to 100."""

    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A long text under its label, in paragraphs."""

    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """One section of the form on paper; `lines` are filled so that no line is wider than twelve twelfths."""

    heading: str
    lines: tuple[tuple[PrintedPair, ...], ...] = ()
    table: PrintedTable | None = None
    texts: tuple[PrintedText, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedOpinion:
    """A block for an opinion: empty on the form to be signed, filled where the opinion is already on record."""

    label: str
    signer: str
    seal: bool
    text: str = ""
    signed_by: str = ""
    signed_on: str = ""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A whole form on paper. `mark` (number and digest) tells the sealed scan and the online form apart or the same."""

    title: str
    sections: tuple[PrintedSection, ...]
    opinions: tuple[PrintedOpinion, ...] = ()
    mark: str = ""


def print_form(
    definition: FormDefinition,
    answers: Answers,
    *,
    title: str,
    opinions: Iterable[PrintedOpinion] = (),
    mark: str = "",
    show_sensitive: bool = False,
) -> PrintedForm:
    """Return the form laid out for paper.

    Args:
        definition: the form.
        answers: a snapshot; computed fields are printed as they stand in it.
        title: of the form.
        opinions: blocks at the end, of `opinion_blocks`.
        mark: number of the application and beginning of the digest, for the foot of each page.
        show_sensitive: print identity numbers and phones in full: only for the applicant's own paper to be sealed.
    """
    shown = Visibility(definition, answers)
    told = answers if show_sensitive else mask_sensitive(definition, answers)
    printed = [section for section in definition.sections if shown.section(section) and _prints(section)]
    sections = [
        _section(section, number, shown, rows_of(section, told)) for number, section in enumerate(printed, start=1)
    ]
    return PrintedForm(title, tuple(sections), tuple(opinions), mark)


def opinion_blocks(
    blueprint_opinions: Sequence[Mapping[str, Any]], given: Mapping[str, Mapping[str, str]] | None = None
) -> list[PrintedOpinion]:
    """Return the blocks of a blueprint's `opinions`, with what is already on record.

    Args:
        blueprint_opinions: tables with `code`, `label`, `signer`, `seal`.
        given: code to {"text", "signed_by", "signed_on"}.
    """
    given = given or {}
    return [
        PrintedOpinion(
            label=str(Words(block["label"], block.get("label_en", ""))),
            signer=str(Words(block.get("signer", ""), block.get("signer_en", ""))),
            seal=bool(block.get("seal")),
            **given.get(block["code"], {}),
        )
        for block in blueprint_opinions
    ]


def _prints(section: Section) -> bool:
    return any(not field.is_file or section.code == "attachments" for field in section.fields)


def _section(section: Section, number: int, shown: Visibility, rows: Sequence[Row]) -> PrintedSection:
    heading = _heading(section, number)
    if section.repeated:
        return PrintedSection(heading, table=_table(section, rows))
    row = rows[0] if rows else {}
    fields = [field for field in section.fields if shown.field(section, field) and _is_printed(field)]
    short = [field for field in fields if field.kind is not FieldKind.LONG_TEXT]
    long = [field for field in fields if field.kind is FieldKind.LONG_TEXT]
    return PrintedSection(
        heading,
        lines=tuple(_lines([_pair(field, row.get(field.code)) for field in short])),
        texts=tuple(_text(field, row.get(field.code)) for field in long),
    )


def _heading(section: Section, number: int) -> str:
    if (get_language() or "zh").startswith("zh"):
        return f"{chinese_integer(number)}、{section.label}"
    return f"{number}. {section.label}"


def _is_printed(field: Field) -> bool:
    return field.kind is not FieldKind.FILE


def _pair(field: Field, value: Any) -> PrintedPair:
    if field.kind is FieldKind.FILES:
        count = len(value) if isinstance(value, list) else 0
        return PrintedPair(str(field.label), _("%(count)s 份") % {"count": count}, field.print_width)
    if field.kind is FieldKind.DECLARATION:
        return PrintedPair(str(field.label), words_of(field, value is True), FULL_LINE)
    return PrintedPair(str(field.label), formal_words_of(field, value), field.print_width)


def _lines(pairs: Sequence[PrintedPair]) -> list[tuple[PrintedPair, ...]]:
    """Fill lines of twelve twelfths; the last pair of a line takes what is left of it."""
    lines: list[list[PrintedPair]] = []
    room = 0
    for pair in pairs:
        if pair.width > room:
            lines.append([])
            room = FULL_LINE
        lines[-1].append(pair)
        room -= pair.width
    return [_stretched(line) for line in lines]


def _stretched(line: Sequence[PrintedPair]) -> tuple[PrintedPair, ...]:
    left = FULL_LINE - sum(pair.width for pair in line)
    last = line[-1]
    return (*line[:-1], PrintedPair(last.label, last.value, last.width + left))


def _text(field: Field, value: Any) -> PrintedText:
    lines = str(value or "").split("\n")
    return PrintedText(str(field.label), tuple(line.strip() for line in lines if line.strip()))


def _table(section: Section, rows: Sequence[Row]) -> PrintedTable:
    fields = [field for field in section.fields if _is_printed(field) and not field.is_file]
    filled = [row for row in rows if is_filled(row)]
    cells = tuple(tuple(words_of(field, row.get(field.code)) for field in fields) for row in filled)
    heads = tuple(str(field.label) + (f"（{field.shown_unit}）" if field.shown_unit else "") for field in fields)
    return PrintedTable(heads, _widths(heads, cells), cells)


def _widths(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Give each column a share by its longest text, within bounds, so that short columns stay narrow."""
    wanted = [
        min(24, max([4, len(head) * 0.7, *(len(row[place]) for row in cells)])) for place, head in enumerate(heads)
    ]
    shares = [int(100 * width / sum(wanted)) for width in wanted]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return tuple(shares)
