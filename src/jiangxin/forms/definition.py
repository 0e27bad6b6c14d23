"""What a form is made of: sections of fields. Frozen, written in TOML in a blueprint and as JSON in a call."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jiangxin.forms.conditions import Condition
from jiangxin.forms.words import NOTHING, Words

MEGABYTE = 1024 * 1024
LONGEST_TEXT = 200_000
"""Characters any one field can hold while drafting; more is refused, not kept."""
MOST_ROWS = 500
MOST_FILES = 60


class FieldKind(StrEnum):
    """What kind of answer a field takes; the value an answer is kept as stands behind each."""

    TEXT = "text"  # text on one line
    LONG_TEXT = "long_text"  # text with paragraphs
    INTEGER = "integer"  # whole number
    DECIMAL = "decimal"  # "12.50", as text so that no digit is lost
    MONEY = "money"  # "12.50" in the field's unit, 万元 or 元
    DATE = "date"  # "2026-11-22"
    MONTH = "month"  # "2026-11"
    CHOICE = "choice"  # code of the choice
    CHOICES = "choices"  # list of codes
    YES_NO = "yes_no"  # true or false
    PHONE = "phone"
    EMAIL = "email"
    USCC = "uscc"  # unified social credit code, GB 32100-2015
    RESIDENT_ID = "resident_id"  # GB 11643-1999
    DIVISION = "division"  # code after GB/T 2260, 6, 9 or 12 digits
    INDUSTRY = "industry"  # section letter of GB/T 4754-2017, A to T
    ORGANISATION = "organisation"  # reference to an organisation, as text
    FILE = "file"  # list of at most one file
    FILES = "files"  # list of {id, name, size, media_type, sha256}
    DECLARATION = "declaration"  # true once ticked, absent otherwise
    COMPUTED = "computed"  # never typed: follows from repeated rows


class Redact(StrEnum):
    """What becomes of a field in the blind copy experts read."""

    KEEP = "keep"
    HIDE = "hide"
    MASK_NAMES = "mask_names"


class NameOf(StrEnum):
    """Whose name an answer is; wherever it stands in other texts, the blind copy masks it."""

    PERSON = "person"
    LEADER = "leader"
    UNIT = "unit"
    STUDIO = "studio"


class Money(StrEnum):
    """Unit an amount is written in."""

    WAN = "wan"
    YUAN = "yuan"


FILE_KINDS = frozenset({FieldKind.FILE, FieldKind.FILES})
CHOICE_KINDS = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})
NUMBER_KINDS = frozenset({FieldKind.INTEGER, FieldKind.DECIMAL, FieldKind.MONEY})
DAY_KINDS = frozenset({FieldKind.DATE, FieldKind.MONTH})
TEXT_KINDS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    code: str
    label: Words
    help: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Compute:
    """How a computed field follows from the rows of a repeated section.

    Attributes:
        op: "count" of rows, "sum" of a column, or "share" of rows in per cent (one decimal).
        section: code of the repeated section.
        field: the column summed; empty otherwise.
        where: only the rows for which this holds; for "share" the rows counted against all.
    """

    op: str
    section: str
    field: str = ""
    where: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. Lengths are characters without white space; limits of numbers and days are texts.

    Attributes:
        minimum: smallest number or earliest day ("2020-01-01", "today").
        maximum: largest number or latest day.
        advise_min: below this number the form advises, and does not refuse.
        not_before: code of the day in the same section this one must not precede.
        pattern: regular expression the whole text must match; `pattern_help` says it in words.
        sensitive: encrypted at rest and masked wherever shown (GB/T 35273-2020).
        name_of: whose name the answer is; several stand in one field separated by 、.
        accepts: kinds of files by code of `core.files.sniff.KINDS`.
        print_width: share of the printed row, in twelfths.
        list_column: shown in lists and in the summary table of recommendations.
    """

    code: str
    kind: FieldKind
    label: Words
    help: Words = NOTHING
    required: bool = False
    required_if: Condition | None = None
    visible_if: Condition | None = None
    min_length: int | None = None
    max_length: int | None = None
    choices: tuple[Choice, ...] = ()
    unit: Words = NOTHING
    money_in: Money = Money.WAN
    decimals: int = 2
    minimum: str = ""
    maximum: str = ""
    advise_min: str = ""
    not_before: str = ""
    pattern: str = ""
    pattern_help: Words = NOTHING
    sensitive: bool = False
    redact: Redact = Redact.KEEP
    name_of: NameOf | None = None
    accepts: tuple[str, ...] = ()
    max_files: int = 1
    min_files: int = 0
    max_bytes: int = 20 * MEGABYTE
    print_width: int = 6
    list_column: bool = False
    compute: Compute | None = None

    @property
    def shown_unit(self) -> Words:
        """The unit written behind the field; an amount of money always has one."""
        if self.unit or self.kind is not FieldKind.MONEY:
            return self.unit
        return Words("万元", "CNY 10,000") if self.money_in is Money.WAN else Words("元", "CNY")

    @property
    def is_file(self) -> bool:
        """True for places that take files."""
        return self.kind in FILE_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A block of fields, asked once, or row by row when `repeated`."""

    code: str
    label: Words
    fields: tuple[Field, ...]
    help: Words = NOTHING
    repeated: bool = False
    min_rows: int = 0
    max_rows: int = MOST_ROWS
    row_label: Words = NOTHING
    visible_if: Condition | None = None

    def field(self, code: str) -> Field | None:
        """Return the field with this code."""
        return next((field for field in self.fields if field.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDefinition:
    """A whole form. Build it with `parse.parse_definition`, which checks that it holds together.

    `source` tells where the form comes from; `platform_default` that no official form of the place was at hand.
    """

    sections: tuple[Section, ...]
    max_answer_bytes: int = 4 * MEGABYTE
    source: str = ""
    platform_default: bool = False

    def section(self, code: str) -> Section | None:
        """Return the section with this code."""
        return next((section for section in self.sections if section.code == code), None)

    def field(self, path: str) -> Field | None:
        """Return the field at "section.field", or at "section.row.field" in a repeated section."""
        parts = path.split(".")
        section = self.section(parts[0])
        return section.field(parts[-1]) if section and len(parts) > 1 else None

    def fields(self) -> Iterator[tuple[Section, Field]]:
        """Yield each field with its section, in order."""
        for section in self.sections:
            for field in section.fields:
                yield section, field
