"""The press: data and a template in, one PDF out."""

import json
import re
import unicodedata
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import Literal

import typst

from .dates import arabic_date
from .fonts import FontBook

TEMPLATES = Path(__file__).parent / "templates"
SUBSTITUTE = "〓"  # the typesetter's mark for a character the type case lacks
Standard = Literal["a-2a", "a-2b", "ua-1"]
TAGGED: tuple[Standard, ...] = ("a-2a", "ua-1")  # archival and accessible: the default
ARCHIVAL: tuple[Standard, ...] = ("a-2b",)  # for parts that are joined later, where tags would be lost

_IGNORABLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on paper.

    Args:
        data: the file's bytes.
        alt: what it shows, for those who cannot see it.
        format: "png", "jpg" or "svg".
    """

    data: bytes
    alt: str
    format: str = "png"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about itself; `issued` is also its creation date, so equal input gives equal bytes."""

    title: str
    author: str
    issued: date


class UnprintableText(Exception):  # noqa: N818  reads as what it says
    """A text holds characters no installed font can draw, and the document is one that must not show a substitute."""

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        named = "、".join(f"{c}（U+{ord(c):04X}）" for c in sorted(characters))
        super().__init__(
            f"No installed font draws {named}. Correct the text, or add a font with these characters to a font folder "
            "(the Debian package fonts-noto-cjk covers most rare characters in names)."
        )


class TypesettingWarning(UserWarning):
    """The page was set, but not as the template wanted."""


class Typesetter:
    """Sets templates with one font book; keeps a compiler per template, which makes later pages a few milliseconds.

    Safe to share between threads: each template is set by one thread at a time.
    """

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self._compilers: dict[str, typst.Compiler] = {}
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def pdf(
        self,
        template: str,
        data: object,
        imprint: Imprint,
        *,
        strict: bool = True,
        standards: tuple[Standard, ...] = TAGGED,
    ) -> bytes:
        """Set one document.

        Args:
            template: name of a file in `templates/` without its ending.
            data: a dataclass or mapping of what the template shows.
            imprint: title, author and date of the file.
            strict: refuse characters that cannot be drawn; otherwise print 〓 in their place.
            standards: PDF standards the file must meet.

        Raises:
            UnprintableText: see `strict`.
        """
        plain = self._printable(_plain(data), strict=strict)
        issued = imprint.issued
        inputs = {
            "data": json.dumps(plain, ensure_ascii=False),
            "fonts": json.dumps(self.fonts.for_template()),
            "imprint": json.dumps(
                {"title": imprint.title, "author": imprint.author, "date": [issued.year, issued.month, issued.day]}
            ),
        }
        compiler, lock = self._press(template)
        with lock:
            pdf, notes = compiler.compile_with_warnings(
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=list(standards),
                timestamp=datetime(issued.year, issued.month, issued.day, tzinfo=UTC),
                pdf_tags=standards != ARCHIVAL,
            )
        for note in notes:
            warnings.warn(f"{template}: {note.message}", TypesettingWarning, stacklevel=2)
        assert isinstance(pdf, bytes)
        return pdf

    def _press(self, template: str) -> tuple[typst.Compiler, Lock]:
        with self._lock:
            if template not in self._compilers:
                self._compilers[template] = typst.Compiler(
                    str(TEMPLATES / f"{template}.typ"),
                    root=str(TEMPLATES),
                    font_paths=self.fonts.fonts,
                    ignore_system_fonts=True,
                )
                self._locks[template] = Lock()
            return self._compilers[template], self._locks[template]

    def _printable(self, plain: object, *, strict: bool) -> object:
        missing = self.fonts.missing("".join(_texts(plain)))
        if missing and strict:
            raise UnprintableText(missing)
        return _replaced(plain, str.maketrans(dict.fromkeys(missing, SUBSTITUTE))) if missing else plain


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, date):
        return arabic_date(value)
    return clean(value) if isinstance(value, str) else value


def clean(text: str) -> str:
    """Text as the press wants it: composed, without control and invisible characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    text = _IGNORABLE.sub("", text)
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"})


def _texts(plain: object) -> list[str]:
    if isinstance(plain, str):
        return [] if plain.startswith("<svg") else [plain]
    if isinstance(plain, dict):
        return [text for item in plain.values() for text in _texts(item)]
    if isinstance(plain, list) and not (plain and isinstance(plain[0], int)):
        return [text for item in plain for text in _texts(item)]
    return []


def _replaced(plain: object, table: dict[int, str]) -> object:
    if isinstance(plain, str):
        return plain.translate(table)
    if isinstance(plain, dict):
        return {key: _replaced(item, table) for key, item in plain.items()}
    return [_replaced(item, table) for item in plain] if isinstance(plain, list) else plain
