"""What waits for a studio's people besides their applications: in words, and where it leads."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.holidays import working_calendar, working_days_left
from jiangxin.core.refusal import Text
from jiangxin.orgs.models import Errand
from jiangxin.orgs.queries import errands_in_order

SHOWN = 50
_ASKED: dict[str, Text] = {
    "confirm_bookings": _("请确认预约"),
    "call_bookers": _("请电话告知预约人"),
    "receive_tomorrow": _("请准备次日服务"),
    "answer_question": _("请答复提问"),
    "mend_items": _("请整改并报送"),
    "revise_report": _("报告已退回，请修改后重新报送"),
}
_PAGES = {
    "studios.service_slot": "studio:service-slot",
    "studios.studio_question": "studio:question",
    "studios.rectification": "studio:rectification",
    "studios.studio_report": "studio:report",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One errand as the page shows it."""

    errand: Errand
    asked: Text
    url: str
    working_days: int | None


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return what is asked of the actor about the studio, due first."""
    found = errands_in_order(actor, Q(subject__in=list(_PAGES), asked__in=list(_ASKED)))[:SHOWN]
    calendar = working_calendar()
    return [
        Waiting(
            row,
            _ASKED[row.asked],
            reverse(_PAGES[row.subject], args=[row.subject_id]),
            working_days_left(row.due_at, calendar),
        )
        for row in found
    ]
