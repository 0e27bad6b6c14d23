"""Opinions on an entry's way: what a person wrote stays as written, what the house wrote is told in the reader's words.

A room above says how its own sentences are told (`told_by`); the facts are stored with the step, beside the sentence in
the house's own language, which documents and the journal keep.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jiangxin.campaigns.models import Transition

Facts = Mapping[str, Any]
Teller = Callable[[Facts], str]
_TELLERS: dict[str, Teller] = {}


def told_by(kind: str, teller: Teller) -> None:
    """Register how opinions of a kind ("awards.grade") are told from their facts."""
    _TELLERS[kind] = teller


def facts_of(kind: str, facts: Facts) -> dict[str, Any]:
    """Return facts as a step keeps them."""
    return {"told_by": kind, **facts}


def opinion_in_words(step: Transition) -> str:
    """Return the opinion of a step in the reader's language where the house wrote it, else as it was written."""
    facts = step.opinion_facts or {}
    teller = _TELLERS.get(facts.get("told_by", ""))
    return (teller(facts) if teller else "") or step.opinion
