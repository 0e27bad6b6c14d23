"""The tree of categories with the counts everybody reads, kept from one view to the next while they hold.

Counting walks over all published articles; the page of the library is opened far more often than one is published. What
is kept is the public's tree and no other, so that no reader learns of what they may not list. It holds until an act
that could change it stands in the journal, until an article kept back comes due, and a minute at most: a transaction
that ends late may bring its journal entry in below the newest one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Min

from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC
from jiangxin.core.models import JournalEntry
from jiangxin.library.enums import ArticleState
from jiangxin.library.models import Article
from jiangxin.library.queries.categories import Branch, category_tree

CHANGING: Final = frozenset(
    {
        "library.add_category",
        "library.categorise_article",
        "library.confirm_import",
        "library.create_article",
        "library.edit_article",
        "library.move_category",
        "library.publish_article",
        "library.remove_category",
        "library.rename_category",
        "library.return_to_draft",
        "library.withdraw_article",
    }
)
"""Acts after which the public may find another tree or other counts."""
_LONGEST: Final = timedelta(minutes=1)
_LOOKED_AT: Final = 500
"""Journal entries looked through for such an act; after more of them the tree is counted anew."""


@dataclass(slots=True)
class _Kept:
    tree: list[Branch]
    head: tuple[int, str]
    made_at: datetime
    until: datetime


_kept: dict[str, _Kept] = {}


def public_tree() -> list[Branch]:
    """Return the tree in its order with counts of what everybody may list; mostly one query, and not to be changed."""
    kept, now = _kept.get("tree"), clock.now()
    if kept is None or not kept.made_at <= now < kept.until or not _holds(kept):
        kept = _counted(now)
        _kept["tree"] = kept
    return kept.tree


def _holds(kept: _Kept) -> bool:
    """Tell whether nothing was done since that changes the tree; then the journal is read on from its newest entry."""
    rows = list(
        JournalEntry.objects.filter(pk__gte=kept.head[0])
        .order_by("pk")
        .values_list("pk", "digest", "act")[: _LOOKED_AT + 1]
    )
    if not rows or rows[0][:2] != kept.head or len(rows) > _LOOKED_AT:
        return False
    if any(act in CHANGING for _key, _digest, act in rows[1:]):
        return False
    kept.head = rows[-1][:2]
    return True


def _counted(now: datetime) -> _Kept:
    # The head is read before the tree: what is done in between is then found after it.
    head = JournalEntry.objects.order_by("-pk").values_list("pk", "digest").first() or (0, "")
    waiting = Article.objects.filter(state=ArticleState.PUBLISHED, published_at__gt=now)
    due = waiting.aggregate(first=Min("published_at"))["first"]
    until = now + _LONGEST if due is None else min(due, now + _LONGEST)
    return _Kept(category_tree(PUBLIC), head, now, until)
