"""Calls: made from a published blueprint, given dates and quotas, opened, closed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns import policies
from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.blueprint.stages import propose_dates
from jiangxin.campaigns.enums import ENDED, BlueprintState, CallState, EntryState, StageKind
from jiangxin.campaigns.models import Blueprint, Call, Entry, Quota, Stage
from jiangxin.campaigns.queries.definitions import plan_of
from jiangxin.campaigns.services.passage import move_entry
from jiangxin.core import clock, files, journal
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.files import Upload
from jiangxin.core.files.sniff import MEGABYTE, Accepted
from jiangxin.core.holidays import working_calendar
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.document_number import parse_document_number
from jiangxin.engine.measure.fault import MeasureError
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.services import postpone_errands

_EXPIRES = (
    EntryState.DRAFT,
    EntryState.SUBMITTED,
    EntryState.RETURNED,
    EntryState.RECOMMENDED_UNIT,
    EntryState.SUPPLEMENT,
)
RULE_DOCUMENT = Accepted(kinds=("pdf", "docx"), max_bytes=50 * MEGABYTE)


class Window(NamedTuple):
    """When a stage is open."""

    opens_at: datetime
    closes_at: datetime


class QuotaLine(NamedTuple):
    """How many entries an organisation may recommend; no organisation means the reserve."""

    organisation: Organisation | None
    hard_limit: int | None
    soft_limit: int | None = None


@service("campaigns.make_call", about="blueprint")
def make_call(
    *, actor: Actor, blueprint: Blueprint, organiser: Organisation, title: str, year: int, starts_at: datetime
) -> Call:
    """Make a draft call from a published blueprint; its definition is frozen, its dates proposed from `starts_at`."""
    policies.may_make_call(actor=actor, organiser=organiser).require()
    if blueprint.state != BlueprintState.PUBLISHED:
        raise Refusal("blueprint_not_published", _("这份方案还没有发布。"), _("请先发布方案，再据以发通知。"))
    if Call.objects.filter(organiser=organiser, year=year, title=title.strip()).exists():
        problem = Problem("title", _("本年度已有同名通知。"))
        raise Refusal("title_taken", _("本年度已有同名通知。"), _("请换一个标题。"), problems=[problem])
    plan, _problems = read_plan(blueprint.definition)
    call = Call(
        blueprint=blueprint,
        definition=blueprint.definition,
        definition_digest=blueprint.digest,
        title=title.strip(),
        year=year,
        organiser=organiser,
        seats=int(blueprint.definition.get("selection", {}).get("seats", 0)),
    )
    _check(call)
    call.save(force_insert=True)
    windows = propose_dates(plan.stages, starts_at, working_calendar())
    for position, (stage, opens_at, closes_at) in enumerate(windows):
        Stage.objects.create(
            call=call,
            position=position,
            code=stage.code,
            kind=stage.kind,
            label=stage.label.zh,
            level=stage.level,
            opens_at=opens_at,
            closes_at=closes_at,
            rights=list(stage.rights),
        )
    after = {"blueprint": blueprint.pk, "digest": blueprint.digest, "title": title, "year": year}
    journal.record(actor=actor, act="campaigns.make_call", obj=call, after=after)
    return call


def _check(call: Call) -> None:
    try:
        call.full_clean(exclude=["who_may_apply", "definition"])
    except ValidationError as fault:
        found = fault.message_dict.items()
        problems = [Problem("title" if name == "__all__" else name, text) for name, texts in found for text in texts]
        raise Refusal(
            "call_invalid", _("通知的填写有误，没有保存。"), _("请按提示修改。"), problems=problems
        ) from fault


def lock_call(actor: Actor, call: Call, expected_revision: int) -> Call:
    """Return the call as it is now, locked, its revision counted on; a stale page is refused."""
    policies.may_run_call(actor=actor, call=call).require()
    held = Call.objects.select_for_update().get(pk=call.pk)
    if held.revision != expected_revision:
        raise Refusal("stale_page", _("这项通知刚被修改过，这次修改没有写入。"), _("请刷新页面，核对后再保存。"))
    held.revision += 1
    return held


@service("campaigns.describe_call", about="call")
def describe_call(*, actor: Actor, call: Call, facts: Mapping[str, Any], expected_revision: int) -> Call:
    """Write the words and conditions of a call: title, announcement, contact, seats, who_may_apply."""
    held = lock_call(actor, call, expected_revision)
    allowed = {"title", "announcement", "contact", "seats", "who_may_apply"}
    before = {key: getattr(held, key) for key in allowed & facts.keys()}
    for key in allowed & facts.keys():
        setattr(held, key, facts[key])
    _check(held)
    held.save()
    journal.record(actor=actor, act="campaigns.describe_call", obj=held, before=before, after=dict(facts))
    return held


@service("campaigns.set_windows", about="call")
def set_windows(*, actor: Actor, call: Call, windows: Mapping[str, Window], expected_revision: int) -> Call:
    """Set when stages are open, by stage code. An open call can be lengthened, never cut short behind the applicants.

    A stage that is over stays over: the clock has closed it, and only the leader's written exception opens it again.

    Raises:
        Refusal: "dates_out_of_order" with the stages at fault; problems "window_shortened", "window_over".
    """
    held = lock_call(actor, call, expected_revision)
    stages = list(held.stages.all())
    before = {stage.code: [stage.opens_at, stage.closes_at] for stage in stages}
    problems = []
    for stage in stages:
        if stage.code in windows:
            problems += _promise_problems(held, stage, windows[stage.code])
            stage.opens_at, stage.closes_at = windows[stage.code]
    problems += _order_problems(stages)
    if problems:
        raise Refusal("dates_out_of_order", _("时间安排有误，没有保存。"), _("请按提示修改。"), problems=problems)
    for stage in stages:
        stage.save(update_fields=["opens_at", "closes_at"])
    held.save(update_fields=["revision"])
    _move_due_dates(held)
    after = {stage.code: [stage.opens_at, stage.closes_at] for stage in stages}
    journal.record(actor=actor, act="campaigns.set_windows", obj=held, before=before, after=after)
    return held


def _promise_problems(call: Call, stage: Stage, window: Window) -> list[Problem]:
    """Return what a new window takes from those who rely on the published one; drafts promise nothing."""
    now = clock.now()
    if call.state != CallState.OPEN or window == Window(stage.opens_at, stage.closes_at):
        return []
    if stage.closes_at <= now:
        message = _("“%(stage)s”已经截止，不能再改；个别单位确需延期的，请分管领导批准逾期办理。")
        return [Problem(stage.code, message % {"stage": stage.shown_label}, "window_over")]
    if window.closes_at < stage.closes_at:
        return [Problem(stage.code, _("通知已发布，截止时间只能延后。"), "window_shortened")]
    if stage.opens_at <= now < window.opens_at:
        message = _("“%(stage)s”已经开始，开始时间不能改到以后。")
        return [Problem(stage.code, message % {"stage": stage.shown_label}, "window_shortened")]
    return []


def _locked_quotas(call: Call) -> QuerySet[Quota]:
    # Always in the same order, so that two officers never wait for one another; the usual one joins organisations.
    return Quota.objects.select_for_update().filter(call=call).order_by("pk")


def _move_due_dates(call: Call) -> None:
    """Let what waits in inboxes be due when its stage now closes; one statement for each state that waits."""
    for state, asked in policies.WAITS_FOR:
        waiting = call.entries.filter(state=state).values("pk")
        due_at = policies.closing_time(call, asked, state)
        postpone_errands(subject=Entry.journal_label, subject_ids=waiting, asked=asked, due_at=due_at)


def _order_problems(stages: Sequence[Stage]) -> list[Problem]:
    problems = [
        Problem(stage.code, _("“%(stage)s”的截止时间应晚于开始时间。") % {"stage": stage.shown_label})
        for stage in stages
        if stage.closes_at <= stage.opens_at
    ]
    problems += [
        Problem(
            later.code, _("“%(later)s”不能早于“%(earlier)s”截止。") % {"later": later.label, "earlier": earlier.label}
        )
        for earlier, later in pairwise(stages)
        if later.closes_at < earlier.closes_at
    ]
    return problems


@service("campaigns.set_quotas", about="call")
def set_quotas(*, actor: Actor, call: Call, lines: Sequence[QuotaLine], expected_revision: int) -> Call:
    """Set the quotas of a call; an organisation's limit never falls below what it has already recommended."""
    held = lock_call(actor, call, expected_revision)
    existing = {quota.organisation_id: quota for quota in _locked_quotas(held)}
    problems = [
        Problem(str(line.organisation or "reserve"), _("名额不能少于已推荐的 %(used)s 个。") % {"used": quota.used})
        for line in lines
        if (quota := existing.get(line.organisation.pk if line.organisation else None))
        and line.hard_limit is not None
        and line.hard_limit < quota.used
    ]
    if problems:
        raise Refusal("quota_below_use", _("名额设置有误，没有保存。"), _("请按提示修改。"), problems=problems)
    for line in lines:
        limits = {"hard_limit": line.hard_limit, "soft_limit": line.soft_limit}
        Quota.objects.update_or_create(call=held, organisation=line.organisation, defaults=limits)
    held.save(update_fields=["revision"])
    after = {str(line.organisation or "reserve"): [line.hard_limit, line.soft_limit] for line in lines}
    journal.record(actor=actor, act="campaigns.set_quotas", obj=held, after=after)
    return held


