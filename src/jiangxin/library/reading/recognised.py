"""What a text was found to say of itself, each fact with its place, ready to be shown, corrected and stored."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Origin(StrEnum):
    """Where a fact comes from."""

    PAGE = "page"  # printed in the text
    DOCUMENT = "document"  # the file says so of itself
    GUESS = "guess"  # the wording suggests it


class Fact(NamedTuple):
    """A fact.

    Attributes:
        value: in words; a moment in ISO 8601 without a zone.
        origin: where it comes from.
        start: offset in the text, None where it does not stand there.
        end: offset of its end, None likewise.
    """

    value: str
    origin: Origin
    start: int | None = None
    end: int | None = None


class Point(NamedTuple):
    """A heading of the outline.

    Attributes:
        title: number and words.
        depth: 0 for the top level.
        start: offset in the text, None for one that lies in a gap or is missing.
        end: offset of its end, None likewise.
        gap: the gap it lies in, counted from 0, None for one that stands in the text.
    """

    title: str
    depth: int
    start: int | None
    end: int | None
    gap: int | None


class Omission(NamedTuple):
    """A gap marker.

    Attributes:
        start: offset in the text.
        end: offset of its end.
        omitted: how many characters are withheld there, as the page says.
        is_tail: whether it is the cut end.
    """

    start: int
    end: int
    omitted: int
    is_tail: bool


@dataclass(frozen=True, slots=True)
class Recognised:
    """Everything recognised in one text; None and empty where it says nothing.

    Attributes:
        title: the article's title.
        subtitle: the line below it that begins with a dash.
        published: the moment or day of publication.
        categories: all categories; the value is a way from the top, its names divided by ` > `.
        issuing_body: who issued it.
        author: who wrote it.
        source: where it was taken from.
        source_url: its address on the web.
        document_number: such as 云工〔2031〕15号.
        kind: what sort of article it is, by a code of `enums.ArticleKind`.
        attachments: what the text lists as attached.
        body: start and end of the article in the text.
        contents: start and end of the printed contents.
        outline: its headings.
        gaps: what its source leaves out.
        stated_total: the length of the whole the source states.
        stated_shown: the length of what is shown the source states.
    """

    title: Fact | None
    subtitle: Fact | None
    published: Fact | None
    categories: tuple[Fact, ...]
    issuing_body: Fact | None
    author: Fact | None
    source: Fact | None
    source_url: Fact | None
    document_number: Fact | None
    kind: Fact
    attachments: tuple[Fact, ...]
    body: tuple[int, int]
    contents: tuple[int, int] | None
    outline: tuple[Point, ...]
    gaps: tuple[Omission, ...]
    stated_total: int | None
    stated_shown: int | None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values, each fact with the names of its parts."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: object) -> Any:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: _plain(item) for key, item in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value
