"""Applications to change a studio: sent by its unit, reviewed by the county, decided by the city (domain 3.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.files import Upload, keep
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.models import Errand, Organisation
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.people.models import Person
from jiangxin.studios import policies
from jiangxin.studios.change_enums import OPEN, ChangeKind, ChangeState
from jiangxin.studios.deadlines import REVIEW_DAYS, in_working_days
from jiangxin.studios.enums import NameBasis
from jiangxin.studios.models import Studio, StudioChange, StudioChangePaper
from jiangxin.studios.periods import lock
from jiangxin.studios.proofs import ACCEPTED, Proof
from jiangxin.studios.services.ending import dissolve_studio
from jiangxin.studios.services.file import change_leader, move_studio, rename_studio

_MOST_PAPERS = 10
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Decision:
    """How the city approves: by which document, from which day, with which paper and words.

    Attributes:
        exception: why somebody may lead who is not eligible by the register.
    """

    document_number: str
    on: date
    opinion: str = ""
    proof: Proof = None
    exception: str = ""


@service("studios.submit_change", about="studio")
def submit_change(
    *,
    actor: Actor,
    studio: Studio,
    kind: ChangeKind,
    facts: dict[str, Any],
    asked: str,
    reason: str,
    papers: Sequence[Upload],
) -> StudioChange:
    """Apply for a change. One of each kind waits at a time; the county or industrial union reviews it.

    Args:
        facts: see `StudioChange`.
        asked: the same in words, for lists and inboxes.
        papers: at least one: the unit's sealed application.
    """
    locked = lock(studio)
    policies.may_apply_change(actor=actor, studio=locked).require()
    _require_words("note", reason)
    if not papers or len(papers) > _MOST_PAPERS:
        message = _("请上传盖章的申请，最多%(most)d份附件。") % {"most": _MOST_PAPERS}
        problem = Problem("papers", message, "papers_missing")
        raise Refusal("papers_missing", _("缺少附件。"), _("请上传后再提交。"), problems=[problem])
    if StudioChange.objects.filter(studio=locked, kind=kind, state__in=OPEN).exists():
        raise Refusal("open_already", _("这个事项已有申请正在办理。"), _("请等办结后再申请。"))
    change = StudioChange.objects.create(
        studio=locked,
        kind=kind,
        facts=facts,
        asked=asked[:300],
        reason=reason.strip(),
        submitted_by_id=actor.account_id,
        submitted_at=clock.now(),
    )
    for paper in papers:
        stored = keep(actor=actor, upload=paper, purpose="studios.change", accepted=ACCEPTED)
        StudioChangePaper.objects.create(change=change, stored=stored)
    waiting = StudioChange.objects.filter(studio=locked, kind=kind, state=ChangeState.RETURNED)
    for returned in waiting:
        close_errands(about=returned)
    _ask(change, Role.REVIEWER_FIRST, locked.area, "review_change")
    after = {"kind": kind, "change": change.pk, "asked": change.asked}
    journal.record(actor=actor, act="studios.submit_change", obj=locked, after=after, reason=reason)
    return change


@service("studios.recommend_change", about="change")
def recommend_change(*, actor: Actor, change: StudioChange, opinion: str) -> StudioChange:
    """Pass an application on to the city, with the county's opinion."""
    locked = _lock(change)
    policies.may_review_change(actor=actor, change=locked).require()
    _require_words("opinion", opinion)
    locked.state, locked.county_opinion, locked.county_at = ChangeState.RECOMMENDED, opinion.strip(), clock.now()
    locked.save(update_fields=["state", "county_opinion", "county_at"])
    close_errands(about=locked)
    decides = Role.LEADER_CITY if locked.kind == ChangeKind.DISSOLVE else Role.OFFICER_CITY
    area = locked.studio.area
    _ask(locked, decides, area.parent or area, "decide_change")
    after = {"state": locked.state, "kind": locked.kind}
    journal.record(actor=actor, act="studios.recommend_change", obj=locked, after=after, reason=opinion)
    return locked


