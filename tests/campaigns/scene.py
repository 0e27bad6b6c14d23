"""A call made by its own services, and entries that wait in any state of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.campaigns.enums import EntryState, Verdict
from jiangxin.campaigns.models import Blueprint, Call, Entry, EntryAnswers, EntryVersion
from jiangxin.campaigns.queries import plan_of
from jiangxin.campaigns.services import (
    Finding,
    QuotaLine,
    attach_rule_document,
    describe_call,
    load_shipped_blueprints,
    make_call,
    open_call,
    recommend_entry,
    save_formal_check,
    set_quotas,
)
from jiangxin.campaigns.services.passage import _ask_next
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.people.models import Account, Person
from jiangxin.rehearsal import papers
from tests.conftest import Federation
from tests.factories import AccountFactory, DutyFactory, PersonFactory

_numbers = count(1)
START = "2026-03-02 09:00"  # a Monday of an announced year
DECLARING, RECOMMENDING, CHECKING = "2026-03-20 10:00", "2026-04-08 10:00", "2026-04-24 10:00"


def pdf(name: str = "paper.pdf") -> SimpleUploadedFile:
    """Return a small real PDF."""
    return SimpleUploadedFile(name, papers.pdf(name), "application/pdf")


def person_at(role: Role, organisation: Organisation, *, person: Person | None = None) -> Actor:
    """Return somebody new in a duty."""
    account = AccountFactory(person=person or PersonFactory())
    return actor_of(DutyFactory(account=account, organisation=organisation, role=role))


@dataclass
class Scene:
    """A call with the officers around it."""

    federation: Federation
    call: Call
    officer: Actor
    leader: Actor
    entries: list[Entry] = field(default_factory=list)

    def union(self, unit: Organisation | None = None) -> Actor:
        """Return an officer of a grass-roots union."""
        return person_at(Role.UNION_OFFICER, unit or self.federation.unit)

    def county(self, area: Organisation | None = None) -> Actor:
        """Return an officer of a county federation."""
        return person_at(Role.REVIEWER_FIRST, area or self.federation.county)

    def entry(
        self, state: EntryState = EntryState.SUBMITTED, unit: Organisation | None = None, **facts: object
    ) -> Entry:
        """Add an entry that waits in a state, its errand open."""
        number = next(_numbers)
        unit = unit or self.federation.unit
        leader: Person = facts.pop("leader", None) or PersonFactory(name=f"领衔{number}号")  # type: ignore[assignment]
        secretary: Account = facts.pop("secretary", None) or AccountFactory()  # type: ignore[assignment]
        values = {
            "number": f"2026-{number:04d}",
            "name": f"{leader.name}劳模创新工作室",
            "kind": "model_worker_innovation",
            "variant": "innovation",
            "industry_section": "C",
            "leader": leader,
            "leader_name": leader.name,
            "area": unit.parent,
            "secretary": secretary,
        }
        now = clock.now()
        seen = None if state == EntryState.DRAFT else now
        entry = Entry.objects.create(
            call=self.call,
            state=state,
            unit=unit,
            created_at=now,
            submitted_at=seen,
            moved_at=now,
            **{**values, **facts},
        )
        data = answers_of(entry)
        EntryAnswers.objects.create(entry=entry, data=data, saved_at=now)
        if seen:
            EntryVersion.objects.create(
                entry=entry, number=1, data=data, digest="0" * 64, submitted_at=now, submitted_by=secretary
            )
        _ask_next(entry)
        self.entries.append(entry)
        return entry

    def recommend(self, actor: Actor, entry: Entry, opinion: str = "同意推荐。") -> Entry:
        """Have an officer recommend an entry."""
        recommend_entry(actor=actor, entry=entry, opinion=opinion, expected_version=entry.version)
        return entry

    def tick_all(self, entry: Entry, verdict: Verdict = Verdict.MET) -> Entry:
        """Give every item of the checklist one verdict."""
        note = "缺少证明" if verdict == Verdict.NOT_MET else ""
        findings = {item.code: Finding(verdict, note) for item in plan_of(entry.call).formal_checks}
        save_formal_check(actor=self.officer, entry=entry, findings=findings, expected_version=entry.version)
        return entry


def answers_of(entry: Entry) -> dict[str, object]:
    """Return a few answers, among them a long text and rows."""
    return {
        "studio": {"name": entry.name, "kind": entry.kind, "area_m2": "120.0", "founded_on": "2024-06-15"},
        "unit": {"name": entry.unit.unit_name, "phone": "0551-62345678"},
        "leader": {"name": entry.leader_name, "gender": "male", "skill_grade": "technician"},
        "members": [{"name": f"成员{number}", "front_line": True} for number in range(6)],
        "deeds": {"summary_500": "带领团队攻关。" * 20},
    }


def make_draft(officer: Actor, city: Organisation, *, title: str = "", blueprint: Blueprint | None = None) -> Call:
    """Have a draft call made from the shipped blueprint, its stages beginning now."""
    return make_call(
        actor=officer,
        blueprint=blueprint or load_shipped_blueprints()[0],
        organiser=city,
        title=title or f"关于开展2026年度第{next(_numbers)}批劳模创新工作室申报的通知",
        year=2026,
        starts_at=clock.now(),
    )


def complete(officer: Actor, call: Call, areas: list[Organisation], *, hard: int = 2, reserve: int = 1) -> Call:
    """Give a draft everything it needs to be opened."""
    facts = {"announcement": "请各单位认真申报。", "contact": "市总工会 0551-62345678", "seats": 3}
    call = describe_call(actor=officer, call=call, facts=facts, expected_revision=call.revision)
    lines = [*(QuotaLine(area, hard) for area in areas), QuotaLine(None, reserve)]
    call = set_quotas(actor=officer, call=call, lines=lines, expected_revision=call.revision)
    return attach_rule_document(
        actor=officer, call=call, number="云工发〔2026〕35号", upload=pdf(), expected_revision=call.revision
    )


def make_scene(federation: Federation, *, hard: int = 2, reserve: int = 1) -> Scene:
    """Lay an open call."""
    officer = person_at(Role.OFFICER_CITY, federation.city)
    areas = [federation.county, federation.other_county, federation.industry]
    call = complete(officer, make_draft(officer, federation.city), areas, hard=hard, reserve=reserve)
    call = open_call(actor=officer, call=call, expected_revision=call.revision)
    return Scene(federation, call, officer, person_at(Role.LEADER_CITY, federation.city))


def moments_of(call: Call) -> dict[str, tuple[datetime, datetime]]:
    """Return the windows of a call by stage code."""
    return {stage.code: (stage.opens_at, stage.closes_at) for stage in call.stages.all()}


def later(moment: datetime, **span: float) -> datetime:
    """Return a moment some time after another."""
    return moment + timedelta(**span)


def journal_of(thing: object, *, refused: bool = False) -> list[str]:
    """Return the acts on a thing in the journal, oldest first."""
    outcome = "refused" if refused else "done"
    found = JournalEntry.objects.filter(
        object_type=thing.journal_label,  # type: ignore[attr-defined]
        object_id=str(thing.pk),  # type: ignore[attr-defined]
        outcome=outcome,
    )
    return list(found.order_by("id").values_list("act", flat=True))
