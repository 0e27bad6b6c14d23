"""Offering a proposal in use to other units, and taking one over."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.proposals import policies
from jiangxin.proposals.models import Adoption, Offer, Proposal
from jiangxin.proposals.services.passage import lock_proposal, write_step

LONGEST_SUMMARY, LONGEST_EFFECT, LONGEST_REASON, _LONGEST_CONTACT = 500, 500, 200, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    """Since when a unit uses what was proposed elsewhere, and how it went."""

    since: date | None
    effect: str


@service("proposals.offer_proposal", about="proposal")
def offer_proposal(*, actor: Actor, proposal: Proposal, summary: str, contact: str, expected_version: int) -> Offer:
    """Offer a proposal to the other units, or change the words it is offered with.

    Raises:
        Refusal: "incomplete" with the faults; the policy's.
    """
    locked = lock_proposal(proposal, expected_version)
    policies.may_offer(actor=actor, proposal=locked).require()
    summary, contact = summary.strip(), contact.strip()
    problems = []
    if not 0 < len(summary) <= LONGEST_SUMMARY:
        words = _("请写明别的单位照着做要知道什么，最多 %(most)d 个字。") % {"most": LONGEST_SUMMARY}
        problems.append(Problem("summary", words, "required"))
    if not 0 < len(contact) <= _LONGEST_CONTACT:
        problems.append(Problem("contact", _("请写明向谁请教。"), "required"))
    _refuse(problems)
    offer, is_new = Offer.objects.update_or_create(
        proposal=locked,
        defaults={"summary": summary, "contact": contact, "ended_at": None},
        create_defaults={
            "summary": summary,
            "contact": contact,
            "offered_by_id": actor.account_key,
            "offered_at": clock.now(),
        },
    )
    _count(locked)
    write_step(actor, locked, act="offer_proposal", from_state=locked.state, words=summary)
    after = {"offer": offer.pk, "new": is_new, "summary": summary}
    journal.record(actor=actor, act="proposals.offer_proposal", obj=locked, after=after)
    return offer


@service("proposals.end_offer", about="proposal")
def end_offer(*, actor: Actor, proposal: Proposal, expected_version: int) -> Offer:
    """Take an offer back; those who took the proposal over keep it."""
    locked = lock_proposal(proposal, expected_version)
    policies.may_end_offer(actor=actor, proposal=locked).require()
    offer = Offer.objects.get(proposal=locked)
    offer.ended_at = clock.now()
    offer.save(update_fields=["ended_at"])
    _count(locked)
    write_step(actor, locked, act="end_offer", from_state=locked.state)
    journal.record(actor=actor, act="proposals.end_offer", obj=locked, after={"offer": offer.pk})
    return offer


@service("proposals.take_over", about="proposal")
def take_over(*, actor: Actor, proposal: Proposal, takeover: Takeover) -> Adoption:
    """Record that the actor's unit uses what was proposed elsewhere; each unit once.

    Raises:
        Refusal: "incomplete" with the faults; the policy's.
    """
    # Locked, so that two officers of a unit do not count it twice, nor an offer ends meanwhile.
    locked = Proposal.objects.select_for_update(of=("self",)).select_related("unit").get(pk=proposal.pk)
    policies.may_take_over(actor=actor, proposal=locked).require()
    problems = []
    if takeover.since is None or not (locked.used_on or takeover.since) <= takeover.since <= clock.today():
        problems.append(Problem("since", _("请填写开始采用的日期，在原单位投入使用之后、今天或以前。"), "out_of_range"))
    if not 0 < len(takeover.effect.strip()) <= LONGEST_EFFECT:
        words = _("请写明用在哪里、效果怎样，最多 %(most)d 个字。") % {"most": LONGEST_EFFECT}
        problems.append(Problem("effect", words, "required"))
    _refuse(problems)
    assert takeover.since is not None, "asked above"
    made = Adoption.objects.create(
        proposal=locked,
        unit_id=actor.organisation_key,
        since=takeover.since,
        effect=takeover.effect.strip(),
        recorded_by_id=actor.account_key,
        recorded_at=clock.now(),
    )
    write_step(actor, locked, act="take_over", from_state=locked.state, words=made.effect)
    after = {"unit": made.unit_id, "since": made.since}
    journal.record(actor=actor, act="proposals.take_over", obj=locked, after=after)
    return made


@service("proposals.give_up", about="adoption")
def give_up(*, actor: Actor, adoption: Adoption, ended_on: date | None, reason: str) -> Adoption:
    """Record that a unit no longer uses what it took over."""
    found = Adoption.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=adoption.pk)
    policies.may_give_up(actor=actor, adoption=found).require()
    problems = []
    if ended_on is None or not found.since <= ended_on <= clock.today():
        problems.append(Problem("ended_on", _("请填写停用日期，在开始采用之后、今天或以前。"), "out_of_range"))
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        problems.append(
            Problem("reason", _("请写明为什么不再用，最多 %(most)d 个字。") % {"most": LONGEST_REASON}, "required")
        )
    _refuse(problems)
    found.ended_on, found.ended_reason = ended_on, reason.strip()
    found.save(update_fields=["ended_on", "ended_reason"])
    write_step(actor, found.proposal, act="give_up", from_state=found.proposal.state, words=found.ended_reason)
    after = {"unit": found.unit_id, "ended_on": found.ended_on}
    journal.record(actor=actor, act="proposals.give_up", obj=found.proposal, after=after, reason=found.ended_reason)
    return found


def _count(locked: Proposal) -> None:
    locked.version += 1
    locked.save(update_fields=["version"])


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refusal("incomplete", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
