"""The entries an officer may see, as a list to filter, sort, take along and act on."""

from typing import cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.terms import words
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, Recommendation
from jiangxin.campaigns.queries import calls_for, entries_for
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
    YesNoFilter,
    listing_page,
)
from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.forms.words import Words
from jiangxin.orgs.models import Organisation
from jiangxin.web.desk.steps import STEPS, states_of

_INDUSTRIES = [(section.code, f"{section.code} {section.zh}") for section in SECTIONS.values()]


def _rows(actor: Actor) -> QuerySet[Entry]:
    own = Recommendation.objects.filter(
        entry=OuterRef("pk"), organisation_id=actor.organisation_key, withdrawn_at__isnull=True
    )
    return entries_for(actor).annotate(recommended_here=Exists(own))


def _calls(actor: Actor) -> list[tuple[str, str]]:
    return [(str(pk), title) for pk, title in calls_for(actor).values_list("pk", "title")[:100]]


def _areas(actor: Actor) -> list[tuple[str, str]]:
    seen = entries_for(actor).order_by().values("area_id")
    areas = Organisation.objects.filter(pk__in=seen).order_by("path")
    return [(str(pk), name) for pk, name in areas.values_list("pk", "name")[:300]]


def _industry(entry: Entry) -> str:
    section = SECTIONS.get(entry.industry_section)
    return str(Words(section.zh, section.en)) if section else ""


def _kind(entry: Entry) -> str:
    if not entry.variant:
        return ""
    rows = entry.call.definition.get("variants", {}).get("list", ())
    found = next((row for row in rows if row.get("code") == entry.variant), None)
    return str(words(found)) if found else ""


def _batch(act: str) -> str:
    # Addresses are not known yet when this module is read; a lazy one is a text as far as the page is concerned.
    return cast("str", reverse_lazy("desk:batch", args=[act]))


def _recommends(actor: Actor) -> bool:
    return actor.is_any(Role.UNION_OFFICER, Role.REVIEWER_FIRST)


ENTRIES: Listing[Entry] = Listing(
    code="desk.entries",
    title=_("申报"),
    unit=_("份"),
    rows=_rows,
    columns=(
        Column(code="name", label=_("申报对象"), sort="name"),
        Column(code="number", label=_("编号"), sort="number"),
        Column(code="unit", label=_("所在单位"), value="unit.host_unit"),
        Column(code="area", label=_("推荐单位"), value="area.short_name", sort=("area__path", "pk")),
        Column(code="leader", label=_("领衔人"), value="leader_name", sort="leader_name"),
        Column(code="kind", label=_("类别"), value=_kind),
        Column(code="state", label=_("状态"), kind=Kind.STATE, sort=("state", "moved_at")),
        Column(code="moved", label=_("最近办理"), value="moved_at", kind=Kind.MOMENT, sort="moved_at"),
        Column(
            code="submitted",
            label=_("提交时间"),
            value="submitted_at",
            kind=Kind.MOMENT,
            sort="submitted_at",
            shown=False,
        ),
        Column(code="call", label=_("批次"), value="call.title", shown=False),
        Column(code="industry", label=_("行业"), value=_industry, sort="industry_section", shown=False),
        Column(code="field", label=_("专业领域"), shown=False),
        Column(code="non_public", label=_("非公"), value="is_non_public", kind=Kind.YES_NO, shown=False),
        Column(code="front_line", label=_("一线领衔"), value="is_front_line", kind=Kind.YES_NO, shown=False),
        Column(
            code="benefit",
            label=_("效益（万元）"),
            value="benefit_wan",
            kind=Kind.NUMBER,
            sort="benefit_wan",
            shown=False,
        ),
    ),
    filters=(
        TextFilter(
            code="q", label=_("名称、领衔人或编号"), fields=("name", "leader_name", "number", "unit__unit_name")
        ),
        ChoiceFilter(code="call", label=_("批次"), choices=_calls, field="call_id"),
        ChoiceFilter(
            code="state", label=_("状态"), choices=[item for item in EntryState.choices if item[0] != EntryState.DRAFT]
        ),
        ChoiceFilter(code="step", label=_("环节"), choices=STEPS, where=lambda code: Q(state__in=states_of(code))),
        ChoiceFilter(code="area", label=_("推荐单位"), choices=_areas, field="area_id"),
        ChoiceFilter(
            code="kind",
            label=_("类别"),
            choices=(("innovation", _("创新类")), ("service", _("服务类"))),
            field="variant",
        ),
        ChoiceFilter(code="industry", label=_("行业"), choices=_INDUSTRIES, field="industry_section"),
        YesNoFilter(code="mine", label=_("本单位已推荐"), condition=Q(recommended_here=True)),
        DateRangeFilter(code="submitted", label=_("提交时间"), field="submitted_at", moments=True),
    ),
    default_sort="-moved",
    row_url=lambda entry: reverse("desk:entry", args=[entry.pk]),
    batch_acts=(
        BatchAct(_("推荐"), _batch("recommend"), main=True, allowed=_recommends),
        BatchAct(_("退回"), _batch("return"), allowed=_recommends),
        BatchAct(
            _("形式审查通过"),
            _batch("pass"),
            main=True,
            allowed=lambda actor: actor.is_any(Role.OFFICER_CITY),
        ),
    ),
    empty=Empty(_("还没有申报"), _("单位提交申报后会出现在这里；填写中的草稿只有申报人能看到。")),
)


def entries(request: Request) -> HttpResponseBase:
    """Show the list."""
    context = {"recommends": _recommends(request.actor)}
    return listing_page(request, ENTRIES, template="desk/entries/list.html", context=context)
