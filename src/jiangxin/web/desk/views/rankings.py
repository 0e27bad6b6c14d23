"""The ranking of a call, each score with how it came about, and the line drawn through it."""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import Meeting, Ranking, RankingRow
from jiangxin.awards.queries import (
    draw_line,
    get_ranking_for,
    meetings_for,
    newest_ranking_for,
    ranking_rows_for,
    rankings_for,
)
from jiangxin.awards.services import compute_ranking
from jiangxin.awards.terms import scoring_terms, words
from jiangxin.awards.wording import industry_name
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import calls_for, entries_for, get_call_for, plan_of
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, YesNoFilter, listing_page
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.web.desk.acts_awards import done


def overview(request: Request) -> HttpResponse:
    """Show every call with its newest ranking and its decision."""
    scored = entries_for(request.actor).filter(state=EntryState.SCORED)
    newest = Ranking.objects.filter(call=OuterRef("pk")).order_by("-id")
    meeting = Meeting.objects.filter(call=OuterRef("pk")).order_by("-id")
    found = calls_for(request.actor).annotate(
        newest_ranking=Subquery(newest.values("pk")[:1]),
        newest_meeting=Subquery(meeting.values("pk")[:1]),
        meeting_state=Subquery(meeting.values("state")[:1]),
    )[:50]
    waiting = dict(_counts(scored))
    calls = [{"call": call, "scored": waiting.get(call.pk, 0)} for call in found]
    return render(request, "desk/rankings/overview.html", {"calls": calls})


def _counts(scored: QuerySet[Entry]) -> list[tuple[int, int]]:
    rows = scored.order_by().values_list("call_id").annotate(number=Count("pk"))
    return [(int(call), int(number)) for call, number in rows]


def compute(request: Request, call_id: int) -> HttpResponse:
    """Compute the ranking of a call; opened by GET, lead to the newest."""
    call = get_call_for(request.actor, call_id)
    if request.method != "POST":
        newest = newest_ranking_for(request.actor, call.pk)
        url = reverse("desk:ranking", args=[newest.pk]) if newest else reverse("desk:rankings")
        return HttpResponseRedirect(url)
    made = compute_ranking(actor=request.actor, call=call)
    return done(request, reverse("desk:ranking", args=[made.pk]), _("排名已计算。"))


def _tie_words(ranking: Ranking) -> Callable[[RankingRow], str]:
    labels = {tie.key.name: str(tie.label) for tie in scoring_terms(ranking.call).ties}
    return lambda row: labels.get(row.decided_by, "")


def _listing(ranking: Ranking) -> Listing[RankingRow]:
    # One declaration per ranking: the rows are those of this ranking only.
    subject = plan_of(ranking.call).subject
    return Listing(
        code="desk.ranking",
        title=_("评审排名"),
        lead=ranking.call.title,
        unit=_("份"),
        rows=lambda actor: ranking_rows_for(actor, ranking),
        columns=(
            Column(code="name", label=str(subject.label), value="entry.name"),
            Column(code="place", label=_("名次"), sort="order", kind=Kind.NUMBER),
            Column(code="number", label=_("编号"), value="entry.number", shown=False),
            Column(code="leader", label=str(subject.leader_label), value="entry.leader_name"),
            Column(code="unit", label=_("单位"), value="entry.unit.host_unit"),
            Column(code="area", label=_("推荐单位"), value="entry.area.short_name"),
            Column(code="score", label=_("得分"), value=lambda row: f"{row.score:.2f}", sort="score"),
            Column(code="spread", label=_("各专家评分"), value=_totals, kind=Kind.SPREAD),
            Column(code="deviation", label=_("离散度"), value=lambda row: f"{row.deviation:.2f}", sort="deviation"),
            Column(code="sheets", label=_("评分表（↑↓ 为去掉的最高、最低分）"), value=_sheets, shown=False),
            Column(code="tie", label=_("同分依据"), value=_tie_words(ranking)),
            Column(code="vetoed", label=_("一票否决"), value="vetoed", kind=Kind.YES_NO),
            Column(
                code="industry",
                label=_("行业"),
                value=lambda row: industry_name(row.entry.industry_section),
                shown=False,
            ),
        ),
        filters=(
            TextFilter(code="q", label=_("名称或领衔人"), fields=("entry__name", "entry__leader_name")),
            ChoiceFilter(
                code="area", label=_("推荐单位"), choices=lambda _actor: _areas(ranking), field="entry__area_id"
            ),
            YesNoFilter(code="front_line", label=_("一线领衔"), condition=Q(entry__is_front_line=True)),
            YesNoFilter(code="non_public", label=_("非公单位"), condition=Q(entry__is_non_public=True)),
        ),
        default_sort="place",
        row_url=lambda row: reverse("desk:ranking-row", args=[ranking.pk, row.pk]),
        empty=Empty(_("没有符合条件的申报")),
    )


