"""Answers laid out for paper, as `core.printing.application` sets them: pairs, tables, long texts, opinion boxes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jiangxin.core.printing.application import (
    TWELFTHS,
    Grid,
    LongText,
    Opinion,
    Pair,
    PrintedForm,
    PrintedSection,
)
from jiangxin.engine.measure.chinese_numerals import chinese_integer
from jiangxin.forms.answers.snapshot import digest
from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import Field, FieldKind, FormDefinition, Section
from jiangxin.forms.sensitive import mask_sensitive
from jiangxin.forms.visibility import Answers, Row, Visibility, rows_of
from jiangxin.forms.wording import formal_words_of, words_of
from jiangxin.forms.words import Words

NARROWEST, WIDEST = 4, 24
"""Bounds of a column, in characters."""


def printed_form(
    definition: FormDefinition,
    answers: Answers,
    *,
    title: str,
    number: str,
    issued: date,
    cover: Sequence[str] = (),
    opinions: Iterable[Opinion] = (),
    note: str = "",
    show_sensitive: bool = False,
) -> PrintedForm:
    """Return the form laid out for paper.

    Args:
        definition: the form.
        answers: a snapshot; computed fields are printed as they stand in it, and its digest is printed with the number.
        title: as on the cover.
        number: of the entry.
        issued: the day of printing.
        cover: paths ("section.field") of the answers on the cover.
        opinions: boxes at the end, of `opinion_boxes`.
        note: line at the foot of the cover.
        show_sensitive: print identity numbers and phones in full: only for the applicant's own paper to be sealed.
    """
    shown = Visibility(definition, answers)
    told = answers if show_sensitive else mask_sensitive(definition, answers)
    visible = [section for section in definition.sections if shown.section(section)]
    sections = [
        _section(section, place, shown, rows_of(section, told)) for place, section in enumerate(visible, start=1)
    ]
    return PrintedForm(
        title=title,
        number=number,
        digest=digest(answers),
        cover=tuple(_cover(definition, told, cover)),
        sections=tuple(sections),
        opinions=tuple(opinions),
        issued=issued,
        note=note,
    )


def opinion_boxes(
    blueprint_opinions: Sequence[Mapping[str, Any]], given: Mapping[str, Mapping[str, str]] | None = None
) -> list[Opinion]:
    """Return the boxes of a blueprint's `opinions`, with what is already on record.

    Args:
        blueprint_opinions: tables with `code`, `label`, `signer`, `seal`.
        given: code to {"text", "signed_by", "day"}.
    """
    given = given or {}
    return [
        Opinion(
            title=str(Words(box["label"], box.get("label_en", ""))),
            signer=str(Words(box.get("signer", ""), box.get("signer_en", ""))),
            seal=bool(box.get("seal")),
            **given.get(box["code"], {}),
        )
        for box in blueprint_opinions
    ]


def _cover(definition: FormDefinition, answers: Answers, paths: Iterable[str]) -> Iterable[Pair]:
    for path in paths:
        section, field = definition.section(path.partition(".")[0]), definition.field(path)
        if section and field and not section.repeated:
            yield _pair(field, rows_of(section, answers)[0].get(field.code))


def _section(section: Section, place: int, shown: Visibility, rows: Sequence[Row]) -> PrintedSection:
    title = _title(section, place)
    if section.repeated:
        return PrintedSection(title, grid=_grid(section, rows))
    row = rows[0] if rows else {}
    fields = [field for field in section.fields if shown.field(section, field) and field.kind is not FieldKind.FILE]
    short = [field for field in fields if field.kind is not FieldKind.LONG_TEXT]
    long = [field for field in fields if field.kind is FieldKind.LONG_TEXT]
    return PrintedSection(
        title,
        pairs=tuple(_pair(field, row.get(field.code)) for field in short),
        texts=tuple(LongText(str(field.label), str(row.get(field.code) or "")) for field in long),
    )


def _title(section: Section, place: int) -> str:
    if (get_language() or "zh").startswith("zh"):
        return f"{chinese_integer(place)}、{section.label}"
    return f"{place}. {section.label}"


def _pair(field: Field, value: Any) -> Pair:
    if field.kind is FieldKind.FILES:
        count = len(value) if isinstance(value, list) else 0
        return Pair(str(field.label), _("%(count)s 份") % {"count": count}, field.print_width)
    if field.kind is FieldKind.DECLARATION:
        return Pair(str(field.label), words_of(field, value is True), TWELFTHS)
    return Pair(str(field.label), formal_words_of(field, value), field.print_width)


def _grid(section: Section, rows: Sequence[Row]) -> Grid:
    fields = [field for field in section.fields if not field.is_file]
    filled = [row for row in rows if is_filled(row)]
    cells = tuple(tuple(words_of(field, row.get(field.code)) for field in fields) for row in filled)
    titles = tuple(str(field.label) + (f"（{field.shown_unit}）" if field.shown_unit else "") for field in fields)
    return Grid(titles, _widths(titles, cells), cells)


def _widths(titles: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Give each column the width of its longest text, within bounds, so that short columns stay narrow."""
    longest = [max([len(title), *(len(row[place]) for row in cells)]) for place, title in enumerate(titles)]
    return tuple(float(min(WIDEST, max(NARROWEST, width))) for width in longest)
