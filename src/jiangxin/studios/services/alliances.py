"""Alliances: founded, joined, left; the chair goes round; agreements and joint projects (domain 2.8)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Accepted, Upload, keep
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.orgs.models import Organisation
from jiangxin.studios import exchange_policies as policies
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import (
    Alliance,
    AllianceAgreement,
    AllianceChair,
    AllianceMember,
    JointProject,
    Studio,
)
from jiangxin.studios.periods import require_past
from jiangxin.studios.service_enums import JointProjectState

_FILES = Accepted(kinds=("pdf", "jpeg", "png"))
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AllianceFacts:
    """What an alliance is."""

    name: str
    purpose: str
    founded_on: date
    secretariat: Organisation | None = None
    exit_rule: str = ""
    plan: str = ""


@service("studios.found_alliance", about="actor")
def found_alliance(*, actor: Actor, facts: AllianceFacts) -> Alliance:
    """Enter an alliance."""
    policies.may_shape_alliance(actor=actor).require()
    require_past("founded_on", facts.founded_on)
    _require_text(facts)
    alliance = Alliance(entered_by_id=actor.account_id, entered_at=clock.now())
    _fill(alliance, facts)
    alliance.save(force_insert=True)
    after = {"name": alliance.name, "founded_on": facts.founded_on}
    journal.record(actor=actor, act="studios.found_alliance", obj=alliance, after=after)
    return alliance


@service("studios.describe_alliance", about="alliance")
def describe_alliance(*, actor: Actor, alliance: Alliance, facts: AllianceFacts, expected_revision: int) -> Alliance:
    """Change what an alliance says of itself."""
    locked = _locked(actor, alliance)
    if locked.revision != expected_revision:
        raise Refusal("stale", _("联盟资料刚被别人修改过。"), _("请刷新页面，核对后再修改。"))
    require_past("founded_on", facts.founded_on)
    _require_text(facts, locked)
    before = {"name": locked.name, "plan": locked.plan}
    _fill(locked, facts)
    locked.revision += 1
    locked.save()
    after = {"name": locked.name, "plan": locked.plan}
    journal.record(actor=actor, act="studios.describe_alliance", obj=locked, before=before, after=after)
    return locked


@service("studios.join_alliance", about="alliance")
def join_alliance(*, actor: Actor, alliance: Alliance, studio: Studio, since: date) -> AllianceMember:
    """Let a studio join; again after it left."""
    locked = _locked(actor, alliance)
    require_past("since", since)
    if studio.state != StudioState.ACTIVE:
        raise _refusal(
            "studio", "studio_ended", _("工作室%(state)s，不能加入联盟。") % {"state": studio.get_state_display()}
        )
    if since < locked.founded_on:
        raise _refusal("since", "before_founding", _("加入日期早于联盟成立日期。"))
    later = AllianceMember.objects.filter(alliance=locked, studio=studio).exclude(until__lt=since)
    if later.exists():
        raise _refusal("studio", "member_already", _("这个工作室在这些日期已是成员。"))
    member = AllianceMember.objects.create(alliance=locked, studio=studio, since=since)
    after = {"studio": studio.pk, "since": since}
    journal.record(actor=actor, act="studios.join_alliance", obj=locked, after=after)
    return member


@service("studios.leave_alliance", about="member")
def leave_alliance(*, actor: Actor, member: AllianceMember, until: date, reason: str = "") -> AllianceMember:
    """Let a member leave; `until` is its last day. The chair is passed on first."""
    alliance = _locked(actor, member.alliance)
    row = AllianceMember.objects.select_related("studio").get(pk=member.pk)
    require_past("until", until)
    if row.until is not None or until < row.since:
        raise _refusal("until", "ended_already", _("成员已退出，或退出日期早于加入日期。"))
    if AllianceChair.objects.filter(alliance=alliance, studio=row.studio).exclude(until__lte=until).exists():
        raise _refusal("until", "presides", _("这个工作室在此之后仍是轮值盟主。"), _("请先把轮值盟主交给其他成员。"))
    row.until, row.reason = until, reason.strip()[:200]
    row.save(update_fields=["until", "reason"])
    after = {"studio": row.studio_id, "until": until}
    journal.record(actor=actor, act="studios.leave_alliance", obj=alliance, after=after, reason=row.reason)
    return row


@service("studios.rotate_chair", about="alliance")
def rotate_chair(*, actor: Actor, alliance: Alliance, studio: Studio, on: date) -> AllianceChair:
    """Pass the chair to a member from a day on; the one before ends the day before."""
    locked = _locked(actor, alliance)
    require_past("on", on)
    members = AllianceMember.objects.filter(alliance=locked, studio=studio, since__lte=on)
    if not members.filter(until=None).exists():
        raise _refusal("studio", "no_member", _("轮值盟主应是当天的联盟成员。"))
    before = AllianceChair.objects.filter(alliance=locked).order_by("-since").first()
    if before and on <= before.since:
        raise _refusal("on", "before_what_holds", _("日期应晚于现任轮值的开始日期%(day)s。") % {"day": before.since})
    if before and before.studio_id == studio.pk and before.until is None:
        raise _refusal("studio", "presides_already", _("这个工作室现在就是轮值盟主。"))
    if before and before.until is None:
        before.until = on - _ONE_DAY
        before.save(update_fields=["until"])
    chair = AllianceChair.objects.create(alliance=locked, studio=studio, since=on)
    journal.record(actor=actor, act="studios.rotate_chair", obj=locked, after={"studio": studio.pk, "on": on})
    return chair


@service("studios.add_agreement", about="alliance")
def add_agreement(
    *,
    actor: Actor,
    alliance: Alliance,
    title: str,
    signed_on: date,
    upload: Upload | None,
    valid_until: date | None = None,
) -> AllianceAgreement:
    """Keep an agreement with its file."""
    locked = _locked(actor, alliance)
    require_past("signed_on", signed_on)
    if not 0 < len(title.strip()) <= 120:  # noqa: PLR2004  column width
        raise _refusal("title", "required", _("请填写协议名称，最多120个字。"))
    if valid_until and valid_until < signed_on:
        raise _refusal("valid_until", "ends_before_start", _("有效期早于签订日期。"))
    if upload is None:
        raise _refusal("upload", "file_missing", _("请上传协议文件。"))
    stored = keep(actor=actor, upload=upload, purpose="alliance_agreement", accepted=_FILES)
    agreement = AllianceAgreement.objects.create(
        alliance=locked,
        title=title.strip(),
        signed_on=signed_on,
        valid_until=valid_until,
        file=stored,
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    after = {"title": agreement.title, "signed_on": signed_on, "file": stored.sha256}
    journal.record(actor=actor, act="studios.add_agreement", obj=locked, after=after)
    return agreement


@service("studios.open_joint_project", about="alliance")
def open_joint_project(
    *,
    actor: Actor,
    alliance: Alliance,
    title: str,
    goal: str,
    lead: Studio,
    since: date,
    due_on: date | None = None,
) -> JointProject:
    """Begin a joint project under a member's lead."""
    locked = _locked(actor, alliance)
    if not 0 < len(title.strip()) <= 120 or not 0 < len(goal.strip()) <= 500:  # noqa: PLR2004  column widths
        raise _refusal("title", "required", _("请填写项目名称和目标。"))
    if due_on and due_on < since:
        raise _refusal("due_on", "ends_before_start", _("计划完成日期早于开始日期。"))
    if not AllianceMember.objects.filter(alliance=locked, studio=lead, until=None).exists():
        raise _refusal("lead", "no_member", _("牵头工作室应是联盟成员。"))
    project = JointProject.objects.create(
        alliance=locked, title=title.strip(), goal=goal.strip(), lead=lead, since=since, due_on=due_on
    )
    after = {"title": project.title, "lead": lead.pk, "since": since}
    journal.record(actor=actor, act="studios.open_joint_project", obj=locked, after=after)
    return project


