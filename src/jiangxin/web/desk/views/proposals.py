"""Workers' proposals on the desk: all that were made below, one of them with its like, and what is done with it."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from jiangxin.campaigns.queries import calls_for, plan_of
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, YesNoFilter, listing_page
from jiangxin.core.ui.parts import FileLink
from jiangxin.proposals.enums import ProposalState, Verdict
from jiangxin.proposals.models import Offer, Proposal, ProposalProject, Reward
from jiangxin.proposals.policies import may_end_offer, may_handle
from jiangxin.proposals.queries import (
    KIND,
    Like,
    adoptions_of,
    benefits_of,
    follow_up_due,
    parts_of,
    proposals_for,
    savings_of,
    similar_to,
)
from jiangxin.proposals.services import Answer, accept_proposal, answer_proposal, put_to_use
from jiangxin.proposals.telling import facts_of, formula_of, steps_of
from jiangxin.proposals.telling_energy import told_saving
from jiangxin.studios.deadlines import end_of
from jiangxin.studios.gate import files_for
from jiangxin.web.desk.forms_proposals import AnswerForm, UseForm
from jiangxin.web.desk.posting import done, expected, status_of, tell_form
from jiangxin.web.desk.proposal_acts import acts_on, verdicts_on
from jiangxin.web.desk.proposal_asking import readable

_CALLS = 50


def _due(row: Proposal) -> datetime | None:
    """Return until when the next thing has to be done."""
    day = {
        ProposalState.SUBMITTED: row.accept_due_on,
        ProposalState.TAKEN_UP: row.answer_due_on,
        ProposalState.ADOPTED: row.due_on,
        ProposalState.PILOT: row.due_on,
    }.get(ProposalState(row.state))
    return end_of(day) if day else None


def _calls(actor: Actor) -> list[tuple[str, str]]:
    found = calls_for(actor).filter(blueprint__kind=KIND).values_list("pk", "title")[:_CALLS]
    return [(str(key), title) for key, title in found]


def _late(_yes: str) -> Q:
    day = clock.today()
    return (
        Q(state=ProposalState.SUBMITTED, accept_due_on__lt=day)
        | Q(state=ProposalState.TAKEN_UP, answer_due_on__lt=day)
        | Q(state__in=(ProposalState.ADOPTED, ProposalState.PILOT), due_on__lt=day)
    )


PROPOSALS: Listing[Proposal] = Listing(
    code="desk.proposals",
    title=_("职工建议"),
    unit=_("条"),
    rows=proposals_for,
    columns=(
        Column(code="title", label=_("建议")),
        Column(code="unit", label=_("单位"), value="unit.short_name"),
        Column(code="state", label=_("状态"), kind=Kind.STATE, sort="state"),
        Column(code="due", label=_("办理期限"), value=_due, kind=Kind.MOMENT),
        Column(code="owner", label=_("落实人")),
        Column(code="submitted_at", label=_("提出时间"), kind=Kind.DATE, sort=("submitted_at", "id")),
        Column(code="call", label=_("征集活动"), value="call.title", shown=False),
        Column(code="number", label=_("编号"), shown=False),
        Column(code="answer", label=_("答复"), shown=False),
    ),
    filters=(
        TextFilter(code="q", label=_("建议、内容或编号"), fields=("title", "body", "number")),
        ChoiceFilter(code="state", label=_("状态"), choices=ProposalState.choices),
        ChoiceFilter(code="call", label=_("征集活动"), choices=_calls, field="call_id"),
        ChoiceFilter(code="late", label=_("已逾期"), choices=(("yes", _("是")),), where=_late),
        YesNoFilter(code="unnamed", label=_("匿名"), condition=Q(is_anonymous=True)),
    ),
    default_sort="-submitted_at",
    row_url=lambda row: reverse("desk:proposal", args=[row.pk]),
    empty=Empty(_("还没有职工建议"), _("发布征集通知后，职工用手机提出的建议会列在这里。")),
)


def proposals(request: Request) -> HttpResponseBase:
    """List them."""
    return listing_page(request, PROPOSALS, template="desk/proposals/list.html")


def proposal(request: Request, proposal_id: int) -> HttpResponse:
    """Show one, with what is like it."""
    found = readable(request, proposal_id)
    context = {
        "proposal": found,
        "facts": facts_of(found),
        "history": steps_of(found),
        "files": [
            FileLink(row.stored.name, reverse("desk:proposal-file", args=[found.pk, row.pk]), row.stored.size)
            for row in found.files.select_related("stored")
        ],
        "likes": _likes(request.actor, found),
        "may_accept": bool(may_handle(actor=request.actor, proposal=found, act="accept")),
        "acts": acts_on(request.actor, found),
        "may_end_offer": bool(may_end_offer(actor=request.actor, proposal=found)),
        **_outcomes(request.actor, found),
    }
    return render(request, "desk/proposals/proposal.html", context)


def _outcomes(actor: Actor, found: Proposal) -> dict[str, Any]:
    """Return what it brought, what was given for it, and the project it became, for who may read them."""
    reward = Reward.objects.select_related("proposal").filter(proposal=found).first()
    made = ProposalProject.objects.select_related("project__studio").filter(proposal=found).first()
    opened = made is not None and files_for(actor).filter(pk=made.project.studio_id).exists()
    return {
        "benefits": [(benefit, formula_of(benefit)) for benefit in benefits_of(found)],
        "savings": [told_saving(saving) for saving in savings_of(found)],
        "looks": list(found.follow_ups.all()),
        "due": follow_up_due(found),
        "offer": Offer.objects.filter(proposal=found, ended_at=None).first(),
        "adoptions": adoptions_of(found),
        "reward": reward,
        "parts": parts_of(reward) if reward else [],
        "made": made,
        "project_url": reverse("desk:studio-project", args=[made.project.studio_id, made.project_id])
        if made and opened
        else "",
    }


def _likes(actor: Actor, found: Proposal) -> list[tuple[Like, int, str, list[str]]]:
    """Return what is like it: how much, its address when the actor may read it, and the passages."""
    likes = similar_to(found.body, leave_out=[found.pk])
    readable = set(
        proposals_for(actor).filter(pk__in=[like.proposal.pk for like in likes]).values_list("pk", flat=True)
    )
    return [
        (
            like,
            round(100 * like.share),
            reverse("desk:proposal", args=[like.proposal.pk]) if like.proposal.pk in readable else "",
            [found.body[passage.start : passage.end] for passage in like.passages],
        )
        for like in likes
    ]


@require_POST
def accept(request: Request, proposal_id: int) -> HttpResponse:
    """Take it up."""
    found = readable(request, proposal_id)
    accept_proposal(actor=request.actor, proposal=found, expected_version=expected(request))
    return done(request, reverse("desk:proposal", args=[found.pk]), _("已受理，请在期限内答复。"))


def answer(request: Request, proposal_id: int) -> HttpResponse:
    """Ask for the answer, and give it."""
    found = readable(request, proposal_id)
    verdicts = verdicts_on(request.actor, found)
    if not verdicts:
        may_handle(actor=request.actor, proposal=found, act=Verdict.REJECT).require()
    form = AnswerForm(request.POST or None, rules=plan_of(found.call).proposals, verdicts=verdicts)
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = Answer(**{**data, "verdict": Verdict(data["verdict"])})
        try:
            answer_proposal(actor=request.actor, proposal=found, answer=given, expected_version=expected(request))
            return done(request, reverse("desk:proposal", args=[found.pk]), _("已答复，建议人现在就能看到。"))
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
    return _asked(request, found, form, refusal, _("答复建议"))


def use(request: Request, proposal_id: int) -> HttpResponse:
    """Ask since when it is used, and record it."""
    found = readable(request, proposal_id)
    may_handle(actor=request.actor, proposal=found, act="put_to_use").require()
    form = UseForm(request.POST or None, initial={"used_on": clock.today()})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            put_to_use(actor=request.actor, proposal=found, expected_version=expected(request), **form.cleaned_data)
            return done(request, reverse("desk:proposal", args=[found.pk]), _("已登记投入使用。"))
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
    return _asked(request, found, form, refusal, _("登记投入使用"))


def _asked(
    request: Request, found: Proposal, form: AnswerForm | UseForm, refusal: Refusal | None, title: object
) -> HttpResponse:
    context = {
        "proposal": found,
        "form": form,
        "refusal": refusal,
        "title": title,
        "act_label": title,
        "back_url": reverse("desk:proposal", args=[found.pk]),
    }
    return render(request, "desk/proposals/form.html", context, status=status_of(refusal, form))


def file(request: Request, proposal_id: int, file_id: int) -> HttpResponseBase:
    """Give a photo that was handed in."""
    found = readable(request, proposal_id).files.filter(pk=file_id).first()
    if found is None:
        raise NotFound
    return send(found.stored)
