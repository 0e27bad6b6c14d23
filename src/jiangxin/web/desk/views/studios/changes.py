"""Applications to change studios, of the whole area."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
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
    listing_page,
)
from jiangxin.studios.change_enums import ChangeKind, ChangeState
from jiangxin.studios.models import StudioChange
from jiangxin.studios.queries import changes_for, get_change_for
from jiangxin.web.desk.views.studios.files import areas_of

CHANGES: Listing[StudioChange] = Listing(
    code="desk.changes",
    title=_("变更申请"),
    lead=_("领衔人、名称、所在单位的变更和自行解散，由单位申请，逐级审核审批。"),
    rows=changes_for,
    unit=_("份"),
    columns=(
        Column(code="studio", label=_("工作室"), value="studio.name"),
        Column(code="kind", label=_("申请事项"), value=lambda row: row.get_kind_display()),
        Column(code="asked", label=_("申请内容")),
        Column(code="area", label=_("县（市、区）、产业"), value="studio.area.short_name"),
        Column(code="submitted_at", label=_("提交时间"), kind=Kind.MOMENT, sort=("submitted_at", "id")),
        Column(code="document_number", label=_("批准文号"), shown=False),
        Column(code="state", label=_("状态"), kind=Kind.STATE),
    ),
    filters=(
        TextFilter(code="q", label=_("工作室或申请内容"), fields=("studio__name", "asked")),
        ChoiceFilter(code="state", label=_("状态"), choices=ChangeState.choices),
        ChoiceFilter(code="kind", label=_("申请事项"), choices=ChangeKind.choices),
        ChoiceFilter(code="area", label=_("县（市、区）、产业"), choices=areas_of, field="studio__area_id"),
        DateRangeFilter(code="submitted", label=_("提交时间"), field="submitted_at", moments=True),
    ),
    default_sort="-submitted_at",
    row_url=lambda row: reverse("desk:studio-change", args=[row.studio_id, row.pk]),
    empty=Empty(_("还没有变更申请"), _("单位在工作室的“变更申请”页提交后列在这里。")),
)


def changes(request: Request) -> HttpResponseBase:
    """Show the applications."""
    return listing_page(request, CHANGES, template="desk/studios/changes.html")


def change(request: Request, change_id: int) -> HttpResponse:
    """Lead to an application's page, for errands that know its number only."""
    found = get_change_for(request.actor, change_id)
    return redirect("desk:studio-change", found.studio_id, found.pk)
