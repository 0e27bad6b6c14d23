"""The year after the naming: ledger, money, service, and what follows from them, through the pages."""

from jiangxin.rehearsal.run import Run
from jiangxin.rehearsal.stages import assess, change, follow, keep, money, report, serve
from jiangxin.studios.models import Studio

_MONTHS = 3


def live(run: Run) -> None:
    """Let named studios live on; the clock goes on from the naming."""
    studios = list(Studio.objects.filter(state="active").order_by("pk"))
    first = studios[0]
    username, county = _secretary(run, first), _county(run, first)
    with run.stage("台账 ledger"):
        keep.entries(run, username, first, _MONTHS)
        keep.project_and_outcome(run, username, first)
    with run.stage("经费 funds"):
        subsidy = money.grant(run, first)
        money.spend(run, username, subsidy)
    with run.stage("服务 service"):
        slot = serve.offer(run, username, first)
        booking, booker = serve.book(run, slot)
        serve.finish(run, username, booking, booker)
    with run.stage("季度报告 report"):
        report.quarterly(run, username, county, first)
    with run.stage("变更与晋升 changes"):
        change.rename(run, username, county, first)
        change.promote(run, first)
    with run.stage("年度考核 assessment"):
        call = assess.decide(run)
    with run.stage("考核结果 consequences"):
        fates = follow.carry_out(run, call)
        best, mending, lost = (fates[act] for act in ("reward", "rectify", "withdraw"))
        follow.reward(run, best, _secretary(run, best))
        follow.mend(run, mending, _secretary(run, mending), _county(run, mending))
        follow.withdrawn(run, lost, _secretary(run, lost))


def _secretary(run: Run, studio: Studio) -> str:
    """Return the sign-in name of the secretary of the studio's unit."""
    place = next(at for at, unit in enumerate(run.city.units, 1) if unit.organisation.pk == studio.unit_id)
    return f"secretary{place}"


def _county(run: Run, studio: Studio) -> str:
    """Return the sign-in name of the officer who looks after the studio's area."""
    return f"county{[area.pk for area in run.city.areas].index(studio.area_id) + 1}"
