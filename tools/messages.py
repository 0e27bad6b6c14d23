"""Gathers the texts of the house into its catalogues, and proves the catalogues complete. Needs no system gettext.

    tools/messages.py extract          bring both catalogues up to date with the sources, keeping translations
    tools/messages.py compile          write the .mo files
    tools/messages.py check            fail on anything missing, fuzzy, stale, or with other placeholders
    tools/messages.py missing          print what lacks an English text as JSON, to be filled in
    tools/messages.py fill FILE.json   take the filled-in texts over

The Chinese text is the message id, so the Chinese catalogue holds ids alone. Blueprints carry both languages as data.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "jiangxin"
LOCALES = ("zh_Hans", "en")
TRANSLATED = "en"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)\}|%[sd]")
_UNNAMED = re.compile(r"(?<!%)%[sd]")
_LONE = re.compile(r"(?<!%)%(?:%%)*(?![%(])")
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?{_QUOTED})?")
_ENTRY = re.compile(r'^(?:msgctxt .+\n(?:".*\n)*)?msgid .+\n(?:".*\n)*', re.MULTILINE)
_HAN = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z]{3}")
_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def path_of(locale: str) -> Path:
    """Return the catalogue file of a locale."""
    return SOURCES / "locale" / locale / "LC_MESSAGES" / "django.po"


def gather() -> Catalog:
    """Return every text of the sources, each with the files it stands in."""
    catalog = _empty()
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
            for message, context, comments in _texts_in(path):
                place = path.relative_to(ROOT).as_posix()
                catalog.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalog


def _texts_in(path: Path) -> Iterator[tuple[Any, str | None, list[str]]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is left of a template is calls among filler; without indentation it can be read as Python.
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    found = babel_extract("python", io.BytesIO(source.encode()), _KEYWORDS, comment_tags=("Translators:",))
    for _line, message, comments, context in found:
        if message:
            yield message, context, list(comments)


def _empty(locale: str | None = None) -> Catalog:
    return Catalog(
        locale=locale,
        project="Jiangxin",
        version="1",
        copyright_holder="The Jiangxin developers",
        header_comment="# Texts of Jiangxin. Gathered by tools/messages.py; the message id is the Chinese text.",
        msgid_bugs_address="the issue tracker of the project",
        last_translator="The Jiangxin developers",
        language_team="The Jiangxin developers",
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
        fuzzy=False,
    )


def read(locale: str) -> Catalog:
    """Return the catalogue of a locale, an empty one when there is none yet."""
    path = path_of(locale)
    if not path.exists():
        return _empty(locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def write(catalog: Catalog, locale: str) -> None:
    """Write the catalogue of a locale, ordered by file."""
    path = path_of(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)


def extract() -> int:
    """Bring the catalogues up to date."""
    template = gather()
    for locale in LOCALES:
        catalog = read(locale)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        write(catalog, locale)
    print(f"{len(template)} texts; {len(_untranslated(read(TRANSLATED)))} without an English text")
    return 0


def compile_all() -> int:
    """Write the compiled catalogues."""
    for locale in LOCALES:
        target = path_of(locale).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, read(locale))
    return 0


def check() -> int:
    """Print every fault of the catalogues; returns how the process ends."""
    template = gather()
    faults = [fault for message in _messages(template) for fault in _id_faults(message)]
    for locale in LOCALES:
        try:
            faults += _faults_of(template, read(locale), locale)
            faults += _written_faults(path_of(locale).read_text(encoding="utf-8"), locale)
        except (PoFileError, UnicodeDecodeError, FileNotFoundError) as fault:
            faults.append(f"{locale}: the catalogue cannot be read: {fault}")
    for fault in faults:
        print(fault)
    print(f"{len(template)} texts, {len(faults)} faults in the catalogues")
    return 1 if faults else 0


def _faults_of(template: Catalog, catalog: Catalog, locale: str) -> list[str]:
    fault_of = _translation_faults if locale == TRANSLATED else _chinese_faults
    return [
        *_stale(template, catalog, locale),
        *(fault for message in _messages(catalog) for fault in fault_of(message)),
    ]


def _written_faults(source: str, locale: str) -> Iterator[str]:
    """Tell what the reader passes over without a word: half a line, and an entry that stands there again."""
    for number, line in enumerate(source.splitlines(), start=1):
        if not _LINE.fullmatch(line):
            yield f"{locale}: line {number} is no line of a catalogue: {line}"
    entries = _ENTRY.findall(source)
    for entry in sorted({entry for entry in entries if entries.count(entry) > 1}):
        yield f"{locale}: stands there twice: {' '.join(entry.split())}"


def missing() -> int:
    """Print what has no English text yet."""
    rows = [
        {
            "context": message.context or "",
            "id": message.id if isinstance(message.id, str) else message.id[0],
            "text": "" if isinstance(message.id, str) else ["", ""],
            "where": [place for place, _line in message.locations],
        }
        for message in _untranslated(read(TRANSLATED))
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=1))
    return 0


def fill(source: Path) -> int:
    """Take English texts over from a filled-in list; what does not fit is told and left out."""
    catalog, left_out = read(TRANSLATED), []
    for row in json.loads(source.read_text(encoding="utf-8")):
        message = catalog.get(row["id"], row.get("context") or None)
        if message is None:
            left_out.append(f"unknown text, left out: {row['id']}")
        elif isinstance(row["text"], list) != isinstance(message.id, tuple):
            left_out.append(f"one text for one, two for a plural; left out: {row['id']}")
        elif row["text"]:
            message.string = tuple(row["text"]) if isinstance(row["text"], list) else row["text"]
    write(catalog, TRANSLATED)
    for fault in left_out:
        print(fault)
    print(f"{len(_untranslated(catalog))} without an English text")
    return 1 if left_out else 0


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _parts(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _untranslated(catalog: Catalog) -> list[Message]:
    return [message for message in _messages(catalog) if not all(_parts(message.string or ""))]


def _stale(template: Catalog, catalog: Catalog, locale: str) -> Iterator[str]:
    wanted = {(message.context, message.id) for message in _messages(template)}
    present = {(message.context, message.id) for message in _messages(catalog)}
    for _context, text in sorted(wanted - present, key=str):
        yield f"{locale}: not in the catalogue (make messages): {text!r}"
    for _context, text in sorted(present - wanted, key=str):
        yield f"{locale}: no longer in the sources (make messages): {text!r}"


def _id_faults(message: Message) -> Iterator[str]:
    place = message.locations[0][0] if message.locations else "?"
    for text in _parts(message.id):
        if _UNNAMED.search(text):
            yield f"{place}: placeholder without a name: {text!r}"
        if not _HAN.search(text) and _LATIN.search(_PLACEHOLDER.sub("", text)):
            yield f"{place}: the message id is not Chinese: {text!r}"


def _chinese_faults(message: Message) -> Iterator[str]:
    """The Chinese text is the id: another one beside it would be shown in its place."""
    if any(_parts(message.string or "")):
        yield f"zh_Hans: the text is the id, leave it empty: {message.id!r}"
    if message.fuzzy:
        yield f"zh_Hans: fuzzy: {message.id!r}"


def _translation_faults(message: Message) -> Iterator[str]:
    texts = _parts(message.string or "")
    if not all(text.strip() for text in texts):
        yield f"en: no English text: {message.id!r}"
        return
    if message.fuzzy:
        yield f"en: fuzzy: {message.id!r}"
    wanted = {match.group(0) for match in _PLACEHOLDER.finditer(_parts(message.id)[-1])}
    for text in texts:
        if {match.group(0) for match in _PLACEHOLDER.finditer(text)} != wanted:
            yield f"en: other placeholders than {sorted(wanted)}: {text!r}"
        elif any(mark.startswith("%(") for mark in wanted) and _LONE.search(text):
            yield f"en: a per cent sign that is no placeholder, write %%: {text!r}"
        # An example or a mark may be quoted in Chinese ("such as 云工发〔2026〕35号"); a text of Chinese alone is none.
        if _HAN.search(text) and not _LATIN.search(text):
            yield f"en: still Chinese: {text!r}"


def main(arguments: list[str]) -> int:
    """Do the act asked for."""
    acts = {"extract": extract, "compile": compile_all, "check": check, "missing": missing}
    act = arguments[0].lstrip("-") if arguments else ""
    if act == "fill" and len(arguments) == 2:  # noqa: PLR2004  the act and its file
        return fill(Path(arguments[1]))
    if act not in acts:
        print(__doc__)
        return 2
    return acts[act]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
