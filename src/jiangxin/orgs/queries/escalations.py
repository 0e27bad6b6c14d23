"""Reading escalations: what was brought before whom."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, QuerySet

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.orgs.models import Duty, Errand, Escalation
from jiangxin.orgs.queries.duties import duties_on
from jiangxin.orgs.queries.errands import errands_for, out_of_sight_of

_SHOWN = 20


def escalations_for(actor: Actor) -> QuerySet[Escalation]:
    """Return what was brought before the actor's duty, without what they are kept away from."""
    if not actor.is_signed_in or actor.organisation_id is None:
        return Escalation.objects.none()
    own = Escalation.objects.filter(role=actor.role, organisation_id=actor.organisation_id)
    if away := out_of_sight_of(actor):
        own = own.exclude(errand__in=Errand.objects.filter(away).values("pk"))
    return own.select_related("errand__account__person", "errand__organisation", "organisation")


def get_escalation_for(actor: Actor, escalation_id: int) -> Escalation:
    """Return one of them; absent and forbidden look alike."""
    found = escalations_for(actor).filter(pk=escalation_id).first()
    if found is None:
        raise NotFound
    return found


def escalations_of(errands: Iterable[Errand]) -> dict[int, list[Escalation]]:
    """Return before whom some errands were brought, by errand, the first level first; one query."""
    rows = Escalation.objects.filter(errand__in=[errand.pk for errand in errands], due_at=F("errand__due_at"))
    found: dict[int, list[Escalation]] = defaultdict(list)
    for row in rows.select_related("organisation").order_by("level"):
        found[row.errand_id].append(row)
    return dict(found)


def brought_up(actor: Actor) -> list[tuple[Errand, list[Escalation]]]:
    """Return what of the actor's own was brought before others, the longest overdue first; two queries."""
    late = list(errands_for(actor).filter(escalations__due_at=F("due_at")).distinct().order_by("due_at")[:_SHOWN])
    found = escalations_of(late)
    return [(errand, found[errand.pk]) for errand in late]


def called_by(escalation: Escalation) -> list[Duty]:
    """Return the duties of those an escalated errand waits for, whatever their role, with accounts and persons."""
    errand = escalation.errand
    if errand.account_id is None:
        alike = Errand.objects.filter(
            subject=errand.subject, subject_id=errand.subject_id, asked=errand.asked, account=None
        ).filter(organisation_id=errand.organisation_id or 0, closed_at=errand.closed_at)
        roles = {errand.role, *alike.values_list("role", flat=True)}
        today = duties_on(clock.today()).filter(organisation_id=errand.organisation_id or 0, role__in=roles)
        return list(today.order_by("role", "pk"))
    return list(duties_on(clock.today()).filter(account_id=errand.account_id, role=errand.role).order_by("pk")[:1])
