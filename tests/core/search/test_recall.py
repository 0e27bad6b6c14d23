"""Whatever a plain scan finds is found, and nothing else; whatever is typed."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiangxin.core import search
from jiangxin.core.search import Order
from jiangxin.engine.text.tokens import fold, parse_query
from tests.core.search.conftest import THINGS, make_thing, things

QUICK = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
LETTERS = "劳勞模创新（)“，。 \nＡaé1"
texts = st.text(alphabet=LETTERS, max_size=25)
typed = st.one_of(
    st.text(alphabet=LETTERS, max_size=6),
    st.lists(st.text(alphabet="劳模创新a1", min_size=1, max_size=4), max_size=3).map(" ".join),
    st.text(max_size=8),
)
SYNTAX = [
    '"', "'", '劳模" OR "a', "劳模' | 'a", "劳模*", "劳模:*", "a NEAR b", "NEAR(劳 模)", "-劳模", "^劳", "{tokens} : a",
    "a AND", "(", "&", "|", "!", "<->", "\\", "\\'", "%", "_", "%s", "%(a)s", "$$", ";--", "\x00", "\ud800",
    "劳" * 3000, "OR OR OR", "zkind", "=kind=a", "z=kind=a", "#劳", "\U0001f600", "\u0301",
]  # fmt: skip


def scanned(jobs, words, *, hidden=False):
    """Which things have every word, found by reading all of them."""
    terms = [stretch for term in parse_query(words[:100]).terms for stretch in term]
    return {
        job.pk
        for job in jobs
        if all(
            stretch in "\n".join(map(fold, [job.title, job.parameters["whole" if hidden else "open"]]))
            for stretch in terms
        )
    }


def found(words, **options):
    results = search.find(THINGS, words, listed=things(), size=100, **options)
    assert results.count == len(results.hits)
    return {hit.object.pk for hit in results.hits}


@pytest.mark.django_db
@QUICK
@given(st.lists(st.tuples(texts, texts), max_size=6), st.lists(typed, min_size=1, max_size=5))
def test_the_search_finds_what_a_plain_scan_finds(written, searches):
    with transaction.atomic():
        jobs = [make_thing(title, text) for title, text in written]
        search.index(THINGS, jobs)
        for words in searches:
            expected = scanned(jobs, words)
            assert found(words) == expected
            assert found(words, order=Order.TIME) == expected
            assert set(search.matching(THINGS, things(), words).values_list("pk", flat=True)) == expected
        transaction.set_rollback(True)


@pytest.mark.django_db
@QUICK
@given(st.lists(st.tuples(texts, texts, texts, st.booleans()), max_size=5), st.lists(typed, min_size=1, max_size=4))
def test_the_hidden_part_is_looked_through_for_those_who_may_read_it_alone(written, searches):
    with transaction.atomic():
        jobs = [
            make_thing(title, text, whole=text + hidden, state="done" if readable else "queued")
            for title, text, hidden, readable in written
        ]
        search.index(THINGS, jobs)
        readable = [job for job in jobs if job.state == "done"]
        for words in searches:
            if not parse_query(words[:100]).terms:
                continue
            expected = scanned(jobs, words) | scanned(readable, words, hidden=True)
            assert found(words, whole=things().filter(state="done")) == expected
            assert found(words) == scanned(jobs, words)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("words", SYNTAX, ids=lambda words: repr(words[:20]))
def test_nothing_typed_is_read_as_a_query(words, write):
    jobs = [write("劳模", "a AND b OR kind"), write("创新", "劳", facets={"kind": ["a"]})]

    assert found(words) == scanned(jobs, words)
    search.suggest(THINGS, words, listed=things())
    search.highlight("劳模a", words)


@pytest.mark.django_db
def test_any_stretch_of_a_text_is_found(write):
    text = "在全市首批勞模創新(服務)工作室授牌儀式上的講話ＱＣ小組2012年9月21日power-point"
    write("", text)

    for size in (1, 2, 3, 7):
        for start in range(len(text) - size):
            piece = text[start : start + size]
            assert (piece, len(found(piece))) == (piece, 1)
