"""Working out again what articles have in common, for a library whose rows beside the articles are lost or outdated."""

from collections.abc import Callable

from django.db import transaction

from jiangxin.library.enums import ArticleState
from jiangxin.library.models import Article
from jiangxin.library.services.likeness import forget_likeness, learn_likeness

Teller = Callable[[int, int, int], None]
"""Is told how many are done, how many there are, and the key of the last one; what it raises stops the work there."""


def rebuild_likeness(tell: Teller, *, after: int = 0) -> int:
    """Learn the words and the nearest ones of each published article again, one transaction for each.

    An article that is withdrawn meanwhile is forgotten. The work can be broken off anywhere and gone on with: what is
    done stays and is not harmed by being done again. The first of them find few neighbours yet when the rows were lost;
    the later ones put themselves among theirs.

    Args:
        tell: called before the first and after each article.
        after: the key of the last article done before; 0 begins anew.

    Returns:
        How many articles were done.
    """
    wanted = Article.objects.filter(state=ArticleState.PUBLISHED, pk__gt=after).order_by("pk")
    keys = list(wanted.values_list("pk", flat=True))
    tell(0, len(keys), after)
    for done, key in enumerate(keys, start=1):
        _learn(key)
        tell(done, len(keys), key)
    return len(keys)


def _learn(key: int) -> None:
    with transaction.atomic():
        article = Article.objects.select_for_update().filter(pk=key).first()
        if article is None:
            return
        if article.state == ArticleState.PUBLISHED:
            learn_likeness(article)
        else:
            forget_likeness(article)
