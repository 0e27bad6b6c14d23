"""What a person decides about an imported file: which repairs stand, what the article is, or that it is not wanted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, files, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files.sniff import IMAGES, sniff
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.enums import FilePurpose, ImportState
from jiangxin.library.extraction import text_columns
from jiangxin.library.facts import FileFacts
from jiangxin.library.models import Article, Category, ImportItem
from jiangxin.library.proposal import WAY, Proposal, propose
from jiangxin.library.reading import Hints, ReadingError
from jiangxin.library.reading.docx import picture_in
from jiangxin.library.repairs import repaired
from jiangxin.library.services.articles import create_article
from jiangxin.library.services.attachments import PICTURE, attach_stored
from jiangxin.library.services.categories import add_category
from jiangxin.library.services.imports import lock_item
from jiangxin.library.services.parts import AT_MOST, categorise_article, tag_article

_ATTACHABLE = ("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
_MOST_PICTURES = 20


class Corrections(TypedDict, total=False):
    """What a person writes otherwise than it was recognised, by the name of the fact (`facts.ArticleFacts`)."""

    title: str
    subtitle: str
    body: str
    contents: str
    summary: str
    kind: str
    author: str
    issuing_body: str
    document_number: str
    source_name: str
    source_url: str
    licence_note: str
    published_at: datetime | None
    counting: str
    stated_total: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Where a confirmed article is put, and what comes with it.

    Args:
        categories: categories of the tree, the first for its breadcrumb.
        new_categories: ways from the top, names divided by ` > `, that are added to the tree first; the city's to do.
        tags: free words.
        pictures: whether the pictures its document holds become its gallery.
        original: whether its original is attached for readers of the whole; Word and PDF only.
    """

    categories: Sequence[Category] = ()
    new_categories: Sequence[str] = ()
    tags: Sequence[str] = ()
    pictures: bool = True
    original: bool = False


@service("library.revoke_repairs", about="item")
def revoke_repairs(
    *, actor: Actor, item: ImportItem, revoked: Collection[int], expected_revision: int | None = None
) -> ImportItem:
    """Take back these repairs and let all others stand; the text is made anew from the source, and recognised anew.

    Args:
        revoked: the numbers of the repairs taken back (`repairs.Repair.number`), all of them.

    Raises:
        Refusal: "no_such_repair"; "import_settled"; "stale_page"; not the actor's to write for the owner.
    """
    held = _lock_open(actor, item, expected_revision)
    before = len(held.revoked)
    _revoke(held, revoked)
    held.revision += 1
    held.save(update_fields=["revoked", "text", "recognised", "digest", "revision"])
    after = {"revoked": held.revoked, "digest": held.digest}
    journal.record(actor=actor, act="library.revoke_repairs", obj=held, before={"revoked": before}, after=after)
    return held


@service("library.confirm_import", about="item")
def confirm_import(
    *,
    actor: Actor,
    item: ImportItem,
    corrections: Corrections | None = None,
    filing: Filing | None = None,
    revoked: Collection[int] | None = None,
    expected_revision: int | None = None,
) -> Article:
    """Make the article of an imported file, as it was recognised or as corrected; a draft, its first version.

    Args:
        revoked: repairs taken back at the last moment, all of them; None for those taken back so far.

    Raises:
        Refusal: as `create_article`, `categorise_article`, `tag_article` and `add_category`, and then nothing is made;
            "no_such_repair"; "import_settled"; "stale_page".
    """
    held = _lock_open(actor, item, expected_revision)
    if revoked is not None and set(revoked) != set(held.revoked):
        _revoke(held, revoked)
    chosen, proposal = filing or Filing(), propose(held)
    facts = replace(proposal.facts, **(corrections or {}))
    article = create_article(actor=actor, owner=held.batch.owner, facts=facts)
    _file(actor, article, chosen)
    if chosen.pictures:
        _attach_pictures(actor, article, held, proposal)
    if chosen.original and held.original is not None and held.original.stored.media_type in _ATTACHABLE:
        purpose = FileFacts(purpose=FilePurpose.ATTACHMENT, caption=held.original.stored.name, text=held.text)
        attach_stored(actor=actor, article=article, stored=held.original.stored, facts=purpose)
    _decide(held, actor, ImportState.CONFIRMED)
    held.article = article
    held.save()
    after = {"article": article.pk, "corrected": sorted(corrections or {}), "revoked": held.revoked}
    journal.record(actor=actor, act="library.confirm_import", obj=held, after=after)
    return article


