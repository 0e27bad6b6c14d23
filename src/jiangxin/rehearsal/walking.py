"""Walking a batch through its stages by services, at rehearsed moments: how the sample city gets its past."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.awards.models import Meeting, Notice
from jiangxin.awards.queries import draw_line, proposed_document
from jiangxin.awards.services import (
    Choice,
    MeetingFacts,
    close_notice,
    compute_ranking,
    conclude_meeting,
    draft_meeting,
    draft_naming,
    draft_notice,
    prepare_meeting,
    publish_notice,
)
from jiangxin.campaigns.enums import Verdict
from jiangxin.campaigns.models import Blueprint, Call, Entry
from jiangxin.campaigns.queries import plan_of
from jiangxin.campaigns.services import (
    Finding,
    QuotaLine,
    attach_rule_document,
    describe_call,
    make_call,
    open_call,
    pass_formal,
    save_formal_check,
    set_quotas,
)
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.orgs.queries import actor_of
from jiangxin.people.models import Account
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.applications import Applications
from jiangxin.rehearsal.applying import hand_in, recommend_to_city
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import City, Unit
from jiangxin.review.models import Assignment, Expert, Panel
from jiangxin.review.queries import judged_entries
from jiangxin.review.services import (
    Mark,
    accept_redacted_copies,
    build_panel,
    close_scoring,
    derive_conflicts,
    invite_members,
    lock_sheet,
    prepare_redacted_copies,
    preview_assignment,
    publish_assignment,
    submit_declaration,
)
from jiangxin.review.services.scoring import rubric_of
from jiangxin.studios.models import Studio
from jiangxin.studios.services import name_studios

_HALF = Decimal("0.5")


@dataclass(slots=True)
class Walk:
    """One batch on its way. Each step stops the clock inside the stage it belongs to."""

    city: City
    folk: Folk
    blueprint: Blueprint
    experts: Sequence[Expert]
    call: Call = field(init=False)
    units: list[Unit] = field(init=False)
    entries: list[Entry] = field(default_factory=list)

    def open(self, *, title: str, number: int, start: datetime, seats: int, per_area: int) -> None:
        """Make and open the call."""
        actor = self.city.actor("officer")
        with clock.stopped_at(start):
            call = make_call(
                actor=actor,
                blueprint=self.blueprint,
                organiser=self.city.federation,
                title=title,
                year=start.year,
                starts_at=start,
            )
            named = call.subject.label.zh
            words = (
                f"为弘扬劳模精神、劳动精神、工匠精神，现组织本批{named}申报，请各单位认真申报，各级工会严格审核推荐。"
            )
            facts = {"announcement": words, "contact": "市总工会劳动和经济工作部 0000-2110001", "seats": seats}
            call = describe_call(actor=actor, call=call, facts=facts, expected_revision=call.revision)
            lines = [QuotaLine(area, per_area) for area in self.city.areas]
            lines.append(QuotaLine(None, max(1, len(lines) * per_area // 10)))
            call = set_quotas(actor=actor, call=call, lines=lines, expected_revision=call.revision)
            document = SimpleUploadedFile("rules.pdf", papers.pdf(f"Rules {start.year}"), "application/pdf")
            reference = f"{self.city.shape.document_word}〔{start.year}〕{number}号"
            call = attach_rule_document(
                actor=actor, call=call, number=reference, upload=document, expected_revision=call.revision
            )
            self.call = open_call(actor=actor, call=call, expected_revision=call.revision)

    @contextmanager
    def within(self, code: str, share: float = 0.5) -> Iterator[None]:
        """Hold the clock at a share of a stage's window."""
        stage = self.call.stages.get(code=code)
        with clock.stopped_at(stage.opens_at + (stage.closes_at - stage.opens_at) * share):
            yield

    def declare(self, units: Sequence[Unit], *, share: float = 0.8) -> None:
        """Let the units apply."""
        self.units = list(units)
        with self.within("declare", share):
            maker = Applications(self.folk, clock.today())
            self.entries = [hand_in(unit, self.call, maker) for unit in self.units]

    def recommend(self) -> None:
        """Recommend every entry at its unit and at its area."""
        for unit, entry in zip(self.units, self.entries, strict=True):
            county = self.city.duties[f"county{self.city.areas.index(unit.area) + 1}"]
            moment = self.call.stages.get(code="county_recommend").closes_at - timedelta(days=4)
            with self.within("unit_recommend", 0.9):
                recommend_to_city(entry, unit, county, county_at=moment)

    def check(self) -> None:
        """Pass every entry's formal check."""
        actor = self.city.actor("officer")
        with self.within("formal_check"):
            for entry in self.entries:
                checks = plan_of(self.call).formal_checks
                findings = {
                    item.code: Finding(
                        Verdict.NOT_APPLICABLE if item.variant not in {"", entry.variant} else Verdict.MET
                    )
                    for item in checks
                }
                save_formal_check(actor=actor, entry=entry, findings=findings, expected_version=entry.version)
                pass_formal(actor=actor, entry=entry, opinion="材料齐全，符合条件。", expected_version=entry.version)

    def assign(self) -> Panel:
        """Build the panel, let it declare, derive conflicts, hide names, assign."""
        actor = self.city.actor("officer")
        with self.within("expert_review", 0.1):
            due_at = self.call.stages.get(code="expert_review").closes_at
            panel = build_panel(actor=actor, call=self.call, experts=self.experts, due_at=due_at)
            invite_members(actor=actor, panel=panel)
            panel.refresh_from_db()
            shown = list(judged_entries(panel).values_list("pk", flat=True))
            for member in panel.members.select_related("expert__person", "expert__account"):
                submit_declaration(
                    actor=expert_actor(member.expert.account),
                    member=member,
                    declared={},
                    nothing_else=True,
                    signed_as=member.expert.person.name,
                    shown_entries=shown,
                )
            derive_conflicts(actor=actor, panel=panel)
            prepare_redacted_copies(actor=actor, panel=panel)
            accept_redacted_copies(actor=actor, panel=panel)
            publish_assignment(actor=actor, run=preview_assignment(actor=actor, panel=panel, seed=7))
            panel.refresh_from_db()
        return panel

    def score(self, panel: Panel, *, share: float = 1.0) -> None:
        """Let experts score and sign; with a share below one, the rest stays to be done."""
        given = list(Assignment.objects.filter(run__panel=panel, withdrawn_at=None).order_by("pk"))
        with self.within("expert_review", 0.5):
            for assignment in given[: int(len(given) * share)]:
                self._score_one(assignment)

    def _score_one(self, assignment: Assignment) -> None:
        sheet = assignment.sheet
        ability = self.folk.rng.uniform(0.6, 1.0)
        marks = {}
        for item in rubric_of(sheet).items():
            steps = (item.points * Decimal(str(ability)) / _HALF).to_integral_value(ROUND_DOWN)
            marks[item.code] = Mark(str(steps * _HALF))
        account = assignment.member.expert.account
        lock_sheet(
            actor=expert_actor(account),
            sheet=sheet,
            marks=marks,
            comment="材料较为扎实，成果有应用。",
            vetoes={},
            signed_as=account.person.name,
            expected_revision=sheet.revision,
        )

    def close_review(self, panel: Panel) -> None:
        """Close the scoring."""
        with self.within("expert_review", 0.9):
            close_scoring(actor=self.city.actor("officer"), panel=panel, reasons={})

    def decide(self) -> Meeting:
        """Rank, draw the line, hold the meeting."""
        officer = self.city.actor("officer")
        with self.within("decision"):
            ranking = compute_ranking(actor=officer, call=self.call)
            rows = list(ranking.rows.select_related("entry"))
            chosen = draw_line(self.call, rows).chosen
            facts = MeetingFacts(
                title=f"{self.city.shape.name}总工会主席办公会议",
                minutes_number=f"主席办公会纪要〔{clock.today().year}〕{self.call.pk}号",
                held_at=clock.now(),
                place="市总工会三楼会议室",
                chair=self.city.actor("leader").name,
                attendees="主席、副主席、劳动和经济工作部、经审办、纪检监察组负责人",
                minutes="会议听取评审情况汇报，经研究，同意拟命名名单，按程序公示。",
            )
            choices = {row.entry_id: Choice(selected=row.entry_id in chosen) for row in rows}
            meeting = draft_meeting(actor=officer, ranking=ranking, facts=facts, choices=choices)
            meeting = prepare_meeting(actor=officer, meeting=meeting, expected_revision=meeting.revision)
            return conclude_meeting(
                actor=self.city.actor("leader"), meeting=meeting, expected_revision=meeting.revision
            )

    def display(self, meeting: Meeting, *, at: datetime | None = None) -> Notice:
        """Publish the notice, in its stage or at a moment."""
        stage = self.call.stages.get(code="notice")
        with clock.stopped_at(at or stage.opens_at + timedelta(hours=16)):
            notice = draft_notice(actor=self.city.actor("officer"), meeting=meeting)
            return publish_notice(actor=self.city.actor("officer"), notice=notice, expected_revision=notice.revision)

    def name(self, notice: Notice) -> list[Studio]:
        """Close the notice and name the studios."""
        officer = self.city.actor("officer")
        with self.within("naming", 0.3):
            notice = close_notice(actor=officer, notice=notice, expected_revision=notice.revision)
            document = draft_naming(actor=officer, notice=notice, facts=proposed_document(notice))
            return name_studios(actor=officer, document=document, expected_revision=document.revision)


def expert_actor(account: Account) -> Actor:
    """Return an expert of the sample city in the duty that lets them judge."""
    duty = account.duties.select_related("organisation", "account__person", "delegated_from__account__person").first()
    assert duty is not None, "experts of a sample city hold a duty"
    return actor_of(duty)
