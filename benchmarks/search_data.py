"""Articles for `bench_search`: as many as asked for, of 500 characters, alike in every run.

The words follow Zipf's law, half of the clauses come back in other articles, function words stand in each – so that
some words are in most articles and many in few, as in a real library. Words looked for are spread over the ranks.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from jiangxin.core.actor import Actor
from jiangxin.core.search import Document, SearchKind
from jiangxin.engine.text.han import is_common
from jiangxin.engine.text.tokens import fold
from jiangxin.library.enums import Access, ArticleState
from jiangxin.library.models import Article
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation

LENGTH, SIZE = 500, 20
"""Characters of an article; articles of a page."""
_WORDS = (
    "劳模 创新 工会 焊接 技术 攻关 职工 技能 培训 数控 加工 安全 生产 班组 表彰 先进 节约 成本 专利 师傅 "
    "徒弟 质量 工匠 精神 示范 引领 团队 成果 转化 电力 检修 机械 冶金 纺织 医疗 教育 交通 农业 消防 环保"
)
WORDS = _WORDS.split()
"""Two characters each: what must be found without fail."""
_GLUE = "的和在了要对为是与等上中以"
_KINDS = ("speech", "notice", "news", "experience", "story", "regulation")
_CATEGORIES = 24
_YEARS = 10
_START = datetime(2015, 1, 1, tzinfo=UTC)


def texts(number: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield titles and bodies."""
    rng = random.Random(seed)
    stock = _stock(rng)
    ranks = list(accumulate(1 / (rank + 12) ** 1.05 for rank in range(len(stock))))

    def clause() -> str:
        words = rng.choices(stock, cum_weights=ranks, k=rng.randint(3, 7))
        words.insert(rng.randint(1, len(words)), rng.choice(_GLUE))
        return "".join(words)

    known = [clause() for _ in range(15_000)]
    known_ranks = list(accumulate(1 / (rank + 200) for rank in range(len(known))))
    for _ in range(number):
        again = iter(rng.choices(known, cum_weights=known_ranks, k=100))
        body = ""
        while len(body) < LENGTH:
            body += (next(again) if rng.random() < 0.55 else clause()) + rng.choice("，，，。；")
        yield "".join(rng.choices(stock, cum_weights=ranks, k=6)), body[:LENGTH]


def _stock(rng: random.Random) -> list[str]:
    characters = [char for char in map(chr, range(0x4E00, 0xA000)) if is_common(char) and fold(char) == char]
    rng.shuffle(characters)
    weights = [1 / (rank + 5) ** 0.7 for rank in range(len(characters))]
    lengths = rng.choices([1, 2, 3, 4], [4, 72, 12, 12], k=12_000)
    stock = list(dict.fromkeys("".join(rng.choices(characters, weights, k=length)) for length in lengths))
    for place, word in enumerate(WORDS):
        stock.insert(8 + place * 30, word)
    return stock


def fill(number: int) -> None:
    """Write articles, in the order of their publication; every tenth is open in part only."""
    owners = [
        Organisation.objects.create(
            name=f"第{place}工会", short_name=f"第{place}", level=Level.COUNTY, path=f"{place:05d}."
        )
        for place in range(1, 13)
    ]
    step = timedelta(days=365 * _YEARS) / number
    waiting = (
        Article(
            title=title,
            body=body,
            kind=_KINDS[place % len(_KINDS)],
            owner=owners[place * 7 % len(owners)],
            state=ArticleState.PUBLISHED,
            access=Access.SIGNED_IN if place % 10 == 0 else Access.PUBLIC,
            published_at=_START + step * place,
            created_at=_START,
            changed_at=_START,
        )
        for place, (title, body) in enumerate(texts(number))
    )
    Article.objects.bulk_create(waiting, batch_size=2_000)


def category_of(article: Article) -> int:
    """Return the number of an article's category."""
    return article.pk % _CATEGORIES


def open_text(article: Article) -> str:
    """Return what everybody may read of an article."""
    return article.body if article.access == Access.PUBLIC else article.body[:200]


def document(article: Article) -> Document:
    """Return what the index is told of an article."""
    return Document(
        title=article.title,
        at=article.published_at,
        open=open_text(article),
        whole="" if article.access == Access.PUBLIC else article.body,
        facets={
            "kind": [article.kind],
            "year": [article.published_at.year],
            "organisation": [article.owner_id],
            "category": [category_of(article)],
        },
    )


READER = Actor("reader", account_id=1, person_id=1)
"""Somebody signed in, who may read the whole of everything."""
ARTICLES = SearchKind(
    code="bench.article",
    number=35,
    model=Article,
    objects=lambda: Article.objects.filter(state=ArticleState.PUBLISHED),
    document=document,
)
