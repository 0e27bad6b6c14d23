"""The studios whose files an officer may open."""

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Request, Role
from jiangxin.core.ui.listing import (
    BatchAct,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    listing_page,
)
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.studios.enums import StudioKind, StudioLevel, StudioState
from jiangxin.studios.gate import files_for
from jiangxin.studios.models import Studio, StudioLevelHeld
from jiangxin.web.desk.duties import OFFICER, REGISTER_READERS


def _rows(actor: Actor) -> QuerySet[Studio]:
    return files_for(actor).select_related("area").prefetch_related("studiolevelheld_periods")


def levels_of(studio: Studio) -> str:
    """Return every level a studio holds now, in the order it got them; reads what the rows prefetched."""
    held: list[StudioLevelHeld] = list(studio.studiolevelheld_periods.all())
    now = [level for level in held if level.struck_at is None and level.until is None]
    return "、".join(str(level) if level.kind == studio.kind else level.title for level in now)


def _holds(level: str) -> Q:
    held = StudioLevelHeld.objects.filter(level=level, until=None, struck_at=None)
    return Q(pk__in=held.values("studio_id"))


def _titled(kind: str) -> Q:
    held = StudioLevelHeld.objects.filter(kind=kind, until=None, struck_at=None)
    return Q(kind=kind) | Q(pk__in=held.values("studio_id"))


def areas_of(actor: Actor) -> list[tuple[str, str]]:
    """Return the counties and industrial unions whose studios the actor may open."""
    areas = Organisation.objects.filter(level__in=[Level.COUNTY, Level.CITY_INDUSTRY], closed_on=None)
    return [
        (str(area.pk), area.short_name or area.name) for area in areas.order_by("path") if actor.oversees(area.path)
    ]


LISTING: Listing[Studio] = Listing(
    code="desk.studios",
    title=_("工作室"),
    lead=_("已命名工作室的档案：名称、领衔人、单位、级别和团队，任何一天都可以回看。"),
    rows=_rows,
    unit=_("个"),
    columns=(
        Column(code="name", label=_("工作室"), sort=("name", "-id")),
        Column(code="kind", label=_("类别"), value=lambda row: row.get_kind_display(), shown=False),
        Column(code="levels", label=_("现有级别"), value=levels_of),
        Column(code="leader", label=_("领衔人"), value="leader_name"),
        Column(code="unit", label=_("所在单位"), value="unit_name"),
        Column(code="area", label=_("县（市、区）、产业"), value="area.short_name"),
        Column(code="state", label=_("状态"), kind=Kind.STATE),
        Column(code="named_on", label=_("命名时间"), kind=Kind.DATE, sort=("named_on", "id")),
    ),
    filters=(
        TextFilter(code="q", label=_("工作室、领衔人或单位"), fields=("name", "leader_name", "unit_name")),
        ChoiceFilter(code="state", label=_("状态"), choices=StudioState.choices),
        ChoiceFilter(code="level", label=_("现有级别"), choices=StudioLevel.choices, where=_holds),
        ChoiceFilter(code="kind", label=_("类别"), choices=StudioKind.choices, where=_titled),
        ChoiceFilter(code="area", label=_("县（市、区）、产业"), choices=areas_of, field="area_id"),
        DateRangeFilter(code="named", label=_("命名时间"), field="named_on"),
    ),
    default_sort="-named_on",
    row_url=lambda row: reverse("desk:studio-file", args=[row.pk]),
    batch_acts=(BatchAct(_("登记补助…"), "/desk/funds/grant/", allowed=lambda actor: actor.is_any(Role.OFFICER_CITY)),),
    empty=Empty(_("还没有工作室"), _("印发命名文件后，工作室的档案会列在这里。")),
)


def studios(request: Request) -> HttpResponseBase:
    """Show the list."""
    context = {
        "reads_honours": bool(REGISTER_READERS(request.actor)),
        "takes_over": bool(OFFICER(request.actor)),
    }
    return listing_page(request, LISTING, template="desk/studios/list.html", context=context)
