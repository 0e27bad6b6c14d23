"""What a worker is told of a proposal like the one being typed: its words only when it comes from the same unit."""

from collections.abc import Iterable
from typing import NamedTuple

from jiangxin.core.actor import Actor
from jiangxin.proposals.models import Proposal
from jiangxin.proposals.queries import Like


class ShownLike(NamedTuple):
    """A proposal like a text, as it is shown.

    Attributes:
        title: Empty when it comes from another unit.
        percent: How much of the shorter of both stands in the other.
        passages: What they have in common, in the words just typed.
    """

    proposal: Proposal
    title: str
    percent: int
    passages: tuple[str, ...]


def shown_likes(actor: Actor, text: str, likes: Iterable[Like]) -> list[ShownLike]:
    """Return what may be told of them; the passages are the typist's own words and give nothing away."""
    return [
        ShownLike(
            like.proposal,
            like.proposal.title if like.proposal.unit_id == actor.organisation_id else "",
            round(100 * like.share),
            tuple(text[passage.start : passage.end] for passage in like.passages),
        )
        for like in likes
    ]
