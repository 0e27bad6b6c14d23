"""The printed form of a report: figures of the period and in all, the words, room for signature and seal."""

from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.press import press
from jiangxin.core.printing.application import (
    Grid,
    LongText,
    Opinion,
    Pair,
    PrintedForm,
    PrintedSection,
    application_pdf,
)
from jiangxin.core.ui.amounts import in_yuan
from jiangxin.studios.figure_words import UNITS
from jiangxin.studios.models import StudioReport
from jiangxin.studios.queries.figures import ReportFigure


def written(figure: ReportFigure, *, whole: bool = False) -> str:
    """Return a figure as it is printed, without its unit."""
    value = figure.total if whole else figure.value
    return in_yuan(value) if figure.unit == "yuan" else f"{value:,}"


def report_pdf(report: StudioReport, figures: list[ReportFigure]) -> bytes:
    """Print a report."""
    studio = report.studio
    title = _("工作室%(kind)s") % {"kind": report.get_kind_display()}
    rows = tuple(
        (str(figure.label), written(figure), written(figure, whole=True), str(UNITS[figure.unit])) for figure in figures
    )
    heads = (_("项目"), _("本期"), _("累计"), _("单位"))
    texts = (
        LongText(_("工作亮点"), report.highlights),
        LongText(_("问题和请求"), report.problems),
        LongText(_("下一步计划"), report.plans),
    )
    form = PrintedForm(
        title=title,
        number=f"{studio.pk}-{report.period}",
        digest="",
        cover=(
            Pair(_("工作室"), studio.name),
            Pair(_("所在单位"), studio.unit_name),
            Pair(_("领衔人"), studio.leader_name),
            Pair(_("报告期"), f"{report.since.isoformat()} – {report.until.isoformat()}"),
        ),
        sections=(
            PrintedSection(_("一、数据"), grid=Grid(heads, (5, 2.4, 2.4, 1.6), rows)),
            PrintedSection(_("二、文字"), texts=texts),
        ),
        opinions=(Opinion(_("工作室领衔人")), Opinion(_("所在单位工会意见")), Opinion(_("上级工会审核意见"))),
        issued=clock.today(),
    )
    return application_pdf(form, press())
