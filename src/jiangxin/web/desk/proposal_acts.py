"""What an actor may do with a proposal next, in the order it presses."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.policy import Decision
from jiangxin.core.refusal import Text
from jiangxin.proposals.enums import Verdict
from jiangxin.proposals.models import Offer, Proposal
from jiangxin.proposals.policies import (
    may_follow_up,
    may_handle,
    may_make_project,
    may_offer,
    may_record_benefit,
    may_record_saving,
    may_reward,
)
from jiangxin.proposals.queries import benefits_of, follow_up_due

Possible = tuple[Text, str, Callable[..., Decision]]


def verdicts_on(actor: Actor, found: Proposal) -> list[str]:
    """Return the answers the actor may give now."""
    return [verdict for verdict in Verdict.values if may_handle(actor=actor, proposal=found, act=verdict)]


def acts_on(actor: Actor, found: Proposal) -> list[tuple[Text, str]]:
    """Return what the actor may do next, the most pressing first, with the addresses."""
    due, has_benefit = follow_up_due(found), bool(benefits_of(found))
    is_due = due is not None and due.has_come(clock.today())
    is_offered = Offer.objects.filter(proposal=found, ended_at=None).exists()
    looks: Possible = (_("登记回访") if is_due else _("登记停用"), "follow-up", may_follow_up)
    benefit: Possible = (_("登记效益"), "benefit", may_record_benefit)
    possible: list[Possible] = [
        *([looks] if is_due else []),
        *([] if has_benefit else [benefit]),
        (_("登记奖励"), "reward", may_reward),
        (_("登记节能量"), "saving", may_record_saving),
        (_("修改推广要点") if is_offered else _("推广到其他单位"), "offer", may_offer),
        *([] if is_due else [looks]),
        *([benefit] if has_benefit else []),
        (_("转为工作室课题"), "project", may_make_project),
    ]
    acts = [(label, name) for label, name, may in possible if may(actor=actor, proposal=found)]
    if verdicts_on(actor, found):
        acts.insert(0, (_("答复建议"), "answer"))
    if may_handle(actor=actor, proposal=found, act="put_to_use"):
        acts.insert(0, (_("登记投入使用"), "use"))
    return [(label, reverse(f"desk:proposal-{name}", args=[found.pk])) for label, name in acts]
