"""A round at a glance: its stages with counts, what is late, how the quotas stand, what keeps a draft from opening."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import CallState, StageKind
from jiangxin.campaigns.models import Call, Quota, Stage
from jiangxin.campaigns.queries import entries_for, plan_of
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.ui.parts import Lane, Task
from jiangxin.engine.measure.working_days import WorkingCalendar
from jiangxin.proposals.queries import proposals_for
from jiangxin.review.models import Visit
from jiangxin.web.desk.steps import states_of, step_of, still_waits


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One organisation's quota as drawn."""

    label: str
    used: int
    limit: int | None
    soft: int | None
    url: str


def lanes(actor: Actor, call: Call, stages: Iterable[Stage]) -> list[Lane]:
    """Return the stages with how many entries are in each and how many of them are late."""
    rows = entries_for(actor).filter(call=call).order_by().values_list("state").annotate(number=Count("pk"))
    counts = {str(state): int(number) for state, number in rows}
    if plan_of(call).proposals is not None:
        return [_collecting(actor, call, stage) for stage in stages]
    return [_lane(actor, call, stage, counts) for stage in stages]


def _collecting(actor: Actor, call: Call, stage: Stage) -> Lane:
    """Return the stage in which proposals come in, with how many there are."""
    count, now = proposals_for(actor).filter(call=call).count(), clock.now()
    return Lane(
        label=stage.shown_label,
        count=count,
        url=f"{reverse('desk:proposals')}?call={call.pk}" if count else "",
        window=f"{_day(stage.opens_at)}–{_day(stage.closes_at)}",
        state="done" if stage.closes_at < now else "current" if stage.opens_at <= now else "todo",
    )


def _lane(actor: Actor, call: Call, stage: Stage, counts: Mapping[str, int]) -> Lane:
    step, now = step_of(stage), clock.now()
    count = sum(counts.get(state, 0) for state in states_of(step))
    if stage.kind == StageKind.INSPECTION:
        count = Visit.objects.filter(entry__in=entries_for(actor).filter(call=call)).count()
    over = stage.closes_at < now
    late = count if over and still_waits(step) and states_of(step) and call.state == CallState.OPEN else 0
    address = f"{reverse('desk:entries')}?call={call.pk}&step={step}" if states_of(step) else ""
    state = "late" if late else "done" if over else "current" if stage.opens_at <= now else "todo"
    return Lane(
        label=stage.shown_label,
        count=count,
        url=address if count else "",
        late=late,
        late_url=address,
        window=f"{_day(stage.opens_at)}–{_day(stage.closes_at)}",
        state=state,
    )


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "MONTH_DAY_FORMAT")


def quota_lines(call: Call, quotas: Iterable[Quota]) -> list[QuotaLine]:
    """Return the quotas of organisations in the order of the tree."""
    address = f"{reverse('desk:entries')}?call={call.pk}&area="
    return [
        QuotaLine(
            quota.organisation.short_name,
            quota.used,
            quota.hard_limit,
            quota.soft_limit,
            f"{address}{quota.organisation_id}",
        )
        for quota in quotas
        if quota.organisation is not None
    ]


def tasks(call: Call, quotas: Iterable[Quota]) -> list[Task]:
    """Return what a draft needs before it can be opened, and whether it is there."""
    chooses = plan_of(call).chooses
    described = bool(call.announcement.strip() and call.contact.strip() and (call.seats or not chooses))
    shared = any(quota.organisation_id for quota in quotas)
    ruled = bool(call.rule_document_id and call.rule_document_number)
    address = [call.pk]
    what = _("通知内容、联系方式、拟命名数、申报范围") if chooses else _("通知内容、联系方式")
    quota = _task(_("推荐名额"), reverse("desk:call-quotas", args=address), ready=shared)
    return [
        _task(what, reverse("desk:call-describe", args=address), ready=described),
        _task(_("各阶段时间"), reverse("desk:call-windows", args=address), ready=_in_time(call)),
        *([quota] if chooses else []),
        _task(_("申报依据文件和文号"), reverse("desk:call-rules", args=address), ready=ruled),
    ]


def _in_time(call: Call) -> bool:
    declare = next((stage for stage in call.stages.all() if stage.kind == StageKind.DECLARE), None)
    return declare is None or declare.closes_at > clock.now()


def _task(label: str, address: str, *, ready: bool) -> Task:
    return Task(label, address, "done" if ready else "open", _("已就绪") if ready else _("待完善"))


def day_warnings(calendar: WorkingCalendar, opens_at: datetime, closes_at: datetime) -> list[str]:
    """Return what the Chinese working calendar has to say of a window's two days."""
    opens, closes = timezone.localtime(opens_at).date(), timezone.localtime(closes_at).date()
    told = []
    if not calendar.is_working(opens):
        told.append(_("开始日%(day)s不是工作日。") % {"day": _in_words(opens)})
    if not calendar.is_working(closes):
        told.append(_("截止日%(day)s不是工作日，建议改到工作日。") % {"day": _in_words(closes)})
    return told


def unknown_years(calendar: WorkingCalendar, windows: Iterable[tuple[datetime, datetime]]) -> str:
    """Return in one sentence the years in the windows whose holidays nobody knows yet; "" when all are known."""
    years: set[int] = set()
    for window in windows:
        opens, closes = (timezone.localtime(moment).date() for moment in window)
        if closes >= opens and not calendar.is_certain(opens, closes):
            years.add(closes.year)
    if not years:
        return ""
    named = "、".join(str(year) for year in sorted(years))
    return _("%(year)s年的放假安排尚未公布，工作日暂按周一至周五并扣除固定假日推算，公布后请核对。") % {"year": named}


def _in_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
