"""The only door to the text of an article: what this reader may have of it, with exact counts of what they may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from jiangxin.awards.enums import DocumentState
from jiangxin.campaigns.queries import calls_for
from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.core.policy import ALLOWED, Decision
from jiangxin.core.refusal import NotFound
from jiangxin.library.blocks import Block, blocks_of
from jiangxin.library.enums import Access, FilePurpose
from jiangxin.library.gate import articles_for, articles_kept_by, with_whole
from jiangxin.library.models import Article, ArticleFile, ArticleLink
from jiangxin.library.policies import why_not_whole
from jiangxin.library.text import Heading, Piece, PieceKind, lengths, preview_pieces, visible, whole_pieces
from jiangxin.studios.queries import studios_for

_ANSWER = ("is_whole",)
_CUT_BY = ("body", "counting", "stated_total", "preview_opening", "preview_gap", "preview_tail")
_NEEDED = (*_CUT_BY, "outline", *_ANSWER)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as one reader may have it.

    Args:
        article: the article; its text is not taken from it.
        decision: yes for a reader of the whole; otherwise why not, and what would open it.
        pieces: the text, and what is withheld or missing, in order.
        outline: the headings, cut to what is shown.
    """

    article: Article
    decision: Decision
    pieces: tuple[Piece, ...]
    outline: tuple[Heading, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether the reader has all that the house has."""
        return bool(self.decision)

    @property
    def shown(self) -> int:
        """Return how much is shown, by the article's counting rule."""
        return sum(lengths(self.pieces, PieceKind.SHOWN))

    @property
    def withheld(self) -> tuple[int, ...]:
        """Return how much each gap of the preview withholds, in order."""
        return lengths(self.pieces, PieceKind.WITHHELD)

    @property
    def omitted(self) -> int:
        """Return how much is withheld in all."""
        return sum(self.withheld)

    @property
    def total(self) -> int:
        """Return the length of what the house has: `shown + omitted`."""
        return self.shown + self.omitted

    @property
    def missing(self) -> tuple[int, ...]:
        """Return how much each gap of the source leaves out, in order, its end included."""
        return lengths(self.pieces, PieceKind.MISSING)

    @property
    def text(self) -> str:
        """Return what is shown, as one text."""
        return "\n".join(piece.text for piece in self.pieces if piece.text is not None)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return what is shown as headings, paragraphs and gaps."""
        return tuple(blocks_of(self.pieces, self.outline))


def reading_of(actor: Actor, article: Article) -> Reading:
    """Return what an actor may read of an article.

    Raises:
        NotFound: the actor may not even list it.
    """
    row = with_whole(actor, articles_for(actor)).filter(pk=article.pk).values(*_NEEDED).first()
    if row is None:
        raise NotFound
    pieces = pieces_of(row, whole=row["is_whole"])
    decision = ALLOWED if row["is_whole"] else why_not_whole(actor=actor, article=article)
    headings = [Heading(**stored) for stored in row["outline"]]
    return Reading(article, decision, pieces, tuple(visible(headings, pieces)))


def stranger_reading_of(actor: Actor, article: Article) -> Reading:
    """Return what a visitor who has not signed in reads of an article once it is public, for those who keep it.

    Raises:
        NotFound: the actor does not keep it.
    """
    row = articles_kept_by(actor).filter(pk=article.pk).values(*_CUT_BY, "outline", "access").first()
    if row is None:
        raise NotFound
    is_open = row["access"] == Access.PUBLIC
    pieces = pieces_of(row, whole=is_open)
    decision = ALLOWED if is_open else why_not_whole(actor=PUBLIC, article=article)
    headings = [Heading(**stored) for stored in row["outline"]]
    return Reading(article, decision, pieces, tuple(visible(headings, pieces)))


def pieces_of(row: dict[str, Any], *, whole: bool) -> tuple[Piece, ...]:
    """Cut an article, given as its columns, for readers of the whole or of the preview."""
    if whole:
        return whole_pieces(row["body"], counting=row["counting"], stated_total=row["stated_total"])
    return preview_pieces(
        row["body"],
        counting=row["counting"],
        opening=row["preview_opening"],
        gap=row["preview_gap"],
        tail=row["preview_tail"],
        stated_total=row["stated_total"],
    )


def stranger_pieces(article: Article) -> tuple[Piece, ...]:
    """Return what everybody who may list a loaded article may read: for services that store figures and the index."""
    row = {name: getattr(article, name) for name in _CUT_BY}
    return pieces_of(row, whole=article.access == Access.PUBLIC)


def files_for(actor: Actor, article: Article) -> QuerySet[ArticleFile]:
    """Return the files an actor may open: the cover for all who may list the article, the rest with the whole text.

    Raises:
        NotFound: the actor may not even list the article.
    """
    row = with_whole(actor, articles_for(actor)).filter(pk=article.pk).values(*_ANSWER).first()
    if row is None:
        raise NotFound
    files = ArticleFile.objects.filter(article_id=article.pk).select_related("stored").defer("text")
    return files if row["is_whole"] else files.filter(purpose=FilePurpose.COVER)


def get_file_for(actor: Actor, article: Article, file_id: int) -> ArticleFile:
    """Return one file of an article; absent and forbidden look alike."""
    found = files_for(actor, article).filter(pk=file_id).first()
    if found is None:
        raise NotFound
    return found


def covers_of(articles: Sequence[Article]) -> dict[int, ArticleFile]:
    """Return the cover of each of these listed articles that has one, by article; one query for a whole list."""
    covers = ArticleFile.objects.filter(article__in=articles, purpose=FilePurpose.COVER).select_related("stored")
    return {cover.article_id: cover for cover in covers.defer("text")}


def links_for(actor: Actor, article: Article) -> list[ArticleLink]:
    """Return what an article is about, as far as the actor may see it: studios and calls through their own gates."""
    links = ArticleLink.objects.filter(article=article).select_related(
        "studio", "person", "call", "ceremony", "organisation"
    )
    seen = (
        Q(person__isnull=False)
        | Q(organisation__isnull=False)
        | Q(ceremony__state=DocumentState.ISSUED)
        | Q(studio__in=studios_for(actor).order_by().values("pk"))
        | Q(call__in=calls_for(actor).order_by().values("pk"))
    )
    return list(links.filter(seen))
