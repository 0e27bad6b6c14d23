"""The names an application carries, and the forms they take in running text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiangxin.engine.measure.masking import COMPOUND_SURNAMES
from jiangxin.engine.text.restore.readings import plain_readings
from jiangxin.forms.definition import FormDefinition, NameOf
from jiangxin.forms.visibility import Answers, rows_of

SHORTEST = 2
_SEPARATORS = re.compile(r"[、，,;；/\n]+")
_HAN = r"[\u3400-\u9fff]"
_BLANKS_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_SPREAD = re.compile(rf"(?<!{_HAN})({_HAN})\s+({_HAN})(?!{_HAN})")
_REGION = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,6}?(?:市|自治州|地区))?(?:[\u4e00-\u9fff]{1,6}?(?:县|区))?"
)
_SUFFIX = re.compile(r"(?:（集团）|\(集团\)|集团)?(?:股份|有限责任|有限|总)*公司$|集团$|工会委员会$|工会$")
_TITLES = (
    "师傅|工程师|工|主任|班长|队长|经理|医生|护士长|护士|老师|教授|总|主席|书记|厂长|所长|科长|组长|院长"
    "|劳模|大师|某某|某"
)
_AFTER_GIVEN_NAMES = "同志|师傅|大师|老师|劳模|工匠|主任|班长|组|班|团队|工作室|哥|姐"
_AFTER_BRANDS = "公司|集团|股份|企业|工厂|厂|品牌|精神|人|职工|员工|工会|党委|医院|学校|学院|院|校"
LETTERS = "A-Za-z"
_NO_LETTER_BEFORE = f"(?<![{LETTERS}])"
_BRAND = 2
_INITIALS = 2
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,8}")


@dataclass(frozen=True, slots=True)
class Form:
    """One way a name can be written.

    Attributes:
        pattern: regular expression that finds it.
        put: what stands in its place.
        certain: False for forms that can mean somebody else, such as 小张.
        weight: longer forms are looked for first.
        begins: the characters it can begin with; Latin ones in either case.
    """

    pattern: str
    put: str
    certain: bool
    weight: int
    begins: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name, whose it is, and what stands in its place."""

    text: str
    of: NameOf
    put: str


def collect_names(
    definition: FormDefinition, answers: Answers, extra: Iterable[str] = (), known: Iterable[tuple[str, NameOf]] = ()
) -> list[Name]:
    """Return the names in the answers, each once.

    Args:
        definition: the form.
        answers: a snapshot.
        extra: further names of people the officer adds.
        known: names known from elsewhere with whose they are, such as the unit's in the register.
    """
    found: dict[str, NameOf] = {}
    for text, of in (*_named(definition, answers), *known, *((text, NameOf.PERSON) for text in extra)):
        plain = plain_name(text)
        if len(plain) >= SHORTEST:
            found.setdefault(plain, of)
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
            parts = [text] if field.name_of is NameOf.STUDIO else _parts(text)
            yield from ((part, field.name_of) for part in parts if len(part) >= SHORTEST)


def _parts(text: str) -> list[str]:
    """Return the names of a list; blanks part Chinese names or spread those of two characters, and belong to others."""
    whole = _BLANKS_BETWEEN_HAN.sub("、", plain_name(text))
    return [part.strip() for part in _SEPARATORS.split(whole)]


def plain_name(text: str) -> str:
    """Return a name without the blank that spreads two characters over the width of three (张 伟)."""
    return _SPREAD.sub(r"\1\2", text.strip())


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
        known = [_form(text, name.put, certain=certain) for text, certain in _unit_forms(name.text).items()]
        return known + _short_unit_forms(name)
    forms = [_form(name.text, name.put)]
    if name.of is NameOf.STUDIO:
        short = re.sub(r"(?:劳模|工匠|职工)?(?:创新|服务)?工作室$", "", name.text)
        return forms + ([_form(short + "工作室", name.put)] if len(short) >= SHORTEST else [])
    return forms + (_person_forms(name) if _HAN_NAME.fullmatch(name.text) else [])


