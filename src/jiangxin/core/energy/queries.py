"""Reading the table of factors: the whole of it, the one of a day, the past of one series."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from jiangxin.core.actor import Actor
from jiangxin.core.energy.policies import may_read_factors
from jiangxin.core.models import EnergyFactor
from jiangxin.core.refusal import NotFound
from jiangxin.engine.measure.energy_factors import FactorTable


def factors_for(actor: Actor) -> QuerySet[EnergyFactor]:
    """Return every factor ever entered, for those who may read the table; `next_from` is when the next begins."""
    same = {name: OuterRef(name) for name in ("carrier", "kind", "area")}
    follows = EnergyFactor.objects.filter(_newer(), **same).order_by("valid_from", "correction")
    rows = EnergyFactor.objects.select_related("entered_by__person").annotate(
        next_from=Subquery(follows.values("valid_from")[:1])
    )
    return rows if may_read_factors(actor=actor) else rows.none()


def factors_on(rows: QuerySet[EnergyFactor], day: date) -> QuerySet[EnergyFactor]:
    """Return the factors valid on a day: of each carrier, kind and area the last begun, in its last correction."""
    same = {name: OuterRef(name) for name in ("carrier", "kind", "area")}
    begun = EnergyFactor.objects.filter(_newer(), **same, valid_from__lte=day)
    return rows.filter(~Exists(begun), valid_from__lte=day)


def get_factor_for(actor: Actor, factor_id: int) -> EnergyFactor:
    """Return one factor.

    Raises:
        NotFound: there is none for this actor.
    """
    found = factors_for(actor).filter(pk=factor_id).first()
    if found is None:
        raise NotFound
    return found


def past_of(actor: Actor, factor: EnergyFactor) -> QuerySet[EnergyFactor]:
    """Return all factors of the same carrier, kind and area, the latest first."""
    return factors_for(actor).filter(carrier=factor.carrier, kind=factor.kind, area=factor.area)


def factor_table() -> FactorTable:
    """Return all factors as the engine computes with them; one query."""
    return FactorTable(row.factor for row in EnergyFactor.objects.all())


def _newer() -> Q:
    return Q(valid_from__gt=OuterRef("valid_from")) | Q(
        valid_from=OuterRef("valid_from"), correction__gt=OuterRef("correction")
    )
