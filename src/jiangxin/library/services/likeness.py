"""Which published articles are alike: keyword vectors in an inverted table, each article's nearest stored beside it.

The likeness is that of `engine.text.related`: the cosine of two keyword vectors, here of the open texts, so that a
stranger learns nothing about a hidden part from what stands beside it. It is worked out when an article is published or
changed, never when it is read; what that costs is bounded by `_BUDGET` and `_COMMON`, however large the library is.
"""

from collections import Counter, defaultdict

from django.db.models import Count, Q

from jiangxin.engine.text.keywords import Frequencies, keywords, vector
from jiangxin.library.enums import ArticleState
from jiangxin.library.models import Article, ArticleWord, RelatedArticle
from jiangxin.library.services.derived import open_text

NEAREST = 20
"""How many are stored of each article; the gate of a reader may leave some of them out."""
_LEAST = 0.05
_BUDGET = 40_000
_COMMON = 5_000
"""A word that so many articles hold tells too little to look them all up; nor are they counted further."""
_SMALL = 20_000
"""Articles up to which one query counts all words; beyond, each is counted as far as `_COMMON`."""
_COUNTED = 80
_LONGEST = ArticleWord._meta.get_field("word").max_length or 0  # noqa: SLF001


def learn_likeness(article: Article) -> None:
    """Write the words of a published article and its nearest ones, and put it among theirs."""
    forget_likeness(article)
    text = open_text(article)
    texts = Article.objects.filter(state=ArticleState.PUBLISHED).count()
    holding = _holding([keyword.word for keyword in keywords(text, limit=_COUNTED)], texts)
    weights = vector(text, Frequencies(texts, Counter(holding)))
    weights = {word: weight for word, weight in weights.items() if len(word) <= _LONGEST}
    nearest = _nearest(article, weights, holding)
    ArticleWord.objects.bulk_create(
        ArticleWord(article=article, word=word, weight=weight) for word, weight in weights.items()
    )
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article_id=one, other_id=other, likeness=likeness)
        for key, likeness in nearest
        for one, other in ((article.pk, key), (key, article.pk))
    )
    _trim([key for key, _likeness in nearest])


def forget_likeness(article: Article) -> None:
    """Take an article out of the words and out of all neighbourhoods."""
    ArticleWord.objects.filter(article=article).delete()
    RelatedArticle.objects.filter(Q(article=article) | Q(other=article)).delete()


def _holding(words: list[str], texts: int) -> dict[str, int]:
    """Return how many articles hold each word, none above `_COMMON` in a large library."""
    if texts > _SMALL:
        return {word: ArticleWord.objects.filter(word=word)[:_COMMON].count() for word in words}
    rows = ArticleWord.objects.filter(word__in=words).values_list("word").annotate(count=Count("id"))
    return dict(rows)


def _nearest(article: Article, weights: dict[str, float], holding: dict[str, int]) -> list[tuple[int, float]]:
    """Return the articles that share the words of most weight; words come in that order while the budget lasts."""
    chosen, rows = [], 0
    for word in sorted(weights, key=lambda word: -weights[word]):
        if 0 < holding.get(word, 0) < _COMMON and rows + holding[word] <= _BUDGET:
            chosen.append(word)
            rows += holding[word]
    scores: defaultdict[int, float] = defaultdict(float)
    holders = ArticleWord.objects.filter(word__in=chosen).exclude(article=article)
    for word, key, weight in holders.values_list("word", "article_id", "weight"):
        scores[key] += weights[word] * weight
    found = [(key, min(1.0, score)) for key, score in scores.items() if score >= _LEAST]
    return sorted(found, key=lambda item: (-item[1], -item[0]))[:NEAREST]


def _trim(keys: list[int]) -> None:
    """Keep the nearest of each of these articles, and no more."""
    kept: Counter[int] = Counter()
    surplus = []
    rows = RelatedArticle.objects.filter(article__in=keys).order_by("-likeness", "-other_id")
    for key, article_id in rows.values_list("pk", "article_id"):
        kept[article_id] += 1
        if kept[article_id] > NEAREST:
            surplus.append(key)
    RelatedArticle.objects.filter(pk__in=surplus).delete()
