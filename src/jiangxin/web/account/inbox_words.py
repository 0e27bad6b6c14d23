"""How one row of the inbox across duties reads, and where it leads in each face."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.ui.columns import State
from jiangxin.orgs.asked import words_of
from jiangxin.orgs.models import Errand
from jiangxin.orgs.queries.inbox import MOST_DAYS
from jiangxin.web.account.navigation import face_of_role

_SOON = 3
_PAGES = {
    "studio": {
        "campaigns.entry": "studio:entry",
        "studios.service_slot": "studio:service-slot",
        "studios.studio_question": "studio:question",
        "studios.rectification": "studio:rectification",
        "studios.studio_report": "studio:report",
        "studios.studio": "studio:studio-file",
    },
    "expert": {"review.visit": "expert:visit"},
}
_DECLARES = "declare_conflicts"


def role_of(errand: Errand) -> str:
    """Return the duty an errand waits in, with whom it was delegated by."""
    role = str(Role(errand.role).label)
    giver = getattr(errand, "delegated_by", "")
    return _("%(role)s（受%(name)s委托）") % {"role": role, "name": giver} if giver else role


def asked_of(errand: Errand) -> str:
    """Return what is asked, and what about."""
    return _("%(asked)s：%(title)s") % {"asked": words_of(errand.asked), "title": errand.title}


def left_of(errand: Errand) -> State | str | None:
    """Return how many working days are left, or how long it is overdue, as a state when it presses; None undated."""
    if errand.due_at is None:
        return None
    days: int = errand.days_left  # type: ignore[attr-defined]
    if errand.due_at < clock.now():
        return State("overdue", late_words(-days))
    if days == 0:
        return State("due", _("今天截止"))
    if days > MOST_DAYS:
        return _("还有 %(days)d 个工作日以上") % {"days": MOST_DAYS}
    words = ngettext("还有 %(days)d 个工作日", "还有 %(days)d 个工作日", days) % {"days": days}
    return State("due", words) if days <= _SOON else words


def late_words(days: int) -> str:
    """Return how late something is, in working days."""
    if days <= 0:
        return _("已逾期")
    if days > MOST_DAYS:
        return _("已逾期 %(days)d 个工作日以上") % {"days": MOST_DAYS}
    return ngettext("已逾期 %(days)d 个工作日", "已逾期 %(days)d 个工作日", days) % {"days": days}


def page_of(errand: Errand) -> str:
    """Return the address of what an errand is about, in the face of its duty; empty when the face's home has it."""
    face = face_of_role(errand.role)
    if face == "desk":
        return reverse("desk:errand", args=[errand.pk])
    if face == "expert" and errand.asked == _DECLARES:
        return reverse("expert:declaration", args=[errand.subject_id])
    name = _PAGES.get(face, {}).get(errand.subject, "")
    return reverse(name, args=[errand.subject_id]) if name else ""
