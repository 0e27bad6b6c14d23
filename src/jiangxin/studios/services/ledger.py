"""The ledger: an entry is recorded once, superseded or struck when it was wrong, and shown to the public on request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Accepted, Upload, keep
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.studios import policies
from jiangxin.studios.ledger_enums import FilePart, HonourLevel, LedgerCategory, SignInWay
from jiangxin.studios.models import (
    LedgerEntry,
    LedgerFile,
    Outcome,
    Project,
    SignIn,
    SignInSheet,
    Studio,
    StudioMembership,
)
from jiangxin.studios.periods import lock
from jiangxin.studios.photos import PHOTOS, upright
from jiangxin.studios.services.twice import refuse_twice
from jiangxin.studios.soundness import Faults, sound_reason

MOST_FILES = 20
_MOST_PEOPLE = 100_000
_PAPERS = Accepted()
_MOST_MINUTES = 60 * 24 * 31


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What happened. `headcount` is how many took part; people listed or signed in raise it where it is lower."""

    category: str
    day: date
    title: str
    place: str = ""
    content: str = ""
    minutes: int | None = None
    headcount: int = 0
    level: str = ""
    project: Project | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What comes with an entry: pictures, papers, and who of the team (ids of persons) and which guests took part."""

    photos: Sequence[Upload] = ()
    attachments: Sequence[Upload] = ()
    team: Iterable[int] = ()
    guests: Iterable[str] = ()


@service("studios.record_entry", about="studio")
def record_entry(
    *,
    actor: Actor,
    studio: Studio,
    facts: EntryFacts,
    evidence: Evidence = Evidence(),
) -> LedgerEntry:
    """Record what happened, with its photos, papers and people, in one act."""
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    same = LedgerEntry.objects.filter(studio=locked, struck_at=None, **_stripped(facts))
    refuse_twice(same, actor=actor, path="title")
    entry = _write(actor, locked, facts, evidence)
    journal.record(actor=actor, act="studios.record_entry", obj=entry, after=_told(entry))
    return entry


@service("studios.add_evidence", about="entry")
def add_evidence(*, actor: Actor, entry: LedgerEntry, evidence: Evidence) -> LedgerEntry:
    """Add photos, papers and people to an entry that stands."""
    locked = lock_entry(entry)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_standing(locked)
    before = locked.files.count(), locked.sign_ins.count()
    _attach(actor, locked, evidence)
    counts = {"files": locked.files.count() - before[0], "people": locked.sign_ins.count() - before[1]}
    if not any(counts.values()):
        problem = Problem("photos", _("请选择照片、附件或人员。"), "required")
        raise Refusal("nothing_added", _("没有新增内容。"), _("请选择后再提交。"), problems=[problem])
    journal.record(actor=actor, act="studios.add_evidence", obj=locked, after=counts)
    return locked


@service("studios.supersede_entry", about="entry")
def supersede_entry(*, actor: Actor, entry: LedgerEntry, facts: EntryFacts, reason: str) -> LedgerEntry:
    """Put a right entry in the place of a wrong one: files, people and the public's view go over to it."""
    locked = lock_entry(entry)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_standing(locked)
    reason = sound_reason(reason)
    fresh = _write(actor, locked.studio, facts, Evidence(), is_public=locked.is_public)
    LedgerFile.objects.bulk_create(
        [
            LedgerFile(entry=fresh, part=row.part, file_id=row.file_id, added_at=row.added_at)
            for row in locked.files.all()
        ]
    )
    SignIn.objects.bulk_create([_copied(row, fresh) for row in locked.sign_ins.all()])
    sheet = SignInSheet.objects.filter(entry=locked).first()
    if sheet is not None:
        SignInSheet.objects.filter(pk=sheet.pk).update(entry=fresh)
    _strike(locked, reason, fresh)
    journal.record(
        actor=actor,
        act="studios.supersede_entry",
        obj=locked,
        before=_told(locked),
        after={**_told(fresh), "successor": fresh.pk},
        reason=reason,
    )
    return fresh


@service("studios.strike_entry", about="entry")
def strike_entry(*, actor: Actor, entry: LedgerEntry, reason: str) -> LedgerEntry:
    """Take an entry out of the ledger; the row stays, with the reason."""
    locked = lock_entry(entry)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_standing(locked)
    reason = sound_reason(reason)
    _strike(locked, reason, None)
    journal.record(actor=actor, act="studios.strike_entry", obj=locked, before=_told(locked), reason=reason)
    return locked


@service("studios.show_entry", about="entry")
def show_entry(*, actor: Actor, entry: LedgerEntry, is_public: bool) -> LedgerEntry:
    """Show an entry's day, title and content on the portal's page of the studio, or take it away again."""
    locked = lock_entry(entry)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_standing(locked)
    LedgerEntry.objects.filter(pk=locked.pk).update(is_public=is_public)
    after = {"is_public": is_public}
    journal.record(
        actor=actor, act="studios.show_entry", obj=locked, before={"is_public": locked.is_public}, after=after
    )
    locked.is_public = is_public
    return locked


