"""What one can propose for now, and what became of one's own proposals."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, listing_page
from jiangxin.orgs.models import Organisation
from jiangxin.proposals.enums import ProposalState
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.queries import collecting_for, own_proposals

PROPOSALS: Listing[Proposal] = Listing(
    code="worker.proposals",
    title=_("我的建议"),
    unit=_("条"),
    rows=own_proposals,
    columns=(
        Column(code="title", label=_("建议")),
        Column(code="state", label=_("状态"), kind=Kind.STATE, sort="state"),
        Column(code="answer", label=_("答复"), value=lambda row: row.answer[:60]),
        Column(code="submitted_at", label=_("提出时间"), kind=Kind.DATE, sort=("submitted_at", "id")),
        Column(code="number", label=_("编号"), shown=False),
    ),
    filters=(
        TextFilter(code="q", label=_("建议或编号"), fields=("title", "number")),
        ChoiceFilter(code="state", label=_("状态"), choices=ProposalState.choices),
    ),
    default_sort="-submitted_at",
    row_url=lambda row: reverse("worker:proposal", args=[row.pk]),
    empty=Empty(_("您还没有提过建议"), _("看到可以改进的地方，随时提出来，两分钟就够。")),
)


def home(request: Request) -> HttpResponseBase:
    """Show what is collected, and one's own proposals."""
    unit = Organisation.objects.filter(pk=request.actor.organisation_key).first()
    context = {"unit": unit, "calls": collecting_for(unit) if unit else []}
    return listing_page(request, PROPOSALS, template="worker/home.html", context=context)