@service("studios.close_joint_project", about="project")
def close_joint_project(*, actor: Actor, project: JointProject, state: str, result: str) -> JointProject:
    """End a joint project with its result."""
    _locked(actor, project.alliance)
    row = JointProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if row.state != JointProjectState.RUNNING:
        raise _refusal("state", "wrong_state", _("项目%(state)s。") % {"state": row.get_state_display()})
    if state not in {JointProjectState.DONE, JointProjectState.ENDED}:
        raise _refusal("state", "required", _("请选择完成或终止。"))
    if not 0 < len(result.strip()) <= 500:  # noqa: PLR2004  column width
        raise _refusal("result", "required", _("请写明结果，最多500个字。"))
    row.state, row.result = state, result.strip()
    row.save(update_fields=["state", "result"])
    after = {"state": state, "result": row.result}
    journal.record(actor=actor, act="studios.close_joint_project", obj=row, after=after)
    return row


@service("studios.end_alliance", about="alliance")
def end_alliance(*, actor: Actor, alliance: Alliance, on: date, reason: str) -> Alliance:
    """Dissolve an alliance: memberships and chair end the same day, rows stay."""
    locked = _locked(actor, alliance)
    require_past("on", on)
    began = [locked.founded_on, *locked.members.values_list("since", flat=True)]
    began += list(locked.chairs.filter(until=None).values_list("since", flat=True))
    if on < max(began):
        raise _refusal("on", "ends_before_start", _("解散日期早于成员加入或轮值开始的日期。"))
    if not reason.strip():
        raise _refusal("reason", "required", _("请写明解散原因。"))
    locked.members.filter(until=None).update(until=on, reason=reason.strip()[:200])
    locked.chairs.filter(until=None).update(until=on)
    locked.ended_on = on
    locked.save(update_fields=["ended_on"])
    journal.record(actor=actor, act="studios.end_alliance", obj=locked, after={"on": on}, reason=reason.strip()[:500])
    return locked


def _locked(actor: Actor, alliance: Alliance) -> Alliance:
    """Return the alliance's row, locked, when the actor may change it."""
    locked = Alliance.objects.select_for_update(of=("self",)).get(pk=alliance.pk)
    policies.may_shape_alliance(actor=actor, alliance=locked).require()
    return locked


def _fill(alliance: Alliance, facts: AllianceFacts) -> None:
    alliance.name, alliance.purpose = facts.name.strip(), facts.purpose.strip()
    alliance.secretariat, alliance.founded_on = facts.secretariat, facts.founded_on
    alliance.exit_rule, alliance.plan = facts.exit_rule.strip(), facts.plan.strip()


def _require_text(facts: AllianceFacts, alliance: Alliance | None = None) -> None:
    bounds = {"name": (1, 80), "purpose": (1, 1000), "exit_rule": (0, 300), "plan": (0, 2000)}
    problems = [
        Problem(path, _("请填写，最多%(longest)d个字。") % {"longest": most}, "required")
        for path, (least, most) in bounds.items()
        if not least <= len(str(getattr(facts, path)).strip()) <= most
    ]
    same = Alliance.objects.filter(name=facts.name.strip()).exclude(pk=alliance.pk if alliance else 0)
    if same.exists():
        problems.append(Problem("name", _("已有同名联盟。"), "name_taken"))
    if problems:
        raise Refusal("form_invalid", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)


def _refusal(path: str, code: str, message: Text, remedy: Text = "") -> Refusal:
    return Refusal(code, message, remedy or _("请核对后再提交。"), problems=[Problem(path, message, code)])