@service("campaigns.attach_rule_document", about="call")
def attach_rule_document(
    *, actor: Actor, call: Call, number: str, upload: Upload | None, expected_revision: int
) -> Call:
    """Attach the rule document a call rests on, with its number (机关代字〔年〕号)."""
    held = lock_call(actor, call, expected_revision)
    try:
        held.rule_document_number = str(parse_document_number(number))
    except MeasureError as fault:
        problem = Problem("rule_document_number", _("文号应写作“机关代字〔2026〕35号”。"))
        raise Refusal("document_number", _("文号格式不对。"), _("请按公文格式填写。"), problems=[problem]) from fault
    if upload is not None:
        stored = files.keep(actor=actor, upload=upload, purpose="rule_document", accepted=RULE_DOCUMENT)
        held.rule_document = stored
    held.save(update_fields=["rule_document", "rule_document_number", "revision"])
    after = {"number": held.rule_document_number, "file": held.rule_document_id}
    journal.record(actor=actor, act="campaigns.attach_rule_document", obj=held, after=after)
    return held


@service("campaigns.open_call", about="call")
def open_call(*, actor: Actor, call: Call, expected_revision: int) -> Call:
    """Publish a call: it appears on the portal and entries can be made. Its definition never changes again."""
    held = lock_call(actor, call, expected_revision)
    if held.state != CallState.DRAFT:
        raise Refusal("call_already_open", _("这项通知已经发布。"), _("请刷新页面查看。"))
    problems = _opening_problems(held)
    if problems:
        raise Refusal("call_incomplete", _("通知还不完整，不能发布。"), _("请按提示补充。"), problems=problems)
    held.state, held.opened_at = CallState.OPEN, clock.now()
    held.save(update_fields=["state", "opened_at", "revision"])
    after = {"state": held.state, "digest": held.definition_digest, "seats": held.seats}
    journal.record(actor=actor, act="campaigns.open_call", obj=held, after=after)
    return held


