"""Writing an application: autosave, files, the sealed scan."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns import policies
from jiangxin.campaigns.assessing import as_recorded
from jiangxin.campaigns.models import Entry, EntryAnswers, EntryFile
from jiangxin.campaigns.queries.answers import draft_answers
from jiangxin.campaigns.queries.definitions import form_of, plan_of
from jiangxin.campaigns.services.passage import lock_entry
from jiangxin.core import clock, files, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Upload
from jiangxin.core.files.sniff import MEGABYTE, Accepted
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.forms.acts import attach, detach, places_of
from jiangxin.forms.answers import Answers, apply_changes, digest, snapshot
from jiangxin.forms.answers.checking import draft_problems
from jiangxin.forms.definition import Field
from jiangxin.forms.sensitive import protect

SCAN = Accepted(kinds=("pdf", "jpeg", "png"), max_bytes=50 * MEGABYTE)


@service("campaigns.save_answers", about="entry")
def save_answers(*, actor: Actor, entry: Entry, answers: Answers, base_revision: int) -> EntryAnswers:
    """Keep the answers as written, complete or not.

    Raises:
        Refusal: "stale_answers" when somebody (or another window) has saved since `base_revision`.
    """
    kept = _lock(actor, entry, base_revision)
    before, answers = draft_answers(entry), as_recorded(entry, answers)
    kept.data = protect(form_of(entry.call), answers)
    changed = sorted(code for code in {*before, *answers} if before.get(code) != answers.get(code))
    return _keep(actor, entry, kept, answers, changed)


@service("campaigns.save_changes", about="entry")
def save_changes(
    *, actor: Actor, entry: Entry, changes: Mapping[str, Any], base_revision: int
) -> tuple[EntryAnswers, list[Problem]]:
    """Write single changed fields over the answers (autosave); returns the saved answers and what is wrong in them."""
    kept = _lock(actor, entry, base_revision)
    entry.answers = kept
    reading = apply_changes(
        form_of(entry.call), draft_answers(entry), changes, at=clock.today(), taken_out=_ever_attached(entry)
    )
    answers = as_recorded(entry, reading.answers)
    kept.data = protect(form_of(entry.call), answers)
    return _keep(actor, entry, kept, answers, sorted(changes)), reading.problems


def _ever_attached(entry: Entry) -> dict[str, dict[str, Any]]:
    """Return the entry's files by place ("section.field") and id: undoing may bring back a row with its file."""
    found: dict[str, dict[str, Any]] = {}
    for attached in EntryFile.objects.filter(entry=entry).select_related("stored"):
        parts = attached.path.split(".")
        found.setdefault(f"{parts[0]}.{parts[-1]}", {})[str(attached.pk)] = file_reference(attached)
    return found


def _lock(actor: Actor, entry: Entry, base_revision: int | None = None) -> EntryAnswers:
    """Return the answers, locked with their entry, so that nothing is written behind a submission on its way."""
    policies.may_edit_answers(actor=actor, entry=lock_entry(entry)).require()
    kept = EntryAnswers.objects.select_for_update().get(entry=entry)
    if base_revision is not None and kept.revision != base_revision:
        raise Refusal(
            "stale_answers",
            _("这份申报刚在另一处保存过，您这里的修改还没有写入。"),
            _("请核对两边内容后再保存，已填内容不会丢失。"),
            status=HTTPStatus.CONFLICT,
        )
    return kept


def _keep(actor: Actor, entry: Entry, kept: EntryAnswers, answers: Answers, changed: list[str]) -> EntryAnswers:
    kept.revision += 1
    kept.saved_at, kept.saved_by_id = clock.now(), actor.account_id
    kept.save(update_fields=["data", "revision", "saved_at", "saved_by"])
    columns = plan_of(entry.call).columns.read(answers)
    Entry.objects.filter(pk=entry.pk, subject_id=None).update(
        name=columns.name, kind=columns.kind, leader_name=columns.leader_name
    )
    after = {"revision": kept.revision, "changed": changed}
    journal.record(actor=actor, act="campaigns.save_answers", obj=entry, after=after)
    return kept


