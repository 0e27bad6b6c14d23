"""What the pages about one proposal share: reading it through the gate, asking for what is recorded about it."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.queries import proposals_for
from jiangxin.web.desk.posting import done, status_of, tell_form


def readable(request: Request, proposal_id: int) -> Proposal:
    """Return a proposal the actor's duty reads.

    Raises:
        NotFound: there is none for this actor.
    """
    found = proposals_for(request.actor).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def ask(
    request: Request, found: Proposal, form: Form, deed: Callable[[dict[str, Any]], object], **page: Any
) -> HttpResponse:
    """Show a form, or do what it says and lead back to the proposal.

    Args:
        request: with the actor.
        found: what it is about.
        form: bound when it was sent.
        deed: does it, with the form's clean data.
        page: `title`, `words` said when it is done; `template`, `back_url` and more for the page.
    """
    refusal = None
    back = page.pop("back_url", reverse("desk:proposal", args=[found.pk]))
    template = page.pop("template", "desk/proposals/form.html")
    if request.method == "POST" and form.is_valid():
        try:
            deed(form.cleaned_data)
            return done(request, back, page["words"])
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
    context = {
        "proposal": found,
        "form": form,
        "refusal": refusal,
        "act_label": page["title"],
        "back_url": back,
        **page,
    }
    return render(request, template, context, status=status_of(refusal, form))
