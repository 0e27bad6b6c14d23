import pytest
from django.db import IntegrityError, transaction

from jiangxin.campaigns.models import Call
from jiangxin.core import journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.library.models import ArticleLink
from jiangxin.library.queries import about, articles_for, categories_of, in_category, links_for, with_tag
from jiangxin.library.services import add_category, categorise_article, link_article, tag_article, unlink_article
from tests.campaigns.scene import make_draft, person_at
from tests.factories import PersonFactory
from tests.library.scene import draft, published, refused


@pytest.fixture
def tree(db):
    """Return 工会 with 讲话 below it, and 模范."""
    union = add_category(actor=SYSTEM, name="工会")
    return {
        "union": union,
        "speeches": add_category(actor=SYSTEM, name="讲话", parent=union),
        "models": add_category(actor=SYSTEM, name="模范"),
    }


def called(federation, *, state="open"):
    """Return a call of the city in a state."""
    call = make_draft(person_at(Role.OFFICER_CITY, federation.city), federation.city)
    Call.objects.filter(pk=call.pk).update(state=state)
    return Call.objects.get(pk=call.pk)


def test_an_article_stands_in_several_categories_in_order(federation, tree):
    article = published(federation.unit)

    categorise_article(actor=SYSTEM, article=article, categories=[tree["speeches"], tree["models"], tree["speeches"]])
    assert categories_of([article]) == {article.pk: [tree["speeches"], tree["models"]]}
    assert [in_category(articles_for(PUBLIC), category).count() for category in tree.values()] == [1, 1, 1]

    categorise_article(actor=SYSTEM, article=article, categories=[tree["models"]])
    assert [in_category(articles_for(PUBLIC), category).count() for category in tree.values()] == [0, 0, 1]
    entry = journal.of(article)[0]
    keys = [tree["speeches"].pk, tree["models"].pk]
    assert (entry.before, entry.after) == ({"categories": keys}, {"categories": keys[1:]})


def test_tags_are_plain_words_once_each(federation):
    article = published(federation.unit)

    tag_article(actor=SYSTEM, article=article, names=[" #授牌 ", "授牌", "", "＃工匠 精神"])

    assert [tag.name for tag in article.tags.all()] == ["授牌", "工匠 精神"]
    assert with_tag(articles_for(PUBLIC), "授牌").get() == article
    assert with_tag(articles_for(PUBLIC), "工匠").count() == 0


def test_too_many_or_too_long_is_refused(federation, tree):
    article = draft(federation.unit)
    names = [f"标签{number}" for number in range(21)]

    assert refused(lambda: tag_article(actor=SYSTEM, article=article, names=names)) == "too_many_tags"
    assert refused(lambda: tag_article(actor=SYSTEM, article=article, names=["长" * 31])) == "tag_too_long"
    assert article.tags.count() == 0


def test_links_to_each_kind_of_thing_are_found_from_it(federation):
    article, other = published(federation.unit), published(federation.unit)
    call = called(federation)
    targets = [PersonFactory(), call, federation.county]

    for target in [*targets, call]:
        link_article(actor=SYSTEM, article=article, target=target)
    link_article(actor=SYSTEM, article=other, target=call)

    assert [link.target for link in links_for(PUBLIC, article)] == targets
    assert [set(about(articles_for(PUBLIC), target)) for target in targets] == [{article}, {article, other}, {article}]


def test_a_link_to_a_draft_call_is_not_shown_to_strangers(actor, federation):
    article = published(federation.unit)
    call = called(federation, state="draft")
    link_article(actor=SYSTEM, article=article, target=call)

    officer = actor(Role.OFFICER_CITY, federation.city)
    assert [len(links_for(reader, article)) for reader in (PUBLIC, officer)] == [0, 1]


def test_a_link_is_taken_away(federation):
    article = published(federation.unit)
    link = link_article(actor=SYSTEM, article=article, target=federation.county)

    unlink_article(actor=SYSTEM, article=article, link=link)

    assert links_for(PUBLIC, article) == []
    assert journal.of(article)[0].before == {"organisation": federation.county.pk}


def test_the_database_holds_that_a_link_leads_to_one_thing(federation):
    article = draft(federation.unit)

    for given in ({}, {"organisation": federation.unit, "person": PersonFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ArticleLink.objects.create(article=article, **given)


@pytest.mark.parametrize("state", ["draft", "published"])
def test_parts_are_changed_by_those_who_may_edit(actor, federation, tree, state):
    article = published(federation.unit) if state == "published" else draft(federation.unit)
    writer = actor(Role.UNION_OFFICER, federation.unit)
    link = ArticleLink.objects.create(article=article, organisation=federation.unit)
    acts = [
        lambda: categorise_article(actor=writer, article=article, categories=[tree["models"]]),
        lambda: tag_article(actor=writer, article=article, names=["授牌"]),
        lambda: link_article(actor=writer, article=article, target=federation.county),
        lambda: unlink_article(actor=writer, article=article, link=link),
    ]

    assert [refused(act) for act in acts] == [None if state == "draft" else "not_editable"] * 4
