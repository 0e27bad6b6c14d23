"""The names an application carries, and the forms they take in running text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiangxin.engine.measure.masking import COMPOUND_SURNAMES
from jiangxin.forms.definition import FormDefinition, NameOf
from jiangxin.forms.visibility import Answers, rows_of

SHORTEST = 2
_SEPARATORS = re.compile(r"[、，,;；/\s]+")
_REGION = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,6}?(?:市|自治州|地区))?(?:[\u4e00-\u9fff]{1,6}?(?:县|区))?"
)
_SUFFIX = re.compile(r"(?:（集团）|\(集团\)|集团)?(?:股份|有限责任|有限|总)*公司$|集团$|工会委员会$|工会$")
_TITLES = (
    "师傅|工程师|工|主任|班长|队长|经理|医生|护士长|护士|老师|教授|总|主席|书记|厂长|所长|科长|组长|院长"
    "|劳模|大师|某某|某"
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,8}")


@dataclass(frozen=True, slots=True)
class Form:
    """One way a name can be written.

    Attributes:
        pattern: regular expression that finds it.
        put: what stands in its place.
        certain: False for forms that can mean somebody else, such as 小张.
        weight: longer forms are looked for first.
    """

    pattern: str
    put: str
    certain: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name, whose it is, and what stands in its place."""

    text: str
    of: NameOf
    put: str


def collect_names(definition: FormDefinition, answers: Answers, extra: Iterable[str] = ()) -> list[Name]:
    """Return the names in the answers, each once; `extra` are further names of people the officer adds."""
    found: dict[str, NameOf] = {}
    for text, of in _named(definition, answers):
        found.setdefault(text, of)
    for text in extra:
        if text.strip():
            found.setdefault(text.strip(), NameOf.PERSON)
    persons = 0
    names = []
    for text, of in found.items():
        persons += of is NameOf.PERSON
        names.append(Name(text, of, _placeholder(of, persons)))
    return names


def _named(definition: FormDefinition, answers: Answers) -> Iterator[tuple[str, NameOf]]:
    # The leader first: who is both leader and project lead is the leader.
    fields = sorted(definition.fields(), key=lambda pair: pair[1].name_of is not NameOf.LEADER)
    for section, field in fields:
        if field.name_of is None:
            continue
        for row in rows_of(section, answers):
            text = str(row.get(field.code) or "").strip()
            parts = [text] if field.name_of is NameOf.STUDIO else _SEPARATORS.split(text)
            yield from ((part, field.name_of) for part in parts if len(part) >= SHORTEST)


def _placeholder(of: NameOf, number: int) -> str:
    return {
        NameOf.LEADER: _("〔领衔人〕"),
        NameOf.PERSON: _("〔人员%(number)s〕") % {"number": number},
        NameOf.UNIT: _("〔本单位〕"),
        NameOf.STUDIO: _("〔本工作室〕"),
    }[of]


def forms_of(name: Name) -> list[Form]:
    """Return the ways a name is written in running text, the certain ones and the likely ones."""
    if name.of is NameOf.UNIT:
        return [_form(text, name.put, certain=certain) for text, certain in _unit_forms(name.text).items()]
    forms = [_form(name.text, name.put)]
    if name.of is NameOf.STUDIO:
        short = re.sub(r"(?:劳模|工匠|职工)?(?:创新|服务)?工作室$", "", name.text)
        return forms + ([_form(short + "工作室", name.put)] if len(short) >= SHORTEST else [])
    return forms + (_person_forms(name) if _HAN_NAME.fullmatch(name.text) else [])


def _form(text: str, put: str, *, certain: bool = True) -> Form:
    # Two-character names are often set with a space between them: 张 伟.
    spaced = r"[\s\u3000]*".join(re.escape(char) for char in text)
    return Form(spaced, put, certain, len(text))


def _person_forms(name: Name) -> list[Form]:
    surname = name.text[:2] if name.text[:2] in COMPOUND_SURNAMES else name.text[0]
    escaped = re.escape(surname)
    return [
        Form(f"{escaped}(?:{_TITLES})", name.put, certain=False, weight=len(surname) + 1),
        Form(f"[小老]{escaped}", name.put, certain=False, weight=len(surname) + 1),
    ]


def _unit_forms(text: str) -> dict[str, bool]:
    region = _REGION.match(text)
    local = text[region.end() :] if region else text
    place = re.sub(r"[省市县区]", "", text[: region.end()]) if region else ""
    forms = {text: True}
    for whole in (local, place + local):
        forms.setdefault(whole, True)
        core = _SUFFIX.sub("", whole)
        if core != whole:
            forms.setdefault(core, len(core) > len("某某"))
            forms.setdefault(core[:2] + "公司", False)
    return {form: certain for form, certain in forms.items() if len(form) > len("某")}
