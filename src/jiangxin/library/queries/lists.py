"""Narrowing and ordering what an actor may list; every function takes the gate's articles and gives them back fewer."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import get_current_timezone

from jiangxin.awards.models import NamingDocument
from jiangxin.campaigns.models import Call
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.library.gate import articles_for
from jiangxin.library.models import Article, ArticleCategory, ArticleLink, ArticleTag, Category, ReadingDay
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import in_subtree
from jiangxin.people.models import Person
from jiangxin.studios.models import Studio

_POPULAR_DAYS = 30


def in_category(articles: QuerySet[Article], category: Category) -> QuerySet[Article]:
    """Return those that stand in a category or below it."""
    places = ArticleCategory.objects.filter(in_subtree("category__path", category.path))
    return articles.filter(pk__in=places.values("article_id"))


def in_year(articles: QuerySet[Article], year: int) -> QuerySet[Article]:
    """Return those published in a year of the federation's own time zone."""
    zone = get_current_timezone()
    return articles.filter(
        published_at__gte=datetime(year, 1, 1, tzinfo=zone), published_at__lt=datetime(year + 1, 1, 1, tzinfo=zone)
    )


def with_tag(articles: QuerySet[Article], name: str) -> QuerySet[Article]:
    """Return those that carry a tag."""
    return articles.filter(pk__in=ArticleTag.objects.filter(name=name).values("article_id"))


def about(
    articles: QuerySet[Article], target: Studio | Person | Call | NamingDocument | Organisation
) -> QuerySet[Article]:
    """Return those linked to a studio, a person, a call or one of its ceremonies, or an organisation."""
    match target:
        case Studio():
            links = ArticleLink.objects.filter(studio=target)
        case Person():
            links = ArticleLink.objects.filter(person=target)
        case Call():
            links = ArticleLink.objects.filter(Q(call=target) | Q(ceremony__call=target))
        case NamingDocument():
            links = ArticleLink.objects.filter(ceremony=target)
        case _:
            links = ArticleLink.objects.filter(organisation=target)
    return articles.filter(pk__in=links.values("article_id"))


def neighbours(actor: Actor, article: Article) -> tuple[Article | None, Article | None]:
    """Return the articles of its kind published before this one and after it, as the actor may list them."""
    if article.published_at is None:
        return None, None
    alike, moment = articles_for(actor).filter(state=article.state, kind=article.kind), article.published_at
    # The range alone lets the index begin at the article; the rest orders those of one moment.
    earlier = alike.filter(Q(published_at__lt=moment) | Q(pk__lt=article.pk), published_at__lte=moment)
    later = alike.filter(Q(published_at__gt=moment) | Q(pk__gt=article.pk), published_at__gte=moment)
    return (
        earlier.order_by("-published_at", "-pk").first(),
        later.order_by("published_at", "pk").first(),
    )


def reads_of(article: Article) -> int:
    """Return how often an article was opened."""
    return ReadingDay.objects.filter(article=article).order_by("-day").values_list("total", flat=True).first() or 0


def with_reads(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Annotate articles with `reads`, how often each was opened; for the rows of one page, not for sorting."""
    latest = ReadingDay.objects.filter(article=OuterRef("pk")).order_by("-day").values("total")[:1]
    return articles.annotate(reads=Coalesce(Subquery(latest), 0))


def popular(actor: Actor, *, limit: int = 10, days: int = _POPULAR_DAYS) -> list[Article]:
    """Return the articles opened most in the last days, of those the actor may list."""
    since = clock.today() - timedelta(days=days)
    most = (
        ReadingDay.objects.filter(day__gt=since)
        .values_list("article_id")
        .annotate(count=Sum("reads"))
        .order_by(F("count").desc(), "-article_id")[: limit + SPARE]
    )
    return in_order(actor, (key for key, _count in most))[:limit]


SPARE = 50
"""How many more than asked are looked at, for those among them that the actor may not list."""


def in_order(actor: Actor, ids: Iterable[int]) -> list[Article]:
    """Return the articles with these keys that the actor may list, in the order of the keys."""
    keys = list(ids)
    found = articles_for(actor).in_bulk(keys)
    return [found[key] for key in keys if key in found]
