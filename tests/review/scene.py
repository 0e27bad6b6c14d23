"""A call whose entries have passed the formal check: what the experts' part starts from.

Rows before the panel are written directly: they belong to rooms with tests of their own.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiangxin.campaigns.blueprint.shipped import shipped_definitions
from jiangxin.campaigns.enums import BlueprintState, CallState, EntryState
from jiangxin.campaigns.models import Blueprint, Call, Entry, EntryFile, EntryVersion
from jiangxin.campaigns.queries.definitions import rubric_for
from jiangxin.campaigns.services.blueprints import definition_digest
from jiangxin.core import clock, files
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.people.models import Person
from jiangxin.rehearsal import papers
from jiangxin.review.models import Assignment, AssignmentRun, Expert, Panel, PanelMember, ScoreSheet
from jiangxin.review.queries import judged_entries
from jiangxin.review.services import (
    Declared,
    Mark,
    accept_redacted_copies,
    build_panel,
    enter_expert,
    invite_members,
    lock_sheet,
    preview_assignment,
    publish_assignment,
    submit_declaration,
)
from tests.factories import PASSWORD, AccountFactory, DutyFactory, PersonFactory

_numbers = count(1)
NOW = "2026-09-07 09:00"  # a Monday of an announced year, far from holidays


@dataclass
class Scene:
    """A call with its officers, experts and entries; grows as a test walks on."""

    call: Call
    officer: Actor
    city: Organisation
    entries: list[Entry] = field(default_factory=list)
    experts: list[Expert] = field(default_factory=list)

    def add_entry(self, unit: Organisation, *, leader: Person | None = None, **facts: object) -> Entry:
        """Add an entry that has passed the formal check, with what it submitted."""
        number = next(_numbers)
        leader = leader or PersonFactory(name=f"领衔{number}号")
        members: list[dict[str, object]] = facts.pop("members", [{"name": f"成员甲{number}"}])  # type: ignore[assignment]
        values = {
            "number": f"2026-{number:04d}",
            "state": EntryState.FORMAL_PASSED,
            "name": f"{leader.name}劳模创新工作室",
            "kind": "model_worker_innovation",
            "variant": "innovation",
            "field": "数控加工",
            "industry_section": "C",
            "leader": leader,
            "leader_name": leader.name,
            "area": unit.parent,
            "secretary": AccountFactory(),
        }
        now = clock.now()
        entry = Entry.objects.create(
            call=self.call, unit=unit, created_at=now, submitted_at=now, moved_at=now, **{**values, **facts}
        )
        EntryVersion.objects.create(
            entry=entry,
            number=1,
            data=answers_of(entry, members),
            digest="0" * 64,
            submitted_at=now,
            submitted_by=entry.secretary,
        )
        self.entries.append(entry)
        return entry

    def add_expert(self, name: str = "", **facts: object) -> Expert:
        """Take an expert of no unit in the tree into the pool."""
        number = next(_numbers)
        values: dict[str, object] = {
            "name": name or f"专家{number}号",
            "workplace": f"省第{number}研究院",
            "username": f"expert{number:04d}",
            "password": PASSWORD,
            "industry_sections": ["C"],
        }
        expert = enter_expert(actor=self.officer, federation=self.city, **{**values, **facts})  # type: ignore[arg-type]
        self.experts.append(expert)
        return expert

    def panel(self, **settings: object) -> Panel:
        """Build the panel of all experts and invite them."""
        values: dict[str, object] = {"sheets_per_entry": 3, "due_at": clock.now() + timedelta(days=15)}
        panel = build_panel(actor=self.officer, call=self.call, experts=self.experts, **{**values, **settings})  # type: ignore[arg-type]
        invite_members(actor=self.officer, panel=panel)
        panel.refresh_from_db()
        return panel

    def declare(self, panel: Panel, declared: dict[str, dict[int, Declared]] | None = None) -> None:
        """Have every member declare; `declared` by the expert's name."""
        shown = [entry.pk for entry in judged_entries(panel)]
        for member in panel.members.all():
            submit_declaration(
                actor=actor_for(member),
                member=member,
                declared=(declared or {}).get(str(member), {}),
                nothing_else=True,
                signed_as=str(member),
                shown_entries=shown,
            )

    def published(self, *, seed: int = 7, **settings: object) -> AssignmentRun:
        """Walk all the way to a published assignment."""
        panel = self.panel(**settings)
        self.declare(panel)
        run = preview_assignment(actor=self.officer, panel=panel, seed=seed)
        if panel.is_blind:
            accept_redacted_copies(actor=self.officer, panel=panel)
        run = publish_assignment(actor=self.officer, run=run)
        run.panel.refresh_from_db()
        return run

    def lock(self, assignment: Assignment, share: str = "full", **changes: object) -> ScoreSheet:
        """Have the expert of a case sign and lock its sheet."""
        sheet = ScoreSheet.objects.get(assignment=assignment)
        values: dict[str, object] = {
            "marks": marks_for(self.call, share=share),
            "comment": "",
            "vetoes": {},
            "signed_as": str(assignment.member),
            "expected_revision": sheet.revision,
        }
        return lock_sheet(actor=actor_for(assignment.member), sheet=sheet, **{**values, **changes})  # type: ignore[arg-type]


