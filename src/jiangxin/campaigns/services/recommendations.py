"""Recommending: opinion, seal, rank, and a quota that can never be exceeded."""

from collections.abc import Sequence

from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.transitions import find_rule
from jiangxin.campaigns.enums import EntryState, StageKind
from jiangxin.campaigns.models import Entry, Quota, Recommendation, Stage
from jiangxin.campaigns.queries.definitions import transition_rules
from jiangxin.campaigns.services.passage import lock_entry, move_entry
from jiangxin.core import clock, files, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.files import Upload
from jiangxin.core.files.sniff import MEGABYTE, Accepted
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.models import Organisation

SEALED_PAGE = Accepted(kinds=("pdf", "jpeg", "png"), max_bytes=20 * MEGABYTE)
_ACTS = {EntryState.SUBMITTED: "recommend_unit", EntryState.RECOMMENDED_UNIT: "recommend_county"}


@service("campaigns.recommend_entry", about="entry")
def recommend_entry(
    *,
    actor: Actor,
    entry: Entry,
    opinion: str,
    expected_version: int,
    document_number: str = "",
    sealed_page: Upload | None = None,
) -> Recommendation:
    """Recommend an entry one level up, inside the quota, ranked behind those already recommended.

    Raises:
        Refusal: "quota_full"; not at this organisation; outside the window; opinion missing; stale page.
    """
    locked = lock_entry(entry, expected_version=expected_version)
    act = _ACTS.get(EntryState(locked.state), "recommend_county")
    rule = find_rule(transition_rules(locked.call), act, locked.state)
    _require_opinion(opinion)
    stored = (
        files.keep(actor=actor, upload=sealed_page, purpose="sealed_page", accepted=SEALED_PAGE)
        if sealed_page
        else None
    )
    move_entry(
        actor=actor,
        entry=locked,
        act=act,
        opinion=opinion,
        document_number=document_number,
        attachment=stored,
        facts={"organisation": actor.organisation_id},
    )
    # One recommendation of an organisation at a time, so that no two get the same rank.
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_key)
    _take_place(locked, actor)
    made = Recommendation.objects.create(
        entry=locked,
        stage=_stage(locked, rule.level if rule else ""),
        organisation_id=actor.organisation_key,
        rank=_next_rank(locked, actor),
        opinion=opinion.strip(),
        document_number=document_number,
        sealed_page=stored,
        made_by_id=actor.account_key,
        made_at=clock.now(),
    )
    entry.refresh_from_db()
    return made


def _require_opinion(opinion: str) -> None:
    if not opinion.strip():
        problem = Problem("opinion", _("请填写推荐意见。"), "required")
        raise Refusal("opinion_missing", _("推荐需要填写意见。"), _("请填写后再提交。"), problems=[problem])


def _stage(entry: Entry, level: str) -> Stage:
    stages = [stage for stage in entry.call.stages.all() if stage.kind == StageKind.RECOMMEND]
    return next((stage for stage in stages if stage.level == level), stages[0])


def _next_rank(entry: Entry, actor: Actor) -> int:
    standing = Recommendation.objects.filter(
        entry__call_id=entry.call_id, organisation_id=actor.organisation_key, withdrawn_at=None
    )
    return int(standing.aggregate(last=Max("rank"))["last"] or 0) + 1


def _take_place(entry: Entry, actor: Actor) -> None:
    quota = (
        Quota.objects.select_for_update()
        .filter(call_id=entry.call_id, organisation_id=actor.organisation_key)
        .order_by("pk")
        .first()
    )
    if quota is None:
        return
    if quota.hard_limit is not None and quota.used >= quota.hard_limit:
        raise Refusal(
            "quota_full",
            _("推荐名额已满（%(organisation)s %(limit)s 个，已推荐 %(used)s 个）。")
            % {"organisation": actor.organisation_name, "limit": quota.hard_limit, "used": quota.used},
            _("可先撤回一个推荐，或向市总工会申请调剂机动名额。"),
        )
    Quota.objects.filter(pk=quota.pk).update(used=F("used") + 1)


def free_place(recommendation: Recommendation, *, reason: str) -> None:
    """End a standing recommendation and give its place back; part of the services that undo one."""
    recommendation.withdrawn_at, recommendation.withdrawn_reason = clock.now(), reason[:300]
    recommendation.rank = None
    recommendation.save(update_fields=["withdrawn_at", "withdrawn_reason", "rank"])
    Quota.objects.filter(
        call_id=recommendation.entry.call_id, organisation_id=recommendation.organisation_id, used__gt=0
    ).update(used=F("used") - 1)


@service("campaigns.withdraw_recommendation", about="entry")
def withdraw_recommendation(*, actor: Actor, entry: Entry, reason: str, expected_version: int) -> None:
    """Take the organisation's own recommendation back, while nobody above has acted on it."""
    locked = lock_entry(entry, expected_version=expected_version)
    standing = Recommendation.objects.filter(
        entry=locked, organisation_id=actor.organisation_key, withdrawn_at=None
    ).first()
    if standing is None:
        raise NotFound
    move_entry(actor=actor, entry=locked, act="withdraw_recommendation", opinion=reason)
    free_place(standing, reason=reason)
    entry.refresh_from_db()


@service("campaigns.order_recommendations", about="stage")
def order_recommendations(*, actor: Actor, stage: Stage, entry_ids: Sequence[int]) -> None:
    """Put the organisation's standing recommendations of a stage in this order (first is rank 1).

    Raises:
        Refusal: the list is not exactly the standing recommendations (somebody added or withdrew one meanwhile).
    """
    if not actor.is_any(Role.REVIEWER_FIRST, Role.UNION_OFFICER):
        raise NotFound
    standing = list(
        Recommendation.objects.select_for_update()
        .filter(stage=stage, organisation_id=actor.organisation_key, withdrawn_at=None)
        .order_by("rank")
    )
    by_entry = {item.entry_id: item for item in standing}
    if sorted(by_entry) != sorted(entry_ids):
        raise Refusal("stale_page", _("推荐名单在您打开页面之后已有变化，排序没有保存。"), _("请刷新页面后重新排序。"))
    before = [item.entry_id for item in standing]
    Recommendation.objects.filter(pk__in=[item.pk for item in standing]).update(rank=None)
    for place, entry_id in enumerate(entry_ids, start=1):
        Recommendation.objects.filter(pk=by_entry[entry_id].pk).update(rank=place)
    journal.record(
        actor=actor,
        act="campaigns.order_recommendations",
        obj=stage,
        before={"organisation": actor.organisation_id, "order": before},
        after={"order": list(entry_ids)},
    )
