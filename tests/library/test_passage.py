import pytest

from jiangxin.core import journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import Refusal
from jiangxin.library.enums import ArticleState, FrontSlot
from jiangxin.library.facts import FileFacts
from jiangxin.library.models import Article, FrontPlace
from jiangxin.library.services import (
    arrange_front,
    attach_stored,
    publish_article,
    return_to_draft,
    send_to_review,
    withdraw_article,
)
from tests.library.scene import draft, published, titles
from tests.library.stored import picture

ACTS = {
    "send": send_to_review,
    "return": lambda **given: return_to_draft(**given, reason="事实有误"),
    "publish": publish_article,
    "withdraw": lambda **given: withdraw_article(**given, reason="内容过期"),
}
ENDS = {"send": "review", "return": "draft", "publish": "published", "withdraw": "withdrawn"}
# What comes of each act in each state, for the unit's officer and for the county's.
WRITER = {
    "draft": "review not_in_this_state wrong_duty wrong_duty",
    "review": "not_in_this_state draft wrong_duty wrong_duty",
    "published": "not_in_this_state not_in_this_state wrong_duty wrong_duty",
    "withdrawn": "not_in_this_state wrong_duty wrong_duty wrong_duty",
}
PUBLISHER = {
    "draft": "review not_in_this_state published not_in_this_state",
    "review": "not_in_this_state draft published not_in_this_state",
    "published": "not_in_this_state not_in_this_state not_in_this_state withdrawn",
    "withdrawn": "not_in_this_state draft not_in_this_state not_in_this_state",
}


def outcome(somebody, owner, state, act):
    article = draft(owner)
    if state in {"published", "withdrawn"}:
        publish_article(actor=SYSTEM, article=article, expected_revision=1)
    Article.objects.filter(pk=article.pk).update(state=state)
    article = Article.objects.get(pk=article.pk)
    try:
        moved = ACTS[act](actor=somebody, article=article, expected_revision=article.revision)
    except Refusal as refusal:
        assert Article.objects.get(pk=article.pk).state == state
        return refusal.code
    assert (moved.state, moved.revision) == (ENDS[act], article.revision + 1)
    assert [journal.of(moved)[0].before["state"], journal.of(moved)[0].after["state"]] == [state, ENDS[act]]
    return moved.state


@pytest.mark.parametrize(
    ("role", "place", "expected"),
    [(Role.UNION_OFFICER, "unit", WRITER), (Role.REVIEWER_FIRST, "county", PUBLISHER)],
)
def test_every_act_in_every_state(actor, federation, role, place, expected):
    somebody = actor(role, getattr(federation, place))

    found = {
        state: " ".join(outcome(somebody, federation.unit, state, act) for act in ACTS) for state in ArticleState.values
    }

    assert found == expected


@pytest.mark.parametrize("act", list(ACTS))
def test_a_stale_page_moves_nothing(federation, act):
    article = draft(federation.unit)

    with pytest.raises(Refusal) as refused:
        ACTS[act](actor=SYSTEM, article=article, expected_revision=article.revision + 1)

    assert refused.value.code == "stale_page"


@pytest.mark.parametrize("state", ["published", "review", "withdrawn"])
def test_going_back_without_a_reason_is_refused_to_others_than_the_writer(actor, federation, state):
    county = actor(Role.REVIEWER_FIRST, federation.county)
    article = published(federation.unit)
    Article.objects.filter(pk=article.pk).update(state=state)

    act = withdraw_article if state == "published" else return_to_draft

    with pytest.raises(Refusal) as refused:
        act(actor=county, article=article, expected_revision=article.revision, reason="  ")

    assert (refused.value.code, refused.value.problems[0].path) == ("reason_missing", "reason")


def test_a_writer_takes_back_what_waits_without_giving_a_reason(actor, federation):
    writer = actor(Role.UNION_OFFICER, federation.unit)
    article = send_to_review(actor=writer, article=draft(federation.unit, actor=writer), expected_revision=1)

    assert return_to_draft(actor=writer, article=article, expected_revision=2).state == "draft"


def test_an_empty_article_is_not_published_but_pictures_are_content(federation):
    article = draft(federation.unit, body="", kind="exhibition")
    for act in (send_to_review, publish_article):
        with pytest.raises(Refusal) as refused:
            act(actor=SYSTEM, article=article, expected_revision=1)
        assert refused.value.code == "article_empty"

    attach_stored(actor=SYSTEM, article=article, stored=picture(), facts=FileFacts(purpose="gallery"))

    assert publish_article(actor=SYSTEM, article=article, expected_revision=1).state == "published"


def test_a_withdrawn_article_is_gone_from_everywhere_and_can_come_back(federation):
    article = published(federation.unit, title="撤下的讲话")
    arrange_front(actor=SYSTEM, slot=FrontSlot.NEWS, articles=[article])

    article = withdraw_article(actor=SYSTEM, article=article, expected_revision=article.revision, reason="内容\n过期")

    assert (titles(PUBLIC), FrontPlace.objects.count(), article.words.count()) == (set(), 0, 0)
    assert article.withdrawn_for == "内容 过期"
    article = return_to_draft(actor=SYSTEM, article=article, expected_revision=article.revision, reason="重新核对")
    article = publish_article(actor=SYSTEM, article=article, expected_revision=article.revision)
    assert (titles(PUBLIC), article.withdrawn_for) == ({"撤下的讲话"}, "")


def test_a_withdrawn_article_does_not_come_back_beside_its_copy(federation):
    article = published(federation.unit, title="原文", body="同一段正文")
    article = withdraw_article(actor=SYSTEM, article=article, expected_revision=article.revision, reason="重发")
    draft(federation.unit, title="新文", body="同一段正文")

    with pytest.raises(Refusal) as refused:
        return_to_draft(actor=SYSTEM, article=article, expected_revision=article.revision, reason="恢复")

    assert refused.value.code == "same_text"
