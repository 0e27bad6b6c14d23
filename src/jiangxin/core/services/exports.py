"""Taking a list along as a file is an act of its own and is journalled (GB/T 35273-2020 11.3, processing records)."""

from typing import cast

from django.contrib.auth import get_user_model

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.models import Record
from jiangxin.core.service import service


@service("core.export_list", about="account")
def record_export(*, actor: Actor, account: Record, listing: str, form: str, query: str, rows: int) -> None:
    """Record that `actor` took `rows` rows of a list as a file."""
    facts = {"listing": listing, "form": form, "query": query, "rows": rows}
    journal.record(actor=actor, act="core.export_list", obj=account, after=facts)


def account_of(actor: Actor) -> Record | None:
    """Return the account behind an actor, on which its exports are recorded; the public has none."""
    if actor.account_id is None:
        return None
    return cast("Record", get_user_model().objects.get(pk=actor.account_id))
