"""Reading what is like an article."""

from jiangxin.core.actor import Actor
from jiangxin.library.gate import articles_for
from jiangxin.library.models import Article, RelatedArticle
from jiangxin.library.queries.lists import in_order


def related_to(actor: Actor, article: Article, *, limit: int = 5) -> list[Article]:
    """Return the articles most like one, by what everybody may read of them, as the actor may list them."""
    listed = articles_for(actor).order_by().values("pk")
    nearest = RelatedArticle.objects.filter(article=article, other__in=listed).order_by("-likeness", "-other_id")
    return in_order(actor, list(nearest.values_list("other_id", flat=True)[:limit]))
