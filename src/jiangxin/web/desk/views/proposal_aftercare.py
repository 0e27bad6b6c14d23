"""What lasts of a proposal in use: looking again, offering it to others, the energy it saves."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.energy.queries import factor_table
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.proposals.enums import Finding
from jiangxin.proposals.models import EnergySaving, Offer
from jiangxin.proposals.policies import may_follow_up, may_offer, may_record_saving
from jiangxin.proposals.queries import follow_up_due, savings_of
from jiangxin.proposals.services import Look, end_offer, follow_up, offer_proposal, record_saving
from jiangxin.web.desk.forms_aftercare import LookForm, OfferForm
from jiangxin.web.desk.forms_saving import SavingForm
from jiangxin.web.desk.posting import done, expected, one_file
from jiangxin.web.desk.proposal_asking import ask, readable


def look(request: Request, proposal_id: int) -> HttpResponse:
    """Ask what was found, and record it."""
    found = readable(request, proposal_id)
    may_follow_up(actor=request.actor, proposal=found).require()
    due = follow_up_due(found)
    is_early = due is not None and not due.has_come(clock.today())
    # What was sent is judged by the service, which knows a page that was sent twice.
    findings = [Finding.STOPPED] if is_early and request.method != "POST" else list(Finding)
    initial = {"looked_on": clock.today(), "finding": findings[0]}
    form = LookForm(request.POST or None, initial=initial, findings=findings)

    def deed(data: dict[str, Any]) -> object:
        facts = Look(**{**data, "finding": Finding(data["finding"])})
        return follow_up(actor=request.actor, proposal=found, look=facts, expected_version=expected(request))

    if due is None or is_early:
        return ask(request, found, form, deed, words=_("已登记停用，建议人看得到。"), title=_("登记停用"))
    lead = _("投入使用满 %(months)d 个月的回访，期限 %(day)s。") % {
        "months": due.months,
        "day": date_format(due.day, "DATE_FORMAT"),
    }
    return ask(request, found, form, deed, words=_("回访已登记，建议人看得到。"), title=_("登记回访"), lead=lead)


def offer(request: Request, proposal_id: int) -> HttpResponse:
    """Ask what other units have to know, and offer it to them."""
    found = readable(request, proposal_id)
    may_offer(actor=request.actor, proposal=found).require()
    standing = Offer.objects.filter(proposal=found).first()
    initial = {"summary": standing.summary, "contact": standing.contact} if standing else {}
    form = OfferForm(request.POST or None, initial=initial)

    def deed(data: dict[str, Any]) -> object:
        return offer_proposal(actor=request.actor, proposal=found, expected_version=expected(request), **data)

    lead = _("其他单位的工会和职工都能看到这条建议的内容、照片和使用情况，可以登记采用。")
    return ask(
        request, found, form, deed, words=_("已推广，其他单位现在就能看到。"), title=_("推广到其他单位"), lead=lead
    )


@require_POST
def unoffer(request: Request, proposal_id: int) -> HttpResponse:
    """Take an offer back."""
    found = readable(request, proposal_id)
    end_offer(actor=request.actor, proposal=found, expected_version=expected(request))
    return done(request, reverse("desk:proposal", args=[found.pk]), _("已结束推广；已经采用的单位不受影响。"))


def saving(request: Request, proposal_id: int) -> HttpResponse:
    """Ask what was used and made before and after, and compute what was saved."""
    found = readable(request, proposal_id)
    may_record_saving(actor=request.actor, proposal=found).require()
    form = SavingForm(
        request.POST or None,
        request.FILES or None,
        initial={"year": clock.today().year},
        again=bool(savings_of(found)),
        table=factor_table(),
    )

    def deed(data: dict[str, Any]) -> object:
        facts = form.facts(data, one_file(request, "proof"))
        return record_saving(actor=request.actor, proposal=found, facts=facts, expected_version=expected(request))

    return ask(
        request,
        found,
        form,
        deed,
        words=_("节能量已登记。"),
        title=_("登记节能量"),
        lead=_("按改进后的产量折算：改进前用量 × 改进后产量 ÷ 改进前产量 − 改进后用量。"),
        template="desk/proposals/saving.html",
    )


def saving_proof(request: Request, proposal_id: int, saving_id: int) -> HttpResponseBase:
    """Give the proof of a saving."""
    found = EnergySaving.objects.filter(proposal=readable(request, proposal_id), pk=saving_id).first()
    if found is None:
        raise NotFound
    return send(found.proof)
