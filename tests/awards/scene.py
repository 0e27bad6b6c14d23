"""A call whose entries have been scored: what everything after the experts starts from.

Rows before the ranking are written directly: they belong to rooms with tests of their own.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from jiangxin.awards.models import Meeting, NamingDocument, Notice, Objection, Ranking
from jiangxin.awards.services import (
    Choice,
    DocumentFacts,
    MeetingFacts,
    ObjectionFacts,
    close_notice,
    compute_ranking,
    conclude_meeting,
    draft_meeting,
    draft_naming,
    draft_notice,
    file_objection,
    prepare_meeting,
    publish_notice,
)
from jiangxin.campaigns.blueprint.shipped import shipped_definitions
from jiangxin.campaigns.enums import BlueprintState, CallState, EntryState
from jiangxin.campaigns.models import Blueprint, Call, Entry, Stage
from jiangxin.campaigns.services.blueprints import definition_digest
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Actor, Role
from jiangxin.orgs.models import Organisation
from jiangxin.review.enums import RunState, SheetState
from jiangxin.review.models import (
    Assignment,
    AssignmentRun,
    Expert,
    Panel,
    PanelMember,
    ScoreLine,
    ScoreSheet,
)
from tests.factories import AccountFactory, PersonFactory

_numbers = count(1)
DECIDED_AT = "2026-09-07 09:00"  # a Monday of an announced year, far from holidays


@dataclass
class Scene:
    """A call with its people; grows as a test walks on."""

    call: Call
    officer: Actor
    leader: Actor
    members: list[PanelMember]
    run: AssignmentRun
    entries: list[Entry] = field(default_factory=list)
    minutes_number: str = "云工纪〔2026〕1号"

    def add_entry(
        self,
        unit: Organisation,
        totals: Sequence[str | Decimal],
        *,
        core: Sequence[str] = (),
        vetoes: Sequence[Sequence[str]] = (),
        **facts: object,
    ) -> Entry:
        """Add a scored entry with one locked sheet per total."""
        number = next(_numbers)
        leader = PersonFactory()
        values = {
            "number": f"2026-{number:04d}",
            "state": EntryState.SCORED,
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
        for place, total in enumerate(totals):
            self._sheet(
                entry,
                self.members[place],
                Decimal(total),
                Decimal(core[place]) if core else Decimal(10),
                list(vetoes[place]) if vetoes else [],
            )
        self.entries.append(entry)
        return entry

    def _sheet(self, entry: Entry, member: PanelMember, total: Decimal, core: Decimal, vetoes: list[str]) -> None:
        assignment = Assignment.objects.create(run=self.run, member=member, entry=entry, case_number=entry.pk)
        sheet = ScoreSheet.objects.create(assignment=assignment, rubric="innovation", saved_at=clock.now())
        lines = [("topics", Decimal(25), core), ("sign", Decimal(90), total - core)]
        for item, most, points in lines:
            ScoreLine.objects.create(sheet=sheet, item=item, most=most, points=points, is_locked=True)
        sheet.state, sheet.total, sheet.vetoes = SheetState.LOCKED, total, vetoes
        sheet.signed_as, sheet.locked_at = member.expert.person.name, clock.now()
        sheet.save()

    def rank(self) -> Ranking:
        """Have the ranking computed."""
        return compute_ranking(actor=self.officer, call=self.call)

    def facts(self, number: str = "", **changes: object) -> MeetingFacts:
        """Return what stands in complete minutes."""
        facts: dict[str, object] = {
            "title": "主席办公会议",
            "minutes_number": number or self.minutes_number,
            "held_at": clock.now() - timedelta(hours=1),
            "place": "三楼会议室",
            "chair": "刘主席",
            "attendees": "刘主席、王副主席、张部长",
            "minutes": "会议听取了评审情况汇报，研究决定了拟命名名单。",
        }
        return MeetingFacts(**{**facts, **changes})  # type: ignore[arg-type]

    def drafted(self, selected: Sequence[Entry], **reasons: str) -> Meeting:
        """Have a meeting drafted that selects some entries; `reasons` by "e<pk>"."""
        choices = {entry.pk: Choice(selected=True, reason=reasons.get(f"e{entry.pk}", "")) for entry in selected}
        for name, reason in reasons.items():
            pk = int(name.removeprefix("e"))
            choices.setdefault(pk, Choice(selected=False, reason=reason))
        ranking = Ranking.objects.filter(call=self.call).first() or self.rank()
        return draft_meeting(actor=self.officer, ranking=ranking, facts=self.facts(), choices=choices)

    def concluded(self, selected: Sequence[Entry], **reasons: str) -> Meeting:
        """Have the meeting decided."""
        meeting = self.drafted(selected, **reasons)
        meeting = prepare_meeting(actor=self.officer, meeting=meeting, expected_revision=meeting.revision)
        return conclude_meeting(actor=self.leader, meeting=meeting, expected_revision=meeting.revision)

    def published(self, selected: Sequence[Entry] = ()) -> Notice:
        """Have the notice published today."""
        notice = draft_notice(actor=self.officer, meeting=self.concluded(selected or self.entries))
        return publish_notice(actor=self.officer, notice=notice, expected_revision=notice.revision)

    def objection(self, notice: Notice, place: int = 0, **changes: object) -> Objection:
        """Have a person object to one studio on the notice."""
        facts: dict[str, object] = {
            "kind": "person",
            "name": "陈实名",
            "contact": "13800001234",
            "content": "该工作室申报的两项专利并非其团队完成，请予核实。",
        }
        item = notice.items.order_by("position")[place]
        return file_objection(actor=PUBLIC, item=item, facts=ObjectionFacts(**{**facts, **changes}))  # type: ignore[arg-type]

    def closed(self, notice: Notice) -> Notice:
        """Have the notice closed; the clock must have passed its last day."""
        notice.refresh_from_db()
        return close_notice(actor=self.officer, notice=notice, expected_revision=notice.revision)

    def document(self, notice: Notice, **changes: object) -> NamingDocument:
        """Have the naming document drafted, dated today."""
        facts: dict[str, object] = {
            "number": "云工发〔2026〕35号",
            "title": "云江市总工会关于命名2026年度云江市劳模创新（服务）工作室的决定",
            "recipients": "各县（市、区）总工会，市级各产业（局）工会",
            "body": "经评审和公示，决定命名下列工作室。\n希望受到命名的工作室珍惜荣誉，再接再厉。",
            "dated": clock.today(),
        }
        return draft_naming(actor=self.officer, notice=notice, facts=DocumentFacts(**{**facts, **changes}))  # type: ignore[arg-type]


def make_scene(
    city: Organisation,
    officer: Actor,
    leader: Actor,
    *,
    seats: int = 3,
    experts: int = 5,
    title: str = "关于开展2026年度劳模创新工作室申报的通知",
    kind: str = "studio_naming",
) -> Scene:
    """Lay an open call with a panel whose members have nothing to do yet."""
    definition = deepcopy(shipped_definitions()[kind])
    definition["selection"]["proportions"] = [
        {"group": "front_line", "label": "一线职工领衔", "bound": "at_least", "percent": 30}
    ]
    digest = definition_digest(definition)
    blueprint = Blueprint.objects.create(
        code=f"{kind}_{next(_numbers)}",
        version=1,
        title="命名",
        kind=kind,
        definition=definition,
        digest=digest,
        state=BlueprintState.PUBLISHED,
        edited_at=clock.now(),
    )
    call = Call.objects.create(
        blueprint=blueprint,
        definition=definition,
        definition_digest=digest,
        title=title,
        year=2026,
        organiser=city,
        state=CallState.OPEN,
        contact="云江市总工会 0551-62345678",
        seats=seats,
    )
    for position, stage in enumerate(("declare", "decision", "notice", "naming")):
        Stage.objects.create(
            call=call,
            position=position,
            code=stage,
            kind=stage,
            label=stage,
            opens_at=datetime.fromisoformat("2026-01-01T00:00:00+08:00"),
            closes_at=datetime.fromisoformat("2027-12-31T00:00:00+08:00"),
        )
    panel = Panel.objects.create(call=call, sheets_per_entry=experts)
    run = AssignmentRun.objects.create(
        panel=panel, state=RunState.PUBLISHED, seed=1, computed_at=clock.now(), computed_by_id=officer.account_id or 0
    )
    members = []
    for _ in range(experts):
        account = AccountFactory()
        expert = Expert.objects.create(person=account.person, account=account, workplace="云江大学")
        members.append(PanelMember.objects.create(panel=panel, expert=expert))
    return Scene(call, officer, leader, members, run)


def scene_of(federation: object, actor: object, **options: Any) -> Scene:
    """Lay a scene in a test's federation with an officer and a leader of its city."""
    city = federation.city  # type: ignore[attr-defined]
    return make_scene(
        city,
        actor(Role.OFFICER_CITY, city),  # type: ignore[operator]
        actor(Role.LEADER_CITY, city),  # type: ignore[operator]
        **options,
    )
