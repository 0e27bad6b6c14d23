"""What a proposal brought and what was given for it."""

from decimal import Decimal

from jiangxin.engine.measure.money import share_out
from jiangxin.proposals.models import Benefit, EnergySaving, Proposal, Reward


def benefits_of(proposal: Proposal) -> list[Benefit]:
    """Return the benefit of each year that counts – the newest recorded –, the newest year first."""
    newest: dict[int, Benefit] = {}
    for benefit in Benefit.objects.filter(proposal=proposal).select_related("proof").order_by("-year", "-id"):
        newest.setdefault(benefit.year, benefit)
    return list(newest.values())


def savings_of(proposal: Proposal) -> list[EnergySaving]:
    """Return the energy saved in each year – the newest recorded –, with its carriers, the newest year first."""
    newest: dict[int, EnergySaving] = {}
    rows = EnergySaving.objects.filter(proposal=proposal).select_related("proof").prefetch_related("carriers")
    for saving in rows.order_by("-year", "-id"):
        newest.setdefault(saving.year, saving)
    return list(newest.values())


def best_benefit(proposal: Proposal) -> Benefit | None:
    """Return the benefit of the best year, by which a reward is measured."""
    return max(benefits_of(proposal), key=lambda benefit: (benefit.amount, -benefit.year), default=None)


def parts_of(reward: Reward) -> list[tuple[str, Decimal]]:
    """Return what each author of a rewarded proposal gets, in yuan; together the reward, to the fen."""
    authors = list(reward.proposal.authors.all())
    parts = share_out(reward.amount, [author.percent for author in authors])
    return [(author.name, part) for author, part in zip(authors, parts, strict=True)]
