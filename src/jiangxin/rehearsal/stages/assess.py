"""The yearly assessment of every active studio, up to its decided grades: excellent to unqualified, one vetoed."""

from jiangxin.awards.models import AssessmentResult
from jiangxin.awards.services import find_veto
from jiangxin.campaigns.models import Blueprint, Call
from jiangxin.rehearsal.assessing import AssessmentWalk
from jiangxin.rehearsal.run import Run
from jiangxin.review.models import Expert

_VETOED = 1
"""The second studio of the round refuses its inspection."""


def decide(run: Run) -> Call:
    """Invite, report, verify, check, score, grade, publish and settle; return the call, the clock behind its result."""
    blueprint = Blueprint.objects.filter(definition__blueprint__code="studio_assessment").latest("pk")
    experts = list(Expert.objects.select_related("person").order_by("pk"))
    walk = AssessmentWalk(run.city, run.folk, blueprint, experts)
    walk.begin(year=run.moment.year, start=run.moment, number=60, most=run.entries)
    run.act(len(walk.entries))
    opened = walk.call.stages.get(code="declare").opens_at
    walk.report(walk.entries, at=opened + (walk.call.stages.get(code="declare").closes_at - opened) / 2)
    walk.verify()
    walk.check()
    with walk.within("formal_check", 0.9):
        reason = "两次书面通知核查，均未安排人员和场地。"
        officer = run.city.actor("officer")
        find_veto(actor=officer, entry=walk.entries[_VETOED], code="refusal", reason=reason)
    panel = walk.assign()
    walk.score(panel)
    walk.close_review(panel)
    walk.settle(walk.publish(walk.grade()), 61)
    result = AssessmentResult.objects.get(call=walk.call)
    run.wait_until(result.decided_at)
    run.wait(days=3)
    return Call.objects.get(pk=walk.call.pk)
