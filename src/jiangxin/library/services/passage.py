"""The way of an article: draft, review, published, withdrawn."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.enums import ArticleState, FilePurpose
from jiangxin.library.models import Article, FrontPlace
from jiangxin.library.services.checks import check_once, lock
from jiangxin.library.services.errands import ask_nothing, ask_publisher, ask_writer
from jiangxin.library.services.indexing import refresh


@service("library.send_to_review", about="article")
def send_to_review(*, actor: Actor, article: Article, expected_revision: int) -> Article:
    """Send a draft to those who publish; it is locked for its writer until it comes back.

    Raises:
        Refusal: "article_empty" when there is neither text nor picture; "stale_page"; no draft of the actor's.
    """
    held = lock(article, expected_revision)
    policies.may_send_to_review(actor=actor, article=held).require()
    _require_content(held)
    moved = _move(actor, held, ArticleState.REVIEW, "library.send_to_review")
    ask_publisher(moved)
    return moved


@service("library.return_to_draft", about="article")
def return_to_draft(*, actor: Actor, article: Article, expected_revision: int, reason: str = "") -> Article:
    """Give an article in review back to its writer, or take a withdrawn one up again; others than its writer say why.

    Raises:
        Refusal: "reason_missing"; "same_text" when the same text was written anew meanwhile; "stale_page".
    """
    held = lock(article, expected_revision)
    policies.may_return_to_draft(actor=actor, article=held).require()
    taken_back = held.state == ArticleState.REVIEW and held.owner_id == actor.organisation_id
    if not taken_back:
        reason = _require_reason(reason)
    was, held.state = held.state, ArticleState.DRAFT
    check_once(held)
    moved = _move(actor, held, ArticleState.DRAFT, "library.return_to_draft", reason, was=was)
    if held.owner_id == actor.organisation_id:
        ask_nothing(moved)
    else:
        ask_writer(moved, reason)
    return moved


@service("library.publish_article", about="article")
def publish_article(
    *, actor: Actor, article: Article, expected_revision: int, published_at: datetime | None = None
) -> Article:
    """Publish an article now, or at the later moment its writer has set.

    Args:
        published_at: takes the place of the writer's moment; a later one keeps the article back until then.

    Raises:
        Refusal: "article_empty"; "stale_page"; the actor does not publish for its owner.
    """
    held = lock(article, expected_revision)
    policies.may_publish(actor=actor, article=held).require()
    _require_content(held)
    if published_at is not None:
        held.published_at = published_at
    if held.published_at is None:
        held.published_at = clock.now().replace(microsecond=0)
    moved = _move(actor, held, ArticleState.PUBLISHED, "library.publish_article")
    ask_nothing(moved)
    return moved


@service("library.withdraw_article", about="article")
def withdraw_article(*, actor: Actor, article: Article, expected_revision: int, reason: str) -> Article:
    """Take a published article off the site; it leaves the front page, its versions stay.

    Raises:
        Refusal: "reason_missing"; "stale_page"; the actor does not publish for its owner.
    """
    held = lock(article, expected_revision)
    policies.may_withdraw(actor=actor, article=held).require()
    held.withdrawn_for = _require_reason(reason)
    FrontPlace.objects.filter(article=held).delete()
    return _move(actor, held, ArticleState.WITHDRAWN, "library.withdraw_article", reason)


def _move(actor: Actor, held: Article, state: str, act: str, reason: str = "", *, was: str | None = None) -> Article:
    before = {"state": was or held.state}
    held.state = state
    if state != ArticleState.WITHDRAWN:
        held.withdrawn_for = ""
    held.revision += 1
    held.changed_at = clock.now()
    held.save(update_fields=["state", "published_at", "withdrawn_for", "revision", "changed_at"])
    refresh(held)
    after = {"state": state, "published_at": held.published_at}
    journal.record(actor=actor, act=act, obj=held, before=before, after=after, reason=reason)
    return held


def _require_content(article: Article) -> None:
    if article.body or article.files.filter(purpose=FilePurpose.GALLERY).exists():
        return
    raise Refusal(
        "article_empty",
        _("这篇文章既没有正文也没有图片，不能发布。"),
        _("请补充内容后再办理。"),
        problems=[Problem("body", _("请填写正文。"), "required")],
    )


def _require_reason(reason: str) -> str:
    if not reason.strip():
        raise Refusal(
            "reason_missing",
            _("请写明原因。"),
            _("填写后重新提交。"),
            problems=[Problem("reason", _("请写明原因。"), "required")],
        )
    return " ".join(reason.split())[:300]
