"""Proposals like another one, found by fingerprints in the database and compared word for word."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db import connection

from jiangxin.engine.text.fingerprints import Passage, Reading
from jiangxin.proposals.enums import ProposalState
from jiangxin.proposals.models import Proposal

LEAST_SHARE = 0.4
"""From this share of the text on, in either direction, two proposals are shown side by side."""
_COMPARED = 20
_POSTINGS = 200
_LEAST_LETTERS = 20
# Django cannot cut the parts of a union, which both engines can.
_NEWEST = (
    "SELECT * FROM (SELECT number, proposal_id FROM proposals_fingerprint"
    " WHERE number = %s ORDER BY proposal_id DESC LIMIT %s) AS newest"
)


class Like(NamedTuple):
    """A proposal like a text.

    Attributes:
        share: How much of the shorter of both stands in the other, from 0 to 1.
        passages: What they have in common, as places in the text.
    """

    proposal: Proposal
    share: float
    passages: tuple[Passage, ...]


def similar_to(text: str, *, leave_out: Collection[int] = (), most: int = 5) -> list[Like]:
    """Return the proposals most like a text, the likest first; a text of a few words has none yet.

    Args:
        text: as typed, whole or half.
        leave_out: ids of proposals that do not count.
        most: how many at most.
    """
    if len(text.strip()) < _LEAST_LETTERS:
        return []
    asked = Reading(text)
    read = [(proposal, Reading(proposal.body)) for proposal in _candidates(asked, leave_out)]
    shares = [(max(asked.share_in(other), other.share_in(asked)), proposal, other) for proposal, other in read]
    nearest = sorted((row for row in shares if row[0] >= LEAST_SHARE), key=lambda row: (-row[0], row[1].pk))[:most]
    return [Like(proposal, share, asked.passages_in(other)) for share, proposal, other in nearest]


def _candidates(asked: Reading, leave_out: Collection[int]) -> list[Proposal]:
    """Return those that share the most, the rarest fingerprints counting most: a phrase all use tells nothing."""
    weights: dict[int, float] = defaultdict(float)
    for keys in _postings(sorted(asked.fingerprints())).values():
        for key in keys:
            weights[key] += 1 / len(keys)
    for key in leave_out:
        weights.pop(key, None)
    nearest = sorted(weights, key=lambda key: (-weights[key], key))[:_COMPARED]
    proposals = Proposal.objects.exclude(state=ProposalState.WITHDRAWN).select_related("unit", "call")
    return list(proposals.filter(pk__in=nearest))


def _postings(numbers: Sequence[int]) -> dict[int, list[int]]:
    """Return for each fingerprint the newest proposals that have it, at most so many: what it costs has a limit."""
    found: dict[int, list[int]] = defaultdict(list)
    if not numbers:
        return found
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_NEWEST] * len(numbers)), [part for n in numbers for part in (n, _POSTINGS)])
        for number, key in cursor.fetchall():
            found[number].append(key)
    return found