def answers_of(entry: Entry, members: list[dict[str, object]]) -> dict[str, object]:
    """Return answers that name the leader, the members and the unit wherever people write them."""
    text = f"{entry.leader_name}在{entry.unit.unit_name}带领团队攻关，{members[0]['name']}参与。"
    return {
        "studio": {"name": entry.name, "kind": entry.kind, "field": entry.field, "area_m2": "120.0"},
        "unit": {"name": entry.unit.unit_name, "short_name": "", "union_name": entry.unit.name},
        "leader": {"name": entry.leader_name, "gender": "male", "trade": "数控铣工"},
        "members": members,
        "deeds": {"summary_500": text, "deeds_2000": text},
    }


def attach(entry: Entry, path: str = "attachments.photos", upload: SimpleUploadedFile | None = None) -> EntryFile:
    """Attach a picture whose name tells the leader's, or another file."""
    upload = upload or SimpleUploadedFile(f"{entry.leader_name}.jpg", papers.photo("photo"), "image/jpeg")
    stored = files.keep(actor=SYSTEM, upload=upload, purpose="entry_file")
    return EntryFile.objects.create(entry=entry, path=path, stored=stored, added_at=clock.now())


def let_through(file: EntryFile) -> EntryFile:
    """Let experts of a blind panel see an attached file."""
    file.hidden_when_blind, file.redacted = False, file.stored
    file.save()
    return file


def actor_for(member: PanelMember) -> Actor:
    """Return the actor a panel member is when judging."""
    return actor_of(member.expert.account.duties.get(role=Role.EXPERT))


def marks_for(call: Call, *, share: str = "full") -> dict[str, Mark]:
    """Return a mark for every item of the rubric: full points, or none ("zero"); the bonus gets nothing."""
    rubric = rubric_for(call, "innovation")
    return {
        item.code: Mark(str(item.points) if share == "full" else "0", "见申报材料")
        for section in rubric.sections
        for item in section.items
    }


def inspector(city: Organisation, name: str = "") -> Actor:
    """Return somebody who inspects for the city."""
    person = PersonFactory(name=name) if name else PersonFactory()
    return actor_of(DutyFactory(account=AccountFactory(person=person), organisation=city, role=Role.INSPECTOR))


def acts(*, refused: bool = False) -> list[str]:
    """Return the acts of judging in the journal, oldest first."""
    outcome = "refused" if refused else "done"
    found = JournalEntry.objects.filter(act__startswith="review.", outcome=outcome).order_by("id")
    return list(found.values_list("act", flat=True))


def make_scene(city: Organisation, officer: Actor) -> Scene:
    """Lay an open call of the shipped blueprint."""
    definition = deepcopy(shipped_definitions()["studio_naming"])
    digest = definition_digest(definition)
    blueprint = Blueprint.objects.create(
        code=f"studio_naming_{next(_numbers)}",
        version=1,
        title="命名",
        kind="studio_naming",
        definition=definition,
        digest=digest,
        state=BlueprintState.PUBLISHED,
        edited_at=clock.now(),
    )
    call = Call.objects.create(
        blueprint=blueprint,
        definition=definition,
        definition_digest=digest,
        title=f"关于开展2026年度第{next(_numbers)}批劳模创新工作室申报的通知",
        year=2026,
        organiser=city,
        state=CallState.OPEN,
        seats=3,
    )
    return Scene(call, officer, city)


def at(moment: str) -> datetime:
    """Return a moment in the house's own zone."""
    return datetime.fromisoformat(moment + ":00+08:00")


def status(client: Client, address: str) -> int:
    """Return the status a page answers with; files are read to the end, which closes them."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code
