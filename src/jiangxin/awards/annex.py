"""The annex of a ranking, from the same reckoning as the page of its reliability; experts go by number."""

import hashlib
from collections.abc import Iterable

from django.utils.translation import gettext as _

from jiangxin.awards.models import Ranking, RankingRow
from jiangxin.awards.reliability import LEVEL, CaseReliability, ExpertReliability, Reliability
from jiangxin.core import clock
from jiangxin.core.printing.ranking_annex import AnnexEntry, AnnexExpert, AnnexQuota, RankingAnnex

METHOD = "additive-1"
"""Changes with the model or the way of drawing, so that an annex tells which one made it."""


def annex_of(ranking: Ranking, found: Reliability) -> RankingAnnex:
    """Return the annex; it holds all entries, so only those who may see all of them may have it."""
    experts = sorted(found.experts, key=lambda one: hashlib.sha256(f"{ranking.pk}:{one.name}".encode()).digest())
    return RankingAnnex(
        title=ranking.call.title,
        facts=_facts(ranking, found),
        entries=tuple(_entry(one) for one in found.cases),
        experts=tuple(_expert(number, one) for number, one in enumerate(experts, 1)),
        quotas=tuple(
            AnnexQuota(cost.rule, _names(cost.displaced), _names(cost.favoured), f"{cost.points:.2f}")
            for cost in found.quotas.costs
        ),
        clash=found.quotas.clash,
        number=f"{ranking.call_id}-{ranking.pk}",
        issued=clock.today(),
    )


def _facts(ranking: Ranking, found: Reliability) -> tuple[tuple[str, str], ...]:
    method = ranking.method
    formed = _("每份取各专家评分的平均")
    if method.get("drop_from"):
        formed = _("评分表满 %(count)s 张时去掉最高、最低各一张，取平均") % {"count": method["drop_from"]}
    return (
        (_("专家人数"), str(len(found.experts))),
        (_("得分"), formed),
        (_("同分时依次比较"), "、".join(found.ties) or _("没有规定，同分即并列")),
        (_("名额"), str(found.seats)),
        (_("区间把握"), f"{LEVEL:.0%}"),
        (_("方法和随机种子"), f"{METHOD} / {ranking.pk}"),
    )


def _entry(case: CaseReliability) -> AnnexEntry:
    sure = case.sure
    return AnnexEntry(
        place=str(case.row.place),
        name=case.row.entry.name,
        score=f"{case.row.score:.2f}",
        calibrated=f"{case.effect.quality:.2f}",
        interval=f"{sure.best}–{sure.worst}" if sure else "–",
        above=f"{sure.above:.0%}" if sure else _("一票否决"),
        is_open=case.is_open,
    )


def _expert(number: int, one: ExpertReliability) -> AnnexExpert:
    return AnnexExpert(
        number=str(number),
        sheets=str(one.effect.marks),
        leniency=f"{one.effect.leniency:+.2f}",
        noise=f"{one.effect.noise:.2f}",
        enters=_names(one.enters),
        leaves=_names(one.leaves),
        short=_names(one.short),
    )


def _names(rows: Iterable[RankingRow]) -> str:
    return "、".join(row.entry.name for row in rows)
