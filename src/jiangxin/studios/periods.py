"""Writing dated facts: entering, ending and striking periods, and what to say when their days contradict.

Everything here runs inside a service that has locked the studio's row. The database keeps the same rules (migration
0005); these checks come first, to say in words what the database could only refuse.
"""

from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.studios.models import Period, Studio, StudioLevelHeld

P = TypeVar("P", bound=Period)
ONE_DAY = timedelta(days=1)


def lock(studio: Studio) -> Studio:
    """Return the studio's row, locked until the transaction ends."""
    return Studio.objects.select_for_update(of=("self",)).select_related("unit").get(pk=studio.pk)


def enter(model: type[P], *, actor: Actor, studio: Studio, since: date, until: date | None = None, **facts: Any) -> P:
    """Write one period as entered now by the actor."""
    row = model(studio=studio, since=since, until=until, **facts)
    row.entered_by_id, row.entered_at = actor.account_id, clock.now()
    row.save(force_insert=True)
    return row


def require_past(path: str, day: date | None) -> None:
    """Refuse days to come: the file says what was and is, not what is planned."""
    if day is not None and day > clock.today():
        problem = Problem(path, _("日期不能晚于今天。"), "day_to_come")
        raise Refusal("day_to_come", _("日期有误。"), _("请在变更生效之日或之后登记。"), problems=[problem])


def require_order(since: date, until: date | None) -> None:
    """Refuse an end before the beginning."""
    if until is not None and until < since:
        message = _("结束日期早于开始日期%(since)s。") % {"since": date_format(since)}
        problem = Problem("until", message, "ends_before_start")
        raise Refusal("ends_before_start", _("日期有误。"), _("请核对起止日期。"), problems=[problem])


def require_apart(model: type[Period], *, studio: Studio, since: date, until: date | None, **same: Any) -> None:
    """Refuse days that another period of the same kind covers already, and name it."""
    begins_before_the_end = Q() if until is None else Q(since__lte=until)
    periods = model.rows().filter(studio=studio, struck_at=None, **same)
    met = periods.filter(begins_before_the_end, Q(until=None) | Q(until__gte=since)).first()
    if met is None:
        return
    words = {"what": str(met), "days": days(met)}
    problem = Problem("since", _("与已登记的“%(what)s”（%(days)s）日期重叠。") % words, "dates_overlap")
    raise Refusal(
        "dates_overlap", _("日期与已有记录矛盾。"), _("请核对日期；如已有记录有误，请先更正它。"), problems=[problem]
    )


def days(period: Period) -> str:
    """Return the days of a period in words."""
    if period.until is None:
        return _("%(since)s起") % {"since": date_format(period.since)}
    return _("%(since)s至%(until)s") % {"since": date_format(period.since), "until": date_format(period.until)}


def current(model: type[P], studio: Studio, **same: Any) -> P | None:
    """Return the period that holds without an end."""
    return model.rows().filter(studio=studio, struck_at=None, until=None, **same).first()


def current_titles(studio: Studio, level: str, day: date) -> list[StudioLevelHeld]:
    """Return the titles the studio holds at a level without an end, of all kinds, whose term is not over on a day."""
    in_term = Q(valid_until=None) | Q(valid_until__gte=day)
    held = StudioLevelHeld.objects.filter(in_term, studio=studio, level=level, struck_at=None, until=None)
    return list(held.order_by("since", "pk"))


def latest(model: type[P], studio: Studio) -> P | None:
    """Return the period that began last."""
    return model.rows().filter(studio=studio, struck_at=None).order_by(F("since").desc()).first()


def succeed(model: type[P], *, actor: Actor, studio: Studio, on: date, **facts: Any) -> tuple[P | None, P]:
    """Let a new fact follow the present one from a day on; return the one it follows, if any, and the new one."""
    require_past("on", on)
    before = latest(model, studio)
    if before and on <= (before.until or before.since):
        words = {"what": str(before), "days": days(before)}
        problem = Problem("on", _("已登记“%(what)s”（%(days)s），变更日期应在其后。") % words, "before_what_holds")
        raise Refusal(
            "before_what_holds",
            _("日期与已有记录矛盾。"),
            _("请核对日期；如已有记录有误，请先更正它。"),
            problems=[problem],
        )
    if before and before.until is None:
        before.until = on - ONE_DAY
        before.save(update_fields=["until"])
    return before, enter(model, actor=actor, studio=studio, since=on, **facts)


def end_before(period: Period, on: date, reason: str) -> None:
    """End a period so that it no longer holds on a day; what would hold on no day at all is struck."""
    if on > period.since:
        period.until = on - ONE_DAY
        period.save(update_fields=["until"])
    else:
        strike(period, reason)


def strike(period: Period, reason: str) -> None:
    """Strike a period that should not have been entered; the row stays, with the reason."""
    period.struck_at, period.struck_reason = clock.now(), reason
    period.save(update_fields=["struck_at", "struck_reason"])


def take_up_again(period: P, *, actor: Actor, reason: str) -> P:
    """Let a fact hold on, whose successor was struck: its ended row is struck and entered anew without an end."""
    strike(period, reason)
    return enter(type(period), actor=actor, studio=period.studio, since=period.since, **period.facts())


def succeed_level(held: StudioLevelHeld, *, actor: Actor, until: date, document_number: str) -> StudioLevelHeld:
    """Let a level hold on from today with a longer term, by a document of its own; the row before ends yesterday."""
    today = clock.today()
    facts = {**held.facts(), "valid_until": until, "document_number": document_number}
    end_before(held, today, _("复核确认，有效期延长"))
    return enter(StudioLevelHeld, actor=actor, studio=held.studio, since=today, **facts)
