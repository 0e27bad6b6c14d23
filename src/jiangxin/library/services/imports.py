"""Bringing files into the library: batches, originals, and what reading them yields."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, files, jobs, journal
from jiangxin.core.actor import Actor
from jiangxin.core.models import Job, JobState
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.enums import ArticleState, CountingRule, ImportState
from jiangxin.library.models import Article, ImportBatch, ImportItem, ImportOriginal
from jiangxin.library.reading import MOST_BYTES, ReadingError
from jiangxin.library.reading.kinds import format_of
from jiangxin.orgs.models import Organisation

READ_IMPORT: Final = "library.read_import"
"""The kind of the job that reads a batch."""
MOST_FILES: Final = 5_000
"""Files of one batch."""
_MEDIA: Final = {
    "txt": "text/plain",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
}
_ALIVE: Final = (ImportState.WAITING, ImportState.READ, ImportState.CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How the files of a batch are repaired and counted; see `ImportBatch`."""

    counting: str = CountingRule.SITE
    protected: bool = False
    keep: tuple[str, ...] = ()


@service("library.start_import", about="owner")
def start_import(
    *, actor: Actor, owner: Organisation, title: str = "", options: ImportOptions | None = None
) -> ImportBatch:
    """Begin a batch of files that become articles of `owner`.

    Raises:
        Refusal: not the actor's to write for the owner; "import_invalid".
    """
    policies.may_write(actor=actor, owner=owner).require()
    chosen = options or ImportOptions()
    if chosen.counting not in CountingRule.values:
        raise Refusal("import_invalid", _("没有这种计数规则。"), _("请重新选择。"))
    now = clock.now()
    batch = ImportBatch.objects.create(
        owner=owner,
        title=" ".join(title.split())[:120] or clock.today().isoformat(),
        counting=chosen.counting,
        protected=chosen.protected,
        keep="\n".join(dict.fromkeys(filter(None, map(str.strip, chosen.keep)))),
        made_by_id=actor.account_id,
        made_at=now,
    )
    journal.record(actor=actor, act="library.start_import", obj=batch, after={"owner": owner.pk, **asdict(chosen)})
    return batch


@service("library.add_import_file", about="batch")
def add_import_file(
    *, actor: Actor, batch: ImportBatch, name: str, content: bytes, fault: ReadingError | None = None
) -> ImportItem:
    """Keep a file as it came and put it into a batch; it is read later.

    The same bytes are kept once: what is being imported already, or has become an article of the same owner, makes
    the file a duplicate. An empty file, and one too large to be kept, fails at once; so does one with a `fault`, which
    could not be had out of its archive.

    Raises:
        Refusal: "too_many_files"; not the actor's to write for the owner.
    """
    policies.may_write(actor=actor, owner=batch.owner).require()
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    last = held.items.aggregate(top=Max("position"))["top"] or 0
    if last >= MOST_FILES:
        raise Refusal("too_many_files", _("一批最多 %(count)s 个文件。") % {"count": MOST_FILES}, _("请分批导入。"))
    item = ImportItem(batch=held, position=last + 1, name=_plain_name(name))
    if fault is not None:
        _fail(item, fault)
    elif not content:
        _fail(item, ReadingError("empty"))
    elif len(content) > MOST_BYTES:
        _fail(item, ReadingError("too_large", size=len(content), limit=MOST_BYTES))
    else:
        item.original = _keep(actor, item.name, content)
        _mark_same_bytes(item, batch.owner)
    item.save(force_insert=True)
    after = {
        "batch": batch.pk,
        "sha256": item.original.sha256 if item.original else "",
        "size": len(content),
        "state": item.state,
        "problem": item.problem,
    }
    journal.record(actor=actor, act="library.add_import_file", obj=item, after=after)
    return item


@service("library.read_import", about="batch")
def read_import(*, actor: Actor, batch: ImportBatch) -> Job:
    """Have the worker read the files of a batch that wait; what was read before stays read.

    Raises:
        Refusal: "import_under_way"; "nothing_to_read"; not the actor's to write for the owner.
    """
    policies.may_write(actor=actor, owner=batch.owner).require()
    held = ImportBatch.objects.select_for_update(of=("self",)).select_related("job").get(pk=batch.pk)
    if held.job is not None and held.job.state in {JobState.QUEUED, JobState.RUNNING}:
        raise Refusal("import_under_way", _("这一批正在读取。"), _("请等它读完，或先取消。"))
    if not held.items.filter(state=ImportState.WAITING).exists():
        raise Refusal("nothing_to_read", _("这一批没有待读取的文件。"), _("请先添加文件。"))
    job = jobs.ask(actor=actor, code=READ_IMPORT, title=held.title, parameters={"batch": held.pk})
    held.job = job
    held.save(update_fields=["job"])
    journal.record(actor=actor, act="library.read_import", obj=held, after={"job": job.pk})
    return job


