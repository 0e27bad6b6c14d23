"""The small parts beside a document's body."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from jiangxin.library.reading.docx.xml import Attributes, parse

_LONGEST: Final = 300
_LEVELS: Final = 9
_HEADINGS: Final = {f"heading {level}": level for level in range(1, _LEVELS + 1)} | {"title": 1, "标题": 1}


@dataclass(slots=True)
class Style:
    """A style of paragraphs.

    Attributes:
        level: of a heading from 1, 0 for other paragraphs.
        is_title: whether it is the document's title.
        numbering: the list its paragraphs belong to, and the level in it.
    """

    level: int = 0
    is_title: bool = False
    numbering: tuple[str, int] | None = None
    based_on: str = ""


@dataclass(slots=True)
class _Styles:
    found: dict[str, Style] = field(default_factory=dict)
    style: Style | None = None
    number: str = ""
    place: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self.style = self.found.setdefault(attributes.get("styleId", ""), Style())
            self.number, self.place = "", 0
        elif self.style is None:
            return
        elif name == "name":
            self.style.level = _HEADINGS.get(value.lower(), self.style.level)
            self.style.is_title = value.lower() == "title"
        elif name == "basedOn":
            self.style.based_on = value
        elif name == "outlineLvl" and value.isdigit() and int(value) < _LEVELS:
            self.style.level = self.style.level or int(value) + 1
        elif name == "numId":
            self.number = value
        elif name == "ilvl" and value.isdigit():
            self.place = min(int(value), _LEVELS - 1)

    def end(self, name: str) -> None:
        if name == "style" and self.style is not None:
            self.style.numbering = (self.number, self.place) if self.number else None
            self.style = None


def read_styles(content: bytes) -> Mapping[str, Style]:
    """Read the styles of paragraphs by their identifier; what one leaves open it has from the one it is based on."""
    reader = _Styles()
    parse(content, start=reader.start, end=reader.end)
    for style in reader.found.values():
        above, seen = style.based_on, set()
        while above in reader.found and above not in seen:
            seen.add(above)
            parent = reader.found[above]
            style.level = style.level or parent.level
            style.numbering = style.numbering or parent.numbering
            above = parent.based_on
    return reader.found


def read_relations(content: bytes) -> Mapping[str, str]:
    """Read what a document's identifiers of pictures and links stand for; links lead out, pictures into the archive."""
    found: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Id"):
            target = attributes.get("Target", "")
            outside = attributes.get("TargetMode", "") == "External"
            inside = target.lstrip("/") if target.startswith("/") else f"word/{target}"
            found[attributes["Id"]] = target if outside else inside

    parse(content, start=start)
    return found


def read_properties(content: bytes) -> tuple[str, str, str]:
    """Read title, author and keywords of a document."""
    found = {"title": "", "creator": "", "keywords": ""}
    current = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal current
        del attributes
        current = name

    def end(name: str) -> None:
        nonlocal current
        del name
        current = ""

    def words(text: str) -> None:
        if current in found:
            found[current] = (found[current] + text)[:_LONGEST]

    parse(content, start=start, end=end, words=words)
    title, creator, keywords = (" ".join(value.split()) for value in found.values())
    return title, creator, keywords
