"""A form ready to be shown: each field with its name, its answer as people write it, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core.files.sniff import Accepted
from jiangxin.core.refusal import Problem
from jiangxin.forms.answers.checking import path_of
from jiangxin.forms.answers.progress import Progress, progress
from jiangxin.forms.answers.reading import HELD
from jiangxin.forms.answers.snapshot import computed
from jiangxin.forms.conditions import is_filled
from jiangxin.forms.definition import DAY_KINDS, NUMBER_KINDS, Field, FieldKind, FormDefinition, Section
from jiangxin.forms.visibility import Answers, Row, Visibility
from jiangxin.forms.words import Words

Options = Mapping[str, Sequence[tuple[str, str]]]
"""Kind or path of a field to what can be chosen there: (value, label), for organisations and divisions."""
ROW = "__row__"
"""Stands for the number of the row in the blank row the browser copies."""
MOST_RADIOS = 4
LONG_CELL = 60
SHORT_LABEL = 6
_WIDGETS = {
    FieldKind.LONG_TEXT: "area",
    FieldKind.CHOICES: "checks",
    FieldKind.DECLARATION: "declaration",
    FieldKind.FILE: "files",
    FieldKind.FILES: "files",
    FieldKind.COMPUTED: "computed",
}
_INPUT_MODES = {FieldKind.PHONE: "tel", FieldKind.EMAIL: "email", FieldKind.INTEGER: "numeric"}
_AUTOCOMPLETE = {FieldKind.EMAIL: "email", FieldKind.PHONE: "tel"}


@dataclass(frozen=True, slots=True)
class BoundField:
    """One field in one place."""

    field: Field
    path: str
    value: Any
    problems: tuple[Problem, ...]
    visible: bool
    required: bool
    in_row: bool
    options: tuple[tuple[str, str], ...] = ()

    @property
    def widget(self) -> str:
        """Name of the template that draws the field."""
        if self.field.kind in _WIDGETS:
            return _WIDGETS[self.field.kind]
        if self.options:
            return "select" if self.in_row or len(self.options) > MOST_RADIOS else "radios"
        return "cell_area" if self.in_row and (self.field.max_length or 0) > LONG_CELL else "text"

    @property
    def is_group(self) -> bool:
        """True for fields of several inputs, which need a legend instead of a label."""
        return self.widget in {"radios", "checks", "files"}

    @property
    def text(self) -> str:
        """The answer as it stands in the input."""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        return "" if self.value is None or isinstance(self.value, list | dict) else str(self.value)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen values."""
        if isinstance(self.value, list):
            return tuple(str(item) for item in self.value)
        return (self.text,) if self.text else ()

    @property
    def is_unknown_choice(self) -> bool:
        """True when what was typed is none of the options: it is shown as it is, never dropped in silence."""
        return bool(self.text) and all(self.text != value for value, _label in self.options)

    @property
    def files(self) -> list[dict[str, Any]]:
        """The stored files of this place."""
        return self.value if self.field.is_file and isinstance(self.value, list) else []

    @property
    def held_name(self) -> str:
        """Name of the hidden inputs that carry the ids of the files."""
        return self.path + HELD

    @property
    def described_by(self) -> str:
        """Ids of the texts that explain the field to a screen reader."""
        parts = ["help"] * bool(self.field.help) + ["count"] * bool(self.field.max_length) + ["error"]
        return " ".join(f"{self.path}-{part}" for part in parts if part != "count" or self.has_counter)

    @property
    def has_counter(self) -> bool:
        """True where the remaining characters are counted under the field."""
        return bool(self.field.max_length) and (self.widget in {"area", "cell_area"} or not self.in_row)

    @property
    def shows_counter_always(self) -> bool:
        """True for long texts; short ones show the count only when little is left."""
        return self.field.kind is FieldKind.LONG_TEXT

    @property
    def input_mode(self) -> str:
        """The keyboard a phone offers."""
        if self.field.kind in {FieldKind.DECIMAL, FieldKind.MONEY}:
            return "decimal"
        return _INPUT_MODES.get(self.field.kind, "text")

    @property
    def autocomplete(self) -> str:
        """What the browser may offer from its own memory; nothing where the form asks about others."""
        return "off" if self.in_row else _AUTOCOMPLETE.get(self.field.kind, "off")

    @property
    def placeholder(self) -> str:
        """A pattern for days, which every office writes differently."""
        return {FieldKind.DATE: "2026-01-31", FieldKind.MONTH: "2026-01"}.get(self.field.kind, "")

    @property
    def width(self) -> str:
        """How wide the input is: as wide as the answer is expected to be."""
        if self.in_row:
            return self._cell_width
        if self.field.kind in NUMBER_KINDS | DAY_KINDS:
            return "s"
        if self.field.kind in {FieldKind.PHONE, FieldKind.DIVISION} or self.widget == "select":
            return "m"
        length = self.field.max_length or 40
        return "m" if length <= 20 else "l" if length <= LONG_CELL else "xl"  # noqa: PLR2004  characters that fit

    @property
    def _cell_width(self) -> str:
        if self.widget == "select":
            return "s" if max(len(label) for _value, label in self.options) <= SHORT_LABEL else "m"
        if self.field.kind in NUMBER_KINDS | DAY_KINDS:
            return "s"
        length = self.field.max_length or LONG_CELL
        return "m" if length <= LONG_CELL // 2 else "l" if length <= LONG_CELL else "xl"

    @property
    def rows(self) -> int:
        """Lines of a text area."""
        return min(16, max(4, (self.field.max_length or 400) // 60))

    @property
    def accept(self) -> str:
        """The file endings a file dialog offers."""
        endings = {"pdf": ".pdf", "jpeg": ".jpg,.jpeg", "png": ".png", "docx": ".docx", "xlsx": ".xlsx"}
        return ",".join(endings[code] for code in self.field.accepts if code in endings)

    @property
    def accepted(self) -> str:
        """What the place takes, in words."""
        return Accepted(self.field.accepts, self.field.max_bytes).describe()


@dataclass(frozen=True, slots=True)
class BoundRow:
    """One row of a repeated section."""

    index: int | str
    fields: tuple[BoundField, ...]

    @property
    def number(self) -> int | str:
        """The number people count with."""
        return self.index + 1 if isinstance(self.index, int) else ""


@dataclass(frozen=True, slots=True)
class BoundSection:
    """A section with its rows or fields."""

    section: Section
    visible: bool
    number: int
    fields: tuple[BoundField, ...]
    rows: tuple[BoundRow, ...]
    blank: BoundRow | None
    problems: tuple[Problem, ...]
    fault_count: int
    progress: Progress | None

    @property
    def state(self) -> str:
        """One word for the side navigation: "faulty", "complete", "started" or "empty"."""
        if self.fault_count:
            return "faulty"
        if self.progress is None or not self.progress.touched:
            return "empty"
        return "complete" if self.progress.complete else "started"

    @property
    def row_word(self) -> str:
        """What one row is called; "" where the form gives it no name."""
        return str(self.section.row_label)


@dataclass(frozen=True, slots=True)
class BoundForm:
    """A whole form ready to be shown."""

    definition: FormDefinition
    answers: Answers
    sections: tuple[BoundSection, ...]
    summary: tuple[tuple[str, str, str], ...]
    """What is wrong, for the list on top: (href, where, what)."""

    @property
    def filled(self) -> int:
        """Required answers that are there."""
        return sum(section.progress.filled for section in self.sections if section.progress)

    @property
    def required(self) -> int:
        """Answers required as things stand."""
        return sum(section.progress.required for section in self.sections if section.progress)

    @property
    def percent(self) -> int:
        """How far the form has come."""
        return 100 * self.filled // self.required if self.required else 100


def bind(
    definition: FormDefinition,
    answers: Answers,
    *,
    problems: Sequence[Problem] = (),
    options: Options | None = None,
    only: Sequence[str] = (),
) -> BoundForm:
    """Return the form with these answers and problems, ready for the templates.

    Args:
        definition: the form.
        answers: the draft.
        problems: of `validate` or `draft_problems`, or of a refusal.
        options: what can be chosen for organisations and divisions.
        only: codes of the sections on this page; all of them when empty.
    """
    binder = _Binder(definition, answers, problems, options or {})
    sections = [
        binder.section(section, number)
        for number, section in enumerate(definition.sections, start=1)
        if not only or section.code in only
    ]
    return BoundForm(definition, answers, tuple(sections), tuple(binder.summary()))


class _Binder:
    def __init__(
        self, definition: FormDefinition, answers: Answers, problems: Sequence[Problem], options: Options
    ) -> None:
        self.definition, self.options, self.problems = definition, options, problems
        self.shown = Visibility(definition, answers)
        self.computed = computed(definition, answers)
        self.progress = {item.section: item for item in progress(definition, answers)}
        self.by_path: dict[str, list[Problem]] = {}
        for problem in problems:
            self.by_path.setdefault(problem.path, []).append(problem)

    def section(self, section: Section, number: int) -> BoundSection:
        rows = self.shown.rows(section)
        bound = [BoundRow(index, self._fields(section, row, index)) for index, row in enumerate(rows)]
        return BoundSection(
            section=section,
            visible=self.shown.section(section),
            number=number,
            fields=() if section.repeated else bound[0].fields,
            rows=tuple(bound) if section.repeated else (),
            blank=BoundRow(ROW, self._blank(section)) if section.repeated else None,
            problems=tuple(self.by_path.get(section.code, ())),
            fault_count=sum(problem.path.partition(".")[0] == section.code for problem in self.problems),
            progress=self.progress.get(section.code),
        )

    def summary(self) -> list[tuple[str, str, str]]:
        listed = []
        for problem in self.problems:
            parts = problem.path.split(".")
            section, field = self.definition.section(parts[0]), self.definition.field(problem.path)
            where = str(section.label) if section else ""
            if section and section.repeated and len(parts) > len(("section", "row")):
                where = _("%(section)s第 %(row)s 行") % {"section": where, "row": int(parts[1]) + 1}
            if field:
                where = f"{where} · {field.label}"
            listed.append((f"#{problem.path}", where, str(problem.message)))
        return listed

    def _fields(self, section: Section, row: Row, index: int) -> tuple[BoundField, ...]:
        place = index if section.repeated else None
        return tuple(
            self._field(section, field, path_of(section, field, place), row.get(field.code), place)
            for field in section.fields
        )

    def _field(self, section: Section, field: Field, path: str, value: object, place: int | None) -> BoundField:
        return BoundField(
            field=field,
            path=path,
            value=self.computed.get(path) if field.kind is FieldKind.COMPUTED else value,
            problems=tuple(self.by_path.get(path, ())),
            visible=self.shown.field(section, field, place),
            required=self.shown.required(section, field, place),
            in_row=section.repeated,
            options=self._options(section, field),
        )

    def _blank(self, section: Section) -> tuple[BoundField, ...]:
        return tuple(
            BoundField(
                field=field,
                path=f"{section.code}.{ROW}.{field.code}",
                value=None,
                problems=(),
                visible=field.visible_if is None,
                required=field.required,
                in_row=True,
                options=self._options(section, field),
            )
            for field in section.fields
        )

    def _options(self, section: Section, field: Field) -> tuple[tuple[str, str], ...]:
        if field.choices:
            prefix = field.kind is FieldKind.INDUSTRY
            return tuple((choice.code, _labelled(choice.code, choice.label, prefix)) for choice in field.choices)
        if field.kind is FieldKind.YES_NO:
            return (("true", _("是")), ("false", _("否")))
        return tuple(self.options.get(f"{section.code}.{field.code}") or self.options.get(str(field.kind)) or ())


def _labelled(code: str, label: Words, prefix: bool) -> str:  # noqa: FBT001  internal
    return f"{code} {label}" if prefix else str(label)


def is_blank(row: BoundRow) -> bool:
    """Say whether nothing is filled into a row."""
    return not any(is_filled(field.value) for field in row.fields)
