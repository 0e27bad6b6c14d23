"""Cover, pictures and attachments of an article."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jiangxin.core import files, jobs, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Accepted, Upload
from jiangxin.core.files.sniff import IMAGES, MEGABYTE
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.enums import FilePurpose
from jiangxin.library.facts import FileFacts
from jiangxin.library.models import Article, ArticleFile
from jiangxin.library.services.checks import lock
from jiangxin.library.services.indexing import reindex

PICTURE = Accepted(kinds=IMAGES, max_bytes=20 * MEGABYTE)
DOCUMENT = Accepted(max_bytes=50 * MEGABYTE)
AT_MOST = 60
"""Files of one article."""
READ_FILE: Final = "library.read_file"
"""The kind of the job that reads the text of an attachment for the search."""
MOST_READ: Final = 200_000
"""Characters of an attachment that are kept for the search."""
_PICTURE_TYPES = ("image/jpeg", "image/png")
_READABLE: Final = (".docx", ".pdf", ".xlsx")


@service("library.attach_file", about="article")
def attach_file(*, actor: Actor, article: Article, upload: Upload, facts: FileFacts) -> ArticleFile:
    """Keep an uploaded file and attach it; a new cover takes the place of the old one.

    Raises:
        Refusal: of `files.keep` for a file that cannot be taken; "file_invalid"; "too_many_files".
    """
    held = lock(article)
    policies.may_edit(actor=actor, article=held).require()
    accepted = DOCUMENT if facts.purpose == FilePurpose.ATTACHMENT else PICTURE
    stored = files.keep(actor=actor, upload=upload, purpose="library.article", accepted=accepted)
    return _attach(actor, held, stored, facts, "library.attach_file")


@service("library.attach_stored", about="article")
def attach_stored(*, actor: Actor, article: Article, stored: StoredFile, facts: FileFacts) -> ArticleFile:
    """Attach a file the house has kept already, such as one an import brought.

    Raises:
        Refusal: "file_invalid" for no picture as cover or in the gallery; "too_many_files".
    """
    held = lock(article)
    policies.may_edit(actor=actor, article=held).require()
    return _attach(actor, held, stored, facts, "library.attach_stored")


@service("library.describe_file", about="article")
def describe_file(*, actor: Actor, article: Article, file: ArticleFile, facts: FileFacts) -> ArticleFile:
    """Change purpose, caption, text or place of a file of an article."""
    held = lock(article)
    policies.may_edit(actor=actor, article=held).require()
    found = ArticleFile.objects.select_related("stored").get(pk=file.pk, article=held)
    before = {"purpose": found.purpose, "caption": found.caption, "position": found.position}
    _check(found.stored, facts)
    if facts.purpose == FilePurpose.COVER:
        _remove_cover(held, but=found)
    found.purpose, found.caption, found.text = facts.purpose, _one_line(facts.caption), facts.text
    found.position = found.position if facts.position is None else facts.position
    found.save(update_fields=["purpose", "caption", "text", "position"])
    reindex(held)
    after = {"file": found.pk, "purpose": found.purpose, "caption": found.caption, "position": found.position}
    journal.record(actor=actor, act="library.describe_file", obj=held, before=before, after=after)
    return found


@service("library.keep_file_text", about="file")
def keep_file_text(*, actor: Actor, file: ArticleFile, text: str) -> ArticleFile:
    """Keep what was read out of a file, for the search of those who may read the whole article.

    Whoever may write for the owner may have it read, also once the article is locked: it changes nothing readers see.
    """
    held = lock(Article(pk=file.article_id))
    policies.may_write(actor=actor, owner=held.owner).require()
    found = ArticleFile.objects.get(pk=file.pk, article=held)
    found.text = text[:MOST_READ]
    found.save(update_fields=["text"])
    reindex(held)
    after = {"file": found.pk, "characters": len(found.text)}
    journal.record(actor=actor, act="library.keep_file_text", obj=held, after=after)
    return found


@service("library.detach_file", about="article")
def detach_file(*, actor: Actor, article: Article, file: ArticleFile) -> None:
    """Take a file off an article; the stored file itself stays, as the journal speaks of it."""
    held = lock(article)
    policies.may_edit(actor=actor, article=held).require()
    found = ArticleFile.objects.filter(pk=file.pk, article=held).first()
    before = {"file": found.stored_id, "purpose": found.purpose, "caption": found.caption} if found else {}
    if found:
        found.delete()
        reindex(held)
    journal.record(actor=actor, act="library.detach_file", obj=held, before=before)


@service("library.order_files", about="article")
def order_files(*, actor: Actor, article: Article, files: Sequence[ArticleFile]) -> None:
    """Put the files of an article into this order.

    Raises:
        Refusal: "stale_page" when they are not exactly the files the article has.
    """
    held = lock(article)
    policies.may_edit(actor=actor, article=held).require()
    standing = {file.pk: file for file in held.files.defer("text")}
    wanted = [file.pk for file in files]
    if sorted(wanted) != sorted(standing):
        raise Refusal("stale_page", _("文件刚有增减，次序没有保存。"), _("请刷新页面，核对后再调整。"))
    for position, key in enumerate(wanted, start=1):
        standing[key].position = position
    ArticleFile.objects.bulk_update(standing.values(), ["position"])
    before = {"files": list(standing)}
    journal.record(actor=actor, act="library.order_files", obj=held, before=before, after={"files": wanted})


def _attach(actor: Actor, held: Article, stored: StoredFile, facts: FileFacts, act: str) -> ArticleFile:
    _check(stored, facts)
    if facts.purpose == FilePurpose.COVER:
        _remove_cover(held)
    _require_few(held)
    last = held.files.aggregate(top=Max("position"))["top"] or 0
    attached = ArticleFile.objects.create(
        article=held,
        stored=stored,
        purpose=facts.purpose,
        caption=_one_line(facts.caption),
        text=facts.text,
        position=last + 1 if facts.position is None else facts.position,
    )
    reindex(held)
    _have_it_read(actor, attached)
    after = {"file": attached.pk, "stored": stored.pk, "sha256": stored.sha256, "purpose": attached.purpose}
    journal.record(actor=actor, act=act, obj=held, after=after)
    return attached


def _have_it_read(actor: Actor, attached: ArticleFile) -> None:
    """Ask the worker for the text of an attachment that came without."""
    name = attached.stored.name
    if attached.purpose != FilePurpose.ATTACHMENT or attached.text or not name.lower().endswith(_READABLE):
        return
    title = _("读取附件：%(name)s") % {"name": name}
    jobs.ask(actor=actor, code=READ_FILE, title=title, parameters={"file": attached.pk})


def _check(stored: StoredFile, facts: FileFacts) -> None:
    problems = []
    if facts.purpose not in FilePurpose.values:
        problems.append(Problem("purpose", _("请选择文件的用途。"), "invalid_choice"))
    elif facts.purpose != FilePurpose.ATTACHMENT and stored.media_type not in _PICTURE_TYPES:
        problems.append(Problem("purpose", _("封面和图片只能是 JPEG 或 PNG 图片。"), "no_picture"))
    if problems:
        raise Refusal("file_invalid", _("文件没有附上。"), _("请按提示修改。"), problems=problems)


def _require_few(held: Article) -> None:
    if held.files.count() >= AT_MOST:
        message = _("一篇文章最多附 %(count)s 个文件。") % {"count": AT_MOST}
        raise Refusal("too_many_files", message, _("请先移除不需要的文件。"))


def _remove_cover(held: Article, *, but: ArticleFile | None = None) -> None:
    covers = held.files.filter(purpose=FilePurpose.COVER)
    (covers.exclude(pk=but.pk) if but else covers).delete()


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