def _areas(ranking: Ranking) -> list[tuple[str, str]]:
    applied = Exists(Entry.objects.filter(area_id=OuterRef("pk"), call_id=ranking.call_id))
    areas = Organisation.objects.filter(applied).exclude(level=Level.GRASSROOTS).order_by("path")
    return [(str(area.pk), area.short_name or area.name) for area in areas]


def _totals(row: RankingRow) -> list[Decimal]:
    return [Decimal(sheet["total"]) for sheet in row.sheets]


def _sheets(row: RankingRow) -> str:
    marks = {"high": "↑", "low": "↓"}
    return "  ".join(f"{Decimal(sheet['total']):.2f}{marks.get(sheet['dropped'], '')}" for sheet in row.sheets)


def ranking(request: Request, ranking_id: int) -> HttpResponseBase:
    """Show a ranking; it can be filtered and taken along."""
    found = get_ranking_for(request.actor, ranking_id)
    newest = newest_ranking_for(request.actor, found.call_id)
    context = {
        "ranking": found,
        "assesses": plan_of(found.call).assessment is not None,
        "has_scored": Entry.objects.filter(call=found.call_id, state=EntryState.SCORED).exists(),
        "tie_labels": [words(tie) for tie in found.method.get("ties", ())],
        "newest": newest,
        "is_newest": newest is None or newest.pk == found.pk,
        "meeting": meetings_for(request.actor).filter(ranking=found).first(),
        "earlier": rankings_for(request.actor).filter(call_id=found.call_id).exclude(pk=found.pk)[:10],
    }
    return listing_page(request, _listing(found), template="desk/rankings/ranking.html", context=context)


def row(request: Request, ranking_id: int, row_id: int) -> HttpResponse:
    """Show how one entry's score came about: every sheet, what was dropped, what parted equal scores."""
    found = get_ranking_for(request.actor, ranking_id)
    one = ranking_rows_for(request.actor, found).select_related("ranking__call").filter(pk=row_id).first()
    if one is None:
        raise NotFound
    sheets = [{**sheet, "total": Decimal(sheet["total"])} for sheet in one.sheets]
    ties = [
        (tie.label, one.keys.get(tie.key.name, ""), tie.key.name == one.decided_by)
        for tie in scoring_terms(found.call).ties
    ]
    context = {
        "ranking": found,
        "row": one,
        "sheets": sheets,
        "totals": [sheet["total"] for sheet in sheets],
        "ties": ties,
        "neighbours": _neighbours(request.actor, found, one),
    }
    return render(request, "desk/rankings/row.html", context)


def _neighbours(actor: Actor, ranking: Ranking, one: RankingRow) -> dict[str, object]:
    rows = ranking_rows_for(actor, ranking)
    before = rows.filter(order__lt=one.order).order_by("-order").values_list("pk", flat=True).first()
    after = rows.filter(order__gt=one.order).values_list("pk", flat=True).first()

    def address(pk: int | None) -> str:
        return reverse("desk:ranking-row", args=[ranking.pk, pk]) if pk else ""

    return {
        "previous_url": address(before),
        "next_url": address(after),
        "position": one.order,
        "total": ranking.method.get("entries", 0),
    }


def line(request: Request, ranking_id: int) -> HttpResponse:
    """Draw the line: who would be in, whether the proportions hold, what moving it by one would change."""
    found = get_ranking_for(request.actor, ranking_id)
    rows = list(ranking_rows_for(request.actor, found))
    asked = request.GET.get("line", "")
    count = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else None  # noqa: PLR2004
    balanced = request.GET.get("mode") == "balanced"
    plan = draw_line(found.call, rows, count=count, balanced=balanced)
    context = {
        "ranking": found,
        "rows": [(row, _totals(row)) for row in rows],
        "plan": plan,
        "most": min(plan.seats, sum(not row.vetoed for row in rows)),
        "tied": plan.tied,
        "unmet": sum(not state.satisfied for state in plan.states),
        "balanced": balanced,
        "is_newest": newest_ranking_for(request.actor, found.call_id) == found,
        "meeting": meetings_for(request.actor).filter(ranking=found).first(),
    }
    return render(request, "desk/rankings/line.html", context)
