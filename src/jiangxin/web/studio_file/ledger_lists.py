"""The lists of one studio's ledger, projects, outcomes and reports; each is made for the studio in the address."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.ui.listing import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    YesNoFilter,
)
from jiangxin.studios.figure_words import LEDGER_GROUPS, OUTCOME_GROUPS
from jiangxin.studios.ledger_enums import HonourLevel, LedgerCategory, OutcomeKind, ProjectKind, ProjectState
from jiangxin.studios.models import LedgerEntry, Outcome, Project, Studio
from jiangxin.studios.policies import may_keep_file
from jiangxin.studios.queries.figures import SOLVING
from jiangxin.studios.queries.ledger import ledger_for, outcomes_for, projects_for
from jiangxin.studios.queries.standard import made_in, running_in
from jiangxin.web.studio_file.frame import at, face_of

STANDARD_YEARS = 5
"""How many years the standard of a studio is shown for."""


def years_to_choose(_actor: Actor) -> list[tuple[str, str]]:
    """Return this year and those the standard is shown for."""
    this_year = clock.today().year
    return [(str(year), str(year)) for year in range(this_year, this_year - STANDARD_YEARS, -1)]


def ledger_listing(request: Request, studio: Studio) -> Listing[LedgerEntry]:
    """Return the list of the ledger."""
    keeps = bool(may_keep_file(actor=request.actor, studio=studio))
    return Listing(
        code=f"{face_of(request)}.ledger",
        title=_("台账"),
        unit=_("条"),
        rows=lambda actor: ledger_for(actor, studio),
        columns=(
            Column(code="title", label=_("主题")),
            Column(
                code="category",
                label=_("类别"),
                value=lambda row: row.get_category_display(),
                sort=("category", "-day"),
            ),
            Column(code="day", label=_("日期"), kind=Kind.DATE, sort=("day", "id")),
            Column(code="place", label=_("地点")),
            Column(code="people", label=_("参加人数"), kind=Kind.NUMBER),
            Column(code="minutes", label=_("时长（分钟）"), kind=Kind.NUMBER, shown=False),
            Column(code="level", label=_("级别"), value=lambda row: row.get_level_display(), shown=False),
            Column(code="photos", label=_("照片"), kind=Kind.NUMBER),
            Column(code="project", label=_("相关项目"), value="project.title", shown=False),
            Column(code="outcome", label=_("相关成果"), value="outcome.title", shown=False),
            Column(code="content", label=_("内容"), shown=False),
            Column(code="is_public", label=_("公开"), kind=Kind.YES_NO, shown=False),
        ),
        filters=(
            TextFilter(code="q", label=_("主题、内容或地点"), fields=("title", "content", "place")),
            ChoiceFilter(code="category", label=_("类别"), choices=LedgerCategory.choices),
            ChoiceFilter(
                code="group",
                label=_("大类"),
                choices=[(code, label) for code, (label, _categories) in LEDGER_GROUPS.items()],
                where=lambda code: Q(category__in=LEDGER_GROUPS[code][1]),
            ),
            ChoiceFilter(code="level", label=_("荣誉级别"), choices=HonourLevel.choices),
            ChoiceFilter(
                code="project",
                label=_("项目"),
                choices=lambda actor: [(str(p.pk), p.title) for p in projects_for(actor, studio)[:200]],
                field="project_id",
            ),
            DateRangeFilter(code="day", label=_("日期"), field="day"),
            YesNoFilter(code="public", label=_("在门户公开"), condition=Q(is_public=True)),
        ),
        default_sort="-day",
        row_url=lambda row: at(request, "studio-entry", studio.pk, row.pk),
        empty=Empty(
            _("台账还是空的"),
            _("会议、学习、培训、带徒、交流……做一件记一件，年底报告和考核的数字都从这里来。"),
            at(request, "studio-ledger-new", studio.pk) if keeps else "",
            _("记第一条") if keeps else "",
        ),
    )


def projects_listing(request: Request, studio: Studio) -> Listing[Project]:
    """Return the list of projects."""
    under_way = Q(state=ProjectState.UNDER_WAY)
    return Listing(
        code=f"{face_of(request)}.projects",
        title=_("项目"),
        unit=_("项"),
        rows=lambda actor: projects_for(actor, studio),
        columns=(
            Column(code="title", label=_("课题名称"), sort=("title", "-id")),
            Column(code="kind", label=_("类型"), value=lambda row: row.get_kind_display()),
            Column(code="level", label=_("立项级别"), value=lambda row: row.get_level_display()),
            Column(code="leader", label=_("负责人"), value="leader_name"),
            Column(code="state", label=_("状态"), kind=Kind.STATE),
            Column(code="starts_on", label=_("开始日期"), kind=Kind.DATE, sort=("starts_on", "id")),
            Column(code="ends_on", label=_("计划完成"), kind=Kind.DATE, sort=("ends_on", "id")),
            Column(code="closed_on", label=_("结题日期"), kind=Kind.DATE, shown=False),
            Column(code="source", label=_("来源"), shown=False),
            Column(code="approval_number", label=_("立项文号"), shown=False),
            Column(code="cost", label=_("经费（元）"), kind=Kind.YUAN, sort=("cost_fen", "id"), shown=False),
            Column(code="result", label=_("结果"), shown=False),
        ),
        filters=(
            TextFilter(code="q", label=_("课题、负责人或文号"), fields=("title", "leader_name", "approval_number")),
            ChoiceFilter(code="state", label=_("状态"), choices=ProjectState.choices),
            ChoiceFilter(code="kind", label=_("类型"), choices=ProjectKind.choices),
            DateRangeFilter(code="started", label=_("开始日期"), field="starts_on"),
            DateRangeFilter(code="closed", label=_("结题日期"), field="closed_on"),
            YesNoFilter(code="late", label=_("已超期"), condition=under_way & Q(ends_on__lt=clock.today())),
            YesNoFilter(code="begun", label=_("已开始"), condition=~Q(state=ProjectState.PLANNED)),
            ChoiceFilter(
                code="year",
                label=_("当年在研"),
                choices=years_to_choose,
                where=lambda year: running_in(int(year)),
            ),
            YesNoFilter(code="solving", label=_("攻关、革新类"), condition=Q(kind__in=SOLVING)),
        ),
        default_sort="-starts_on",
        row_url=lambda row: at(request, "studio-project", studio.pk, row.pk),
        empty=Empty(_("还没有项目"), _("技术攻关、革新、五小等课题登记在这里，申报、报告、考核共用。")),
    )


def outcomes_listing(request: Request, studio: Studio) -> Listing[Outcome]:
    """Return the list of outcomes."""
    return Listing(
        code=f"{face_of(request)}.outcomes",
        title=_("成果"),
        unit=_("项"),
        rows=lambda actor: outcomes_for(actor, studio),
        columns=(
            Column(code="title", label=_("成果名称"), sort=("title", "-id")),
            Column(code="kind", label=_("类型"), value=lambda row: row.get_kind_display()),
            Column(code="number", label=_("编号")),
            Column(code="day", label=_("申请、发表日期"), kind=Kind.DATE, sort=("day", "id")),
            Column(code="granted_on", label=_("授权、采纳日期"), kind=Kind.DATE),
            Column(code="owner", label=_("权利人或完成人"), shown=False),
            Column(code="applied_units", label=_("应用单位"), shown=False),
            Column(code="benefit", label=_("经济效益（元）"), kind=Kind.YUAN, sort=("benefit_fen", "id")),
            Column(code="project", label=_("来自项目"), value="project.title", shown=False),
            Column(
                code="energy", label=_("节能（千克标准煤）"), value="energy_saved_kg", kind=Kind.NUMBER, shown=False
            ),
            Column(code="is_public", label=_("公开"), kind=Kind.YES_NO, shown=False),
        ),
        filters=(
            TextFilter(code="q", label=_("名称、编号或权利人"), fields=("title", "number", "owner")),
            ChoiceFilter(code="kind", label=_("类型"), choices=OutcomeKind.choices),
            ChoiceFilter(
                code="group",
                label=_("大类"),
                choices=[(code, label) for code, (label, _kinds) in OUTCOME_GROUPS.items()],
                where=lambda code: Q(kind__in=OUTCOME_GROUPS[code][1]),
            ),
            DateRangeFilter(code="day", label=_("申请、发表日期"), field="day"),
            DateRangeFilter(code="granted", label=_("授权、采纳日期"), field="granted_on"),
            ChoiceFilter(
                code="year",
                label=_("年度"),
                choices=years_to_choose,
                where=lambda year: made_in(int(year)),
            ),
            YesNoFilter(code="proven", label=_("有经济效益"), condition=Q(benefit_fen__isnull=False)),
            YesNoFilter(code="saving", label=_("有节能量"), condition=Q(energy_saved_kg__isnull=False)),
        ),
        default_sort="-day",
        row_url=lambda row: at(request, "studio-outcome", studio.pk, row.pk),
        empty=Empty(_("还没有成果"), _("专利、论文、标准、操作法、革新改进……登记一次，申报、报告、考核、门户共用。")),
    )
