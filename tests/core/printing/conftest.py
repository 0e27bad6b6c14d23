"""Fonts for the tests: those the project installs, else Debian's."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from jiangxin.core.printing.fonts import FontBook
from jiangxin.core.printing.typesetting import Typesetter

ROOT = Path(__file__).resolve().parents[3]
MM = 72 / 25.4


def font_folders() -> list[Path]:
    named = os.environ.get("JIANGXIN_TEST_FONTS")
    places = [Path(named)] if named else []
    places += [ROOT / "frontend/node_modules/@expo-google-fonts", Path("/usr/share/fonts/opentype/noto")]
    return [place for place in places if place.is_dir()][:1]


@pytest.fixture(scope="session")
def fonts() -> FontBook:
    return FontBook(font_folders())


@pytest.fixture(scope="session")
def typesetter(fonts: FontBook) -> Typesetter:
    return Typesetter(fonts)


@dataclass(frozen=True)
class Line:
    """A printed line: text without spaces, and its box in millimetres from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


def read_sheets(pdf: bytes) -> list[Sheet]:
    done = subprocess.run(["/usr/bin/pdftotext", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    sheets = []
    for page in re.findall(r"<page .*?</page>", done.stdout.decode(), re.DOTALL):
        width, height = re.search(r'width="([\d.]+)" height="([\d.]+)"', page).groups()
        lines = []
        for found in re.finditer(r"<line ([^>]*)>(.*?)</line>", page, re.DOTALL):
            box = [float(value) / MM for value in re.findall(r'"([-\d.]+)"', found[1])]
            words = re.findall(r"<word [^>]*>(.*?)</word>", found[2])
            lines.append(Line("".join(words), *box))
        lines.sort(key=lambda line: (round(line.top), line.left))
        sheets.append(Sheet(float(width) / MM, float(height) / MM, tuple(lines)))
    return sheets


@pytest.fixture(scope="session")
def read() -> Callable[[bytes], list[Sheet]]:
    """Where everything stands in a PDF, measured by another program."""
    return read_sheets
