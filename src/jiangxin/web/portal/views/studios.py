"""The directory of studios, and a page for each."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.queries.grades import public_grades
from jiangxin.awards.wording import industry_name
from jiangxin.campaigns.blueprint.grading import STUDIO
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, listing_page
from jiangxin.core.ui.parts import Fact
from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.forms.words import Words
from jiangxin.library.queries import about, articles_for
from jiangxin.studios.enums import StudioKind, StudioLevel
from jiangxin.studios.models import Studio
from jiangxin.studios.queries import (
    alliances_of,
    directory_areas,
    directory_years,
    get_studio_for,
    levels_of,
    naming_of,
    public_offers,
    public_questions,
    satisfaction_of,
    search,
    studios_for,
)
from jiangxin.studios.queries.ledger import public_ledger, public_outcomes

_ENTRIES = 20
"""Entries of the ledger and outcomes a studio's page lists, the newest of those it chose to show."""
_ARTICLES = 20
"""Articles about a studio its page lists, the newest."""
_OFFERS = 20
"""Services a studio's page lists, the newest."""
_TAKEN_ALONG = 5_000
"""Rows anybody may take along in one file: more than a city has, and bounded, because nobody has to sign in."""
DIRECTORY: Listing[Studio] = Listing(
    code="portal.studios",
    title=_("工作室名录"),
    lead=_("经命名、现行有效的劳模和工匠人才创新（服务）工作室。"),
    # Everyone reads the public's directory here, officers too: what stands on this page may be shown to anyone.
    rows=lambda _actor: studios_for(PUBLIC),
    unit=_("个"),
    page_size=30,
    columns=(
        Column(code="name", label=_("工作室")),
        Column(code="leader_name", label=_("领衔人")),
        Column(code="unit_name", label=_("所在单位")),
        Column(code="area", label=_("地区或产业"), value="area.short_name"),
        Column(code="kind", label=_("类别"), value=lambda row: row.get_kind_display()),
        Column(code="level", label=_("级别"), value=lambda row: row.get_level_display()),
        Column(code="industry", label=_("行业"), value=lambda row: industry_name(row.industry_section), shown=False),
        Column(code="field", label=_("专业领域")),
        Column(code="named_on", label=_("命名时间"), kind=Kind.DATE, sort="named_on"),
    ),
    filters=(
        TextFilter(code="q", label=_("名称、领衔人、单位或领域"), search=search),
        ChoiceFilter(code="kind", label=_("类别"), choices=StudioKind.choices),
        ChoiceFilter(code="level", label=_("级别"), choices=StudioLevel.choices),
        ChoiceFilter(
            code="industry",
            label=_("行业"),
            choices=lambda _actor: [(s.code, str(Words(s.zh, s.en))) for s in SECTIONS.values()],
            field="industry_section",
        ),
        TextFilter(code="field", label=_("专业领域"), search=lambda rows, value: rows.filter(field=value)),
        ChoiceFilter(code="area", label=_("地区或产业"), choices=lambda _actor: directory_areas(), field="area_id"),
        ChoiceFilter(code="year", label=_("命名年度"), choices=lambda _actor: directory_years(PUBLIC)),
    ),
    default_sort="-named_on",
    row_url=lambda row: reverse("portal:studio", args=[row.pk]),
    export_limit=_TAKEN_ALONG,
    empty=Empty(_("没有找到工作室"), _("请减少筛选条件，或换一个名称查找。"), "/studios/", _("查看全部")),
)


def studios(request: Request) -> HttpResponseBase:
    """Show the directory."""
    return listing_page(request, DIRECTORY, template="portal/studios/studios.html")


def studio(request: Request, studio_id: int) -> HttpResponse:
    """Show one studio."""
    found = get_studio_for(PUBLIC, studio_id)
    directory, naming, levels = reverse("portal:studios"), naming_of(found), levels_of(found)
    several = len(levels) > 1  # then the document is that of the highest, and not of the first naming
    facts = [
        Fact(_("领衔人"), found.leader_name),
        Fact(_("所在单位"), found.unit_name),
        Fact(_("类别"), found.get_kind_display(), url=f"{directory}?kind={found.kind}"),
        Fact(_("级别"), found.get_level_display(), url=f"{directory}?level={found.level}"),
        Fact(_("行业"), industry_name(found.industry_section), url=f"{directory}?industry={found.industry_section}"),
        Fact(_("专业领域"), found.field, url=f"{directory}?field={found.field}" if found.field else ""),
        Fact(_("地区或产业"), found.area.short_name or found.area.name, url=f"{directory}?area={found.area_id}"),
        Fact(_("成立时间"), found.founded_on),
        Fact(_("首次命名时间") if several else _("命名时间"), found.named_on, url=f"{directory}?year={found.year}"),
        Fact(
            _("命名机关"),
            naming.awarding_body if naming else "",
            note=found.get_level_display() if several else "",
        ),
        Fact(_("命名文件"), naming.document_number if naming else ""),
        Fact(_("有效期至"), naming.valid_until if naming else None),
        Fact(_("命名信息来源"), _("原有台账；牌匾和证书不由本平台制发") if found.award is None else ""),
        Fact(_("地址"), found.public_address),
    ]
    context = {
        "studio": found,
        "facts": [fact for fact in facts if fact.value],
        "articles": about(articles_for(PUBLIC), found)[:_ARTICLES],
        "offers": public_offers().filter(studio=found)[:_OFFERS],
        "satisfaction": satisfaction_of(found),
        "entries": public_ledger(found)[:_ENTRIES],
        "outcomes": public_outcomes(found)[:_ENTRIES],
        "outcome_count": public_outcomes(found).count(),
        "questions": public_questions().filter(studio=found)[:_OFFERS],
        "levels": levels,
        "grades": public_grades(STUDIO, found.pk)[:_OFFERS],
        "memberships": alliances_of(found).filter(until=None, alliance__ended_on=None),
    }
    return render(request, "portal/studios/studio.html", context)


def photo(request: Request, studio_id: int) -> HttpResponseBase:
    """Give the photo a studio has agreed to show."""
    del request
    found = get_studio_for(PUBLIC, studio_id)
    if found.photo is None:
        raise NotFound
    return send(found.photo)
