"""Numbers Word writes before paragraphs by itself: they are in no text, yet a reader sees 一、 and （一） there.

Levels and their formats: ECMA-376-1, 17.9 (numbering) and 17.18.59 (formats).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from jiangxin.library.reading.docx.xml import Attributes, parse

_LEVELS: Final = 9
_DIGITS: Final = "零一二三四五六七八九"
_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CIRCLED: Final = 20


@dataclass(slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: its first number.
        form: how its numbers are written.
        pattern: what is written, with %1 for the number of the first level, and so on.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counting as they are used."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def next(self, number: str, place: int) -> str:
        """Count on and return what stands before the paragraph, empty for none.

        Args:
            number: the list.
            place: the level in it from 0.
        """
        levels = self.levels.get(number)
        if levels is None or place not in levels:
            return ""
        counts = self._counts.setdefault(number, [None] * _LEVELS)
        current = counts[place]
        counts[place] = levels[place].start if current is None else current + 1
        counts[place + 1 :] = [None] * (_LEVELS - place - 1)
        if levels[place].form == "bullet":
            return "- "
        if levels[place].form == "none":
            return ""
        return self._write(levels, counts, place)

    @staticmethod
    def _write(levels: Mapping[int, Level], counts: list[int | None], place: int) -> str:
        words = levels[place].pattern
        for other in range(place + 1):
            level = levels.get(other, Level())
            count = counts[other]
            words = words.replace(f"%{other + 1}", write_number(level.start if count is None else count, level.form))
        blank = " " if words[-1:].isascii() and words[-1:] not in {"", "(", ")"} else ""
        return words + blank


@dataclass(slots=True)
class _Reader:
    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    target: dict[int, Level] | None = None
    level: Level | None = None
    number: str = ""

    def start(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        if name == "abstractNum":
            self.target = self.abstract.setdefault(attributes.get("abstractNumId", ""), {})
        elif name == "num":
            self.number = attributes.get("numId", "")
        elif name == "abstractNumId" and self.number:
            # A copy: what a list overrides is its own.
            known = self.abstract.get(value, {})
            self.target = {at: Level(level.start, level.form, level.pattern) for at, level in known.items()}
            self.lists[self.number] = self.target
        elif name in {"lvl", "lvlOverride"} and self.target is not None:
            place = attributes.get("ilvl", "")
            if place.isdigit() and int(place) < _LEVELS:
                self.level = self.target.setdefault(int(place), Level())
        elif self.level is None:
            return
        elif name in {"start", "startOverride"} and value.isdigit():
            self.level.start = min(int(value[:6]), 99_999)
        elif name == "numFmt":
            self.level.form = value
        elif name == "lvlText":
            self.level.pattern = value[:60]

    def end(self, name: str) -> None:
        if name in {"lvl", "lvlOverride"}:
            self.level = None
        elif name in {"abstractNum", "num"}:
            self.target, self.number = None, ""


def read_numbering(content: bytes) -> Numbering:
    """Read the lists of a document."""
    reader = _Reader()
    parse(content, start=reader.start, end=reader.end)
    return Numbering(reader.lists)


def write_number(count: int, form: str) -> str:
    """Write a number in one of Word's formats; one that is not known is written in digits."""
    writer = _FORMS.get(form)
    return writer(count) if writer else str(count)


def _chinese(count: int) -> str:
    """Write 12 as 十二, 20 as 二十, 105 as 一百零五."""
    if not 0 < count < 1000:  # noqa: PLR2004  no list is longer
        return str(count)
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def _digits(count: int) -> str:
    return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(count))


def _letters(count: int) -> str:
    """Write 1 as a, 27 as aa, as Word does."""
    times, at = divmod(max(count, 1) - 1, 26)
    return chr(ord("a") + at) * min(times + 1, 9)


def _roman(count: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        words += sign * min(count // value, 9)
        count %= value
    return words


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if 0 < count <= _CIRCLED else str(count)


def _full_width(count: int) -> str:
    return str(count).translate({ord(digit): 0xFF10 + int(digit) for digit in "0123456789"})


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": _chinese,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda count: f"{count:02d}",
}
