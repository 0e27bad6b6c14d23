"""What the search is told of an article: open to all who may list it, and the rest for readers of the whole.

`core.search.find` is asked with `listed=articles_for(actor)` and `whole=searched_whole_for(actor)`.
"""

from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet
from django.utils.timezone import localtime

from jiangxin.awards.enums import DocumentState
from jiangxin.campaigns.enums import CallState
from jiangxin.core import search
from jiangxin.core.actor import PUBLIC, Actor
from jiangxin.engine.text.han import is_han
from jiangxin.engine.text.keywords import telling_words
from jiangxin.library.enums import Access, FilePurpose
from jiangxin.library.gate import readable_whole_for
from jiangxin.library.models import Article, ArticleLink
from jiangxin.library.queries.reading import stranger_pieces
from jiangxin.studios.enums import StudioState

_SPELLED_FROM: Final = 20_000
"""Characters of an open text whose words are found by their pinyin; beyond, an article has said what it is about."""
_LONGEST_SPELLED: Final = 4


def _objects() -> QuerySet[Article]:
    linked = ("links__studio", "links__person", "links__call", "links__ceremony", "links__organisation")
    return Article.objects.select_related("owner").prefetch_related("tags", "places", "files", *linked)


def _document(article: Article) -> search.Document:
    moment = article.published_at or article.changed_at
    shown = (piece.text for piece in stranger_pieces(article) if piece.text is not None)
    tags = [tag.name for tag in article.tags.all()]
    names = [str(link.target) for link in article.links.all() if _is_open(link)]
    told = (
        *(article.subtitle, article.summary, article.author, article.issuing_body, article.document_number),
        *(article.source_name, article.owner.name, *tags, *names),
    )
    open_text = "\n".join(filter(None, (*told, *_captions(article, all_of_them=False), *shown)))
    whole = "\n".join(filter(None, (*told, article.body, *_captions(article, all_of_them=True))))
    is_public = article.access == Access.PUBLIC
    return search.Document(
        title=article.title,
        at=moment,
        open=whole if is_public else open_text,
        whole="" if is_public else whole,
        words=list(dict.fromkeys([*tags, *names, *article.keywords])),
        spelled=_spelled(f"{article.title}\n{whole if is_public else open_text}"),
        facets={
            "kind": [article.kind],
            "state": [article.state],
            "year": [localtime(moment).year],
            "organisation": [article.owner_id],
            "category": [place.category_id for place in article.places.all()],
            "call": list(_calls(article)),
            "tag": tags,
        },
    )


def _spelled(text: str) -> list[str]:
    """Return the Chinese words of an open text, each once: whoever types their pinyin finds them."""
    words = dict.fromkeys(telling_words(text[:_SPELLED_FROM]))
    return [word for word in words if len(word) <= _LONGEST_SPELLED and all(map(is_han, word))]


def _is_open(link: ArticleLink) -> bool:
    """Tell whether everybody may know of what a link leads to."""
    if link.studio is not None:
        return link.studio.state == StudioState.ACTIVE
    if link.ceremony is not None:
        return link.ceremony.state == DocumentState.ISSUED
    return link.call is None or link.call.state != CallState.DRAFT


def _calls(article: Article) -> Iterator[int]:
    """Give the calls an article is about, itself or through their ceremonies, each once."""
    for key in dict.fromkeys(link.ceremony.call_id if link.ceremony else link.call_id for link in article.links.all()):
        if key is not None:
            yield key


def _captions(article: Article, *, all_of_them: bool) -> Iterator[str]:
    """Give captions and what was read out of the files; strangers get the cover's caption and nothing else."""
    for file in article.files.all():
        if all_of_them:
            yield from (file.caption, file.text)
        elif file.purpose == FilePurpose.COVER:
            yield file.caption


def searched_whole_for(actor: Actor) -> QuerySet[Article] | None:
    """Return the articles whose hidden text is looked through for an actor; None for the public, who have none.

    What everybody may read whole stands in the index as open text, so the public would look twice and find the same.
    """
    return None if actor == PUBLIC else readable_whole_for(actor)


ARTICLES = search.register(
    search.SearchKind(code="library.article", number=2, model=Article, objects=_objects, document=_document)
)


def index(article: Article) -> None:
    """Tell the search of an article as it stands now."""
    search.index(ARTICLES, _objects().filter(pk=article.pk))
