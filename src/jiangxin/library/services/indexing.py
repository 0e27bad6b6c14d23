"""Whatever follows from an article outside its own row: the search, and its likeness to others."""

from jiangxin.library.enums import ArticleState
from jiangxin.library.models import Article
from jiangxin.library.search import index
from jiangxin.library.services.likeness import forget_likeness, learn_likeness


def refresh(article: Article) -> None:
    """Bring all indexes in line with an article whose text, access or state changed; part of the same transaction."""
    if article.state == ArticleState.PUBLISHED:
        learn_likeness(article)
    else:
        forget_likeness(article)
    reindex(article)


def reindex(article: Article) -> None:
    """Tell the search of an article whose categories, tags, links or files changed."""
    index(article)
