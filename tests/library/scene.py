"""Articles for tests, made through the services; their hidden part says `SECRET`, which no stranger may ever meet."""

from collections.abc import Callable, Sequence
from typing import Any

from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.refusal import Refusal
from jiangxin.library.enums import Access
from jiangxin.library.facts import ArticleFacts, PreviewFacts, ReaderFacts
from jiangxin.library.models import Article
from jiangxin.library.queries import articles_for
from jiangxin.library.services import create_article, publish_article, set_access
from jiangxin.orgs.models import Organisation

SECRET = "密钥藏于坩埚底部"
OPENING = "全市首批工作室今天授牌。"
BODY = f"""{OPENING}
一、提高认识
工作室是车间里长出来的课堂。一是要敢于破题。班组遇到的难处就是课题。
二、抓好落实
（一）{SECRET}之法
{SECRET}，坩埚工艺参数由班组保管。
三、加强领导
各级工会要当好后勤。"""


def facts(title: str = "在授牌仪式上的讲话", **changes: Any) -> ArticleFacts:
    """Return the facts of an article whose second half holds the secret."""
    return ArticleFacts(**{"title": title, "body": BODY, **changes})


def draft(owner: Organisation, *, actor: Actor = SYSTEM, **changes: Any) -> Article:
    """Write a draft; every title is another text, so that no two are one article."""
    title = changes.pop("title", f"第{Article.objects.count() + 1}篇讲话")
    body = changes.pop("body", f"{BODY}\n{title}到此结束。")
    return create_article(actor=actor, owner=owner, facts=facts(title, body=body, **changes))


def published(
    owner: Organisation,
    *,
    access: str = Access.PUBLIC,
    readers: Sequence[ReaderFacts] = (),
    preview: PreviewFacts | None = None,
    actor: Actor = SYSTEM,
    **changes: Any,
) -> Article:
    """Publish an article; restricted ones show 40 characters."""
    article = draft(owner, actor=actor, **changes)
    if access != Access.PUBLIC:
        article = set_access(
            actor=actor,
            article=article,
            access=access,
            readers=readers,
            preview=preview or PreviewFacts(opening=40),
            expected_revision=article.revision,
        )
    return publish_article(actor=actor, article=article, expected_revision=article.revision)


def refused(act: Callable[[], object]) -> str | None:
    """Return the code of the refusal `act` meets, None when it is done."""
    try:
        act()
    except Refusal as refusal:
        return refusal.code
    return None


def titles(actor: Actor) -> set[str]:
    """Return the titles an actor may list."""
    return set(articles_for(actor).values_list("title", flat=True))
