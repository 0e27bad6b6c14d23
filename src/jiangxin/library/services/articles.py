"""Writing articles: every saved text is a version that stays."""

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.facts import NAMES, ArticleFacts
from jiangxin.library.models import Article, ArticleVersion
from jiangxin.library.services.checks import check_fields, check_once, lock
from jiangxin.library.services.derived import DERIVED, derive
from jiangxin.library.services.indexing import refresh
from jiangxin.library.text import normalise
from jiangxin.orgs.models import Organisation

_LINES = ("title", "subtitle", "summary", "author", "issuing_body", "document_number", "source_name", "licence_note")


@service("library.create_article", about="owner")
def create_article(*, actor: Actor, owner: Organisation, facts: ArticleFacts) -> Article:
    """Write the draft of an article that `owner` keeps; its first version.

    Raises:
        Refusal: "article_invalid" with the problem of each field; "same_text"; not the actor's to write.
    """
    policies.may_write(actor=actor, owner=owner).require()
    now = clock.now()
    article = Article(owner=owner, created_by_id=actor.account_id, created_at=now, changed_at=now)
    _fill(article, facts)
    article.save(force_insert=True)
    version = _keep_version(actor, article, "")
    refresh(article)
    after = {"owner": owner.pk, "version": version.number, "digest": article.digest, "kind": article.kind}
    journal.record(actor=actor, act="library.create_article", obj=article, after=after)
    return article


@service("library.edit_article", about="article")
def edit_article(
    *, actor: Actor, article: Article, facts: ArticleFacts, expected_revision: int, note: str = ""
) -> Article:
    """Save an article anew; whatever changed becomes its next version, and what is published changes at once.

    Raises:
        Refusal: as `create_article`; "stale_page" when it was changed since the page was opened.
    """
    held = lock(article, expected_revision)
    policies.may_edit(actor=actor, article=held).require()
    before, digest = ArticleFacts.of(held).as_values(), held.digest
    _fill(held, facts)
    changed = sorted(name for name in NAMES if before[name] != getattr(held, name))
    version = None
    if changed:
        held.revision += 1
        held.changed_at = clock.now()
        held.save(update_fields=[*NAMES, *DERIVED, "revision", "changed_at"])
        version = _keep_version(actor, held, note)
        refresh(held)
    journal.record(
        actor=actor,
        act="library.edit_article",
        obj=held,
        before={"digest": digest},
        after={"digest": held.digest, "changed": changed, "version": version.number if version else None},
        reason=note,
    )
    return held


def _fill(article: Article, facts: ArticleFacts) -> None:
    """Put the facts into the article as they are stored, check them, and work out what follows from them."""
    for name, value in facts.as_values().items():
        setattr(article, name, " ".join(value.split()) if name in _LINES else value)
    article.source_url = article.source_url.strip()
    article.body, article.contents = normalise(facts.body), normalise(facts.contents)
    if article.published_at is None and article.pk is not None:
        # A published article keeps its moment when the writer leaves the field empty.
        article.published_at = Article.objects.values_list("published_at", flat=True).get(pk=article.pk)
    check_fields(article)
    derive(article)
    check_once(article)


def _keep_version(actor: Actor, article: Article, note: str) -> ArticleVersion:
    last = ArticleVersion.objects.filter(article=article).values_list("number", flat=True).first() or 0
    facts = {name: getattr(article, name) for name in NAMES if name not in {"title", "body"}}
    return ArticleVersion.objects.create(
        article=article,
        number=last + 1,
        title=article.title,
        body=article.body,
        facts=journal.plain(facts),
        digest=article.digest,
        note=" ".join(note.split())[:200],
        made_by_id=actor.account_id,
        made_at=article.changed_at,
    )
