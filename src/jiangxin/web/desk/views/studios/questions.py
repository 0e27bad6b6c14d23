"""Questions to all studios of an area: what waits for moderation first of all."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, listing_page
from jiangxin.studios.models import StudioQuestion
from jiangxin.studios.queries import questions_for
from jiangxin.studios.service_enums import QuestionState

LISTING: Listing[StudioQuestion] = Listing(
    code="desk.questions",
    title=_("向领衔人提问"),
    lead=_("公众向工作室领衔人的提问。同意公开的答复由市总工会审核后在门户显示。"),
    rows=questions_for,
    unit=_("个"),
    columns=(
        Column(code="text", label=_("问题"), value=lambda row: row.text[:60]),
        Column(code="studio", label=_("工作室"), value="studio.name"),
        Column(code="asked_at", label=_("提问时间"), kind=Kind.MOMENT, sort=("asked_at", "id")),
        Column(code="answered_at", label=_("答复时间"), kind=Kind.MOMENT),
        Column(code="state", label=_("状态"), kind=Kind.STATE),
    ),
    filters=(
        TextFilter(code="q", label=_("问题、答复或工作室"), fields=("text", "answer", "studio__name")),
        ChoiceFilter(code="state", label=_("状态"), choices=QuestionState.choices),
    ),
    default_sort="-asked_at",
    row_url=lambda row: reverse("desk:question", args=[row.pk]),
    empty=Empty(_("还没有提问"), _("公众在门户的工作室页面提问后会列在这里。")),
)


def questions(request: Request) -> HttpResponseBase:
    """Show the list."""
    return listing_page(request, LISTING)
