"""Reading favourites: one's own, and what others kept besides."""

from django.db.models import Count, F, Q, QuerySet

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.library.gate import TEXT, articles_for
from jiangxin.library.models import Article, Favourite, FavouriteFolder
from jiangxin.library.queries.lists import SPARE, in_order

_KEEPERS_AT_MOST = 300
_TOGETHER_AT_LEAST = 2
"""What only one other person keeps beside an article says something about that person, so it is not told."""


def favourites_for(actor: Actor, folder: FavouriteFolder | None = None) -> QuerySet[Favourite]:
    """Return what an actor keeps and may still list, in one folder or altogether, the latest first."""
    listed = articles_for(actor).order_by().values("pk")
    kept = Favourite.objects.filter(account_id=actor.account_key, article__in=listed)
    kept = kept.filter(folder=folder) if folder else kept
    return kept.select_related("article__owner", "folder").defer(*(f"article__{column}" for column in TEXT))


def folders_for(actor: Actor) -> QuerySet[FavouriteFolder]:
    """Return an actor's folders by name, each with the `count` of what lies in it and may still be listed."""
    listed = articles_for(actor).order_by().values("pk")
    inside = Count("favourites", filter=Q(favourites__article__in=listed))
    return FavouriteFolder.objects.filter(account_id=actor.account_key).annotate(count=inside)


def get_folder_for(actor: Actor, folder_id: int) -> FavouriteFolder:
    """Return one of an actor's folders."""
    found = folders_for(actor).filter(pk=folder_id).first()
    if found is None:
        raise NotFound
    return found


def favourite_of(actor: Actor, article: Article) -> Favourite | None:
    """Return the actor's favourite of an article, None when they do not keep it."""
    if not actor.is_signed_in:
        return None
    return Favourite.objects.filter(account_id=actor.account_key, article=article).select_related("folder").first()


def get_favourite_for(actor: Actor, article: Article) -> Favourite:
    """Return the actor's favourite of an article."""
    found = favourite_of(actor, article)
    if found is None:
        raise NotFound
    return found


def also_kept(actor: Actor, article: Article, *, limit: int = 5) -> list[Article]:
    """Return what people who keep an article also keep, most often first, as the actor may list it."""
    keepers = (
        Favourite.objects.filter(article=article)
        .order_by("-kept_at")
        .values_list("account_id", flat=True)[:_KEEPERS_AT_MOST]
    )
    most = (
        Favourite.objects.filter(account_id__in=list(keepers))
        .exclude(article=article)
        .values_list("article_id")
        .annotate(together=Count("id"))
        .filter(together__gte=_TOGETHER_AT_LEAST)
        .order_by(F("together").desc(), "-article_id")[: limit + SPARE]
    )
    return in_order(actor, (key for key, _together in most))[:limit]
