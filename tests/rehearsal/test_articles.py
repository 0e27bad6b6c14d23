import re
from collections import Counter
from datetime import datetime

import pytest

from jiangxin.engine.text.decode import decode
from jiangxin.engine.text.page import page_figures, read_page
from jiangxin.engine.text.restore import restore
from jiangxin.library.enums import Access, ArticleKind, FrontSlot
from jiangxin.library.services.front import PLACES
from jiangxin.rehearsal.articles import Words, manuscripts
from jiangxin.rehearsal.damage import DAMAGES, damaged

WORDS = Words(
    {"year": "2026", "last": "2025", "leader": "姜卓", "he": "她", "studio": "姜卓工作室", "unit": "西屏区人民医院"}
)
WRITTEN = [manuscript.filled(WORDS) for manuscript in manuscripts()]
MOMENT = datetime(2026, 1, 30, 10, 42, 17)  # noqa: DTZ001  as printed on a page
EXACT = [kind for kind in DAMAGES if kind != "gap"]
BY_NAME = pytest.mark.parametrize("manuscript", WRITTEN, ids=lambda manuscript: manuscript.name)


def copied(manuscript, kind):
    """Return a manuscript as it comes back from a copying site, restored: the text, and its page."""
    categories = manuscript.several("categories")
    page = damaged(kind, title=manuscript.get("title"), body=manuscript.text, categories=categories, moment=MOMENT)
    text = restore(decode(page.content).text).text
    return text, read_page(text)


@BY_NAME
def test_a_manuscript_is_worth_reading_and_says_what_it_is(manuscript):
    assert 200 <= len("".join(manuscript.text.split())) <= 2500
    assert manuscript.get("kind") in ArticleKind.values
    assert manuscript.get("access") in ["", *Access.values]
    assert manuscript.get("front") in ["", *FrontSlot.values]
    assert manuscript.several("categories")
    assert manuscript.several("tags")
    assert re.fullmatch(r"\d\d:\d\d:\d\d", manuscript.get("at"))


def test_only_articles_about_a_studio_name_one():
    for manuscript in manuscripts():
        named = set(re.findall(r"\{(\w+)\}", manuscript.text + "".join(manuscript.facts.values())))
        about_a_studio = {"studio", "leader", "he", "unit"} if manuscript.get("studio") else set()
        assert named - about_a_studio <= {"year", "last"}, manuscript.name


def test_there_is_something_of_every_kind():
    kinds = Counter(manuscript.get("kind") for manuscript in WRITTEN)
    damages = Counter(manuscript.get("damage") for manuscript in WRITTEN)
    accesses = {manuscript.get("access") for manuscript in WRITTEN}
    front = Counter(manuscript.get("front") for manuscript in WRITTEN)

    assert len(WRITTEN) >= 32
    assert set(kinds) == set(ArticleKind.values) - {"other"}
    assert {kind: damages[kind] for kind in DAMAGES} == dict.fromkeys(DAMAGES, 1)
    assert accesses == {"", *Access.values} - {Access.PUBLIC}
    assert all(0 < front[slot] <= most for slot, most in PLACES.items())
    assert len({manuscript.get("title") for manuscript in WRITTEN}) == len(WRITTEN)


def test_a_correction_says_what_was_and_what_is():
    corrected = [manuscript for manuscript in WRITTEN if manuscript.correction]

    assert len(corrected) == 2
    assert [manuscript.text.count(manuscript.correction[0]) for manuscript in corrected] == [1, 1]


@pytest.mark.parametrize("kind", EXACT)
def test_each_damage_is_undone_to_the_letter(kind):
    for manuscript in WRITTEN[::3]:
        text, page = copied(manuscript, kind)
        assert text[page.start : page.end] == manuscript.text, manuscript.name
        assert (page.title, page.published) == (manuscript.get("title"), MOMENT)


def test_the_damaged_ones_are_undone_to_the_letter():
    for manuscript in WRITTEN:
        if manuscript.get("damage") in EXACT:
            text, page = copied(manuscript, manuscript.get("damage"))
            assert text[page.start : page.end] == manuscript.text


def test_a_copy_with_gaps_tells_exactly_how_much_is_missing():
    manuscript = next(manuscript for manuscript in WRITTEN if manuscript.get("damage") == "gap")
    text, page = copied(manuscript, "gap")

    lines = manuscript.text.split("\n")
    figures = page_figures(text, page)
    missing = [line for line in lines if line not in text[page.start : page.end]]
    assert figures.omitted == (len(missing[0]), sum(len(line) + 2 for line in missing[1:]))
    assert figures.total == len(manuscript.text) + len(lines) - 1


def test_a_brace_that_is_no_name_stays():
    assert Words({"year": "2026"}).into("{year}年{month}月") == "2026年{month}月"
