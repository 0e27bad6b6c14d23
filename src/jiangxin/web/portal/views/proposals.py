"""A proposal made without a name, for whoever knows its code."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound
from jiangxin.core.throttle import hold_back
from jiangxin.proposals.queries import get_proposal_by_code
from jiangxin.proposals.telling import facts_of, gained, steps_of
from jiangxin.web.portal.forms_services import ProposalCodeForm

_HOUR = 3600
_LATER = _("请稍后再来，或向所在单位工会询问。")


@never_cache
def find_proposal(request: Request) -> HttpResponse:
    """Ask for the code of a proposal."""
    form = ProposalCodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        hold_back(request, "proposal_code", most=40, seconds=_HOUR, remedy=_LATER)
        try:
            found = get_proposal_by_code(form.cleaned_data["code"])
        except NotFound:
            form.add_error("code", str(_("没有找到这个查询码，请核对后再查。")))
        else:
            return HttpResponseRedirect(reverse("portal:proposal", args=[found.code]))
    return render(request, "portal/proposals/find.html", {"form": form})


@never_cache
def proposal(request: Request, code: str) -> HttpResponse:
    """Show how it stands."""
    hold_back(request, "proposal_code", most=200, seconds=_HOUR, remedy=_LATER)
    found = get_proposal_by_code(code)
    context = {"proposal": found, "facts": [*facts_of(found), *gained(found)], "history": steps_of(found)}
    return render(request, "portal/proposals/proposal.html", context)
