"""Which acts a case offers its reader: done here and now, refused with the reason, or not theirs at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, Quota
from jiangxin.campaigns.policies import may_check_formally
from jiangxin.campaigns.services import may_fail_formal, may_move
from jiangxin.core.actor import Actor, Role
from jiangxin.core.policy import Decision

_RECOMMEND = {EntryState.SUBMITTED: "recommend_unit", EntryState.RECOMMENDED_UNIT: "recommend_county"}
_SIMPLE = ("return", "withdraw_recommendation", "ask_supplement", "pass_formal")
# Reasons for which an act is not this reader's business: no word is said of it.
_NOT_THEIRS = frozenset({"wrong_duty", "wrong_organisation", "not_in_this_state", "supplement_running"})


@dataclass(frozen=True, slots=True)
class Offers:
    """The acts of a case: `open` can be done now, `closed` tells why not."""

    decisions: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def open(self) -> dict[str, bool]:
        """Return the names of acts that can be done now."""
        return {name: True for name, decision in self.decisions.items() if decision}

    @property
    def closed(self) -> list[Decision]:
        """Return why acts that are the reader's cannot be done now, each reason once."""
        reasons = {str(item.message): item for item in self.decisions.values() if not item}
        return list(reasons.values())

    @property
    def first(self) -> str:
        """Return the one next act."""
        order = ("recommend", "check", "withdraw_recommendation")
        return next((name for name in order if self.open.get(name)), "")


def offers_for(actor: Actor, entry: Entry) -> Offers:
    """Return what the actor may do with an entry."""
    asked = {name: may_move(actor=actor, entry=entry, act=name) for name in _SIMPLE}
    asked["fail_formal"] = may_fail_formal(actor=actor, entry=entry)
    recommend = _RECOMMEND.get(EntryState(entry.state))
    if recommend:
        asked["recommend"] = may_move(actor=actor, entry=entry, act=recommend)
    if actor.is_any(Role.OFFICER_CITY):
        asked["check"] = may_check_formally(actor=actor, entry=entry)
    return Offers({name: item for name, item in asked.items() if item or item.code not in _NOT_THEIRS})


def quota_of(actor: Actor, entry: Entry) -> Quota | None:
    """Return the quota the actor's organisation recommends within, when it has one."""
    if not actor.is_any(Role.UNION_OFFICER, Role.REVIEWER_FIRST):
        return None
    return Quota.objects.filter(call_id=entry.call_id, organisation_id=actor.organisation_key).first()