@service("library.discard_import", about="item")
def discard_import(*, actor: Actor, item: ImportItem, reason: str = "", expected_revision: int | None = None) -> None:
    """Do not take a file into the library; its original and what was read of it stay.

    Raises:
        Refusal: "import_settled"; "stale_page"; not the actor's to write for the owner.
    """
    held = lock_item(item, expected_revision)
    policies.may_write(actor=actor, owner=held.batch.owner).require()
    if held.state not in {ImportState.READ, ImportState.WAITING, ImportState.DUPLICATE}:
        raise _settled()
    before = {"state": held.state}
    _decide(held, actor, ImportState.DISCARDED)
    held.save(update_fields=["state", "decided_at", "decided_by", "revision"])
    journal.record(actor=actor, act="library.discard_import", obj=held, before=before, reason=reason)


def _lock_open(actor: Actor, item: ImportItem, expected_revision: int | None) -> ImportItem:
    held = lock_item(item, expected_revision)
    policies.may_write(actor=actor, owner=held.batch.owner).require()
    if held.state != ImportState.READ:
        raise _settled()
    return held


def _settled() -> Refusal:
    return Refusal("import_settled", _("这个文件当前不能这样办理。"), _("请刷新页面查看最新情况。"))


def _decide(held: ImportItem, actor: Actor, state: str) -> None:
    held.state, held.decided_at = state, clock.now()
    held.decided_by_id = actor.account_id
    held.revision += 1


def _revoke(held: ImportItem, revoked: Collection[int]) -> None:
    chosen = sorted(set(revoked))
    if any(not 0 <= number < len(held.changes) for number in chosen):
        raise Refusal("no_such_repair", _("没有这处修复。"), _("请刷新页面，核对后再办理。"))
    held.revoked = chosen
    columns = text_columns(repaired(held.source, held.changes, set(chosen)), Hints(**held.hints))
    for name, value in columns.items():
        setattr(held, name, value)


def _file(actor: Actor, article: Article, chosen: Filing) -> None:
    categories = [*chosen.categories, *(_way(actor, way) for way in chosen.new_categories)]
    if categories:
        categorise_article(actor=actor, article=article, categories=categories[:AT_MOST])
    if chosen.tags:
        tag_article(actor=actor, article=article, names=chosen.tags)


def _way(actor: Actor, way: str) -> Category:
    """Walk a way from the top, adding what is missing, and return its end."""
    above: Category | None = None
    for name in filter(None, map(str.strip, way.split(WAY.strip()))):
        known = Category.objects.filter(parent=above, name=name).first()
        above = known or add_category(actor=actor, name=name, parent=above)
    if above is None:
        raise Refusal("category_invalid", _("请填写分类名称。"), _("请改正后再保存。"))
    return above


def _attach_pictures(actor: Actor, article: Article, held: ImportItem, proposal: Proposal) -> None:
    """Make a gallery of the pictures a document holds; one that is no whole picture is left out."""
    if held.original is None or not proposal.pictures:
        return
    with held.original.stored.content.open("rb") as file:
        data = file.read()
    for part, caption in proposal.pictures[:_MOST_PICTURES]:
        name = part.rsplit("/", 1)[-1]
        try:
            content = picture_in(data, part)
            kind = sniff(name, content, PICTURE)
        except (ReadingError, Refusal):
            continue
        assert kind.code in IMAGES, "pictures alone are accepted"
        stored = files.keep_bytes(actor=actor, name=name, content=content, kind=kind.code, purpose="library.import")
        facts = FileFacts(purpose=FilePurpose.GALLERY, caption=caption)
        attach_stored(actor=actor, article=article, stored=stored, facts=facts)