def _opening_problems(call: Call) -> list[Problem]:
    problems = []
    if call.rule_document_id is None or not call.rule_document_number:
        problems.append(Problem("rule_document", _("请上传申报依据文件并填写文号。"), "required"))
    if not call.announcement.strip():
        problems.append(Problem("announcement", _("请填写通知正文。"), "required"))
    if not call.contact.strip():
        problems.append(Problem("contact", _("请填写联系人及电话。"), "required"))
    chooses = plan_of(call).chooses
    if chooses and call.seats < 1:
        problems.append(Problem("seats", _("请填写拟命名数。"), "required"))
    if chooses and not call.quotas.filter(organisation__isnull=False).exists():
        problems.append(Problem("quotas", _("请分配推荐名额。"), "required"))
    declare = next((stage for stage in call.stages.all() if stage.kind == StageKind.DECLARE), None)
    if declare and declare.closes_at <= clock.now():
        problems.append(Problem(declare.code, _("申报截止时间已过，请调整时间安排。")))
    return problems


@service("campaigns.close_call", about="call")
def close_call(*, actor: Actor, call: Call, expected_revision: int) -> Call:
    """Close a call; what never reached the organiser lapses, and it stays readable.

    Raises:
        Refusal: "entries_waiting" while entries in the organiser's hands are not brought to an end.
    """
    held = lock_call(actor, call, expected_revision)
    if held.state != CallState.OPEN:
        raise Refusal("call_not_open", _("这项通知不在进行中。"))
    expired = [_expire(entry) for entry in held.entries.filter(state__in=_EXPIRES)]
    waiting = held.entries.exclude(state__in=ENDED).count()
    if waiting:
        raise Refusal(
            "entries_waiting",
            _("本批次还有 %(count)s 份申报没有办结，不能结束。") % {"count": waiting},
            _("请先办完形式审查、评审、公示和命名，再结束批次。"),
        )
    held.state, held.closed_at = CallState.CLOSED, clock.now()
    held.save(update_fields=["state", "closed_at", "revision"])
    after = {"state": held.state, "expired": expired}
    journal.record(actor=actor, act="campaigns.close_call", obj=held, after=after)
    return held


def _expire(entry: Entry) -> int:
    """Let an entry that never came as far as the organiser lapse; it is the clock that does it, not the officer."""
    move_entry(actor=SYSTEM, entry=entry, act="expire")
    return int(entry.pk)
