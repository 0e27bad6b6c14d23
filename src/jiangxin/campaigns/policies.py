"""Who may do what with calls and entries, and when; every no carries its reason."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.grading import read_assessment
from jiangxin.campaigns.blueprint.proposing import read_proposals
from jiangxin.campaigns.blueprint.subject import subject_of
from jiangxin.campaigns.blueprint.transitions import TransitionRule
from jiangxin.campaigns.enums import EDITABLE, BlueprintState, CallState, EntryState, StageKind
from jiangxin.campaigns.models import Blueprint, Call, Entry, LateException, LeaderException, Stage
from jiangxin.campaigns.queries.definitions import plan_of
from jiangxin.campaigns.wording import words_of
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny, first_denial
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.policies import not_barred

APPLICANTS = (Role.STUDIO_SECRETARY, Role.STUDIO_LEADER)


def is_applicant_of(actor: Actor, entry: Entry) -> bool:
    """Tell whether the entry is the actor's own application."""
    if not actor.is_any(*APPLICANTS):
        return False
    own_person = entry.leader_id is not None and entry.leader_id == actor.person_id
    return entry.secretary_id == actor.account_id or own_person


def may_apply_rule(*, actor: Actor, entry: Entry, rule: TransitionRule) -> Decision:
    """Check one row of the transition table against the actor's duty, place and the clock."""
    if actor == SYSTEM:
        if "system" in rule.roles:
            return ALLOWED
        return deny("wrong_duty", _("这一步须由有职责的人员办理。"))
    place = _not_recused(actor, entry) if rule.anywhere else _place_fits(actor, entry)
    return first_denial(_duty_fits(actor, rule), place, _window_open(entry, rule))


def _duty_fits(actor: Actor, rule: TransitionRule) -> Decision:
    if actor.role in rule.roles:
        return ALLOWED
    return deny(
        "wrong_duty",
        _("您当前的职责不能办理“%(act)s”。") % {"act": rule.label},
        _("如您兼有其他职责，请在右上角切换；否则请交由有职责的同志办理。"),
    )


def _place_fits(actor: Actor, entry: Entry) -> Decision:
    role_place: dict[str, int | None] = {
        Role.UNION_OFFICER: entry.unit_id,
        Role.REVIEWER_FIRST: entry.area_id,
        Role.OFFICER_CITY: entry.call.organiser_id,
        Role.LEADER_CITY: entry.call.organiser_id,
    }
    own = (
        is_applicant_of(actor, entry)
        if actor.is_any(*APPLICANTS)
        else role_place.get(actor.role) == actor.organisation_id
    )
    if not own:
        return deny(
            "wrong_organisation",
            _("这份申报不归%(organisation)s办理。") % {"organisation": actor.organisation_name},
            _("请交由所在单位工会或其推荐单位办理。"),
        )
    return _not_recused(actor, entry)


def _not_recused(actor: Actor, entry: Entry) -> Decision:
    if actor.is_any(*APPLICANTS):
        return ALLOWED
    if actor.person_id and entry.recusals.filter(person_id=actor.person_id).exists():
        return deny(
            "conflict_of_interest",
            _("您与这份申报存在回避关系，不能办理。"),
            _("请由其他同志办理，并在纪要中注明回避。"),
        )
    return ALLOWED


def _window_open(entry: Entry, rule: TransitionRule) -> Decision:
    if entry.call.state != CallState.OPEN:
        return deny("call_not_open", _("这项申报通知尚未发布或已经结束。"), _("请查看申报通知中的时间安排。"))
    if not rule.stage:
        return ALLOWED
    # What was returned once may come in again as long as any level still recommends.
    again = rule.stage == StageKind.RECOMMEND and entry.transitions.filter(act="return").exists()
    level = "" if again else rule.level
    stages = [stage for stage in entry.call.stages.all() if stage.kind == rule.stage and level in {"", stage.level}]
    if not stages:
        return ALLOWED
    decisions = [within_window(stage, entry.unit, entry.area) for stage in stages]
    return next((decision for decision in decisions if decision), decisions[-1])


def within_window(stage: Stage, *organisations: Organisation) -> Decision:
    """Tell whether a stage is open now, for one of these organisations late exceptions included."""
    now = clock.now()
    if now < stage.opens_at:
        return deny(
            "too_early",
            _("“%(stage)s”还没有开始，开始时间是%(time)s。")
            % {"stage": stage.shown_label, "time": _moment(stage.opens_at)},
            _("请在开始后办理。"),
        )
    if now <= stage.closes_at:
        return ALLOWED
    late = LateException.objects.filter(stage=stage, organisation__in=organisations, until__gte=now).exists()
    if late:
        return ALLOWED
    return deny(
        "too_late",
        _("“%(stage)s”已于%(time)s截止。") % {"stage": stage.shown_label, "time": _moment(stage.closes_at)},
        _("已填内容仍然保留。确有特殊原因的，可请市总工会说明理由后延期。"),
    )


