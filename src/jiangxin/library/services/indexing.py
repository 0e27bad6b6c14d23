"""Whatever follows from an article outside its own row: the search, and its likeness to others."""

from jiangxin.library.enums import ArticleState
from jiangxin.library.models import Article
from jiangxin.library.services.likeness import forget_likeness, learn_likeness


def refresh(article: Article) -> None:
    """Bring the indexes in line with an article that changed; called by its services, in their transaction."""
    if article.state == ArticleState.PUBLISHED:
        learn_likeness(article)
    else:
        forget_likeness(article)
