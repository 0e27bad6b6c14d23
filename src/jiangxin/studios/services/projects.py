"""Projects and their milestones: opened, changed with a revision, closed with their result, struck when wrong."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.people.models import Person
from jiangxin.studios import policies
from jiangxin.studios.ledger_enums import ENDED, HonourLevel, ProjectKind, ProjectState
from jiangxin.studios.models import Milestone, Project, Studio, StudioMembership
from jiangxin.studios.periods import lock
from jiangxin.studios.proofs import Proof, kept
from jiangxin.studios.services.twice import refuse_twice
from jiangxin.studios.soundness import Faults, sound_reason

MOST_MILESTONES = 30


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What a project is; `cost` in yuan. `planned` tells that it has not begun."""

    title: str
    kind: str
    level: str
    starts_on: date
    ends_on: date
    leader_name: str
    leader: Person | None = None
    source: str = ""
    approval_number: str = ""
    cost: Decimal | None = None
    planned: bool = False


@service("studios.open_project", about="studio")
def open_project(*, actor: Actor, studio: Studio, facts: ProjectFacts, approval: Proof = None) -> Project:
    """Enter a project."""
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    project = Project(studio=locked, **_checked(locked, facts))
    same = Project.objects.filter(studio=locked, struck_at=None, title=project.title, starts_on=project.starts_on)
    refuse_twice(same, actor=actor, path="title")
    project.state = ProjectState.PLANNED if facts.planned else ProjectState.UNDER_WAY
    project.approval = kept(actor, approval, "studios.project")
    project.entered_by_id, project.entered_at = actor.account_id, clock.now()
    project.save(force_insert=True)
    journal.record(actor=actor, act="studios.open_project", obj=project, after={"studio": locked.pk, **_told(project)})
    return project


@service("studios.update_project", about="project")
def update_project(
    *, actor: Actor, project: Project, facts: ProjectFacts, expected_revision: int, approval: Proof = None
) -> Project:
    """Change what a project is; its approval stays unless another is given."""
    locked = lock_project(project)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_live(locked)
    require_revision(locked, expected_revision)
    before = _told(locked)
    for name, value in _checked(locked.studio, facts).items():
        setattr(locked, name, value)
    if locked.state not in ENDED:
        locked.state = ProjectState.PLANNED if facts.planned else ProjectState.UNDER_WAY
    locked.approval = kept(actor, approval, "studios.project") or locked.approval
    locked.revision += 1
    locked.save()
    _changed(actor, locked, "studios.update_project", before)
    return locked


@service("studios.close_project", about="project")
def close_project(
    *, actor: Actor, project: Project, closed_on: date, completed: bool, result: str, closing: Proof = None
) -> Project:
    """Close a project: completed with its result, or stopped with the reason."""
    locked = lock_project(project)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_live(locked)
    if locked.state in ENDED:
        raise Refusal("wrong_state", _("项目已经结题。"), _("请刷新页面查看最新情况。"))
    faults = Faults()
    result = faults.text("result", result, 2000, required=True)
    faults.past("closed_on", closed_on)
    if closed_on < locked.starts_on:
        faults.add("closed_on", "ends_before_start", _("结题日期早于开始日期%(day)s。") % {"day": locked.starts_on})
    faults.settle()
    before = _told(locked)
    locked.state = ProjectState.COMPLETED if completed else ProjectState.STOPPED
    locked.closed_on, locked.result = closed_on, result
    locked.closing = kept(actor, closing, "studios.project")
    locked.revision += 1
    locked.save()
    _changed(actor, locked, "studios.close_project", before)
    return locked


@service("studios.strike_project", about="project")
def strike_project(*, actor: Actor, project: Project, reason: str) -> Project:
    """Take a project out of everything; it must have no outcome, so that none hangs in the air."""
    locked = lock_project(project)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_live(locked)
    reason = sound_reason(reason)
    if locked.outcomes.filter(struck_at=None).exists():
        raise Refusal("has_outcomes", _("这个项目下有成果。"), _("请先把成果改到别的项目，或更正成果。"))
    locked.struck_at, locked.struck_reason = clock.now(), reason
    locked.save(update_fields=["struck_at", "struck_reason"])
    journal.record(actor=actor, act="studios.strike_project", obj=locked, before=_told(locked), reason=reason)
    return locked


