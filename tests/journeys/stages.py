"""Bringing the city to where a journey begins, through the same services as the screens."""

from datetime import timedelta
from decimal import ROUND_DOWN, Decimal

from jiangxin.awards.models import Notice, Objection
from jiangxin.awards.services import assign_objection, decide_objection, record_finding
from jiangxin.campaigns.enums import Verdict
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.queries import plan_of
from jiangxin.campaigns.services import Finding, pass_formal, save_formal_check
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.review.models import Assignment
from jiangxin.review.services import Mark, close_scoring, lock_sheet
from jiangxin.review.services.scoring import rubric_of
from tests.journeys.conftest import Clock

HALF = Decimal("0.5")


def newest_call() -> Call:
    """Return the call that is open for applications."""
    return Call.objects.order_by("-pk")[0]


def scored_call() -> Call:
    """Return the call whose entries are being scored."""
    return Call.objects.get(panel__state="scoring")


def duty_of(role: Role, organisation: Organisation) -> Duty:
    return Duty.objects.select_related("account__person", "organisation").filter(role=role, organisation=organisation)[
        0
    ]


def actor(username: str) -> Actor:
    return actor_of(Duty.objects.filter(account__username=username)[0])


def username(role: Role, organisation: Organisation) -> str:
    """Return who holds a role at an organisation."""
    return duty_of(role, organisation).account.username


def come_to(moment: Clock, call: Call, stage: str) -> None:
    """Let time pass until the first morning of a stage."""
    moment.forward_to(call.stages.get(code=stage).opens_at + timedelta(days=1))


def pass_all(call: Call) -> list[Entry]:
    """Pass the formal check of every entry recommended to the city."""
    officer = actor("officer")
    entries = list(Entry.objects.filter(call=call, state="recommended_county").order_by("pk"))
    for entry in entries:
        findings = {item.code: Finding(Verdict.MET) for item in plan_of(call).formal_checks}
        save_formal_check(actor=officer, entry=entry, findings=findings, expected_version=entry.version)
        pass_formal(actor=officer, entry=entry, opinion="材料齐全。", expected_version=entry.version)
    return entries


def finish_scoring(call: Call) -> None:
    """Let every expert sign what is left, and close the scoring."""
    panel = call.panel
    left = Assignment.objects.filter(run__panel=panel, withdrawn_at=None, sheet__locked_at=None)
    for place, assignment in enumerate(left.select_related("sheet", "member__expert__account__person").order_by("pk")):
        share = Decimal(70 + place % 25) / 100
        marks = {
            item.code: Mark(str((item.points * share / HALF).to_integral_value(ROUND_DOWN) * HALF))
            for item in rubric_of(assignment.sheet).items()
        }
        account = assignment.member.expert.account
        lock_sheet(
            actor=actor(account.username),
            sheet=assignment.sheet,
            marks=marks,
            comment="成果有应用。",
            vetoes={},
            signed_as=account.person.name,
            expected_revision=assignment.sheet.revision,
        )
    close_scoring(actor=actor("officer"), panel=panel, reasons={})


def today() -> str:
    """Return today as a date box takes it."""
    return f"{clock.today():%Y-%m-%d}"


def settle_objections(notice: Notice) -> None:
    """Dismiss every objection that is still open, so that the notice can be closed."""
    discipline = Duty.objects.select_related("account", "organisation").get(account__username="discipline")
    for objection in Objection.objects.filter(item__notice=notice, state__in=("received", "investigating")):
        if objection.handler_id != discipline.account_id:
            assign_objection(
                actor=actor("officer"), objection=objection, duty=discipline, expected_revision=objection.revision
            )
            objection.refresh_from_db()
        record_finding(
            actor=actor("discipline"),
            objection=objection,
            finding="已核实。",
            expected_revision=objection.revision,
        )
        objection.refresh_from_db()
        decide_objection(
            actor=actor("discipline"),
            objection=objection,
            upheld=False,
            reply="经查，申报材料属实。",
            expected_revision=objection.revision,
        )
