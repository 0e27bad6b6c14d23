"""What happened to an entry, in the shape the history part shows."""

from collections.abc import Callable

from jiangxin.campaigns.blueprint.transitions import TransitionRule
from jiangxin.campaigns.enums import state_label
from jiangxin.campaigns.models import Entry, Transition
from jiangxin.campaigns.opinions import opinion_in_words
from jiangxin.campaigns.queries.definitions import transition_rules
from jiangxin.core.actor import Role
from jiangxin.core.models import StoredFile
from jiangxin.core.ui.parts import FileLink, HistoryItem

FileAddress = Callable[[StoredFile], str]


def history_of(entry: Entry, *, address: FileAddress | None = None) -> list[HistoryItem]:
    """Return the entry's transitions, newest first; `address` tells where an attachment can be opened."""
    rules = {(rule.act, state): rule for rule in transition_rules(entry.call) for state in rule.from_states}
    rows = entry.transitions.select_related("organisation", "attachment").order_by("-id")
    assessed = entry.subject_id is not None
    return [_item(row, rules.get((row.act, row.from_state)), address, assessed=assessed) for row in rows]


def _item(row: Transition, rule: TransitionRule | None, address: FileAddress | None, *, assessed: bool) -> HistoryItem:
    stored = row.attachment
    files = [FileLink(stored.name, address(stored), stored.size)] if stored and address else []
    return HistoryItem(
        at=row.at,
        act=str(rule.label) if rule else row.act,
        who=row.actor_name,
        organisation=str(row.organisation or ""),
        duty=Role(row.role).label if row.role in Role.values else "",
        state=row.to_state,
        state_label=state_label(row.to_state, assessed=assessed),
        opinion=opinion_in_words(row),
        document_number=row.document_number,
        files=files,
    )