@service("studios.add_milestone", about="project")
def add_milestone(
    *, actor: Actor, project: Project, title: str, due_on: date, done_on: date | None = None
) -> Milestone:
    """Add a step to a project."""
    locked = lock_project(project)
    policies.may_keep_file(actor=actor, studio=locked.studio).require()
    require_live(locked)
    faults = Faults()
    title = faults.text("title", title, 100, required=True)
    faults.past("done_on", done_on)
    if locked.milestones.filter(struck_at=None).count() >= MOST_MILESTONES:
        faults.add("title", "too_many", _("一个项目最多%(most)d个节点。") % {"most": MOST_MILESTONES})
    faults.settle()
    step = Milestone(project=locked, title=title, due_on=due_on, done_on=done_on)
    step.entered_by_id, step.entered_at = actor.account_id, clock.now()
    step.save(force_insert=True)
    after = {"title": title, "due_on": due_on, "done_on": done_on}
    journal.record(actor=actor, act="studios.add_milestone", obj=locked, after=after)
    return step


@service("studios.finish_milestone", about="milestone")
def finish_milestone(*, actor: Actor, milestone: Milestone, done_on: date) -> Milestone:
    """Note the day a step was done."""
    project = lock_project(milestone.project)
    policies.may_keep_file(actor=actor, studio=project.studio).require()
    step = Milestone.objects.get(pk=milestone.pk)
    if step.struck_at is not None or step.done_on is not None:
        raise Refusal("wrong_state", _("这个节点已完成或已更正。"), _("请刷新页面查看最新情况。"))
    faults = Faults()
    faults.past("done_on", done_on)
    faults.settle()
    step.done_on = done_on
    step.save(update_fields=["done_on"])
    journal.record(actor=actor, act="studios.finish_milestone", obj=step, after={"done_on": done_on})
    return step


@service("studios.strike_milestone", about="milestone")
def strike_milestone(*, actor: Actor, milestone: Milestone, reason: str) -> Milestone:
    """Take a step out of a project; the row stays, with the reason."""
    project = lock_project(milestone.project)
    policies.may_keep_file(actor=actor, studio=project.studio).require()
    step = Milestone.objects.get(pk=milestone.pk)
    if step.struck_at is not None:
        raise Refusal("struck_already", _("这个节点已经更正。"), _("请刷新页面查看最新情况。"))
    step.struck_at, step.struck_reason = clock.now(), sound_reason(reason)
    step.save(update_fields=["struck_at", "struck_reason"])
    journal.record(actor=actor, act="studios.strike_milestone", obj=step, reason=step.struck_reason)
    return step


def lock_project(project: Project) -> Project:
    """Return the project's row, locked until the transaction ends."""
    return Project.objects.select_for_update(of=("self",)).select_related("studio__unit").get(pk=project.pk)


def require_live(row: Any) -> None:
    """Refuse a row that was struck."""
    if row.struck_at is not None:
        raise Refusal("struck_already", _("这条记录已经更正。"), _("请刷新页面查看最新情况。"))


def require_revision(row: Any, expected: int) -> None:
    """Refuse to write over somebody else's change."""
    if row.revision != expected:
        raise Refusal("stale", _("这条记录刚被别人修改过。"), _("请刷新页面，核对后再修改。"))


def _checked(studio: Studio, facts: ProjectFacts) -> dict[str, Any]:
    faults = Faults()
    values = {
        "title": faults.text("title", facts.title, 120, required=True),
        "leader_name": faults.text("leader_name", facts.leader_name, 60, required=True),
        "source": faults.text("source", facts.source, 120),
        "approval_number": faults.text("approval_number", facts.approval_number, 60),
        "cost_fen": faults.fen("cost", facts.cost),
        **{name: getattr(facts, name) for name in ("kind", "level", "starts_on", "ends_on", "leader")},
    }
    faults.one_of("kind", facts.kind, ProjectKind.values)
    faults.one_of("level", facts.level, HonourLevel.values)
    if facts.ends_on < facts.starts_on:
        faults.add("ends_on", "ends_before_start", _("计划完成日期早于开始日期。"))
    if not facts.planned:
        faults.past("starts_on", facts.starts_on)
    team = StudioMembership.objects.filter(studio=studio, struck_at=None)
    leads = studio.studioleadership_periods.filter(struck_at=None)
    if facts.leader and not (team.filter(person=facts.leader).exists() or leads.filter(person=facts.leader).exists()):
        faults.add("leader", "not_in_list", _("请从团队名单中选择。"))
    faults.settle()
    return values


def _told(project: Project) -> dict[str, Any]:
    names = [
        *("title", "kind", "level", "source", "approval_number", "starts_on", "ends_on", "leader_name", "cost_fen")
    ]
    return {name: getattr(project, name) for name in [*names, "state", "closed_on", "result"]}


def _changed(actor: Actor, project: Project, act: str, before: dict[str, Any]) -> None:
    now = _told(project)
    changed = [name for name, value in now.items() if before[name] != value]
    journal.record(
        actor=actor,
        act=act,
        obj=project,
        before={name: before[name] for name in changed},
        after={name: now[name] for name in changed},
    )