def lock_entry(entry: LedgerEntry) -> LedgerEntry:
    """Return the entry's row, locked until the transaction ends."""
    rows = LedgerEntry.objects.select_for_update(of=("self",)).select_related("studio__unit")
    return rows.get(pk=entry.pk)


def require_standing(entry: LedgerEntry) -> None:
    """Refuse an entry that was struck."""
    if entry.struck_at is not None:
        raise Refusal("struck_already", _("这条记录已经更正。"), _("请刷新页面查看最新情况。"))


def _write(
    actor: Actor, studio: Studio, facts: EntryFacts, evidence: Evidence, *, is_public: bool = False
) -> LedgerEntry:
    entry = LedgerEntry(studio=studio, is_public=is_public, **_values(_checked(studio, facts)))
    entry.entered_by_id, entry.entered_at = actor.account_id, clock.now()
    entry.save(force_insert=True)
    _attach(actor, entry, evidence)
    return entry


def _values(facts: EntryFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def _checked(studio: Studio, facts: EntryFacts) -> EntryFacts:
    faults = Faults()
    faults.one_of("category", facts.category, LedgerCategory.values)
    faults.one_of("level", facts.level, HonourLevel.values, required=False)
    faults.past("day", facts.day)
    faults.between("minutes", facts.minutes, 1, _MOST_MINUTES)
    faults.between("headcount", facts.headcount, 0, _MOST_PEOPLE)
    title = faults.text("title", facts.title, 100, required=True)
    place, content = faults.text("place", facts.place, 200), faults.text("content", facts.content, 5000)
    for path, linked in (("project", facts.project), ("outcome", facts.outcome)):
        if linked is not None and (linked.studio_id != studio.pk or linked.struck_at is not None):
            faults.add(path, "wrong_studio", _("请从本工作室的列表中选择。"))
    if facts.category == LedgerCategory.HONOUR and not facts.level:
        faults.add("level", "required", _("荣誉请选择级别。"))
    faults.settle()
    return replace(facts, title=title, place=place, content=content)


def _attach(actor: Actor, entry: LedgerEntry, evidence: Evidence) -> None:
    given = len(evidence.photos) + len(evidence.attachments)
    if entry.files.count() + given > MOST_FILES:
        message = _("一条记录最多%(most)d个文件。") % {"most": MOST_FILES}
        raise Refusal(
            "too_many_files", message, _("请分成几条记录。"), problems=[Problem("photos", message, "too_many")]
        )
    kept = [
        (FilePart.PHOTO, keep(actor=actor, upload=upload, purpose="studios.ledger", accepted=PHOTOS, change=upright))
        for upload in evidence.photos
    ] + [
        (FilePart.ATTACHMENT, keep(actor=actor, upload=upload, purpose="studios.ledger", accepted=_PAPERS))
        for upload in evidence.attachments
    ]
    now = clock.now()
    LedgerFile.objects.bulk_create([LedgerFile(entry=entry, part=part, file=file, added_at=now) for part, file in kept])
    _list_people(entry, evidence)


def _list_people(entry: LedgerEntry, evidence: Evidence) -> None:
    wanted = set(evidence.team)
    named = StudioMembership.objects.filter(studio_id=entry.studio_id, person__in=wanted, struck_at=None)
    team = dict(named.values_list("person_id", "person_name"))
    if wanted - set(team):
        problem = Problem("team", _("请从团队名单中选择。"), "not_in_list")
        raise Refusal("not_in_team", _("所选人员不在团队名单中。"), _("请刷新页面重选。"), problems=[problem])
    there = entry.sign_ins.all()
    team_there = set(there.exclude(person=None).values_list("person_id", flat=True))
    guests_there = set(there.filter(person=None, unit_name="").values_list("name", flat=True))
    guests = dict.fromkeys(name.strip()[:60] for name in evidence.guests if name.strip())
    now = clock.now()
    rows = [
        SignIn(entry=entry, person_id=key, name=name, way=SignInWay.LISTED, signed_at=now)
        for key, name in team.items()
        if key not in team_there
    ]
    rows += [
        SignIn(entry=entry, name=name, way=SignInWay.LISTED, signed_at=now)
        for name in guests
        if name not in guests_there
    ]
    SignIn.objects.bulk_create(rows)


def _copied(row: SignIn, entry: LedgerEntry) -> SignIn:
    return SignIn(
        entry=entry,
        person_id=row.person_id,
        name=row.name,
        unit_name=row.unit_name,
        way=row.way,
        signed_at=row.signed_at,
    )


def _stripped(facts: EntryFacts) -> dict[str, Any]:
    told = {name: getattr(facts, name) for name in EntryFacts.__dataclass_fields__}
    return {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}


def _strike(entry: LedgerEntry, reason: str, successor: LedgerEntry | None) -> None:
    entry.struck_at, entry.struck_reason, entry.successor = clock.now(), reason, successor
    entry.save(update_fields=["struck_at", "struck_reason", "successor"])


def _told(entry: LedgerEntry) -> dict[str, Any]:
    names = [*EntryFacts.__dataclass_fields__]
    return {"studio": entry.studio_id, **{name: getattr(entry, name) for name in names}, "files": entry.files.count()}
