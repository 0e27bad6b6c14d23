"""What other units offer: a list, one with all that is told of it, taking it over and giving it up."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal, Text
from jiangxin.core.ui.listing import Column, Empty, Kind, Listing, TextFilter, YesNoFilter, listing_page
from jiangxin.core.ui.parts import Fact, FileLink
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.policies import may_give_up, may_take_over
from jiangxin.proposals.queries import adoptions_of, get_offered_for, offered_for, own_adoption
from jiangxin.proposals.services import Takeover, give_up, take_over
from jiangxin.proposals.telling import offered_facts
from jiangxin.web.worker.forms_offered import GiveUpForm, TakeoverForm

OFFERED: Listing[Proposal] = Listing(
    code="worker.offered",
    title=_("可推广的建议"),
    unit=_("条"),
    rows=offered_for,
    columns=(
        Column(code="title", label=_("建议")),
        Column(code="unit", label=_("原单位"), value="unit.short_name"),
        Column(code="used_on", label=_("投入使用日期"), kind=Kind.DATE, sort=("used_on", "id")),
        Column(code="adopters", label=_("其他单位采用"), kind=Kind.NUMBER, sort=("adopters", "id")),
        Column(code="effect", label=_("使用情况"), shown=False),
        Column(code="number", label=_("编号"), shown=False),
    ),
    filters=(
        TextFilter(code="q", label=_("建议、内容或编号"), fields=("title", "body", "number")),
        YesNoFilter(code="adopted", label=_("已有单位采用"), condition=Q(adopters__gt=0)),
    ),
    default_sort="-adopters",
    row_url=lambda row: reverse("worker:offered", args=[row.pk]),
    empty=Empty(_("还没有可推广的建议"), _("投入使用的建议由原单位工会推广后，列在这里。")),
)


def offered_list(request: Request) -> HttpResponseBase:
    """List what is offered."""
    return listing_page(request, OFFERED)


def offered(request: Request, proposal_id: int) -> HttpResponse:
    """Show one, with those that took it over."""
    found = get_offered_for(request.actor, proposal_id)
    own = own_adoption(request.actor, found)
    context = {
        "proposal": found,
        "facts": [*offered_facts(found), *_own_facts(request.actor, found)],
        "adoptions": adoptions_of(found),
        "files": [
            FileLink(row.stored.name, reverse("worker:offered-file", args=[found.pk, row.pk]), row.stored.size)
            for row in found.files.select_related("stored")
        ],
        "may_take_over": bool(may_take_over(actor=request.actor, proposal=found)),
        "may_give_up": own is not None and bool(may_give_up(actor=request.actor, adoption=own)),
    }
    return render(request, "worker/offered.html", context)


def _own_facts(actor: Actor, found: Proposal) -> list[Fact]:
    own = own_adoption(actor, found)
    return [Fact(_("本单位采用"), own.since, note=own.effect)] if own else []


def file(request: Request, proposal_id: int, file_id: int) -> HttpResponseBase:
    """Give a photo of what is offered."""
    found = get_offered_for(request.actor, proposal_id).files.filter(pk=file_id).first()
    if found is None:
        raise NotFound
    return send(found.stored)


def adopt(request: Request, proposal_id: int) -> HttpResponse:
    """Ask since when the unit uses it, and record it."""
    found = get_offered_for(request.actor, proposal_id)
    may_take_over(actor=request.actor, proposal=found).require()
    form = TakeoverForm(request.POST or None, initial={"since": clock.today()})

    def deed(data: dict[str, Any]) -> object:
        return take_over(actor=request.actor, proposal=found, takeover=Takeover(**data))

    return _ask(request, found, form, deed, title=_("本单位采用"), words=_("已登记采用，原单位看得到。"))


def drop(request: Request, proposal_id: int) -> HttpResponse:
    """Ask since when the unit does not use it any more, and record it."""
    found = get_offered_for(request.actor, proposal_id)
    own = own_adoption(request.actor, found)
    if own is None:
        raise NotFound
    may_give_up(actor=request.actor, adoption=own).require()
    form = GiveUpForm(request.POST or None, initial={"ended_on": clock.today()})

    def deed(data: dict[str, Any]) -> object:
        return give_up(actor=request.actor, adoption=own, **data)

    return _ask(request, found, form, deed, title=_("登记停用"), words=_("已登记停用。"))


def _ask(
    request: Request, found: Proposal, form: Form, deed: Callable[[dict[str, Any]], object], *, title: Text, words: Text
) -> HttpResponse:
    refusal, status = None, HTTPStatus.OK
    back = reverse("worker:offered", args=[found.pk])
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                deed(form.cleaned_data)
            except Refusal as caught:
                refusal, status = caught, HTTPStatus(caught.status)
                for problem in caught.problems:
                    form.add_error(problem.path, str(problem.message))
            else:
                messages.success(request, str(words))
                return HttpResponseRedirect(back, status=HTTPStatus.SEE_OTHER)
    context = {
        "proposal": found,
        "form": form,
        "refusal": refusal,
        "title": title,
        "act_label": title,
        "back_url": back,
    }
    return render(request, "worker/offered_form.html", context, status=status)