@service("library.read_import_again", about="item")
def read_import_again(*, actor: Actor, item: ImportItem) -> ImportItem:
    """Let a file wait to be read once more: one that failed, was not wanted, or was taken for a duplicate.

    Raises:
        Refusal: "import_settled" for one that is an article, or waits already; "original_not_kept".
    """
    held = lock_item(item)
    policies.may_write(actor=actor, owner=held.batch.owner).require()
    if held.state not in {ImportState.FAILED, ImportState.DUPLICATE, ImportState.DISCARDED}:
        raise Refusal("import_settled", _("这个文件不需要重新读取。"), _("请刷新页面查看最新情况。"))
    if held.original is None:
        raise Refusal("original_not_kept", _("这个文件没有保存，不能重新读取。"), _("请重新添加文件。"))
    before = {"state": held.state, "problem": held.problem}
    held.state, held.problem, held.problem_values = ImportState.WAITING, "", {}
    held.twin = held.article = None
    held.revision += 1
    held.save()
    journal.record(actor=actor, act="library.read_import_again", obj=held, before=before)
    return held


@service("library.keep_import_reading", about="item")
def keep_import_reading(
    *, actor: Actor, item: ImportItem, columns: Mapping[str, Any] | None = None, fault: ReadingError | None = None
) -> ImportItem:
    """Keep what reading a file yielded, or why it failed; a text the owner has already makes it a duplicate.

    Args:
        columns: the columns of `ImportItem` from `format` to `digest` that reading fills in.
        fault: why it could not be read, else None.
    """
    held = lock_item(item)
    policies.may_write(actor=actor, owner=held.batch.owner).require()
    if held.state != ImportState.WAITING:
        raise Refusal("import_settled", _("这个文件已经读过。"), _("请刷新页面查看最新情况。"))
    held.read_at = clock.now()
    held.revision += 1
    if fault is not None:
        _fail(held, fault)
    else:
        for name, value in (columns or {}).items():
            setattr(held, name, value)
        held.state = ImportState.READ
        _mark_same_text(held)
    held.save()
    after = {
        "state": held.state,
        "problem": held.problem,
        "format": held.format,
        "encoding": held.encoding,
        "changes": len(held.changes),
        "flags": len(held.flags),
        "digest": held.digest,
    }
    journal.record(actor=actor, act="library.keep_import_reading", obj=held, after=after)
    return held


@service("library.cancel_import", about="batch")
def cancel_import(*, actor: Actor, batch: ImportBatch) -> None:
    """Stop reading a batch after the file in hand; what was read stays, and the rest can be read later.

    Raises:
        Refusal: "import_not_under_way"; not the actor's own job.
    """
    policies.may_write(actor=actor, owner=batch.owner).require()
    held = ImportBatch.objects.select_related("job").get(pk=batch.pk)
    if held.job is None or held.job.state not in {JobState.QUEUED, JobState.RUNNING}:
        raise Refusal("import_not_under_way", _("这一批没有在读取。"), _("请刷新页面查看最新情况。"))
    jobs.cancel(actor=actor, job=held.job)
    journal.record(actor=actor, act="library.cancel_import", obj=held, after={"job": held.job.pk})


def lock_item(item: ImportItem, expected_revision: int | None = None) -> ImportItem:
    """Return an item as it stands, held for this transaction.

    Raises:
        Refusal: "stale_page" when it was changed since the page was opened.
    """
    held = (
        ImportItem.objects.select_for_update(of=("self",))
        .select_related("batch__owner", "original__stored", "article")
        .get(pk=item.pk)
    )
    if expected_revision is not None and held.revision != expected_revision:
        raise Refusal("stale_page", _("这个文件刚被处理过，您这里的操作没有执行。"), _("请刷新页面，核对后再办理。"))
    return held


def _plain_name(name: str) -> str:
    """The name as it can be stored and shown; of a folder's files their way in it is a part."""
    words = name.encode("utf-8", "replace").decode().replace("\\", "/").replace("\x00", "")
    return " ".join(words.split())[-255:].strip("/ ") or "file"


def _fail(item: ImportItem, fault: ReadingError) -> None:
    item.state, item.problem = ImportState.FAILED, fault.code
    item.problem_values = {key: str(value) for key, value in fault.params.items()}


def _keep(actor: Actor, name: str, content: bytes) -> ImportOriginal:
    sha256 = hashlib.sha256(content).hexdigest()
    known = ImportOriginal.objects.filter(sha256=sha256).first()
    if known is not None:
        return known
    try:
        media = _MEDIA.get(format_of(content, name), "application/octet-stream")
    except ReadingError:
        media = "application/octet-stream"
    stored = files.keep_as_is(actor=actor, name=name, content=content, media_type=media, purpose="library.import")
    # Somebody else may be keeping the same bytes this moment.
    return ImportOriginal.objects.get_or_create(sha256=sha256, defaults={"stored": stored, "kept_at": clock.now()})[0]


def _mark_same_bytes(item: ImportItem, owner: Organisation) -> None:
    same = ImportItem.objects.filter(original=item.original, batch__owner=owner, state__in=_ALIVE)
    twin = same.exclude(article__state=ArticleState.WITHDRAWN).order_by("pk").first()
    if twin is not None:
        item.state, item.twin, item.article = ImportState.DUPLICATE, twin, twin.article


def _mark_same_text(item: ImportItem) -> None:
    if not item.digest:
        return
    articles = Article.objects.filter(owner=item.batch.owner, digest=item.digest)
    article = articles.exclude(state=ArticleState.WITHDRAWN).only("pk", "title").first()
    waiting = ImportItem.objects.filter(batch__owner=item.batch.owner, digest=item.digest, state=ImportState.READ)
    twin = waiting.exclude(pk=item.pk).order_by("pk").first() if article is None else None
    if article is not None or twin is not None:
        item.state, item.article, item.twin = ImportState.DUPLICATE, article, twin
