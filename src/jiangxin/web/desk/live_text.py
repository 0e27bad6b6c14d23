"""What follows from a text while it is being written: its outline, its lengths, what strangers will read of it."""

from dataclasses import dataclass

from jiangxin.core.refusal import Text
from jiangxin.library.enums import Access, CountingRule
from jiangxin.library.models import Article
from jiangxin.library.queries.reading import stranger_pieces
from jiangxin.library.services.checks import LONGEST
from jiangxin.library.text import PieceKind, headings_of, lengths, measure, normalise


@dataclass(frozen=True, slots=True)
class LiveHeading:
    """A heading as the panel shows it; `line` counts from 0 in the text as typed, None where the text has none."""

    title: str
    depth: int
    line: int | None
    missing: bool


@dataclass(frozen=True, slots=True)
class Length:
    """The length by one counting rule."""

    label: Text
    value: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LiveText:
    """What follows from a text.

    Attributes:
        shown, omitted: what everybody reads and does not, by the chosen rule.
        gaps: how many places the source leaves something out at; `missing` how much.
        left: how many characters more a body may have; below 0 it is too long to be kept.
    """

    headings: tuple[LiveHeading, ...]
    lengths: tuple[Length, ...]
    shown: int
    omitted: int
    is_open: bool
    access: Text
    gaps: int
    missing: int
    left: int

    @property
    def is_too_long(self) -> bool:
        """Tell whether the body is longer than one article may be."""
        return self.left < 0

    @property
    def over(self) -> int:
        """Return how many characters it is too long by."""
        return max(0, -self.left)


def live_text(article: Article, typed: str, *, counting: str, contents: str, stated_total: int | None) -> LiveText:
    """Work out what follows from a text as typed, with the access and the preview of an article; saves nothing.

    What is too long is told so and not worked out: it could not be saved either.
    """
    body = normalise(typed)
    rule = counting if counting in CountingRule.values else CountingRule.SITE
    if len(body) > LONGEST:
        return _told(article, LONGEST - len(body))
    draft = Article(
        body=body,
        counting=rule,
        stated_total=stated_total,
        access=article.access,
        preview_opening=article.preview_opening,
        preview_gap=article.preview_gap,
        preview_tail=article.preview_tail,
    )
    measured = measure(body, counting=rule, stated_total=stated_total)
    pieces = stranger_pieces(draft)
    blank = typed.replace("\r\n", "\n")
    before = len(blank) - len(blank.lstrip("\n"))
    return LiveText(
        headings=tuple(
            LiveHeading(
                heading.title,
                heading.depth,
                None if heading.start is None else before + body.count("\n", 0, heading.start),
                heading.missing,
            )
            for heading in headings_of(body, contents=normalise(contents), stated_total=stated_total)
        ),
        lengths=tuple(
            Length(label, measure(body, counting=code).characters, code == rule) for code, label in CountingRule.choices
        ),
        shown=sum(lengths(pieces, PieceKind.SHOWN)),
        omitted=sum(lengths(pieces, PieceKind.WITHHELD)),
        is_open=article.access == Access.PUBLIC,
        access=article.get_access_display(),
        gaps=len(measured.gaps),
        missing=measured.missing,
        left=LONGEST - len(body),
    )


def _told(article: Article, left: int) -> LiveText:
    return LiveText((), (), 0, 0, article.access == Access.PUBLIC, article.get_access_display(), 0, 0, left)
