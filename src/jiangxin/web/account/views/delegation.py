"""Letting a colleague act in one's duty for a time, and taking it back."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Duty
from jiangxin.orgs.policies import may_delegate, still_in_the_duty
from jiangxin.orgs.queries import colleagues_of, delegations_of
from jiangxin.orgs.services import delegate_duty, withdraw_delegation
from jiangxin.web.account.forms import DelegationForm
from jiangxin.web.account.middleware import duties_in


def delegations(request: Request) -> HttpResponse:
    """Show what is delegated now and the form to delegate more."""
    duty = _own_duty(request)
    still_in_the_duty(actor=request.actor, shown_in=request.POST.get("duty", "")).require()
    form = DelegationForm(request.POST or None)
    form.fields["to"].queryset = colleagues_of(duty.organisation_id).exclude(pk=duty.account_id)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            given = delegate_duty(actor=request.actor, duty=duty, **form.cleaned_data)
        except Refusal as refusal:
            for problem in refusal.problems:
                form.add_error(problem.path, str(problem.message))
            if not refusal.problems:
                raise
        else:
            messages.success(request, _("已委托%(name)s代为办理。") % {"name": given.account.person.name})
            return HttpResponseRedirect(reverse("account:delegations"))
    context = {
        "form": form,
        "duty": duty,
        "decision": may_delegate(actor=request.actor, duty=duty),
        "delegations": delegations_of(duty.pk),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "account/delegation/delegations.html", context, status=status)


def withdraw(request: Request, duty_id: int) -> HttpResponse:
    """Take one delegation back."""
    given = delegations_of(request.actor.duty_id or 0).filter(pk=duty_id).first()
    if given is None:
        raise NotFound
    if request.method == "POST":
        withdraw_delegation(actor=request.actor, duty=given)
        messages.success(request, _("已收回对%(name)s的委托。") % {"name": given.account.person.name})
    return HttpResponseRedirect(reverse("account:delegations"))


def _own_duty(request: Request) -> Duty:
    duty = next((item for item in duties_in(request) if item.pk == request.actor.duty_id), None)
    if duty is None:
        raise NotFound
    return duty
