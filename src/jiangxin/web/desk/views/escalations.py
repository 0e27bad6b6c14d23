"""Something below is overdue: what, since when, whom to call, and by which rule it was brought up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request, Role
from jiangxin.core.ui.parts import Fact
from jiangxin.orgs.escalation_words import asked_words, brought_words, reason_words
from jiangxin.orgs.models import Duty, Escalation
from jiangxin.orgs.queries import accounts_for, called_by, escalations_of, get_escalation_for
from jiangxin.web.desk.case_gates import may_see_case
from jiangxin.web.desk.errands import address_of
from jiangxin.web.desk.neighbours import neighbours_of


def escalation(request: Request, escalation_id: int) -> HttpResponse:
    """Show one escalation."""
    found = get_escalation_for(request.actor, escalation_id)
    errand = found.errand
    done, later = errand.closed_at is not None, bool(errand.due_at and errand.due_at > clock.now())
    state = ("done", _("已办结")) if done else ("planned", _("已延期")) if later else ("overdue", _("仍未办结"))
    context = {
        "escalation": found,
        "asked": asked_words(found),
        "state_code": state[0],
        "state_label": state[1],
        "facts": _facts(request.actor, found),
        "called": [_called(request.actor, duty) for duty in called_by(found)],
        "brought": brought_words(escalations_of([errand]).get(errand.pk, [])),
        "neighbours": neighbours_of(request),
    }
    return render(request, "desk/escalations/escalation.html", context)


def _facts(actor: Actor, found: Escalation) -> list[Fact]:
    errand = found.errand
    facts = [
        Fact(_("没有办结的事项"), asked_words(found)),
        Fact(_("原定期限"), date_format(timezone.localtime(found.due_at), "DATETIME_FORMAT"), note=_late(found)),
        Fact(_("由谁办理"), Role(errand.role).label, note=errand.organisation.name if errand.organisation else ""),
    ]
    if may_see_case(actor, errand):
        facts.append(Fact(_("涉及"), errand.title, url=address_of(errand, look_up=True)))
    facts.append(Fact(_("提请督办的理由"), reason_words(found), wide=True))
    return facts


def _late(found: Escalation) -> str:
    return _("提请时已逾期%(days)d个工作日") % {"days": found.late}


def _called(actor: Actor, duty: Duty) -> dict[str, object]:
    """Return whom to call; a personal number only to those who look after the account."""
    own = accounts_for(actor).filter(pk=duty.account_id).exists()
    return {
        "name": duty.account.person.name,
        "post": duty.account.person.post,
        "organisation": duty.organisation,
        "phone": duty.account.person.phone if own else "",
        "url": reverse("desk:account", args=[duty.account_id]) if own else "",
    }