def supplement_in_time(*, entry: Entry) -> Decision:
    """Tell whether the supplement asked for last can still be handed in: until it is due, or a late exception ends."""
    asked = entry.supplements.filter(answered_at=None).order_by("-number").first()
    if asked is None or clock.now() <= asked.due_at:
        return ALLOWED
    late = LateException.objects.filter(
        stage__call_id=entry.call_id,
        stage__kind=StageKind.FORMAL_CHECK,
        organisation_id__in=(entry.unit_id, entry.area_id),
        until__gte=clock.now(),
    )
    if late.exists():
        return ALLOWED
    return deny(
        "supplement_overdue",
        _("补正已于%(time)s截止。") % {"time": _moment(asked.due_at)},
        _("已填内容仍然保留。确有特殊原因的，可请市总工会说明理由后延期。"),
    )


def _moment(value: datetime) -> str:
    return date_format(localtime(value), "DATETIME_FORMAT")


SELF_REPORT = "self_report"
"""What a studio invited to its assessment is asked for."""
URGE_REVISION = "urge_revision"
"""What the host union is asked for when a level above has returned an entry."""
# What is asked about an entry in a state, as far as the end of a stage decides when it is due.
WAITS_FOR: tuple[tuple[str, str], ...] = (
    (EntryState.DRAFT, SELF_REPORT),
    (EntryState.SUBMITTED, "recommend"),
    (EntryState.RECOMMENDED_UNIT, "recommend"),
    (EntryState.RECOMMENDED_COUNTY, "formal_check"),
    (EntryState.RETURNED, "revise"),
    (EntryState.RETURNED, URGE_REVISION),
)
# What was returned may come in again as long as any level still recommends.
_AGAIN = (StageKind.DECLARE, StageKind.RECOMMEND)
_STAGES_OF: dict[str, tuple[StageKind, ...]] = {
    SELF_REPORT: (StageKind.DECLARE,),
    "recommend": (StageKind.RECOMMEND,),
    "formal_check": (StageKind.FORMAL_CHECK,),
    "revise": _AGAIN,
    URGE_REVISION: _AGAIN,
}
_LEVEL_OF: dict[str, str] = {EntryState.SUBMITTED: Level.GRASSROOTS, EntryState.RECOMMENDED_UNIT: Level.COUNTY}


def closing_time(call: Call, asked: str, state: str) -> datetime | None:
    """Return when the stage closes in which `asked` is done about an entry in `state`: when the errand is due."""
    stages = [stage for stage in call.stages.all() if stage.kind in _STAGES_OF.get(asked, ())]
    level = _LEVEL_OF.get(state, "")
    closing = [stage.closes_at for stage in stages if stage.level == level] or [stage.closes_at for stage in stages]
    upcoming = [moment for moment in closing if moment >= clock.now()]
    return min(upcoming) if upcoming else max(closing, default=None)


def may_edit_blueprint(*, actor: Actor, blueprint: Blueprint) -> Decision:
    """City officers edit the drafts of their own federation; published and shipped ones are cloned instead."""
    if not actor.is_any(Role.OFFICER_CITY):
        return deny("wrong_duty", _("只有市总工会经办人可以编辑活动方案。"))
    if blueprint.owner_id != actor.organisation_id or blueprint.state != BlueprintState.DRAFT:
        return deny(
            "blueprint_fixed", _("这一版方案已发布或属于系统自带，不能直接修改。"), _("请先复制为新的草稿再改。")
        )
    return ALLOWED


def may_run_call(*, actor: Actor, call: Call) -> Decision:
    """City officers of the organiser run a call."""
    if actor.is_any(Role.OFFICER_CITY) and actor.organisation_id == call.organiser_id:
        return ALLOWED
    return deny("wrong_duty", _("只有主办单位的经办人可以办理。"), _("请联系主办单位经办人。"))


def may_give_late_exception(*, actor: Actor, call: Call) -> Decision:
    """Only the organiser's leader may let somebody act late (domain 13.3: leader override, logged)."""
    if actor.is_any(Role.LEADER_CITY) and actor.organisation_id == call.organiser_id:
        return ALLOWED
    return deny(
        "wrong_duty", _("逾期例外只能由主办单位分管领导批准。"), _("请把书面理由报分管领导，由其在系统中批准。")
    )


