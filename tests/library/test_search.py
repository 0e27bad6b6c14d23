"""The search as one of the library's doors: what a reader may not have is neither shown nor found."""

import pytest

from jiangxin.core import search
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.library.enums import Access
from jiangxin.library.facts import FileFacts, PreviewFacts, ReaderFacts
from jiangxin.library.queries import articles_for, readable_whole_for
from jiangxin.library.search import ARTICLES
from jiangxin.library.services import (
    add_category,
    attach_stored,
    categorise_article,
    detach_file,
    edit_article,
    link_article,
    set_access,
    tag_article,
    withdraw_article,
)
from tests.factories import PersonFactory
from tests.library.scene import SECRET, draft, facts, published
from tests.library.stored import picture

pytestmark = pytest.mark.each_engine


def found(actor, typed, **options):
    listed, whole = articles_for(actor), readable_whole_for(actor)
    return search.find(ARTICLES, typed, listed=listed, whole=whole, **options)


def titles_found(actor, typed, **options):
    return [hit.object.title for hit in found(actor, typed, **options).hits]


def told(actor, typed):
    """Return all that an answer says, as one text."""
    hits = found(actor, typed).hits
    parts = [piece.text for hit in hits for piece in (*hit.title, *hit.excerpt)]
    parts += [item.text for item in search.suggest(ARTICLES, typed, listed=articles_for(actor))]
    return "".join(parts)


@pytest.fixture
def restricted(federation):
    return published(
        federation.unit,
        title="受限的讲话",
        access=Access.ORGANISATIONS,
        readers=[ReaderFacts(organisation=federation.unit)],
        preview=PreviewFacts(opening=40),
    )


@pytest.mark.parametrize("typed", ["坩埚", SECRET, "工艺参数", "坩埚 授牌", "ganguo"])
def test_the_hidden_part_is_found_and_shown_to_its_readers_only(actor, federation, restricted, typed):
    member, stranger = actor(Role.WORKER, federation.unit), actor(Role.WORKER, federation.other_unit)

    assert [titles_found(reader, typed) for reader in (PUBLIC, stranger)] == [[], []]
    assert ["坩埚" in told(reader, typed) for reader in (PUBLIC, stranger)] == [False, False]
    if typed.isascii():
        return  # pinyin finds words all may know of
    assert titles_found(member, typed) == ["受限的讲话"]


def test_the_open_part_is_found_by_everybody_without_a_word_of_the_hidden_part(restricted):
    assert titles_found(PUBLIC, "首批工作室") == ["受限的讲话"]
    assert "坩埚" not in told(PUBLIC, "首批工作室")


def test_closing_an_article_takes_its_hidden_part_out_of_the_search(federation):
    article = published(federation.unit, title="公开的讲话")
    assert titles_found(PUBLIC, "坩埚") == ["公开的讲话"]

    set_access(
        actor=SYSTEM,
        article=article,
        access=Access.SIGNED_IN,
        preview=PreviewFacts(opening=40),
        expected_revision=article.revision,
    )

    assert titles_found(PUBLIC, "坩埚") == []


def test_drafts_and_withdrawn_articles_are_found_by_their_keepers(actor, federation):
    draft(federation.unit, title="草拟的讲话")
    withdraw_article(
        actor=SYSTEM, article=published(federation.unit, title="撤下的讲话"), expected_revision=2, reason="过期"
    )
    writer = actor(Role.UNION_OFFICER, federation.unit)

    assert titles_found(PUBLIC, "讲话") == []
    assert set(titles_found(writer, "讲话")) == {"草拟的讲话", "撤下的讲话"}


def test_the_text_of_attachments_follows_the_same_rule(actor, federation, restricted):
    public = published(federation.unit, title="公开的讲话", body="另一篇。")
    for article in (restricted, public):
        facts = FileFacts(purpose="attachment", caption="附表", text="量具编号清单")
        attach_stored(actor=SYSTEM, article=article, stored=picture(), facts=facts)
    member = actor(Role.WORKER, federation.unit)

    assert (titles_found(PUBLIC, "量具编号"), titles_found(PUBLIC, "附表")) == (["公开的讲话"],) * 2
    assert set(titles_found(member, "量具编号")) == {"公开的讲话", "受限的讲话"}
    detach_file(actor=SYSTEM, article=public, file=public.files.get())
    assert titles_found(PUBLIC, "量具编号") == []


def test_an_edit_is_found_at_once(federation):
    article = published(federation.unit, title="讲话")

    edit_article(actor=SYSTEM, article=article, facts=facts("讲话", body="改谈热处理。"), expected_revision=2)

    assert (titles_found(PUBLIC, "热处理"), titles_found(PUBLIC, "坩埚")) == (["讲话"], [])


def test_tags_and_people_are_suggested_and_facets_narrow(federation):
    article = published(federation.unit, title="讲话", kind="speech", published_at=None)
    category = add_category(actor=SYSTEM, name="授牌")
    tag_article(actor=SYSTEM, article=article, names=["劳模精神"])
    link_article(actor=SYSTEM, article=article, target=PersonFactory(name="欧阳春晓"))
    categorise_article(actor=SYSTEM, article=article, categories=[category])
    published(federation.unit, title="另一篇讲话", kind="news")

    def suggested(typed):
        return [item.text for item in search.suggest(ARTICLES, typed, listed=articles_for(PUBLIC))]

    assert [suggested(typed)[:1] for typed in ("劳模", "laomo", "欧阳")] == [["劳模精神"], ["劳模精神"], ["欧阳春晓"]]
    year = article.published_at.year
    narrowed = [{"kind": "speech"}, {"category": [category.pk]}, {"tag": "劳模精神"}, {"year": [year - 1]}]
    assert [titles_found(PUBLIC, "讲话", facets=facets) for facets in narrowed] == [["讲话"], ["讲话"], ["讲话"], []]


def test_what_everybody_may_read_is_found_by_its_pinyin(federation, restricted):
    published(federation.unit, title="灯", body="夜里锅炉修好了，螺栓也换了。")

    assert [titles_found(PUBLIC, typed) for typed in ("guolu", "luoshuan", "ganguo")] == [["灯"], ["灯"], []]


def test_building_the_index_anew_asks_as_often_for_many_articles_as_for_few(federation, django_assert_num_queries):
    def documents():
        return [ARTICLES.document(article) for article in ARTICLES.objects()]

    for count in (1, 3):
        for _ in range(count):
            article = published(federation.unit)
            tag_article(actor=SYSTEM, article=article, names=["授牌"])
            for target in (PersonFactory(), federation.county):
                link_article(actor=SYSTEM, article=article, target=target)
            attach_stored(actor=SYSTEM, article=article, stored=picture(), facts=FileFacts(purpose="cover"))
        with django_assert_num_queries(7):
            documents()