@service("studios.return_change", about="change")
def return_change(*, actor: Actor, change: StudioChange, opinion: str) -> StudioChange:
    """Give an application back to the unit with the reason; whoever it waits for may."""
    locked = _lock(change)
    policies.may_return_change(actor=actor, change=locked).require()
    _require_words("opinion", opinion)
    if locked.state == ChangeState.SUBMITTED:
        locked.county_opinion, locked.county_at = opinion.strip(), clock.now()
    locked.state, locked.decision, locked.decided_at = ChangeState.RETURNED, opinion.strip(), clock.now()
    locked.save(update_fields=["state", "county_opinion", "county_at", "decision", "decided_at"])
    close_errands(about=locked)
    _ask(locked, Role.UNION_OFFICER, locked.studio.unit, "revise_change")
    after = {"state": locked.state, "kind": locked.kind}
    journal.record(actor=actor, act="studios.return_change", obj=locked, after=after, reason=opinion)
    return locked


@service("studios.approve_change", about="change")
def approve_change(*, actor: Actor, change: StudioChange, decision: Decision) -> StudioChange:
    """Approve an application: the studio's file, the directory and the verify page follow in the same transaction."""
    locked = _lock(change)
    policies.may_decide_change(actor=actor, change=locked).require()
    if not decision.document_number.strip():
        problem = Problem("document_number", _("请填写批准文号。"), "required")
        raise Refusal("incomplete", _("批准要有文件依据。"), _("请补充后再提交。"), problems=[problem])
    _apply(actor, locked, decision)
    locked.state, locked.decided_at = ChangeState.APPROVED, clock.now()
    locked.decision, locked.document_number = decision.opinion.strip(), decision.document_number.strip()
    locked.save(update_fields=["state", "decided_at", "decision", "document_number"])
    close_errands(about=locked)
    after = {"kind": locked.kind, "document": locked.document_number, "on": decision.on}
    journal.record(actor=actor, act="studios.approve_change", obj=locked, after=after, reason=decision.opinion)
    return locked


def _apply(actor: Actor, change: StudioChange, decision: Decision) -> None:
    studio, facts = change.studio, change.facts
    common: dict[str, Any] = {"actor": actor, "studio": studio, "document_number": decision.document_number.strip()}
    dated = {**common, "on": decision.on, "note": change.reason[:300], "proof": decision.proof}
    match change.kind:
        case ChangeKind.LEADER:
            person = Person.objects.get(pk=facts["person"])
            change_leader(**dated, person=person, exception=decision.exception)
        case ChangeKind.RENAME:
            basis = NameBasis(facts["basis"])
            rename_studio(**dated, name=facts["name"], display_name=facts["display_name"], basis=basis)
        case ChangeKind.HOST:
            move_studio(**dated, unit=Organisation.objects.get(pk=facts["unit"]))
        case _:
            dissolve_studio(**common, on=decision.on, reason=change.reason[:300])


def _lock(change: StudioChange) -> StudioChange:
    rows = StudioChange.objects.select_for_update(of=("self",)).select_related("studio__unit", "studio__area__parent")
    return rows.get(pk=change.pk)


def _ask(change: StudioChange, role: Role, organisation: Organisation, asked: str) -> Errand:
    return open_errand(
        role=role,
        organisation=organisation,
        asked=asked,
        about=change,
        title=change.studio.name,
        note=f"{change.get_kind_display()} {change.asked}",
        due_at=in_working_days(REVIEW_DAYS),
    )


def _require_words(path: str, text: str) -> None:
    if not 0 < len(text.strip()) <= _LONGEST:
        message = _("请填写，最多%(longest)d个字。") % {"longest": _LONGEST}
        problem = Problem(path, message, "required")
        raise Refusal("reason_missing", _("这一步需要写明理由或意见。"), _("请填写后再提交。"), problems=[problem])
