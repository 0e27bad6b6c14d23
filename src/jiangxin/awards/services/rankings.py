"""Computing the ranking of a call."""

from collections import defaultdict
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.models import Ranking, RankingRow
from jiangxin.awards.scoring import Place, SheetFacts, places, sheets_as_data, standing_of
from jiangxin.awards.terms import ScoringTerms, core_items, scoring_terms
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.review.enums import SheetState, VisitState
from jiangxin.review.models import ScoreSheet, Visit

_NAMED_AT_MOST = 5


@service("awards.compute_ranking", about="call")
def compute_ranking(*, actor: Actor, call: Call) -> Ranking:
    """Rank the call's scored entries from their locked sheets; computing again makes a new ranking beside the old.

    Raises:
        Refusal: nothing is scored yet, sheets are missing, or a visit waits for its signatures.
    """
    policies.may_rank(actor=actor, call=call).require()
    Call.objects.select_for_update().get(pk=call.pk)
    entries = list(Entry.objects.filter(call=call, state=EntryState.SCORED).order_by("number"))
    if not entries:
        raise Refusal("nothing_scored", _("还没有完成评审的申报，不能排名。"), _("请在专家评分全部锁定后再计算排名。"))
    terms = scoring_terms(call)
    sheets = _locked_sheets(call)
    _require_sheets(entries, sheets, terms)
    site = _site_points(call)
    standings = [
        standing_of(entry, sheets[entry.pk], site.get(entry.pk), terms, with_site=bool(site)) for entry in entries
    ]
    ranking = Ranking.objects.create(
        call=call,
        method=_method(terms, len(entries), with_site=bool(site)),
        computed_at=clock.now(),
        computed_by_id=actor.account_id or 0,
    )
    RankingRow.objects.bulk_create(
        [_row(ranking, order, place) for order, place in enumerate(places(standings, terms), 1)], batch_size=500
    )
    after = {"ranking": ranking.pk, "entries": len(entries), "method": ranking.method}
    journal.record(actor=actor, act="awards.compute_ranking", obj=call, after=after)
    return ranking


def _locked_sheets(call: Call) -> dict[int, list[SheetFacts]]:
    found: dict[int, list[SheetFacts]] = defaultdict(list)
    sheets = (
        ScoreSheet.objects.filter(
            state=SheetState.LOCKED,
            assignment__withdrawn_at=None,
            assignment__entry__call=call,
            assignment__entry__state=EntryState.SCORED,
        )
        .select_related("assignment__member__expert__person")
        .prefetch_related("lines")
    )
    items: dict[str, frozenset[str]] = {}
    for sheet in sheets:
        core = items.setdefault(sheet.rubric, core_items(call, sheet.rubric))
        assert sheet.total is not None, "the database keeps a total with every locked sheet"
        found[sheet.assignment.entry_id].append(
            SheetFacts(
                member_id=sheet.assignment.member_id,
                expert=sheet.assignment.member.expert.person.name,
                total=sheet.total,
                vetoes=tuple(str(code) for code in sheet.vetoes),
                core=sum((line.points or Decimal(0) for line in sheet.lines.all() if line.item in core), Decimal(0)),
            )
        )
    return found


def _require_sheets(entries: list[Entry], sheets: dict[int, list[SheetFacts]], terms: ScoringTerms) -> None:
    least = terms.rule.minimum_sheets
    short = [entry for entry in entries if len(sheets[entry.pk]) < least]
    if short:
        named = "、".join(entry.number for entry in short[:_NAMED_AT_MOST])
        raise Refusal(
            "sheets_missing",
            _("%(count)d 份申报的已锁定评分表不足 %(least)d 份（%(named)s），不能排名。")
            % {"count": len(short), "least": least, "named": named},
            _("请催请专家签名锁定评分表，或补充分配评审。"),
        )


def _site_points(call: Call) -> dict[int, Decimal]:
    visits = Visit.objects.filter(entry__call=call, entry__state=EntryState.SCORED)
    waiting = visits.filter(state=VisitState.RECORDED).select_related("entry").first()
    if waiting:
        raise Refusal(
            "visit_unsigned",
            _("“%(entry)s”的实地考察记录还没有签完名，不能排名。") % {"entry": waiting.entry},
            _("请考察组成员签名后再计算。"),
        )
    signed = visits.filter(state=VisitState.SIGNED, points__isnull=False)
    return {visit.entry_id: visit.points for visit in signed if visit.points is not None}


def _method(terms: ScoringTerms, entries: int, *, with_site: bool) -> dict[str, object]:
    return {
        "drop_from": terms.rule.drop_from,
        "decimals": terms.rule.decimals,
        "veto_votes": terms.rule.veto_votes,
        "weights": {part: str(weight) for part, weight in terms.weights.items()} if with_site else {"material": "1"},
        "ties": [{"key": tie.key.name, "label": tie.label.zh, "label_en": tie.label.en} for tie in terms.ties],
        "entries": entries,
    }


def _row(ranking: Ranking, order: int, place: Place) -> RankingRow:
    standing, combined = place.standing, place.standing.combined
    spread = combined.spread
    assert spread is not None, "an entry without sheets has been refused"
    keys = {"material": str(combined.mean), **{name: str(value) for name, value in standing.keys.items()}}
    if standing.site is not None:
        keys["site"] = str(standing.site)
    return RankingRow(
        ranking=ranking,
        entry=standing.entry,
        order=order,
        place=place.place,
        score=standing.score,
        lowest=spread.minimum,
        highest=spread.maximum,
        deviation=spread.deviation or Decimal(0),
        sheets=sheets_as_data(standing),
        dropped=sum(1 for name in (combined.dropped_high, combined.dropped_low) if name),
        decided_by=place.decided_by if place.decided_by != "score" else "",
        keys=keys,
        vetoed=combined.vetoed,
    )