@service("campaigns.attach_file", about="entry")
def attach_file(*, actor: Actor, entry: Entry, path: str, upload: Upload) -> EntryFile:
    """Attach a file to one place of the form ("studio.sign_photo", "honours.0.scan").

    Raises:
        Refusal: the place takes no files, has enough of them, or the file is not acceptable there.
    """
    kept = _lock(actor, entry)
    field = form_of(entry.call).field(path)
    if field is None or not field.is_file:
        raise NotFound
    stored = files.keep(actor=actor, upload=upload, purpose=f"entry:{path}", accepted=_accepted(field))
    attached = EntryFile.objects.create(entry=entry, path=path, stored=stored, added_at=clock.now())
    entry.answers = kept
    form = form_of(entry.call)
    kept.data = protect(form, attach(form, draft_answers(entry), path, file_reference(attached)))
    kept.revision += 1
    kept.saved_at, kept.saved_by_id = clock.now(), actor.account_id
    kept.save(update_fields=["data", "revision", "saved_at", "saved_by"])
    after = {"path": path, "file": stored.pk, "name": stored.name}
    journal.record(actor=actor, act="campaigns.attach_file", obj=entry, after=after)
    return attached


def _accepted(field: Field) -> Accepted:
    return Accepted(kinds=field.accepts, max_bytes=field.max_bytes) if field.accepts else Accepted()


def file_reference(attached: EntryFile) -> dict[str, Any]:
    """Return how answers speak of an attached file."""
    stored = attached.stored
    return {
        "id": str(attached.pk),
        "name": stored.name,
        "size": stored.size,
        "media_type": stored.media_type,
        "sha256": stored.sha256,
    }


@service("campaigns.remove_file", about="entry")
def remove_file(*, actor: Actor, entry: Entry, file_id: int) -> None:
    """Take a file out of the form; the file itself is kept for versions already submitted."""
    kept = _lock(actor, entry)
    attached = EntryFile.objects.filter(entry=entry, pk=file_id, removed_at=None).first()
    if attached is None:
        raise NotFound
    entry.answers = kept
    answers = draft_answers(entry)
    for path, reference in places_of(form_of(entry.call), answers):
        if str(reference["id"]) == str(file_id):
            answers = detach(form_of(entry.call), answers, path, str(file_id))
    kept.data = protect(form_of(entry.call), answers)
    kept.revision += 1
    kept.saved_at = clock.now()
    kept.save(update_fields=["data", "revision", "saved_at"])
    attached.removed_at = clock.now()
    attached.save(update_fields=["removed_at"])
    after = {"path": attached.path, "name": str(attached.stored)}
    journal.record(actor=actor, act="campaigns.remove_file", obj=entry, before=after)


@service("campaigns.attach_sealed_scan", about="entry")
def attach_sealed_scan(*, actor: Actor, entry: Entry, upload: Upload) -> EntryAnswers:
    """Keep the scan of the printed, signed and sealed form, with the digest of the answers it was printed from."""
    kept = entry.answers = _lock(actor, entry)
    stored = files.keep(actor=actor, upload=upload, purpose="sealed_scan", accepted=SCAN)
    kept.sealed_scan, kept.sealed_digest = stored, content_digest(entry)
    kept.save(update_fields=["sealed_scan", "sealed_digest"])
    after = {"file": stored.pk, "sha256": stored.sha256, "answers": kept.sealed_digest}
    journal.record(actor=actor, act="campaigns.attach_sealed_scan", obj=entry, after=after)
    return kept


def content_digest(entry: Entry) -> str:
    """Return the digest of what would be submitted now; printed on the form, so that a scan can be matched."""
    return digest(snapshot(form_of(entry.call), draft_answers(entry)))


def current_problems(entry: Entry) -> list[Problem]:
    """Return what is wrong with what is filled in, while drafting."""
    return draft_problems(form_of(entry.call), draft_answers(entry), at=clock.today())
