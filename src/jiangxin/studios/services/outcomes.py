"""Outcomes: entered with their proofs, changed with a revision, struck when wrong, shown to the public on request."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.service import service
from jiangxin.studios import policies
from jiangxin.studios.ledger_enums import HonourLevel, OutcomeKind
from jiangxin.studios.models import Outcome, Project, Studio
from jiangxin.studios.periods import lock
from jiangxin.studios.proofs import Proof, kept
from jiangxin.studios.services.projects import require_live, require_revision
from jiangxin.studios.services.twice import refuse_twice
from jiangxin.studios.soundness import Faults, sound_reason

_MOST_ENERGY = 10**12


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """What came of the work; `benefit` in yuan, `energy_saved_kg` in kilograms of standard coal."""

    title: str
    kind: str
    day: date
    owner: str
    number: str = ""
    granted_on: date | None = None
    rank: str = ""
    level: str = ""
    project: Project | None = None
    applied_units: str = ""
    benefit: Decimal | None = None
    energy_saved_kg: int | None = None
    social_benefit: str = ""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The papers behind an outcome: certificate, the user unit's and the finance department's proof (domain 4.2)."""

    proof: Proof = None
    application_proof: Proof = None
    finance_proof: Proof = None


@service("studios.enter_outcome", about="studio")
def enter_outcome(
    *,
    actor: Actor,
    studio: Studio,
    facts: OutcomeFacts,
    proofs: Proofs = Proofs(),
) -> Outcome:
    """Enter an outcome. No benefit without the finance department's proof."""
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    outcome = Outcome(studio=locked, **_checked(locked, facts, proven=proofs.finance_proof is not None))
    same = Outcome.objects.filter(
        studio=locked, struck_at=None, kind=outcome.kind, title=outcome.title, number=outcome.number, day=outcome.day
    )
    refuse_twice(same, actor=actor, path="title")
    _prove(actor, outcome, proofs)
    outcome.entered_by_id, outcome.entered_at = actor.account_id, clock.now()
    outcome.save(force_insert=True)
    after = {"studio": locked.pk, **_told(outcome)}
    journal.record(actor=actor, act="studios.enter_outcome", obj=outcome, after=after)
    return outcome


@service("studios.update_outcome", about="outcome")
def update_outcome(
    *,
    actor: Actor,
    outcome: Outcome,
    facts: OutcomeFacts,
    expected_revision: int,
    proofs: Proofs = Proofs(),
) -> Outcome:
    """Change an outcome; papers stay unless others are given."""
    locked = lock_outcome(outcome)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_live(locked)
    require_revision(locked, expected_revision)
    before = _told(locked)
    proven = proofs.finance_proof is not None or locked.finance_proof_id is not None
    for name, value in _checked(locked.studio, facts, proven=proven).items():
        setattr(locked, name, value)
    _prove(actor, locked, proofs)
    locked.revision += 1
    locked.save()
    now = _told(locked)
    changed = [name for name, value in now.items() if before[name] != value]
    journal.record(
        actor=actor,
        act="studios.update_outcome",
        obj=locked,
        before={name: before[name] for name in changed},
        after={name: now[name] for name in changed},
    )
    return locked


@service("studios.strike_outcome", about="outcome")
def strike_outcome(*, actor: Actor, outcome: Outcome, reason: str) -> Outcome:
    """Take an outcome out of everything; the row stays, with the reason."""
    locked = lock_outcome(outcome)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_live(locked)
    locked.struck_at, locked.struck_reason = clock.now(), sound_reason(reason)
    locked.save(update_fields=["struck_at", "struck_reason"])
    journal.record(
        actor=actor, act="studios.strike_outcome", obj=locked, before=_told(locked), reason=locked.struck_reason
    )
    return locked


@service("studios.show_outcome", about="outcome")
def show_outcome(*, actor: Actor, outcome: Outcome, is_public: bool) -> Outcome:
    """Show an outcome on the portal's page of the studio, or take it away again."""
    locked = lock_outcome(outcome)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_live(locked)
    before, locked.is_public = {"is_public": locked.is_public}, is_public
    locked.save(update_fields=["is_public"])
    after = {"is_public": is_public}
    journal.record(actor=actor, act="studios.show_outcome", obj=locked, before=before, after=after)
    return locked


def lock_outcome(outcome: Outcome) -> Outcome:
    """Return the outcome's row, locked until the transaction ends."""
    return Outcome.objects.select_for_update(of=("self",)).select_related("studio__unit").get(pk=outcome.pk)


def _prove(actor: Actor, outcome: Outcome, proofs: Proofs) -> None:
    for name in ("proof", "application_proof", "finance_proof"):
        stored = kept(actor, getattr(proofs, name), "studios.outcome")
        if stored is not None:
            setattr(outcome, name, stored)


def _checked(studio: Studio, facts: OutcomeFacts, *, proven: bool) -> dict[str, Any]:
    faults = Faults()
    values = {
        "title": faults.text("title", facts.title, 120, required=True),
        "owner": faults.text("owner", facts.owner, 120, required=True),
        "number": faults.text("number", facts.number, 80),
        "rank": faults.text("rank", facts.rank, 20),
        "applied_units": faults.text("applied_units", facts.applied_units, 300),
        "social_benefit": faults.text("social_benefit", facts.social_benefit, 300),
        "benefit_fen": faults.fen("benefit", facts.benefit),
        **{name: getattr(facts, name) for name in ("kind", "day", "granted_on", "level", "project", "energy_saved_kg")},
    }
    faults.one_of("kind", facts.kind, OutcomeKind.values)
    faults.one_of("level", facts.level, HonourLevel.values, required=False)
    faults.past("day", facts.day)
    faults.past("granted_on", facts.granted_on)
    faults.between("energy_saved_kg", facts.energy_saved_kg, 1, _MOST_ENERGY)
    if facts.granted_on and facts.granted_on < facts.day:
        faults.add("granted_on", "ends_before_start", _("授权、采纳日期早于申请日期。"))
    if facts.benefit is not None and not proven:
        faults.add("finance_proof", "proof_missing", _("填写经济效益须上传财务证明。没有证明的，请先不填金额。"))
    project = facts.project
    if project is not None and (project.studio_id != studio.pk or project.struck_at is not None):
        faults.add("project", "wrong_studio", _("请从本工作室的列表中选择。"))
    faults.settle()
    return values


def _told(outcome: Outcome) -> dict[str, Any]:
    names = [name for name in OutcomeFacts.__dataclass_fields__ if name not in {"benefit", "project"}]
    papers = ["proof_id", "application_proof_id", "finance_proof_id"]
    return {name: getattr(outcome, name) for name in [*names, "benefit_fen", "project_id", *papers]}
