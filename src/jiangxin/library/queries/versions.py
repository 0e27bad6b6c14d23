"""Reading versions: for those who write for the article's owner, for leaders and discipline inspectors."""

from django.db.models import QuerySet

from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.refusal import NotFound
from jiangxin.library.gate import OVERSEERS, WRITERS, articles_for
from jiangxin.library.models import Article, ArticleVersion


def versions_for(actor: Actor, article: Article) -> QuerySet[ArticleVersion]:
    """Return the versions of an article, newest first, their text not loaded; none for readers alone."""
    looks_after = actor.is_any(*WRITERS, *OVERSEERS) and actor.oversees(article.owner.path)
    if actor != SYSTEM and not looks_after:
        return ArticleVersion.objects.none()
    listed = articles_for(actor).filter(pk=article.pk).values("pk")
    versions = ArticleVersion.objects.filter(article__in=listed).select_related("made_by__person")
    return versions.defer("body", "facts")


def get_version_for(actor: Actor, article: Article, number: int) -> ArticleVersion:
    """Return one version with its text."""
    found = versions_for(actor, article).filter(number=number).defer(None).first()
    if found is None:
        raise NotFound
    return found
