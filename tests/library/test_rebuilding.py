"""Related articles are worked out anew, told how far, stopped and gone on with."""

import io
import os
import signal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jiangxin.core.actor import SYSTEM
from jiangxin.library.models import Article, ArticleWord, RelatedArticle
from jiangxin.library.rebuilding import rebuild_likeness
from jiangxin.library.services import withdraw_article
from tests.library.scene import draft, published


def rows():
    words = set(ArticleWord.objects.values_list("article_id", "word"))
    return words, set(RelatedArticle.objects.values_list("article_id", "other_id"))


@pytest.fixture
def shelf(federation):
    draft(federation.unit)
    return [published(federation.unit) for _number in range(4)]


def lose():
    ArticleWord.objects.all().delete()
    RelatedArticle.objects.all().delete()


def test_what_was_lost_is_there_again(shelf):
    before = rows()
    lose()

    out = io.StringIO()
    call_command("library", "rebuild", stdout=out)

    assert rows() == before
    assert {key for key, _word in before[0]} == {article.pk for article in shelf}
    assert out.getvalue().endswith("Related articles of 4 articles rebuilt.\n")


def test_doing_it_again_changes_nothing(shelf):
    before = rows()

    assert rebuild_likeness(lambda _done, _total, _key: None) == 4
    assert rows() == before


def test_ctrl_c_stops_after_the_one_in_hand_and_tells_how_to_go_on(shelf, monkeypatch):
    before = rows()
    lose()
    handler = signal.getsignal(signal.SIGINT)
    out = io.StringIO()
    write = out.write

    def interrupt(text):
        if text.startswith("0 / 4"):
            os.kill(os.getpid(), signal.SIGINT)
        return write(text)

    monkeypatch.setattr(out, "write", interrupt)
    with pytest.raises(CommandError, match=f"--after {shelf[0].pk}$|--after 0$") as stopped:
        call_command("library", "rebuild", stdout=out)
    done = int(str(stopped.value).rsplit(" ", 1)[1])
    assert signal.getsignal(signal.SIGINT) == handler

    call_command("library", "rebuild", after=done, stdout=io.StringIO())

    assert rows() == before


def test_what_is_withdrawn_meanwhile_is_forgotten(shelf):
    def tell(done, _total, _key):
        if done == 1:
            held = Article.objects.get(pk=shelf[2].pk)
            withdraw_article(actor=SYSTEM, article=held, expected_revision=held.revision, reason="过期")

    rebuild_likeness(tell)

    words, pairs = rows()
    assert shelf[2].pk not in {key for key, _word in words} | {key for pair in pairs for key in pair}
