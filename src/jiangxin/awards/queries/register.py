"""Reading the register of certificates and plaques."""

from django.db.models import Prefetch, QuerySet

from jiangxin.awards.enums import CertificateKind
from jiangxin.awards.models import Certificate, PlaqueEvent
from jiangxin.awards.queries.naming import documents_for
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound


def certificates_for(actor: Actor) -> QuerySet[Certificate]:
    """Return the certificates and plaques the actor's own federation gave."""
    return Certificate.objects.filter(award__document__in=documents_for(actor)).select_related(
        "award__area", "award__document", "award__entry__call"
    )


def plaques_for(actor: Actor) -> QuerySet[Certificate]:
    """Return the plaques of the actor's own federation, by number."""
    return certificates_for(actor).filter(kind=CertificateKind.PLAQUE).order_by("number")


def get_certificate_for(actor: Actor, certificate_id: int) -> Certificate:
    """Return one certificate or plaque with its events; absent and forbidden look alike."""
    events = PlaqueEvent.objects.select_related("proof", "entered_by__person").order_by("id")
    found = (
        certificates_for(actor).filter(pk=certificate_id).prefetch_related(Prefetch("events", queryset=events)).first()
    )
    if found is None:
        raise NotFound
    return found
