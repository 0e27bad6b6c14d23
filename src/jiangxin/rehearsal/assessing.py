"""Yearly assessments of the sample city's studios: last year's, decided and published; this year's, under way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiangxin.awards.models import Meeting, Notice
from jiangxin.awards.services import (
    MeetingFacts,
    close_notice,
    compute_ranking,
    conclude_meeting,
    draft_grades,
    draft_notice,
    find_veto,
    prepare_meeting,
    publish_notice,
    settle_assessment,
)
from jiangxin.campaigns.models import Blueprint, Call, Entry
from jiangxin.campaigns.queries import draft_answers
from jiangxin.campaigns.services import (
    attach_rule_document,
    describe_call,
    make_call,
    open_call,
    save_answers,
    submit_entry,
)
from jiangxin.core import clock
from jiangxin.orgs.queries import actor_of
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.applying import recommend_to_city
from jiangxin.rehearsal.walking import Walk, expert_actor
from jiangxin.review.models import Assignment, Panel
from jiangxin.review.services import Mark, lock_sheet
from jiangxin.review.services.scoring import rubric_of
from jiangxin.studios.queries.assessing import candidates
from jiangxin.studios.services.inviting import invite_studios

_HALF = Decimal("0.5")
_ABILITIES = (0.97, 0.84, 0.82, 0.72, 0.5)
"""What the experts think of the studios of last year's round, in turn: excellent, good, qualified, unqualified."""
_LAST_ROUND_DAYS, _THIS_ROUND_DAYS = 160, 6
_WORDS = {
    "highlights": "围绕生产难题立项攻关，组织技能培训和师徒结对，成果在本单位推广应用。",
    "problems": "场地偏小，跨单位交流机会不多，希望市总工会协调联合攻关。",
    "next_plan": "继续攻关在研课题，完善台账，带好新一批徒弟。",
}


