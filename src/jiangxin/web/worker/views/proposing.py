"""Writing a proposal on one page and handing it in."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from jiangxin.campaigns.models import Call
from jiangxin.campaigns.queries import get_call_for, plan_of
from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.forms.acts import apply_act, is_form_act
from jiangxin.forms.answers import Answers, Reading, read_post
from jiangxin.forms.protocol import posted_files, read_posted
from jiangxin.forms.rendering import FormPage, bind
from jiangxin.orgs.models import Organisation
from jiangxin.proposals.policies import may_propose
from jiangxin.proposals.queries import similar_to
from jiangxin.proposals.services import propose, unnamed
from jiangxin.web.worker.likeness import shown_likes

_LONGEST = 3000


@require_http_methods(["GET", "POST"])
def propose_here(request: Request, call_id: int) -> HttpResponse:
    """Show the form of a campaign, or hand in what was filled in."""
    call, unit = _place(request, call_id)
    may_propose(actor=request.actor, call=call, unit=unit).require()
    if request.method == "POST":
        return _posted(request, call, unit)
    return _page(request, call, unit, {})


def _place(request: Request, call_id: int) -> tuple[Call, Organisation]:
    call = get_call_for(PUBLIC, call_id)
    if plan_of(call).proposals is None:
        raise NotFound
    return call, Organisation.objects.get(pk=request.actor.organisation_key)


def _page(
    request: Request,
    call: Call,
    unit: Organisation,
    answers: Answers,
    *,
    refusal: Refusal | None = None,
    is_unnamed: bool = False,
) -> HttpResponse:
    here = reverse("worker:propose", args=[call.pk])
    rules = plan_of(call).proposals
    context = {
        "call": call,
        "unit": unit,
        "rules": rules,
        "is_unnamed": is_unnamed,
        "form": bind(plan_of(call).form, answers, problems=list(refusal.problems) if refusal else ()),
        "form_page": FormPage(
            action=here,
            sign_in_url=reverse("account:sign-in"),
            username=request.user.get_username(),
            duty=request.actor.duty_id,
            local_key=f"{request.actor.account_id}:proposal:{call.pk}",
        ),
        "refusal": refusal,
        "lost_files": bool(refusal and request.FILES),
    }
    return render(request, "worker/propose.html", context, status=refusal.status if refusal else HTTPStatus.OK)


def _posted(request: Request, call: Call, unit: Organisation) -> HttpResponse:
    """Hand in; whatever is refused, what was typed is shown again."""
    form = plan_of(call).form
    posted = read_posted(request)
    is_unnamed = posted.get("unnamed") == "on"
    try:
        reading = read_post(form, posted, base={}, at=clock.today())
        if is_form_act(act := posted.get("act", "propose")):
            answers, _anchor = apply_act(form, reading.answers, act)
            return _page(request, call, unit, answers, is_unnamed=is_unnamed)
    except Refusal as refused:
        return _page(request, call, unit, {}, refusal=refused, is_unnamed=is_unnamed)
    actor = unnamed(request.actor) if is_unnamed else request.actor
    try:
        _require_readable(reading)
        made = propose(actor=actor, call=call, unit=unit, answers=reading.answers, uploads=posted_files(form, request))
    except Refusal as refused:
        return _page(request, call, unit, reading.answers, refusal=refused, is_unnamed=is_unnamed)
    if is_unnamed:
        # Neither the session nor a message may hold the code: both belong to an account.
        address = reverse("portal:proposal", args=[made.code])
    else:
        messages.success(request, str(_("已提交。本单位工会会在期限内受理和答复，结果在这里看。")))
        address = reverse("worker:proposal", args=[made.pk])
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _require_readable(reading: Reading) -> None:
    if reading.problems:
        remedy = _("请按提示修改后再提交。")
        raise Refusal("incomplete", _("还有几处需要补充或改正。"), remedy, problems=reading.problems)


@require_POST
def similar(request: Request, call_id: int) -> HttpResponse:
    """Tell what has been proposed already, while somebody types."""
    call, unit = _place(request, call_id)
    may_propose(actor=request.actor, call=call, unit=unit).require()
    text = read_posted(request).get("text", "")[:_LONGEST]
    return render(request, "worker/_similar.html", {"likes": shown_likes(request.actor, text, similar_to(text))})
