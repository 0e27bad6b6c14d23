"""Reading errands: the inbox.

An actor's errands are asked of the role or of the person by name. Each half has an index of its own that ends in the
order of the inbox, so lists read the two halves one after the other instead of one condition with “or”, which would
read and sort everything that waits.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from jiangxin.core.actor import Actor, Role
from jiangxin.orgs.asked import ESCALATION
from jiangxin.orgs.models import Errand, Escalation

COUNTED = 1_000
"""How far errands are counted by kind."""
Cases = Callable[[int], list[int]]
Rule = Callable[[list[int]], Q]
_CASES: list[Cases] = []
_KEPT_AWAY: list[Rule] = []
_APPLICANTS = frozenset({Role.STUDIO_SECRETARY, Role.STUDIO_LEADER, Role.UNION_OFFICER, Role.WORKER})


def cases_kept(find: Cases) -> Cases:
    """Register, for the room above that knows conflicts of interest, from which cases (ids) a person (id) is kept."""
    _CASES.append(find)
    return find


def keeps_away(rule: Rule) -> Rule:
    """Register, for a room above, which errands are about some cases (ids) that a person is kept from.

    A conflict of interest closes the gate in inboxes, counts, escalations and mails, too. Rules are asked only when
    there is such a case, so that everybody else pays one small query.
    """
    _KEPT_AWAY.append(rule)
    return rule


def kept_away(roles: Iterable[str], person_id: int | None) -> Q | None:
    """Return the condition of errands, in some of a person's roles, about what they are kept away from; None: nothing.

    The applicants' side keeps its own things in sight, as in `campaigns.queries.entries_for`.
    """
    judging = sorted(set(roles) - _APPLICANTS)
    found = _about_cases(person_id) if judging else None
    return found and Q(role__in=judging) & found


def out_of_sight_of(actor: Actor) -> Q | None:
    """Return the condition of errands, whoever they wait for, about what the actor is kept away from; None: nothing."""
    return None if actor.role in _APPLICANTS else _about_cases(actor.person_id)


def _about_cases(person_id: int | None) -> Q | None:
    """Return the condition of errands about the cases a person is kept from, and of those about their escalations."""
    cases = [] if person_id is None else [case for find in _CASES for case in find(person_id)]
    if not cases:
        return None
    found = Q(pk__in=[])
    for rule in _KEPT_AWAY:
        found |= rule(cases)
    escalated = Escalation.objects.filter(errand__in=Errand.objects.filter(found).values("pk"))
    return found | Q(subject=ESCALATION, subject_id__in=escalated.values("pk"))


def errands_for(actor: Actor) -> QuerySet[Errand]:
    """Return what waits for the actor in the duty they act in: asked of the role, or of them by name."""
    if not actor.is_signed_in:
        return Errand.objects.none()
    by_name, by_role = _halves(actor)
    found = Errand.objects.filter(by_name | by_role, closed_at=None)
    away = kept_away([actor.role], actor.person_id)
    return found.exclude(away) if away else found


def errands_in_order(actor: Actor, *conditions: Q) -> QuerySet[Errand]:
    """Return what waits and meets all conditions, due first, undated last; to be sliced, reversed or counted."""
    if not actor.is_signed_in:
        return Errand.objects.none()
    away = kept_away([actor.role], actor.person_id)
    if away:
        conditions = (*conditions, ~away)
    by_name, by_role = (Errand.objects.filter(half, *conditions, closed_at=None) for half in _halves(actor))
    return by_name.union(by_role, all=True).order_by("due_order", "id")


def errand_counts(actor: Actor) -> dict[str, int | None]:
    """Return which kinds of errands (`asked`) wait for the actor, and how many of each.

    Only the `COUNTED` most urgent are looked at, so that the cost has a bound: beyond them nobody needs the numbers,
    and every kind is None.
    """
    first = list(errands_in_order(actor).values_list("asked", flat=True)[: COUNTED + 1])
    return dict(Counter(first)) if len(first) <= COUNTED else dict.fromkeys(first)


def _halves(actor: Actor) -> tuple[Q, Q]:
    by_name = Q(account_id=actor.account_id, role=actor.role)
    return by_name, Q(account__isnull=True, organisation_id=actor.organisation_id, role=actor.role)
