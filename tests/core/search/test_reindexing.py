"""Building the index anew: watched, stopped, and complete in the end."""

import os
import signal
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jiangxin.core import jobs, search
from jiangxin.core.actor import Role
from jiangxin.core.models import Job, JobState, SearchDocument, SearchText, SearchWord
from jiangxin.core.search import reindexing
from tests.core.search.conftest import START, THINGS, make_thing, things, titles


def find(typed):
    return titles(search.find(THINGS, typed, listed=things()))


@pytest.fixture
def some(db, monkeypatch):
    """Five things the index does not know, and two that are gone."""
    monkeypatch.setattr(reindexing, "_BATCH", 2)
    gone = [make_thing(f"旧劳模{number}", words=["旧闻"], spelled=["新闻", "老话"]) for number in range(2)]
    search.index(THINGS, gone)
    for job in gone:
        Job.objects.filter(pk=job.pk).delete()
    return [
        make_thing(f"劳模{number}", words=["新闻"], spelled=["车间"], at=START + timedelta(days=number))
        for number in range(5)
    ]


def test_everything_is_found_and_nothing_else(some):
    told = []

    assert search.reindex(THINGS, lambda done, total: told.append((done, total))) == 5

    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]
    assert sorted(find("劳模")) == [f"劳模{number}" for number in range(5)]
    assert (SearchDocument.objects.count(), SearchText.objects.count()) == (5, 5)
    words = {word for word in SearchWord.objects.values_list("word", flat=True) if "劳模" not in word}
    assert words == {"新闻", "车间"}


def test_again_it_changes_nothing(some):
    search.reindex(THINGS)
    search.reindex(THINGS)  # now that the places of what is gone are free
    before = sorted(SearchDocument.objects.values_list()), sorted(SearchText.objects.values_list())

    search.reindex(THINGS)

    assert (sorted(SearchDocument.objects.values_list()), sorted(SearchText.objects.values_list())) == before


def test_what_stops_it_leaves_what_is_done(some):
    def stop_after_two(done, _total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search.reindex(THINGS, stop_after_two)

    assert sorted(find("劳模")) == ["劳模0", "劳模1"]
    search.reindex(THINGS)
    assert len(find("劳模")) == 5


def test_as_a_job_it_is_watched_and_cancelled(some, federation, actor):
    owner = actor(Role.OFFICER_CITY, federation.city)
    job = jobs.ask(actor=owner, code=reindexing.REINDEX, title="重建检索索引", parameters={"kind": THINGS.code})
    jobs.work_off()
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, 5, 5)

    again = jobs.ask(actor=owner, code=reindexing.REINDEX, title="重建检索索引", parameters={"kind": THINGS.code})
    jobs.cancel(actor=owner, job=again)
    jobs.work_off()
    again.refresh_from_db()
    assert again.state == JobState.CANCELLED


def test_the_command_tells_how_far_it_is(some):
    told = StringIO()

    call_command("search", "reindex", "--kind", THINGS.code, stdout=told)

    assert told.getvalue().split() == ["test.thing:", "0", "/", "5", "test.thing:", "5"]
    assert len(find("劳模")) == 5


def test_the_command_stops_when_asked_and_leaves_signals_as_they_were(some, monkeypatch):
    before = signal.getsignal(signal.SIGINT)
    index = reindexing.index

    def index_and_interrupt(kind, batch):
        index(kind, batch)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(reindexing, "index", index_and_interrupt)
    with pytest.raises(CommandError, match="Stopped"):
        call_command("search", "reindex", "--kind", THINGS.code, stdout=StringIO())

    assert (sorted(find("劳模")), signal.getsignal(signal.SIGINT)) == (["劳模0", "劳模1"], before)


def test_the_command_knows_its_kinds():
    with pytest.raises(CommandError, match=r"test\.thing"):
        call_command("search", "reindex", "--kind", "no.such", stdout=StringIO())
