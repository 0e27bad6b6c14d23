"""What is asked in `bench_search`: the shapes of searches people make, each with many words.

Shapes the bare engine can be asked as well are compared with it; pinyin is not its own, and shows in whole pages only.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.search_data import WORDS, texts
from opencc import OpenCC

from jiangxin.core.search import Order

_SPELLED = ("laomo", "chuangxin", "gonghui", "hanjie", "jishu", "lm", "gh")
_CHARACTERS = "的和劳焊表徒"


@dataclass(frozen=True, slots=True)
class Asked:
    """One search.

    Attributes:
        shape: what is typical of it.
        typed: what is looked for.
        order: of the hits.
        facets: what it is narrowed by.
        page: which page of twenty.
        is_ours: the bare engine has no such thing.
    """

    shape: str
    typed: str
    order: Order = Order.TIME
    facets: dict[str, str | int] = field(default_factory=dict)
    page: int = 1
    is_ours: bool = False


def searches() -> list[Asked]:
    """Return all searches, shape by shape."""
    return [*_words(), *_narrowed(), *_others()]


def _words() -> Iterator[Asked]:
    for word in WORDS:
        yield Asked("word by time", word)
        yield Asked("word by relevance", word, Order.RELEVANCE)
    yield from (Asked("word, third page", word, page=3) for word in WORDS[::2])
    yield from (Asked("rare pair", pair) for pair in rare_pairs(20))


def _narrowed() -> Iterator[Asked]:
    for place, word in enumerate(WORDS):
        one = {"kind": ("speech", "notice", "news")[place % 3]}
        yield Asked("word and one facet", word, facets=one)
        three = {**one, "organisation": 1 + place % 12, "year": 2016 + place % 8}
        yield Asked("word and three facets", word, facets=three)
        yield Asked("word and three facets by relevance", word, Order.RELEVANCE, facets=three)


def _others() -> Iterator[Asked]:
    pairs = list(zip(WORDS[::2], WORDS[1::2], strict=True))
    traditional = OpenCC("s2t").convert
    for one, two in pairs:
        yield Asked("two words", f"{one} {two}")
        yield Asked("two words by relevance", f"{one} {two}", Order.RELEVANCE)
    for one, two in pairs[::3]:
        yield Asked("three words", f"{one} {two} 创新")
    yield from (Asked("stretch of twelve", stretch) for stretch in stretches(20, 12))
    yield from (Asked("stretch of four", stretch, Order.RELEVANCE) for stretch in stretches(20, 4))
    yield from (Asked("one character", char) for char in _CHARACTERS)
    yield from (Asked("one character by relevance", char, Order.RELEVANCE) for char in _CHARACTERS)
    yield from (Asked("traditional", traditional(word), Order.RELEVANCE) for word in WORDS[:20])
    yield from (Asked("pinyin", spelled, Order.RELEVANCE, is_ours=True) for spelled in _SPELLED)
    yield Asked("nothing typed", "", is_ours=True)
    yield Asked("nothing typed, one facet", "", facets={"kind": "speech"}, is_ours=True)


def stretches(number: int, length: int) -> list[str]:
    """Return stretches of some texts, without marks in them."""
    rng = random.Random(length)
    found: list[str] = []
    for _title, body in texts(number * 2):
        clauses = [part for part in body.replace("。", "，").replace("；", "，").split("，") if len(part) >= length]
        if clauses and len(found) < number:
            clause = rng.choice(clauses)
            start = rng.randrange(len(clause) - length + 1)
            found.append(clause[start : start + length])
    return found


def rare_pairs(number: int) -> list[str]:
    """Return pairs across the borders of words, which few texts have."""
    return [stretch[5:7] for stretch in stretches(number, 12)]
