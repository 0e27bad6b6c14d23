"""Columns that follow from an article's text, and rows beside it that follow from its open text."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from jiangxin.engine.text.keywords import keywords
from jiangxin.library.models import Article
from jiangxin.library.queries.reading import stranger_pieces
from jiangxin.library.text import Piece, PieceKind, digest_of, headings_of, lengths, measure

_EXCERPT: Final = 160
_KEYWORDS: Final = 10
_SIGNS: Final = re.compile(r"^[ \t\u3000]*#{1,6}[ \t]+", re.MULTILINE)
DERIVED: Final = (
    "characters",
    "preview_shown",
    "preview_omitted",
    "source_gaps",
    "source_omitted",
    "outline",
    "excerpt",
    "keywords",
    "digest",
)
"""The columns this module writes."""


def derive(article: Article) -> None:
    """Work out the columns that follow from the text, the access and the preview of an article; saves nothing."""
    measured = measure(article.body, counting=article.counting, stated_total=article.stated_total)
    article.characters, article.source_gaps, article.source_omitted = measured
    pieces = stranger_pieces(article)
    article.preview_shown = sum(lengths(pieces, PieceKind.SHOWN))
    article.preview_omitted = sum(lengths(pieces, PieceKind.WITHHELD))
    headings = headings_of(article.body, contents=article.contents, stated_total=article.stated_total)
    article.outline = [heading.as_json() for heading in headings]
    article.excerpt = excerpt_of(article, pieces)
    article.keywords = [keyword.word for keyword in keywords(open_text(article, pieces), limit=_KEYWORDS)]
    article.digest = digest_of(article.body)


def open_text(article: Article, pieces: Sequence[Piece] | None = None) -> str:
    """Return what everybody who may list a loaded article may read of it: its title and summary, and what is shown."""
    shown = stranger_pieces(article) if pieces is None else pieces
    return "\n".join(filter(None, [article.title, article.subtitle, article.summary, *_texts(shown)]))


def _texts(pieces: Iterable[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.text is not None]


def excerpt_of(article: Article, pieces: Sequence[Piece]) -> str:
    """Return what a list shows below the title: the summary, or the first words of what everybody may read."""
    if article.summary:
        return article.summary[:_EXCERPT]
    plain = " ".join(_SIGNS.sub("", "\n".join(_texts(pieces))).split())
    title = " ".join(article.title.split())
    plain = plain.removeprefix(title).lstrip()
    return plain if len(plain) <= _EXCERPT else plain[: _EXCERPT - 1] + "…"