@dataclass(slots=True)
class AssessmentWalk(Walk):
    """One assessment on its way, by the steps of a naming where they are the same."""

    def begin(self, *, year: int, start: datetime, number: int, most: int) -> None:
        """Open the call and invite the first `most` studios; the others are left out with a reason."""
        actor = self.city.actor("officer")
        with clock.stopped_at(start):
            self.call = self._opened(year, start, number)
            found = [one.studio for one in candidates(actor, self.call) if one.secretary is not None]
            left_out = {studio.pk: "命名不足一年，从下一年度起参加考核。" for studio in found[most:]}
            self.entries = invite_studios(actor=actor, call=self.call, left_out=left_out).entries
        by_unit = {unit.organisation.pk: unit for unit in self.city.units}
        self.units = [by_unit[entry.unit_id] for entry in self.entries]

    def _opened(self, year: int, start: datetime, number: int) -> Call:
        actor = self.city.actor("officer")
        call = make_call(
            actor=actor,
            blueprint=self.blueprint,
            organiser=self.city.federation,
            title=f"{year}年度锦川市劳模创新（服务）工作室考核",
            year=year,
            starts_at=start,
        )
        words = "现对全市在册工作室进行年度考核。自评由台账自动填好，请各工作室核对、补写文字后按时报送。"
        facts = {"announcement": words, "contact": "市总工会劳动和经济工作部 0000-2110001"}
        call = describe_call(actor=actor, call=call, facts=facts, expected_revision=call.revision)
        document = SimpleUploadedFile("rules.pdf", papers.pdf(f"Assessment {year}"), "application/pdf")
        reference = f"{self.city.shape.document_word}〔{start.year}〕{number}号"
        call = attach_rule_document(
            actor=actor, call=call, number=reference, upload=document, expected_revision=call.revision
        )
        return open_call(actor=actor, call=call, expected_revision=call.revision)

    def report(self, entries: Sequence[Entry], *, at: datetime) -> None:
        """Let studios complete and hand in their reports."""
        with clock.stopped_at(at):
            for entry in entries:
                self._report_one(entry)

    def _report_one(self, entry: Entry) -> None:
        unit = self.units[self.entries.index(entry)]
        actor = actor_of(unit.secretary)
        answers = draft_answers(entry)
        rows = [
            row if row.get("points") else {**row, "points": "4.0", "reason": "服务对象回访情况良好。"}
            for row in answers["self_scores"]
        ]
        whole = {**answers, "self_scores": rows, "words": _WORDS, "declarations": {"truth": True}}
        save_answers(actor=actor, entry=entry, answers=whole, base_revision=entry.answers.revision)
        entry.refresh_from_db()
        submit_entry(actor=actor, entry=entry, expected_version=entry.version)

    def verify(self) -> None:
        """Have every report verified by its unit and its area."""
        closes = self.call.stages.get(code="county_recommend").closes_at
        for unit, entry in zip(self.units, self.entries, strict=True):
            county = self.city.duties[f"county{self.city.areas.index(unit.area) + 1}"]
            with self.within("unit_recommend", 0.9):
                recommend_to_city(entry, unit, county, county_at=closes - timedelta(days=2))

    def score(self, panel: Panel, *, share: float = 1.0) -> None:
        """Let experts score as `_ABILITIES` says."""
        places = {entry.pk: place for place, entry in enumerate(self.entries)}
        given = list(Assignment.objects.filter(run__panel=panel, withdrawn_at=None).order_by("pk"))
        with self.within("expert_review", 0.5):
            for assignment in given[: int(len(given) * share)]:
                ability = Decimal(str(_ABILITIES[places[assignment.entry_id] % len(_ABILITIES)]))
                sheet, account = assignment.sheet, assignment.member.expert.account
                marks = {}
                for item in rubric_of(sheet).items():
                    steps = (item.points * ability / _HALF).to_integral_value(ROUND_DOWN)
                    marks[item.code] = Mark(str(steps * _HALF))
                lock_sheet(
                    actor=expert_actor(account),
                    sheet=sheet,
                    marks=marks,
                    comment="台账与自评相符。",
                    vetoes={},
                    signed_as=account.person.name,
                    expected_revision=sheet.revision,
                )

    def grade(self) -> Meeting:
        """Rank, propose the grades, have the leader decide them."""
        officer, leader = self.city.actor("officer"), self.city.actor("leader")
        with self.within("decision"):
            ranking = compute_ranking(actor=officer, call=self.call)
            facts = MeetingFacts(
                title=f"{self.city.shape.name}总工会主席办公会议",
                minutes_number=f"主席办公会纪要〔{clock.today().year}〕{self.call.pk}号",
                held_at=clock.now(),
                place="市总工会三楼会议室",
                chair=leader.name,
                attendees="主席、副主席、劳动和经济工作部、经审办、纪检监察组负责人",
                minutes="会议听取年度考核情况汇报，经研究，同意拟定等次，按程序公示。",
            )
            meeting = draft_grades(actor=officer, ranking=ranking, facts=facts)
            meeting = prepare_meeting(actor=officer, meeting=meeting, expected_revision=meeting.revision)
            return conclude_meeting(actor=leader, meeting=meeting, expected_revision=meeting.revision)

    def publish(self, meeting: Meeting) -> Notice:
        """Put the grades on public notice."""
        officer = self.city.actor("officer")
        with clock.stopped_at(self.call.stages.get(code="notice").opens_at + timedelta(hours=16)):
            notice = draft_notice(actor=officer, meeting=meeting)
            return publish_notice(actor=officer, notice=notice, expected_revision=notice.revision)

    def settle(self, notice: Notice, number: int) -> None:
        """Close the notice and make the grades final."""
        with self.within("result", 0.3):
            closed = close_notice(actor=self.city.actor("officer"), notice=notice, expected_revision=notice.revision)
            reference = f"{self.city.shape.document_word}〔{clock.today().year}〕{number}号"
            settle_assessment(
                actor=self.city.actor("leader"),
                notice=closed,
                document_number=reference,
                expected_revision=closed.revision,
            )


def assess_studios(walk: Walk, blueprint: Blueprint, now: datetime) -> None:
    """Assess last year's work to its end, and begin with this year's: some have handed in, one is under a veto."""
    past = AssessmentWalk(walk.city, walk.folk, blueprint, walk.experts)
    start = _morning(now, days_ago=_LAST_ROUND_DAYS)
    past.begin(year=start.year - 1, start=start, number=40, most=len(_ABILITIES))
    past.report(past.entries, at=start + timedelta(days=12))
    past.verify()
    past.check()
    panel = past.assign()
    past.score(panel)
    past.close_review(panel)
    past.settle(past.publish(past.grade()), 61)

    present = AssessmentWalk(walk.city, walk.folk, blueprint, walk.experts)
    start = _morning(now, days_ago=_THIS_ROUND_DAYS)
    present.begin(year=now.year, start=start, number=88, most=5)
    present.report(present.entries[:2], at=start + timedelta(days=3))
    with clock.stopped_at(start + timedelta(days=4)):
        find_veto(
            actor=walk.city.actor("officer"),
            entry=present.entries[4],
            code="refusal",
            reason="两次书面通知核查，均未安排人员和场地。",
        )


def _morning(now: datetime, *, days_ago: int) -> datetime:
    day = timezone.localtime(now) - timedelta(days=days_ago)
    return day.replace(hour=9, minute=0, second=0, microsecond=0)
