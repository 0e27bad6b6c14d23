"""The real damaged page, where it lies on this machine: its facts, not its words."""

import re
from collections import Counter
from datetime import datetime

import pytest

from jiangxin.engine.text.count import Figures, Rule
from jiangxin.engine.text.decode import decode
from jiangxin.engine.text.outline import outline
from jiangxin.engine.text.page import page_figures, read_page
from jiangxin.engine.text.restore import Damage, Options, restore, undo_changes
from tests.seed import PAGE, needs_seed

pytestmark = needs_seed


@pytest.fixture(scope="module")
def restored():
    decoded = decode(PAGE.read_bytes())
    assert (decoded.encoding, decoded.encode()) == ("utf-8", PAGE.read_bytes())
    return restore(decoded.text)


def test_every_reading_goes_and_every_real_bracket_stays(restored):
    removed = [change for change in restored.changes if change.damages == (Damage.READING,)]
    assert (len(removed), {change.after for change in removed}) == (248, {""})
    assert re.findall(r"[(（][a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]", restored.text) == []
    expected = Counter(re.findall(r"[(（](?![a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü])", restored.original))
    assert Counter(re.findall("[(（]", restored.text)) == expected
    assert Counter(re.findall(r"\(([^()]{2,12})\)", restored.text)) == Counter({"服务": 10, "2012年9月21日": 1})


def test_the_report_leads_back_to_the_original(restored):
    assert undo_changes(restored.text, restored.changes) == restored.original
    assert restore(restored.text).changes == ()


def test_the_masked_word_alone_is_flagged(restored):
    assert [(flag.damage, flag.text, flag.candidates) for flag in restored.flags] == [(Damage.MASKED, "_", ())]


def test_figures_are_the_page_s_own(restored):
    page = read_page(restored.text)
    assert page_figures(restored.text, page) == Figures(1710, (609, 371), 2690)
    assert page_figures(restored.text, page, Rule.PLAIN).shown == 1672


def test_the_page_is_told_from_the_article(restored):
    page = read_page(restored.text)
    assert (len(page.categories), page.published) == (6, datetime.fromisoformat("2012-10-15 14:15:27"))
    assert (page.title[:5], page.title[-2:], restored.text[page.end - 2 : page.end]) == ("总工会主席", "讲话", "各方")


def test_the_outline_has_three_chapters_and_nine_points(restored):
    found = outline(restored.text)
    assert [len(chapter.children) for chapter in found.headings] == [3, 3, 3]
    assert all(restored.text[chapter.start : chapter.end] == chapter.title for chapter in found.headings)
    places = [
        "gap" if point.gap == 0 else "tail" if point.gap == 1 else restored.text[point.start : point.end] == point.title
        for chapter in found.headings
        for point in chapter.children
    ]
    assert places == ["gap", "gap", "gap", True, True, True, True, "tail", "tail"]


def test_widening_leaves_the_count_as_it_is(restored):
    wide = restore(restored.original, Options(widen=True))
    assert page_figures(wide.text, read_page(wide.text)) == Figures(1710, (609, 371), 2690)
