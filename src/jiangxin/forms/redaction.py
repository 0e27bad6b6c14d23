"""The blind copy experts read: what tells who applies is hidden or masked, and every replacement listed."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.forms.answers.checking import path_of
from jiangxin.forms.definition import TEXT_KINDS, Field, FormDefinition, NameOf, Redact, Section
from jiangxin.forms.naming import LETTERS, Form, Name, collect_names, forms_of, plain_name
from jiangxin.forms.visibility import Answers, Row, rows_of

_NUMBERS = (
    r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|https?://\S+"
)
_NUMBERS_BEGIN = "0123456789_.+"


@dataclass(frozen=True, slots=True)
class Replacement:
    """One place where something was masked.

    Attributes:
        path: the field.
        start: where in the original text, in characters.
        found: what stood there.
        put: what stands there now.
        certain: False where it may be a chance likeness; the officer looks at these first.
    """

    path: str
    start: int
    found: str
    put: str
    certain: bool

    @property
    def key(self) -> str:
        """Names this replacement, to be spared in the next run."""
        return f"{self.path}@{self.start}"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A blind copy: its answers, what was masked in them, and the paths of fields hidden altogether."""

    answers: Answers
    replacements: list[Replacement]
    hidden: list[str]


def redact(
    definition: FormDefinition,
    answers: Answers,
    *,
    extra_names: Iterable[str] = (),
    known_names: Iterable[tuple[str, NameOf]] = (),
    spare: Collection[str] = (),
) -> Redacted:
    """Return the blind copy of submitted answers.

    Args:
        definition: the form; each field says whether it is hidden, masked or kept.
        answers: a snapshot.
        extra_names: names the officer adds, such as of a workshop or a nickname.
        known_names: names known from elsewhere with whose they are, such as the unit's in the register.
        spare: keys of replacements the officer has taken back.

    Fields to be hidden go, except names of persons, in whose place a stand-in keeps the rows apart. Certain names are
    masked in every free text; likely ones (小张, 张师傅, 锦华公交), numbers and addresses where the field asks for it.
    """
    names = collect_names(definition, answers, extra_names, known_names)
    worker = _Redactor(names, frozenset(spare))
    result: Answers = {}
    for section in definition.sections:
        if section.code not in answers:
            continue
        rows = [
            worker.row(section, row, place if section.repeated else None)
            for place, row in enumerate(rows_of(section, answers))
        ]
        result[section.code] = rows if section.repeated else rows[0]
    return Redacted(result, worker.replacements, worker.hidden)


class _Redactor:
    def __init__(self, names: list[Name], spare: frozenset[str]) -> None:
        forms = [form for name in names for form in forms_of(name)]
        self.stand_in = {name.text: name.put for name in names}
        self.certain = _Finder([form for form in forms if form.certain])
        self.thorough = _Finder([*forms, Form(_NUMBERS, _("〔号码〕"), True, 11, _NUMBERS_BEGIN)])
        self.spare = spare
        self.replacements: list[Replacement] = []
        self.hidden: list[str] = []

    def row(self, section: Section, row: Row, place: int | None) -> Row:
        kept: Row = {}
        for field in section.fields:
            if field.code in row:
                path = path_of(section, field, place)
                value = self._value(field, row[field.code], path)
                if value is not None:
                    kept[field.code] = value
        return kept

    def _value(self, field: Field, value: Any, path: str) -> Any:
        if field.redact is Redact.HIDE:
            self.hidden.append(path)
            return self.stand_in.get(plain_name(value)) if field.name_of and isinstance(value, str) else None
        if field.is_file:
            return [self._nameless(field, file, number) for number, file in enumerate(value, start=1)]
        if field.kind in TEXT_KINDS and isinstance(value, str):
            return self._text(self.thorough if field.redact is Redact.MASK_NAMES else self.certain, value, path)
        return value

    def _text(self, finder: "_Finder", text: str, path: str) -> str:
        def replace(match: re.Match[str]) -> str:
            form = finder.form(match)
            replacement = Replacement(path, match.start(), match[0], form.put, form.certain)
            if replacement.key in self.spare:
                return match[0]
            self.replacements.append(replacement)
            return form.put

        return finder.pattern.sub(replace, text) if finder.pattern else text

    @staticmethod
    def _nameless(field: Field, file: dict[str, Any], number: int) -> dict[str, Any]:
        """Return a file reference under a name that tells nothing: file names are full of unit names."""
        ending = str(file["name"]).rpartition(".")[2][:5]
        return {**file, "name": f"{field.label}{number}.{ending}"}


class _Finder:
    """Finds all forms at once, longer ones first, so that a name inside a longer name is not cut out of it."""

    def __init__(self, forms: list[Form]) -> None:
        self.forms = sorted(forms, key=lambda form: (-form.weight, not form.certain))
        # Forms are many and texts long: where none can begin, none is tried.
        begins = "".join({char: re.escape(char) for form in self.forms for char in form.begins}.values())
        guard = f"(?=[{LETTERS}{begins}])" if begins else ""
        joined = guard + "(?:" + "|".join(f"({form.pattern})" for form in self.forms) + ")" if self.forms else ""
        self.pattern = re.compile(joined, re.IGNORECASE) if joined else None

    def form(self, match: re.Match[str]) -> Form:
        assert match.lastindex is not None
        return self.forms[match.lastindex - 1]
