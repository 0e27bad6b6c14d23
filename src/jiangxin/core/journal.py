"""Writing the journal: one record for each act, in the same transaction as the act."""

import hashlib
import uuid
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import rfc8785
from django.db.models import Model

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.models import JournalEntry, Outcome, Record

CANONICAL_VERSION = 1
# Set by the middleware, so that the records of one request can be read together.
request_id: ContextVar[str] = ContextVar("request_id", default="")


def plain(value: Any) -> Any:  # noqa: PLR0911  one return for each type
    """Return `value` in JSON's own types; money and other decimals become text, so that no digit is lost."""
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | uuid.UUID() | Decimal() | float():
            return str(value)
        case Model():
            return value.pk
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in (sorted(value, key=str) if isinstance(value, (set, frozenset)) else value)]
        case _:
            return str(value)


def record(
    *,
    actor: Actor,
    act: str,
    obj: Record,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    outcome: Outcome = Outcome.DONE,
) -> JournalEntry:
    """Append one record of `act` on `obj` by `actor`.

    Args:
        act: "<app>.<verb>_<noun>", the name of the service.
        before: the facts that changed, as they were; personal secrets are left out by the caller.
        after: the same facts as they are now.
        reason: opinion, ground or refusal in words.
    """
    entry = _entry(actor, act, obj, before=before, after=after, reason=reason, outcome=outcome)
    entry.save(force_insert=True)
    return entry


def record_all(*, actor: Actor, act: str, done: Iterable[tuple[Record, dict[str, Any], str]]) -> None:
    """Append one record for each of many things done at once, in one query.

    Args:
        done: what each record is about, the facts as they are now, and the reason in words.
    """
    JournalEntry.objects.bulk_create(_entry(actor, act, obj, after=after, reason=reason) for obj, after, reason in done)


def _entry(
    actor: Actor,
    act: str,
    obj: Record,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    outcome: Outcome = Outcome.DONE,
) -> JournalEntry:
    entry = JournalEntry(
        uid=uuid.uuid4(),
        at=clock.now(),
        act=act,
        outcome=outcome,
        actor_id=actor.account_id,
        actor_name=actor.name[:100],
        duty=actor.role,
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        object_type=obj.journal_label,
        object_id=str(obj.pk),
        object_label=str(obj)[:300],
        reason=reason,
        before=plain(before or {}),
        after=plain(after or {}),
        request_id=request_id.get(),
    )
    entry.canonical = canonical(entry)
    entry.digest = hashlib.sha256(entry.canonical.encode()).hexdigest()
    return entry


def canonical(entry: JournalEntry) -> str:
    """Return the canonical form (RFC 8785) of a record, version 1. Its members and their order never change."""
    members = {
        "v": CANONICAL_VERSION,
        "uid": str(entry.uid),
        "at": plain(entry.at),
        "act": entry.act,
        "outcome": str(entry.outcome),
        "actor": {"id": entry.actor_id, "name": entry.actor_name, "duty": entry.duty},
        "organisation": {"id": entry.organisation_id, "name": entry.organisation_name},
        "object": {"type": entry.object_type, "id": entry.object_id, "label": entry.object_label},
        "reason": entry.reason,
        "before": entry.before,
        "after": entry.after,
        "request": entry.request_id,
    }
    return rfc8785.dumps(members).decode()


def of(obj: Record) -> "list[JournalEntry]":
    """Return what was done to `obj`, newest first."""
    return list(JournalEntry.objects.filter(object_type=obj.journal_label, object_id=str(obj.pk)))
