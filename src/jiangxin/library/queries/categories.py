"""Reading the tree of categories."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count
from django.db.models.functions import Substr

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.library.gate import articles_for
from jiangxin.library.models import Article, ArticleCategory, Category

STEP = 5
"""Digits of one step of a path, as of organisations."""
DEEPEST = 4
"""Levels of the tree."""


@dataclass(slots=True)
class Branch:
    """A category with those below it, and how many articles the reader finds there, each counted once."""

    category: Category
    count: int = 0
    children: list["Branch"] = field(default_factory=list)


def category_tree(actor: Actor, *, counted: bool = True) -> list[Branch]:
    """Return the tree in its order, with counts of what the actor may list: one query for each level of the tree."""
    categories = list(Category.objects.order_by("position", "path"))
    counts = _counts(actor, {category.path.count(".") for category in categories}) if counted else {}
    below: defaultdict[int | None, list[Branch]] = defaultdict(list)
    branches = [Branch(category, counts.get(category.path, 0)) for category in categories]
    for branch in branches:
        below[branch.category.parent_id].append(branch)
    for branch in branches:
        branch.children = below[branch.category.pk]
    return below[None]


def _counts(actor: Actor, depths: set[int]) -> dict[str, int]:
    places = ArticleCategory.objects.filter(article__in=articles_for(actor).order_by().values("pk"))
    counts: dict[str, int] = {}
    for depth in sorted(depths):
        width = depth * (STEP + 1)
        rows = (
            places.annotate(above=Substr("category__path", 1, width))
            .values_list("above")
            .annotate(count=Count("article_id", distinct=True))
        )
        counts |= {path: count for path, count in rows if len(path) == width}
    return counts


def categories_in_order() -> list[tuple[int, Category]]:
    """Return every category with its depth from 0, parents before children, as a list to choose from."""
    below: defaultdict[int | None, list[Category]] = defaultdict(list)
    for category in Category.objects.order_by("position", "path"):
        below[category.parent_id].append(category)
    found: list[tuple[int, Category]] = []
    stack = [(0, category) for category in reversed(below[None])]
    while stack:
        depth, category = stack.pop()
        found.append((depth, category))
        stack += [(depth + 1, child) for child in reversed(below[category.pk])]
    return found


def get_category(category_id: int) -> Category:
    """Return one category; the tree is open to everybody."""
    found = Category.objects.filter(pk=category_id).first()
    if found is None:
        raise NotFound
    return found


def breadcrumb(category: Category) -> list[Category]:
    """Return a category and those above it, the top first."""
    steps = category.path.rstrip(".").split(".")
    paths = [".".join(steps[:count]) + "." for count in range(1, len(steps) + 1)]
    return list(Category.objects.filter(path__in=paths).order_by("path"))


def categories_of(articles: Iterable[Article]) -> dict[int, list[Category]]:
    """Return the categories of each of these listed articles, the first one first; one query for a whole list."""
    found: defaultdict[int, list[Category]] = defaultdict(list)
    for place in ArticleCategory.objects.filter(article__in=articles).select_related("category"):
        found[place.article_id].append(place.category)
    return dict(found)
