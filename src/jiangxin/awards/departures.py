"""Where a decision departs from the ranking: who was passed over, and who was taken instead."""

from collections.abc import Collection, Iterable

from jiangxin.awards.models import RankingRow


def departures(rows: Iterable[RankingRow], selected: Collection[int]) -> set[int]:
    """Return the entries whose decision needs a reason.

    With n entries selected, the ranking alone would have taken the best n. An entry selected from behind that line
    departs, and so does each one before it that was not selected. Entries that share the place on the line are equal:
    choosing among them departs only when somebody behind them was taken.
    """
    ordered = sorted((row for row in rows), key=lambda row: row.order)
    count = sum(1 for row in ordered if row.entry_id in selected)
    if count == 0:
        return set()
    line = ordered[count - 1].place
    behind = {row.entry_id for row in ordered if row.entry_id in selected and row.place > line}
    before = {
        row.entry_id
        for row in ordered
        if row.entry_id not in selected and (row.place < line or (behind and row.place == line))
    }
    return behind | before
