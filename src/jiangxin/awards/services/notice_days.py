"""Lengthening a notice that runs, when its holidays were announced after it was published."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.calendar import after_working_days
from jiangxin.awards.enums import NoticeState
from jiangxin.awards.models import Notice
from jiangxin.awards.services.moments import end_of
from jiangxin.awards.services.notices import CLOSE, lock_notice
from jiangxin.awards.wording import day
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand


def later_end(notice: Notice) -> date | None:
    """Return the last day a running notice would have by today's calendar, when that is later than the published."""
    if notice.state != NoticeState.PUBLISHED or not notice.opens_on or not notice.closes_on:
        return None
    if clock.today() > notice.closes_on:
        return None
    counted = after_working_days(notice.opens_on, notice.working_days).day
    return counted if counted > notice.closes_on else None


@service("awards.extend_notice", about="notice")
def extend_notice(*, actor: Actor, notice: Notice, expected_revision: int) -> Notice:
    """Move the last day of a running notice to where the calendar has it now; a published term never gets shorter.

    Raises:
        Refusal: the notice does not run, or the calendar asks for no later day.
    """
    locked = lock_notice(notice, expected_revision)
    policies.may_publish(actor=actor, call=locked.call).require()
    last, before = later_end(locked), locked.closes_on
    if last is None or before is None or locked.opens_on is None:
        raise Refusal(
            "notice_long_enough",
            _("按现在的工作日历，这份公示不需要延长。"),
            _("公示已经期满的不能再延长；放假安排有变的，请先录入。"),
        )
    locked.body = locked.body.replace(day(before), day(last))
    locked.closes_on, locked.revision = last, locked.revision + 1
    locked.is_calendar_certain = after_working_days(locked.opens_on, locked.working_days).certain
    locked.save(update_fields=["body", "closes_on", "is_calendar_certain", "revision"])
    close_errands(about=locked)
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=locked.call.organiser,
        asked=CLOSE,
        about=locked,
        title=locked.title,
        due_at=end_of(last),
    )
    journal.record(
        actor=actor, act="awards.extend_notice", obj=locked, before={"closes_on": before}, after={"closes_on": last}
    )
    return locked