def _form(text: str, put: str, *, certain: bool = True) -> Form:
    # Two-character names are often set with a space between them: 张 伟.
    spaced = r"[\s\u3000]*".join(re.escape(char) for char in text if not char.isspace())
    return Form(_apart(spaced, text), put, certain, len(text), text.strip()[0])


def _apart(pattern: str, text: str) -> str:
    """Let a name that begins or ends in Latin letters not be found inside a word: Li is not in "lithium"."""
    before = _NO_LETTER_BEFORE if text[:1].isascii() and text[:1].isalpha() else ""
    after = f"(?![{LETTERS}])" if text[-1:].isascii() and text[-1:].isalpha() else ""
    return f"{before}{pattern}{after}"


def _person_forms(name: Name) -> list[Form]:
    text = name.text.replace("·", "")
    surname = text[:2] if text[:2] in COMPOUND_SURNAMES else text[0]
    given = text[len(surname) :]
    escaped = re.escape(surname)
    likely = [
        Form(f"{escaped}(?:{_TITLES})", name.put, False, len(surname) + 1, surname[0]),
        Form(f"[小老]{escaped}", name.put, False, len(surname) + 1, "小老"),
    ]
    if len(given) >= SHORTEST:
        followed = f"{re.escape(given)}(?={_AFTER_GIVEN_NAMES})"
        likely.append(Form(followed, name.put, False, len(given) + 1, given[0]))
    return likely + _latin_forms(name, surname, given)


def _latin_forms(name: Name, surname: str, given: str) -> list[Form]:
    """Return the name in pinyin, either part first: Zhang Wei, Weiming ZHANG, Wei-ming Zhang, W. M. Zhang."""
    family, own = _pinyin(surname), _pinyin(given)
    if not (family and own):
        return []
    initials = r"[\s.\-]*".join(_letters({text[0] for text in _readings(char)}) for char in given)
    initials = rf"{initials}\.?"
    apart = r"[\s,，·]*"
    whole = f"{family}{apart}{own}|{own}{apart}{family}|{family}[\\s,，]+{initials}|{initials}[\\s]*{family}"
    return [Form(_apart(f"(?:{whole})", "aa"), name.put, True, len(name.text) * _INITIALS, LETTERS)]


def _pinyin(chars: str) -> str:
    """Return a pattern of the characters' readings, blanks and hyphens between or not; empty if one has none."""
    parts = [_letters(_readings(char)) for char in chars]
    return r"[\s\-'’]?".join(parts) if all(parts) else ""


def _readings(char: str) -> set[str]:
    found = {reading for reading in plain_readings(char) if reading}
    return found | {reading.replace("ü", "v") for reading in found} | {reading.replace("ü", "yu") for reading in found}


def _letters(readings: set[str]) -> str:
    ordered = sorted(readings, key=lambda text: (-len(text), text))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else ""


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


def _short_unit_forms(name: Name) -> list[Form]:
    """Return what may be the unit in short: its first two characters with some of the rest, or with a word for units.

    锦华公共交通 is 锦华公交 and 锦华人, and Jinhua in Latin letters.
    """
    text = "".join(name.text.split())
    region = _REGION.match(text)
    core = _SUFFIX.sub("", text[region.end() :] if region else text)
    brand, rest = core[:_BRAND], core[_BRAND:]
    if not re.fullmatch(rf"{_HAN}{{2}}", brand) or len(rest) < SHORTEST:
        return []
    some = "".join(f"{re.escape(char)}?" for char in rest)
    short = f"{re.escape(brand)}(?=[{re.escape(rest)}]{{2}}){some}"
    called = f"{re.escape(brand)}(?:{_AFTER_BRANDS})"
    found = [Form(pattern, name.put, False, _BRAND + 1, brand[0]) for pattern in (short, called)]
    latin = _pinyin(brand)
    if latin:
        found.append(Form(_apart(latin, "aa"), name.put, False, _BRAND, LETTERS))
    return found
