"""Reading what is like an article."""

from jiangxin.core.actor import Actor
from jiangxin.library.models import Article, RelatedArticle
from jiangxin.library.queries.lists import in_order


def related_to(actor: Actor, article: Article, *, limit: int = 5) -> list[Article]:
    """Return the articles most like one, by what everybody may read of them, as the actor may list them."""
    nearest = RelatedArticle.objects.filter(article=article).order_by("-likeness", "-other_id")
    return in_order(actor, nearest.values_list("other_id", flat=True))[:limit]