def may_give_leader_exception(*, actor: Actor, call: Call) -> Decision:
    """Only the organiser's leader may let one person lead who meets no condition, while the call takes applications."""
    if not actor.is_any(Role.LEADER_CITY) or actor.organisation_id != call.organiser_id:
        return deny(
            "wrong_duty",
            _("领衔人个案例外只能由主办单位分管领导批准。"),
            _("请把书面理由报分管领导，由其在系统中批准。"),
        )
    if call.state != CallState.OPEN:
        return deny("call_not_open", _("这项申报通知尚未发布或已经结束。"), _("请查看申报通知中的时间安排。"))
    if not (applied_for := _is_applied_for(call)):
        return applied_for
    if not plan_of(call).eligibility.leader_any_of:
        return deny("nothing_asked", _("本次申报对领衔人没有设条件，不需要个案例外。"))
    return ALLOWED


def may_revoke_leader_exception(*, exception: LeaderException) -> Decision:
    """Leave is taken back once, and only while no application rests on it."""
    if exception.revoked_at is not None:
        return deny("already_revoked", _("这项个案例外已经撤销。"))
    if exception.in_use:
        return deny(
            "exception_used",
            _("%(entry)s已据此提交，不能再撤销。") % {"entry": exception.used_by},
            _("确需撤销的，请先将这份申报退回并由申报单位撤回，或判定形式审查不通过。"),
        )
    return ALLOWED


def may_edit_answers(*, actor: Actor, entry: Entry) -> Decision:
    """Applicants write while the entry is theirs to write; a passed deadline stops submitting, never saving."""
    if not is_applicant_of(actor, entry):
        return deny("not_your_entry", _("只有申报人可以填写这份申报。"))
    if entry.state not in EDITABLE:
        words = words_of(entry.call)
        return deny(
            "not_editable",
            words.locked % {"state": entry.get_state_display()},
            words.to_change,
        )
    return ALLOWED


def may_start_entry(*, actor: Actor, call: Call, unit: Organisation) -> Decision:
    """A studio's secretary or leader applies for their own unit, in an open call whose conditions the unit meets."""
    if not actor.is_any(*APPLICANTS):
        return deny("wrong_duty", _("申报由工作室联络员或领衔人办理。"), _("请由所在单位工会为您开通相应职责。"))
    if actor.organisation_id != unit.pk:
        told = {"subject": subject_of(call.definition).noun}
        return deny("wrong_organisation", _("只能为本单位的%(subject)s申报。") % told, _("请切换到所在单位的职责。"))
    if call.state != CallState.OPEN:
        return deny("call_not_open", _("这项申报通知尚未发布或已经结束。"), _("请查看申报通知中的时间安排。"))
    if not (applied_for := _is_applied_for(call)):
        return applied_for
    areas = call.who_may_apply.get("areas") or []
    if areas and not any(unit.path.startswith(path) for path in areas):
        return deny("not_eligible", _("本次申报不面向贵单位所在地区。"), _("如有疑问请联系主办单位。"))
    declare = next((stage for stage in call.stages.all() if stage.kind == StageKind.DECLARE), None)
    return first_denial(within_window(declare, unit) if declare else ALLOWED, not_barred(unit=unit))


def _is_applied_for(call: Call) -> Decision:
    """Tell whether a campaign takes applications: studios are invited to an assessment, workers propose one by one."""
    if read_assessment(call.definition) is not None:
        return deny(
            "invited_only", _("考核由市总工会按在册名单发起，不需要申报。"), _("请在待办中打开本工作室的自评。")
        )
    if read_proposals(call.definition) is not None:
        return deny("collects_proposals", _("这项通知征集职工建议，不是申报。"), _("请从“提建议”进入。"))
    return ALLOWED


def may_go_on(*, entry: Entry) -> Decision:
    """An application of a barred unit or leader is neither handed in nor recommended; an assessment always is."""
    if entry.subject_id is not None:
        return ALLOWED
    return not_barred(unit=entry.unit, leader=entry.leader)


def may_check_formally(*, actor: Actor, entry: Entry) -> Decision:
    """The organiser's officers check entries the counties have recommended."""
    running = may_run_call(actor=actor, call=entry.call)
    if not running:
        return running
    if entry.state not in {EntryState.RECOMMENDED_COUNTY, EntryState.SUPPLEMENT}:
        return deny(
            "not_in_this_state",
            _("当前状态是“%(state)s”，不在形式审查环节。") % {"state": entry.get_state_display()},
            _("请刷新页面查看最新进展。"),
        )
    return ALLOWED


def may_clone_blueprint(*, actor: Actor) -> Decision:
    """City officers make blueprints."""
    if actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    return deny("wrong_duty", _("只有市总工会经办人可以编制活动方案。"), _("请联系市总工会经办人。"))


def may_make_call(*, actor: Actor, organiser: Organisation) -> Decision:
    """City officers make calls of their own federation."""
    if actor.is_any(Role.OFFICER_CITY) and actor.organisation_id == organiser.pk:
        return ALLOWED
    return deny("wrong_duty", _("只有主办单位的经办人可以发通知。"), _("请联系市总工会经办人。"))
