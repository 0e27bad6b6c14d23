"""Redacted copies for blind panels: made by rule, checked by an officer, file by file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Entry, EntryFile, EntryVersion
from jiangxin.campaigns.queries.definitions import form_of
from jiangxin.core import clock, files, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files.sniff import KINDS
from jiangxin.core.files.traces import TracesStay, without_traces
from jiangxin.core.files.upload import Upload
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.forms.sensitive import reveal
from jiangxin.review import policies
from jiangxin.review.blinding import blind, editable_texts, with_texts
from jiangxin.review.enums import FileDecision, PanelState
from jiangxin.review.models import Panel, RedactedCopy
from jiangxin.review.queries.panels import entries_to_assign

# Purposes of the copies experts get: the file as it was attached, or another given instead of it.
SHOWN_FILE, REPLACING_FILE = "shown_file", "redacted_file"


@service("review.prepare_redacted_copies", about="panel")
def prepare_redacted_copies(*, actor: Actor, panel: Panel) -> list[RedactedCopy]:
    """Make the copies that are missing or were made from an earlier version; checked ones of this version stay."""
    policies.may_run_panel(actor=actor, call=panel.call).require()
    entries = list(entries_to_assign(panel))
    versions = _latest(entries)
    known = {copy.entry_id: copy for copy in RedactedCopy.objects.filter(entry__in=entries)}
    made = [
        _make(entry, versions[entry.pk])
        for entry in entries
        if entry.pk in versions
        and (entry.pk not in known or known[entry.pk].version_number != versions[entry.pk].number)
    ]
    if made:
        after = {"entries": [copy.entry_id for copy in made]}
        journal.record(actor=actor, act="review.prepare_redacted_copies", obj=panel, after=after)
    return made


def _latest(entries: Sequence[Entry]) -> dict[int, EntryVersion]:
    found: dict[int, EntryVersion] = {}
    for version in EntryVersion.objects.filter(entry__in=entries).order_by("entry_id", "-number"):
        found.setdefault(version.entry_id, version)
    return found


def _make(entry: Entry, version: EntryVersion) -> RedactedCopy:
    form = form_of(entry.call)
    data, replacements = blind(form, reveal(form, version.data), entry)
    copy, _made = RedactedCopy.objects.update_or_create(
        entry=entry,
        defaults={
            "version_number": version.number,
            "data": data,
            "replacements": replacements,
            "checked_by": None,
            "checked_at": None,
            "accepted_unread": False,
        },
    )
    return copy


def _lock(copy: RedactedCopy, expected_revision: int) -> RedactedCopy:
    found = (
        RedactedCopy.objects.select_for_update(of=("self",))
        .select_related("entry__call__organiser")
        .filter(pk=copy.pk)
        .first()
    )
    if found is None:
        raise NotFound
    if found.revision != expected_revision:
        raise Refusal(
            "stale_page",
            _("这份匿名稿在您打开页面之后已由他人保存，这次保存没有生效。"),
            _("请在新窗口打开核对最新内容，再把需要的修改填入后保存。"),
        )
    return found


@service("review.check_redacted_copy", about="copy")
def check_redacted_copy(
    *,
    actor: Actor,
    copy: RedactedCopy,
    texts: Mapping[str, str],
    decisions: Mapping[int, str],
    replacements: Mapping[int, Upload],
    expected_revision: int,
) -> RedactedCopy:
    """Keep an officer's corrections of the text and decisions on the files, and mark the copy checked.

    Args:
        texts: path of a text ("deeds.summary_500", "projects.0.title") to its wording in the copy.
        decisions: id of an attached file to a `FileDecision`.
        replacements: id of an attached file to the redacted file given instead of it.

    Raises:
        Refusal: an unknown text or file, a replacement missing or of a kind not accepted, a stale page, scoring begun.
    """
    policies.may_handle_entry(actor=actor, entry=copy.entry).require()
    locked = _lock(copy, expected_revision)
    _require_before_scoring(locked.entry)
    form = form_of(locked.entry.call)
    unknown = sorted(set(texts) - {text.path for text in editable_texts(form, locked.data)})
    if unknown:
        raise Refusal("unknown_text", _("匿名稿中没有这一段文字。"), _("请刷新页面后再试。"))
    changed = [
        text.path for text in editable_texts(form, locked.data) if texts.get(text.path, text.value) != text.value
    ]
    locked.data = with_texts(locked.data, texts)
    decided = _decide_files(actor, locked.entry, decisions, replacements)
    locked.revision += 1
    locked.checked_by_id, locked.checked_at, locked.accepted_unread = actor.account_id, clock.now(), False
    locked.save()
    after = {"changed": changed, "files": decided, "revision": locked.revision}
    journal.record(actor=actor, act="review.check_redacted_copy", obj=locked, after=after)
    return locked


def _require_before_scoring(entry: Entry) -> None:
    panel = Panel.objects.filter(call_id=entry.call_id).first()
    if panel is not None:
        policies.panel_is(panel, PanelState.BUILDING, PanelState.DECLARING).require()


def _decide_files(
    actor: Actor, entry: Entry, decisions: Mapping[int, str], replacements: Mapping[int, Upload]
) -> dict[str, str]:
    attached = EntryFile.objects.select_for_update(of=("self",)).select_related("stored", "redacted")
    known = {file.pk: file for file in attached.filter(entry=entry, removed_at=None)}
    problems = []
    for pk, decision in decisions.items():
        if pk not in known or decision not in FileDecision.values:
            problems.append(Problem(f"file.{pk}", _("没有这个附件或选项。")))
        elif decision == FileDecision.REPLACE and pk not in replacements and not is_replaced(known[pk]):
            problems.append(Problem(f"replacement.{pk}", _("请上传遮盖后的副本，或改选不提供。"), "required"))
    if problems:
        raise Refusal("file_undecided", _("附件处理还不完整，没有保存。"), _("请按提示补充。"), problems=problems)
    for pk, decision in decisions.items():
        file = known[pk]
        file.hidden_when_blind = decision == FileDecision.HIDE
        if decision == FileDecision.SHOW:
            file.redacted = _shown_copy(actor, file)
        elif decision == FileDecision.REPLACE and pk in replacements:
            file.redacted = _replacement(actor, file, replacements[pk])
        file.save(update_fields=["hidden_when_blind", "redacted"])
    return {str(pk): decision for pk, decision in decisions.items()}


def is_replaced(file: EntryFile) -> bool:
    """Tell whether experts get another file instead of the attached one."""
    return file.redacted is not None and file.redacted.purpose == REPLACING_FILE


def _shown_copy(actor: Actor, file: EntryFile) -> StoredFile:
    """Return the attached file as experts get it: the same to look at, without author, title, device and place."""
    if file.redacted is not None and file.redacted.purpose == SHOWN_FILE:
        return file.redacted
    stored = file.stored
    with stored.content.open("rb") as opened, _told_of(file):
        content = without_traces(opened.read(), stored.media_type)
    kind = next(kind.code for kind in KINDS.values() if kind.media_type == stored.media_type)
    return files.keep_bytes(actor=actor, name=stored.name, content=content, kind=kind, purpose=SHOWN_FILE)


def _replacement(actor: Actor, file: EntryFile, upload: Upload) -> StoredFile:
    with _told_of(file):
        return files.keep(actor=actor, upload=upload, purpose=REPLACING_FILE, change=without_traces)


@contextmanager
def _told_of(file: EntryFile) -> Iterator[None]:
    try:
        yield
    except TracesStay as fault:
        message = _("附件“%(name)s”无法去除作者、标题等文件属性。") % {"name": file.stored.name}
        problem = Problem(f"replacement.{file.pk}", _("请上传重新打印或扫描成的 PDF，或改选不提供。"))
        raise Refusal("file_traces", message, _("请按提示处理后再保存。"), problems=[problem]) from fault


@service("review.accept_redacted_copies", about="panel")
def accept_redacted_copies(*, actor: Actor, panel: Panel) -> int:
    """Accept every copy that nobody has checked as it was made: texts as redacted by rule, no files at all.

    Returns how many were accepted; the copies are marked as accepted unread.
    """
    policies.may_decide_panel(actor=actor, panel=panel).require()
    policies.panel_is(panel, PanelState.BUILDING, PanelState.DECLARING).require()
    prepare_redacted_copies(actor=actor, panel=panel)
    unchecked = RedactedCopy.objects.filter(entry__in=entries_to_assign(panel), checked_at=None)
    ids = list(unchecked.values_list("entry_id", flat=True))
    unchecked.update(checked_at=clock.now(), checked_by_id=actor.account_id, accepted_unread=True)
    EntryFile.objects.filter(entry_id__in=ids).update(hidden_when_blind=True)
    journal.record(actor=actor, act="review.accept_redacted_copies", obj=panel, after={"entries": ids})
    return len(ids)


def require_checked_copies(entries: Sequence[Entry]) -> None:
    """Refuse unless each entry has a checked copy of its latest version."""
    versions = _latest(entries)
    checked = {
        copy.entry_id: copy.version_number
        for copy in RedactedCopy.objects.filter(entry__in=entries).exclude(checked_at=None)
    }
    open_ones = [entry for entry in entries if checked.get(entry.pk) != getattr(versions.get(entry.pk), "number", 0)]
    if open_ones:
        raise Refusal(
            "redaction_unchecked",
            _("匿名评审还有 %(count)s 份匿名稿没有核对，不能发布分配。") % {"count": len(open_ones)},
            _("请逐份核对，或在匿名稿页面选择“按自动处理结果采用”。"),
            problems=[Problem(f"entry.{entry.pk}", str(entry)) for entry in open_ones],
        )
