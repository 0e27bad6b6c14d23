"""An application told for officers: every shown answer in words, files beside it, sensitive ones masked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jiangxin.core.refusal import Text
from jiangxin.forms.answers import Answers, Change, Row, Visibility, rows_of
from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import Field, FieldKind, FormDefinition, Section
from jiangxin.forms.sensitive import mask, mask_sensitive
from jiangxin.forms.wording import formal_words_of, words_of

FileAddress = Callable[[Mapping[str, Any]], str]
LONG = 60


@dataclass(frozen=True, slots=True)
class ShownFile:
    """An attached file as the page shows it."""

    name: str
    url: str
    size: int
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: in words, or as files."""

    path: str
    label: Text
    words: str = ""
    files: tuple[ShownFile, ...] = ()
    is_long: bool = False

    @property
    def is_empty(self) -> bool:
        """True when nothing was answered."""
        return not self.words and not self.files


@dataclass(frozen=True, slots=True)
class ToldSection:
    """A section: single answers, or rows below their columns."""

    code: str
    label: Text
    answers: tuple[Told, ...] = ()
    columns: tuple[Field, ...] = ()
    rows: tuple[tuple[Told, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that two versions tell differently."""

    where: str
    before: str
    after: str


class Reader:
    """Tells answers of one form; `address` gives the address of an attached file."""

    def __init__(self, form: FormDefinition, answers: Answers, address: FileAddress) -> None:
        self.form, self.answers, self.address = form, answers, address
        self.shown = Visibility(form, answers)
        self.masked = mask_sensitive(form, answers)

    def sections(self) -> list[ToldSection]:
        """Return the sections that are shown."""
        return [self._section(section) for section in self.form.sections if self.shown.section(section)]

    def _section(self, section: Section) -> ToldSection:
        rows = rows_of(section, self.masked)
        if not section.repeated:
            row = rows[0] if rows else {}
            fields = [field for field in section.fields if self.shown.field(section, field)]
            return ToldSection(section.code, str(section.label), tuple(self._told(section, fields, row)))
        used = [field for field in section.fields if any(is_filled(row.get(field.code)) for row in rows)]
        told = tuple(tuple(self._told(section, used, row, place)) for place, row in enumerate(rows))
        return ToldSection(section.code, str(section.label), (), tuple(used), told)

    def _told(self, section: Section, fields: Iterable[Field], row: Row, place: int | None = None) -> Iterable[Told]:
        for field in fields:
            path = f"{section.code}.{field.code}" if place is None else f"{section.code}.{place}.{field.code}"
            yield self.tell(path, field, row.get(field.code), formal=place is None)

    def tell(self, path: str, field: Field, value: Any, *, formal: bool = True) -> Told:
        """Return one answer (masked already, where it is sensitive) in words."""
        if field.is_file:
            files = value if isinstance(value, list) else []
            return Told(path, str(field.label), files=tuple(self._file(item) for item in files))
        words = formal_words_of(field, value) if formal else words_of(field, value)
        return Told(path, str(field.label), words, is_long=field.kind is FieldKind.LONG_TEXT or len(words) > LONG)

    def _file(self, reference: Mapping[str, Any]) -> ShownFile:
        return ShownFile(
            name=str(reference.get("name", "")),
            url=self.address(reference),
            size=int(reference.get("size") or 0),
            is_picture=str(reference.get("media_type", "")).startswith("image/"),
        )


def tell_changes(form: FormDefinition, changes: Sequence[Change]) -> list[Difference]:
    """Return what changed between two versions, in words; sensitive answers stay masked."""
    told = []
    for change in changes:
        section, field = form.section(change.path.split(".")[0]), form.field(change.path)
        if section is None or field is None or field.kind is FieldKind.COMPUTED:
            continue
        parts = change.path.split(".")
        row = f" {int(parts[1]) + 1}" if section.repeated and len(parts) > 2 else ""  # noqa: PLR2004
        told.append(
            Difference(f"{section.label}{row} · {field.label}", _side(field, change.before), _side(field, change.after))
        )
    return told


def _side(field: Field, value: Any) -> str:
    shown = mask(field, value) if field.sensitive else value
    return words_of(field, shown)
