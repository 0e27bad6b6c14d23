"""Proposals like another one, found by fingerprints in the database and compared word for word."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db import connection

from jiangxin.engine.text.fingerprints import Passage, fingerprints, overlap
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
    found = [_compare(text, proposal) for proposal in _candidates(text, leave_out)]
    like = sorted((one for one in found if one.share >= LEAST_SHARE), key=lambda one: (-one.share, one.proposal.pk))
    return like[:most]


def _candidates(text: str, leave_out: Collection[int]) -> list[Proposal]:
    """Return those that share the most, the rarest fingerprints counting most: a phrase all use tells nothing."""
    weights: dict[int, float] = defaultdict(float)
    for keys in _postings(sorted(fingerprints(text))).values():
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


def _compare(text: str, proposal: Proposal) -> Like:
    here, there = overlap(text, proposal.body), overlap(proposal.body, text)
    return Like(proposal, max(here.share, there.share), here.passages)
