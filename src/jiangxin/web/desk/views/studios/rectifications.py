"""Everything that has to be mended in the area."""

from typing import Any

from django.db.models import F, Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.ui.listing import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    YesNoFilter,
    listing_page,
)
from jiangxin.studios.assessment_enums import RUNNING, RectificationOrigin, RectificationState
from jiangxin.studios.models import Rectification
from jiangxin.studios.queries.rectifications import rectifications_for
from jiangxin.web.desk.views.studios.files import areas_of


def _progress(row: Rectification) -> str:
    """Return how many of its items are answered; the query has counted them."""
    counted: Any = row
    return f"{counted.done_count}/{counted.item_count}"


RECTIFICATIONS: Listing[Rectification] = Listing(
    code="desk.rectifications",
    title=_("整改"),
    lead=_("考核、预警和检查要求整改的工作室：改什么、到哪一天、核查和复核的结果。"),
    rows=rectifications_for,
    unit=_("份"),
    columns=(
        Column(code="studio", label=_("工作室"), value="studio.name"),
        Column(code="reason", label=_("整改原因")),
        Column(code="document_number", label=_("文号"), shown=False),
        Column(code="origin", label=_("来源"), value=lambda row: row.get_origin_display(), shown=False),
        Column(code="area", label=_("县（市、区）、产业"), value="studio.area.short_name"),
        Column(code="items", label=_("已填/事项"), value=_progress),
        Column(code="opened_on", label=_("下达日期"), kind=Kind.DATE, sort=("opened_on", "id"), shown=False),
        Column(code="due_on", label=_("完成期限"), kind=Kind.DATE, sort=("due_on", "id")),
        Column(code="state", label=_("状态"), kind=Kind.STATE),
    ),
    filters=(
        TextFilter(code="q", label=_("工作室、原因或文号"), fields=("studio__name", "reason", "document_number")),
        ChoiceFilter(code="state", label=_("状态"), choices=RectificationState.choices),
        ChoiceFilter(code="origin", label=_("来源"), choices=RectificationOrigin.choices),
        ChoiceFilter(code="area", label=_("县（市、区）、产业"), choices=areas_of, field="studio__area_id"),
        YesNoFilter(code="running", label=_("尚未办结"), condition=Q(state__in=RUNNING)),
        YesNoFilter(code="extended", label=_("延过期"), condition=~Q(due_on=F("first_due_on"))),
        DateRangeFilter(code="due", label=_("完成期限"), field="due_on"),
    ),
    default_sort="due_on",
    row_url=lambda row: reverse("desk:studio-rectification", args=[row.studio_id, row.pk]),
    empty=Empty(_("没有整改"), _("落实考核结果，或在工作室的“奖惩与整改”页下达整改通知后，列在这里。")),
)


def rectifications(request: Request) -> HttpResponseBase:
    """Show the list."""
    return listing_page(request, RECTIFICATIONS, template="desk/studios/changes.html")
