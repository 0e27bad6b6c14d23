"""A campaign made by its own services, workers, and the officers of their units."""

from dataclasses import dataclass
from datetime import date

from jiangxin.campaigns.models import Call
from jiangxin.campaigns.services import (
    attach_rule_document,
    describe_call,
    load_shipped_blueprints,
    make_call,
    open_call,
)
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.files.store import keep_bytes
from jiangxin.orgs.models import Organisation
from jiangxin.proposals.enums import Verdict
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.services import Answer, accept_proposal, answer_proposal, propose, put_to_use, unnamed
from jiangxin.studios.models import Studio, StudioImport
from tests.campaigns.scene import pdf, person_at
from tests.conftest import Federation

START = "2026-03-02 09:00"  # a Monday of an announced year
LATER = date(2026, 4, 30)


def answers(title: str = "给三号焊位装排烟罩", **given: object) -> dict[str, object]:
    """Return a filled-in form; `authors` are rows, the rest are fields of the proposal."""
    rows = given.pop("authors", [])
    idea = {
        "title": title,
        "category": "safety",
        "problem": f"{title}：现在烟尘大，夏天待不住人。",
        "remedy": "在工位上方装一个可以转向的吸烟罩，和焊机联动启停。",
    }
    return {"idea": {**idea, **given}, "authors": rows}


@dataclass
class Scene:
    """An open campaign with those around it."""

    federation: Federation
    call: Call
    officer: Actor
    worker: Actor
    union: Actor

    def propose(self, title: str = "给三号焊位装排烟罩", *, by: Actor | None = None, **given: object) -> Proposal:
        """Hand in a proposal of a worker of the unit."""
        worker = by or self.worker
        unit = Organisation.objects.get(pk=worker.organisation_id)
        return propose(actor=worker, call=self.call, unit=unit, answers=answers(title, **given))

    def unnamed(self, title: str = "夜班休息室的灯太亮", **given: object) -> Proposal:
        """Hand in a proposal without a name."""
        return self.propose(title, by=unnamed(self.worker), **given)

    def studio(self) -> Studio:
        """Take a studio of the unit over from an old ledger."""
        old_ledger = StudioImport.objects.create(
            owner=self.federation.city,
            title="旧台账",
            file=keep_bytes(actor=self.officer, name="a.pdf", content=b"%PDF-1.4", kind="pdf", purpose="tests"),
            made_at=clock.now(),
        )
        return Studio.objects.create(
            taken_over=old_ledger,
            name="郑立职工创新工作室",
            kind="worker_innovation",
            level="county",
            leader_name="郑立",
            unit=self.federation.unit,
            area=self.federation.county,
            named_on=date(2025, 3, 2),
            year=2025,
        )

    def accept(self, proposal: Proposal) -> Proposal:
        """Take it up."""
        return accept_proposal(actor=self.union, proposal=proposal, expected_version=proposal.version)

    def use(self, proposal: Proposal, used_on: date = date(2026, 3, 2)) -> Proposal:
        """Put to use what was just proposed."""
        told = self.answer(proposal)
        return put_to_use(
            actor=self.union, proposal=told, used_on=used_on, effect="用上了", expected_version=told.version
        )

    def answer(self, proposal: Proposal, verdict: Verdict = Verdict.ADOPT, **given: object) -> Proposal:
        """Answer it."""
        goes_on = {"owner": "设备科 郑立", "due_on": LATER} if verdict in {Verdict.ADOPT, Verdict.PILOT} else {}
        told = Answer(**{"verdict": verdict, "words": "现场看过，做得到。", **goes_on, **given})  # type: ignore[arg-type]
        return answer_proposal(actor=self.union, proposal=proposal, answer=told, expected_version=proposal.version)


def make_scene(federation: Federation, code: str = "rationalisation_proposals") -> Scene:
    """Open a campaign by a shipped blueprint."""
    officer = person_at(Role.OFFICER_CITY, federation.city)
    blueprint = next(one for one in load_shipped_blueprints() if one.code == code)
    call = make_call(
        actor=officer,
        blueprint=blueprint,
        organiser=federation.city,
        title="2026年度合理化建议征集",
        year=2026,
        starts_at=clock.now(),
    )
    facts = {"announcement": "请提建议。", "contact": "劳动和经济工作部 0000-1"}
    call = describe_call(actor=officer, call=call, facts=facts, expected_revision=call.revision)
    call = attach_rule_document(
        actor=officer, call=call, number="云工〔2026〕9号", upload=pdf(), expected_revision=call.revision
    )
    call = open_call(actor=officer, call=call, expected_revision=call.revision)
    return Scene(
        federation=federation,
        call=call,
        officer=officer,
        worker=person_at(Role.WORKER, federation.unit),
        union=person_at(Role.UNION_OFFICER, federation.unit),
    )
