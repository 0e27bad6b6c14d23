"""Fonts for the tests: those the project installs, else Debian's."""

import os
import re
import struct
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


def renamed(source: Path, target: Path, records: list[tuple[int, int, int, int, bytes]]) -> Path:
    """Write a copy of a font that names itself otherwise: (platform, encoding, language, name, text) each."""
    texts = b"".join(record[4] for record in records)
    head, at = struct.pack(">3H", 0, len(records), 6 + 12 * len(records)), 0
    for platform, encoding, language, name, text in records:
        head += struct.pack(">6H", platform, encoding, language, name, len(text), at)
        at += len(text)
    font = bytearray(source.read_bytes())
    (count,) = struct.unpack_from(">H", font, 4)
    place = next(12 + 16 * number for number in range(count) if font[12 + 16 * number :][:4] == b"name")
    struct.pack_into(">II", font, place + 8, len(font), len(head + texts))
    target.write_bytes(bytes(font) + head + texts)
    return target


def windows(language: int, name: int, text: str) -> tuple[int, int, int, int, bytes]:
    return 3, 1, language, name, text.encode("utf-16-be")


@pytest.fixture
def licensed(fonts, tmp_path) -> Path:
    """A font that calls itself 仿宋_GB2312, in Chinese and in English, as licensed ones do."""
    path, _index = fonts._files["Noto Serif SC"]
    records = [
        (1, 25, 33, 1, "仿宋_GB2312".encode("gb2312")),
        windows(0x409, 1, "FangSong_GB2312"),
        windows(0x409, 2, "Regular"),
        windows(0x409, 6, "FangSong_GB2312"),
        windows(0x804, 1, "仿宋_GB2312"),
    ]
    return renamed(path, tmp_path / "fangsong.ttf", records)
