"""From the text of a blueprint to a form definition, and back. Every fault is listed, each with its path."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core.files.sniff import DOCUMENTS, IMAGES, KINDS
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.forms.conditions import Condition
from jiangxin.forms.definition import (
    CHOICE_KINDS,
    DAY_KINDS,
    FILE_KINDS,
    LONGEST_TEXT,
    MEGABYTE,
    MOST_FILES,
    MOST_ROWS,
    NUMBER_KINDS,
    TEXT_KINDS,
    Choice,
    Compute,
    Field,
    FieldKind,
    FormDefinition,
    Money,
    NameOf,
    Redact,
    Section,
)
from jiangxin.forms.parse_conditions import parse_condition
from jiangxin.forms.reader import Reader
from jiangxin.forms.sanity import resolve
from jiangxin.forms.words import Words

KINDS_OF_FIELD = {str(kind): kind for kind in FieldKind}
REDACTIONS = {str(redact): redact for redact in Redact}
NAMES = {str(name): name for name in NameOf}
UNITS = {str(unit): unit for unit in Money}
OPS = {"count": "count", "sum": "sum", "share": "share"}
ChoiceLists = Mapping[str, tuple[Choice, ...]]
INDUSTRIES = tuple(Choice(section.code, Words(section.zh, section.en)) for section in SECTIONS.values())


def parse_definition(data: object) -> FormDefinition:
    """Read a form from TOML or JSON data.

    Raises:
        Refusal: "form_definition_invalid" with every fault as a problem.
    """
    problems: list[Problem] = []
    definition = read_definition(data, problems)
    if problems:
        raise Refusal(
            "form_definition_invalid",
            _("表单定义有 %(count)s 处不能用。") % {"count": len(problems)},
            _("请按所列位置逐一修改后再保存。"),
            problems=problems,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return definition


def read_definition(data: object, problems: list[Problem], path: str = "") -> FormDefinition:
    """Read a form as far as it can be read; what is wrong goes to `problems`, with paths that begin with `path`."""
    reader = Reader(data, path, problems)
    lists = _choice_lists(reader)
    sections = reader.items("sections", lambda item, at: _section(Reader(item, at, problems), lists))
    largest = reader.whole("max_answer_bytes", 10_000, 10 * MEGABYTE) or 4 * MEGABYTE
    if not sections:
        reader.fault("sections", _("表单至少要有一节。"), "missing")
    definition = FormDefinition(
        sections=sections,
        max_answer_bytes=largest,
        source=reader.text("source"),
        platform_default=reader.flag("platform_default"),
    )
    reader.finish()
    return resolve(definition, problems, path)


def _choice_lists(reader: Reader) -> ChoiceLists:
    data = reader.take("choice_lists")
    if data is None:
        return {}
    inner = Reader(data, reader.at("choice_lists"), reader.problems)
    return {key: inner.items(key, lambda item, at: _choice(Reader(item, at, reader.problems))) for key in inner.data}


def _choice(reader: Reader) -> Choice:
    choice = Choice(reader.code(), reader.words("label", required=True), reader.words("help"))
    reader.finish()
    return choice


def _section(reader: Reader, lists: ChoiceLists) -> Section:
    section = Section(
        code=reader.code(),
        label=reader.words("label", required=True),
        help=reader.words("help"),
        repeated=reader.flag("repeated"),
        min_rows=reader.whole("min_rows", 0, MOST_ROWS) or 0,
        max_rows=reader.whole("max_rows", 1, MOST_ROWS) or MOST_ROWS,
        row_label=reader.words("row_label"),
        visible_if=_condition(reader, "visible_if"),
        fields=reader.items("fields", lambda item, at: _field(Reader(item, at, reader.problems), lists)),
    )
    if not section.fields:
        reader.fault("fields", _("每节至少要有一栏。"), "missing")
    reader.finish()
    return section


def _field(reader: Reader, lists: ChoiceLists) -> Field:
    kind = reader.one_of("kind", KINDS_OF_FIELD)
    code = reader.code()
    if kind is None:
        # Kept under its code, so that what refers to it is not called a fault as well.
        return Field(code=code, kind=FieldKind.TEXT, label=Words(code))
    field = Field(
        code=code,
        kind=kind,
        label=reader.words("label", required=True),
        help=reader.words("help"),
        required=reader.flag("required"),
        required_if=_condition(reader, "required_if"),
        visible_if=_condition(reader, "visible_if"),
        sensitive=reader.flag("sensitive"),
        redact=reader.one_of("redact", REDACTIONS, Redact.KEEP) or Redact.KEEP,
        print_width=reader.whole("print_width", 1, 12) or (12 if kind is FieldKind.LONG_TEXT else 6),
        list_column=reader.flag("list_column"),
        **_text_keys(reader, kind),
        **_number_keys(reader, kind),
        **_file_keys(reader, kind),
        choices=_choices(reader, kind, lists),
        compute=_compute(reader) if kind is FieldKind.COMPUTED else None,
    )
    reader.finish()
    return field


def _text_keys(reader: Reader, kind: FieldKind) -> dict[str, Any]:
    if kind not in TEXT_KINDS:
        return {}
    return {
        "min_length": reader.whole("min_length", 1, LONGEST_TEXT),
        "max_length": reader.whole("max_length", 1, LONGEST_TEXT),
        "name_of": reader.one_of("name_of", NAMES) if reader.has("name_of") else reader.take("name_of"),
        **(
            {"pattern": reader.text("pattern", 200), "pattern_help": reader.words("pattern_help")}
            if kind is FieldKind.TEXT
            else {}
        ),
    }


def _number_keys(reader: Reader, kind: FieldKind) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    if kind in NUMBER_KINDS | DAY_KINDS:
        keys |= {"minimum": reader.number_text("min"), "maximum": reader.number_text("max")}
    if kind in NUMBER_KINDS:
        keys["advise_min"] = reader.number_text("advise_min")
    if kind in NUMBER_KINDS | {FieldKind.COMPUTED, FieldKind.TEXT}:
        keys["unit"] = reader.words("unit")
    if kind in {FieldKind.DECIMAL, FieldKind.MONEY} and reader.has("decimals"):
        keys["decimals"] = reader.whole("decimals", 0, 6) or 0
    if kind is FieldKind.MONEY:
        keys["money_in"] = reader.one_of("money_in", UNITS, Money.WAN)
    if kind in DAY_KINDS:
        keys["not_before"] = reader.text("not_before", 40)
    return keys


def _file_keys(reader: Reader, kind: FieldKind) -> dict[str, Any]:
    if kind not in FILE_KINDS:
        return {}
    named = {"image": IMAGES, "document": DOCUMENTS} | {code: (code,) for code in KINDS}
    groups = reader.items("accepts", lambda item, at: _file_kind(item, at, reader, named))
    keys: dict[str, Any] = {
        "accepts": tuple(dict.fromkeys(code for group in groups for code in group)) or DOCUMENTS,
        "max_bytes": reader.whole("max_bytes", 1, 200 * MEGABYTE) or 20 * MEGABYTE,
    }
    if kind is FieldKind.FILES:
        keys["max_files"] = reader.whole("max_files", 1, MOST_FILES) or 10
        keys["min_files"] = reader.whole("min_files", 0, MOST_FILES) or 0
    return keys


def _file_kind(item: object, at: str, reader: Reader, named: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    if isinstance(item, str) and item in named:
        return named[item]
    reader.problems.append(
        Problem(at, _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(named)}, "not_allowed")
    )
    return None


def _choices(reader: Reader, kind: FieldKind, lists: ChoiceLists) -> tuple[Choice, ...]:
    if kind is FieldKind.INDUSTRY:
        return INDUSTRIES
    if kind not in CHOICE_KINDS:
        return ()
    name = reader.data.get("choices")
    if not isinstance(name, str):
        choices = reader.items("choices", lambda item, at: _choice(Reader(item, at, reader.problems)))
    else:
        reader.take("choices")
        choices = lists.get(name, ())
    if not choices:
        known = "、".join(lists)
        reader.fault("choices", _("缺少选项；可写列表，或引用已有选项表：%(known)s。") % {"known": known}, "missing")
    return choices


def _compute(reader: Reader) -> Compute | None:
    inner = Reader(reader.take("compute"), reader.at("compute"), reader.problems)
    compute = Compute(
        op=inner.one_of("op", OPS) or "count",
        section=inner.code("section"),
        field=inner.text("field", 40),
        where=_condition(inner, "where"),
    )
    inner.finish()
    return compute


def _condition(reader: Reader, key: str) -> Condition | None:
    data = reader.take(key)
    return None if data is None else parse_condition(data, reader.at(key), reader.problems)
