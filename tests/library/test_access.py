import pytest
from django.db import IntegrityError, transaction

from jiangxin.core import journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import Refusal
from jiangxin.library.enums import Access
from jiangxin.library.facts import PreviewFacts, ReaderFacts
from jiangxin.library.models import Article
from jiangxin.library.queries import reading_of
from jiangxin.library.services import set_access
from tests.library.scene import SECRET, draft, published, refused


def test_access_and_preview_are_set_together_and_at_once(federation):
    article = published(federation.unit, body="甲" * 100)
    assert reading_of(PUBLIC, article).is_whole

    article = set_access(
        actor=SYSTEM,
        article=article,
        access=Access.ORGANISATIONS,
        readers=[ReaderFacts(organisation=federation.unit), ReaderFacts(organisation=federation.unit)],
        preview=PreviewFacts(opening=30, gap=50, tail=5),
        expected_revision=article.revision,
    )

    reading = reading_of(PUBLIC, article)
    assert (reading.is_whole, reading.shown, reading.withheld, reading.omitted, reading.total) == (
        False,
        45,
        (50, 5),
        55,
        100,
    )
    entry = journal.of(article)[0]
    assert entry.before == {
        "access": "public",
        "preview_opening": 300,
        "preview_gap": None,
        "preview_tail": 0,
        "readers": [],
    }
    assert entry.after == {
        "access": "organisations",
        "preview_opening": 30,
        "preview_gap": 50,
        "preview_tail": 5,
        "readers": [{"organisation": federation.unit.pk, "role": ""}],
    }


@pytest.mark.parametrize(
    ("access", "readers", "preview", "path", "code"),
    [
        ("everybody", [], None, "access", "invalid_choice"),
        (Access.ORGANISATIONS, [], None, "readers", "required"),
        (Access.ORGANISATIONS, [{"role": "expert"}], None, "readers", "required"),
        (Access.DUTY, [], None, "readers", "required"),
        (Access.DUTY, [{"organisation": "unit"}], None, "readers", "required"),
        (Access.DUTY, [{"role": "king"}], None, "readers", "invalid_choice"),
        (Access.PUBLIC, [{"organisation": "unit"}], None, "readers", "not_wanted"),
        (Access.SIGNED_IN, [], {"gap": 0}, "preview_gap", "nothing_withheld"),
        (Access.SIGNED_IN, [], {"opening": -1}, "preview_opening", "out_of_range"),
        (Access.SIGNED_IN, [], {"tail": 1_000_001}, "preview_tail", "out_of_range"),
    ],
)
def test_what_makes_no_sense_is_refused(federation, access, readers, preview, path, code):
    article = draft(federation.unit)
    found = [
        ReaderFacts(
            **{key: getattr(federation, value) if key == "organisation" else value for key, value in row.items()}
        )
        for row in readers
    ]

    with pytest.raises(Refusal) as no:
        set_access(
            actor=SYSTEM,
            article=article,
            access=access,
            readers=found,
            preview=PreviewFacts(**preview) if preview else None,
            expected_revision=1,
        )

    assert (no.value.code, [(problem.path, problem.code) for problem in no.value.problems]) == (
        "access_invalid",
        [(path, code)],
    )
    assert Article.objects.get(pk=article.pk).access == Access.PUBLIC


def test_the_database_holds_that_a_preview_withholds(federation):
    article = draft(federation.unit)

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(access=Access.DUTY, preview_gap=0, preview_tail=0)


def test_only_those_who_may_edit_set_it_and_only_on_a_fresh_page(actor, federation):
    article = published(federation.unit)
    given = {"article": article, "access": Access.SIGNED_IN}
    writer, county = actor(Role.UNION_OFFICER, federation.unit), actor(Role.REVIEWER_FIRST, federation.county)

    assert refused(lambda: set_access(actor=writer, **given, expected_revision=2)) == "not_editable"
    assert refused(lambda: set_access(actor=county, **given, expected_revision=1)) == "stale_page"
    assert refused(lambda: set_access(actor=county, **given, expected_revision=2)) is None


def test_closing_an_article_takes_its_hidden_words_out_of_what_all_may_read(federation):
    article = published(federation.unit)
    assert "坩埚" in " ".join([*article.keywords, *(word.word for word in article.words.all())])

    closed = set_access(
        actor=SYSTEM,
        article=article,
        access=Access.SIGNED_IN,
        preview=PreviewFacts(opening=40),
        expected_revision=article.revision,
    )

    told = " ".join([*closed.keywords, *(word.word for word in closed.words.all()), closed.excerpt])
    assert ("坩埚" in told, SECRET in reading_of(PUBLIC, closed).text) == (False, False)
