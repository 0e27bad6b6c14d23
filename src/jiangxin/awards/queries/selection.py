"""Drawing the line: who would be in, whether the proportions hold, and what moving the line by one would change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from jiangxin.awards.models import RankingRow
from jiangxin.awards.terms import Share, shares
from jiangxin.awards.wording import industry_name
from jiangxin.campaigns.models import Call, Entry
from jiangxin.engine.fairness.proportions import check_proportions
from jiangxin.engine.fairness.selection import Bound, Clash, Displacement, Nominee, Rule, Selection, Target, select
from jiangxin.people.enums import Gender

_HUNDRED = 100
_PRICE = 1_000_000
"""Price of one case missing from a share: more than any difference in points, so that shares are kept if possible."""


@dataclass(frozen=True, slots=True)
class ShareState:
    """One proportion on the list as it stands: `missing` cases short of it, or too many."""

    label: str
    satisfied: bool
    at_least: bool
    have: int
    need: int
    missing: int
    source: str


@dataclass(frozen=True, slots=True)
class CountyBar:
    """One area on the list: chosen out of how many scored; percent is the share of the list."""

    area: str
    chosen: int
    scored: int
    percent: int


@dataclass(frozen=True, slots=True)
class LineChange:
    """What moving the line by one would do: who comes in or goes out, which shares break or come to hold."""

    row: RankingRow
    broken: tuple[str, ...]
    mended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotaCost:
    """What one rule costs, seen by leaving out that rule alone.

    Attributes:
        rule: The rule in words.
        displaced, favoured: Rows that would be on the list without it, and rows on the list because of it, best first.
        points: By how much the scores on the list would add up to more without it.
    """

    rule: str
    displaced: tuple[RankingRow, ...]
    favoured: tuple[RankingRow, ...]
    points: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """A line drawn.

    Attributes:
        chosen: entries on the list.
        up: one fewer; None when the list is empty.
        down: one more; None when nobody is left or the seats are full.
        moved_in, moved_out: rows the shares moved against plain ranking order, best first.
        costs: for each rule that costs points, whom it displaced; empty after a clash, where wishes stand for rules.
        clash: rules that cannot hold together, in words; then the shares were treated as wishes.
        gave_up: the upper limits alone cannot fill the list, so that it stands in plain order after all.
        tied: rows of one place that a line in plain order runs through: nothing in the ranking parts them.
    """

    count: int
    seats: int
    chosen: frozenset[int]
    states: tuple[ShareState, ...]
    bars: tuple[CountyBar, ...]
    up: LineChange | None
    down: LineChange | None
    moved_in: tuple[RankingRow, ...]
    moved_out: tuple[RankingRow, ...]
    clash: tuple[str, ...]
    tied: tuple[RankingRow, ...] = ()
    gave_up: bool = False
    costs: tuple[QuotaCost, ...] = ()


def groups_of(entry: Entry) -> frozenset[str]:
    """Return the groups an entry counts in."""
    facts = {
        "front_line": entry.is_front_line,
        "non_public": entry.is_non_public,
        "women": entry.leader_gender == Gender.FEMALE,
        entry.variant or "plain": True,
        f"industry:{entry.industry_section}": bool(entry.industry_section),
        f"area:{entry.area_id}": True,
    }
    return frozenset(group for group, holds in facts.items() if holds) | frozenset(entry.groups or ())


def draw_line(call: Call, rows: Sequence[RankingRow], *, count: int | None = None, balanced: bool = False) -> Plan:
    """Draw the line of a ranking.

    Args:
        rows: the ranking in order, with entry and area.
        count: how many are on the list; the call's seats unless given.
        balanced: keep the proportions, departing from the ranking as little as possible; otherwise the plain order.
    """
    able = [row for row in rows if not row.vetoed]
    seats = call.seats or len(able)
    count = max(0, min(seats if count is None else count, len(able), seats))
    plain = frozenset(row.entry_id for row in able[:count])
    chosen, clash, costs = _balanced(call, able, count) if balanced and count else (plain, (), ())
    gave_up = chosen is None
    chosen = plain if chosen is None else chosen
    states = share_states(call, rows, chosen)
    return Plan(
        count=count,
        seats=seats,
        chosen=chosen,
        states=states,
        bars=_bars(rows, chosen),
        up=_change(call, rows, chosen, states, _last_in(able, chosen)),
        down=_change(call, rows, chosen, states, _first_out(able, chosen)) if count < seats else None,
        moved_in=tuple(row for row in able if row.entry_id in chosen - plain),
        moved_out=tuple(row for row in able if row.entry_id in plain - chosen),
        clash=clash,
        gave_up=gave_up,
        costs=costs,
        tied=() if balanced else _tied_at(able, count),
    )


def share_states(call: Call, rows: Iterable[RankingRow], chosen: Iterable[int]) -> tuple[ShareState, ...]:
    """Return how each proportion stands on a list; one that holds for each group is told by the group worst off."""
    taken = set(chosen)
    members = [groups_of(row.entry) for row in rows if row.entry_id in taken]
    names = {f"area:{row.entry.area_id}": row.entry.area.short_name for row in rows}
    return tuple(_state(share, members, names) for share in shares(call))


def _state(share: Share, members: Sequence[frozenset[str]], names: dict[str, str]) -> ShareState:
    groups = [share.group]
    if share.prefix:
        groups = sorted({group for one in members for group in one if group.startswith(share.prefix)}) or [share.group]
    checks = check_proportions(members, [share.proportion(group) for group in groups])
    worst = min(checks, key=lambda check: (check.slack, -check.have))
    label = str(share.label)
    if share.prefix and worst.rule.group != share.group:
        label = f"{label}（{_group_name(worst.rule.group, names)}）"
    return ShareState(
        label=label,
        satisfied=worst.satisfied,
        at_least=worst.rule.bound == "at_least",
        have=worst.have,
        need=worst.need,
        missing=max(0, -worst.slack),
        source=share.source,
    )


def _group_name(group: str, names: dict[str, str]) -> str:
    if group.startswith("industry:"):
        return industry_name(group.removeprefix("industry:"))
    return names.get(group, group)


def _bars(rows: Sequence[RankingRow], chosen: frozenset[int]) -> tuple[CountyBar, ...]:
    scored = Counter(row.entry.area_id for row in rows)
    taken = Counter(row.entry.area_id for row in rows if row.entry_id in chosen)
    areas = {row.entry.area_id: row.entry.area for row in rows}
    return tuple(
        CountyBar(
            area=areas[pk].short_name or areas[pk].name,
            chosen=taken[pk],
            scored=scored[pk],
            percent=round(_HUNDRED * taken[pk] / max(1, len(chosen))),
        )
        for pk in sorted(areas, key=lambda pk: areas[pk].path)
    )


def _tied_at(able: Sequence[RankingRow], count: int) -> tuple[RankingRow, ...]:
    if not 0 < count < len(able) or able[count - 1].place != able[count].place:
        return ()
    return tuple(row for row in able if row.place == able[count].place)


def _last_in(able: Sequence[RankingRow], chosen: frozenset[int]) -> RankingRow | None:
    return next((row for row in reversed(able) if row.entry_id in chosen), None)


def _first_out(able: Sequence[RankingRow], chosen: frozenset[int]) -> RankingRow | None:
    return next((row for row in able if row.entry_id not in chosen), None)


def _change(
    call: Call,
    rows: Sequence[RankingRow],
    chosen: frozenset[int],
    states: tuple[ShareState, ...],
    row: RankingRow | None,
) -> LineChange | None:
    if row is None:
        return None
    after = share_states(call, rows, chosen ^ {row.entry_id})
    pairs = list(zip(states, after, strict=True))
    return LineChange(
        row=row,
        broken=tuple(new.label for old, new in pairs if old.satisfied and not new.satisfied),
        mended=tuple(new.label for old, new in pairs if new.satisfied and not old.satisfied),
    )


Balance = tuple[frozenset[int] | None, tuple[str, ...], tuple[QuotaCost, ...]]


def _balanced(call: Call, able: Sequence[RankingRow], count: int) -> Balance:
    # The case's name is its order, so that equal merit is decided by the ranking.
    by_case = {f"{row.order:06d}": row for row in able}
    nominees = [Nominee(case, int(row.score * _HUNDRED), groups_of(row.entry)) for case, row in by_case.items()]
    least, most = _bounds(call, nominees, count)
    labels = _rule_labels(call, able)
    answer = select(nominees, seats=count, bounds=[*least, *most])
    clash: tuple[str, ...] = ()
    if isinstance(answer, Clash):
        clash = tuple(_rule_words(rule, labels) for rule in answer.rules)
        wishes = [Target(bound.group, bound.minimum, _PRICE) for bound in least]
        answer = select(nominees, seats=count, bounds=most, targets=wishes)
    if not isinstance(answer, Selection):  # the upper limits alone leave seats empty
        return None, clash, ()
    # After a clash the merit lost holds the price of wishes, which are no points.
    costs = () if clash else tuple(_cost(one, by_case, labels) for one in answer.displacements)
    return frozenset(by_case[case].entry_id for case in answer.chosen), clash, costs


def _cost(moved: Displacement, by_case: Mapping[str, RankingRow], labels: dict[str, str]) -> QuotaCost:
    return QuotaCost(
        rule=_rule_words(moved.rule, labels),
        displaced=tuple(by_case[case] for case in moved.displaced),
        favoured=tuple(by_case[case] for case in moved.favoured),
        points=Decimal(moved.merit_lost) / _HUNDRED,
    )


def _bounds(call: Call, nominees: Sequence[Nominee], count: int) -> tuple[list[Bound], list[Bound]]:
    least: list[Bound] = []
    most: list[Bound] = []
    known = sorted({group for one in nominees for group in one.groups})
    for share in shares(call):
        groups = [group for group in known if group.startswith(share.prefix)] if share.prefix else [share.group]
        for group in groups:
            limit = share.proportion(group).cases(count)
            if share.bound == "at_most":
                most.append(Bound(group, maximum=limit))
            else:
                least.append(Bound(group, minimum=limit))
    rules = call.definition.get("selection", {})
    areas = [group for group in known if group.startswith("area:")]
    if floor := int(rules.get("minimum_per_area", 0)):
        least += [Bound(area, minimum=floor) for area in areas]
    if ceiling := int(rules.get("maximum_per_area", 0)):
        most += [Bound(area, maximum=ceiling) for area in areas]
    return least, most


def _rule_labels(call: Call, rows: Iterable[RankingRow]) -> dict[str, str]:
    labels = {share.group: str(share.label) for share in shares(call)}
    for row in rows:
        labels[f"area:{row.entry.area_id}"] = row.entry.area.short_name
        section = row.entry.industry_section
        labels[f"industry:{section}"] = industry_name(section)
    return labels


def _rule_words(rule: Rule, labels: dict[str, str]) -> str:
    facts = {"group": labels.get(rule.group, rule.group), "limit": rule.limit, "available": rule.available}
    if rule.code == "selection.seats":
        return _("共 %(limit)d 个名额须用满") % facts
    if rule.code == "selection.minimum":
        return _("“%(group)s”不少于 %(limit)d 个（可选 %(available)d 个）") % facts
    return _("“%(group)s”不多于 %(limit)d 个（可选 %(available)d 个）") % facts
