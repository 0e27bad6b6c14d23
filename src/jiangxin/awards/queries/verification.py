"""Telling anyone whether a certificate or plaque is genuine, and whether it still stands."""

from dataclasses import dataclass

from jiangxin.awards.enums import PlaqueAct, Standing
from jiangxin.awards.models import Certificate
from jiangxin.awards.numbers import lookup_key, tidy
from jiangxin.campaigns.blueprint.vocabulary import LEAST_CHARACTERS
from jiangxin.core import clock

EXPIRED = "expired"
GONE = (PlaqueAct.LOST, PlaqueAct.RETURNED)


@dataclass(frozen=True, slots=True)
class Verified:
    """What is known of a number; only what stands on the plaque itself and in the published document."""

    certificate: Certificate
    successor: Certificate | None

    @property
    def verdict(self) -> str:
        """Return what anyone is told: a value of `Standing`, or why a standing one proves nothing any more.

        That is "expired" once the term is over, and for a plaque "lost" or "returned" when the register says so: who
        shows it may not be the studio it was given to.
        """
        award = self.certificate.award
        if award.standing == Standing.WITHDRAWN:
            return Standing.WITHDRAWN
        over = award.valid_until is not None and award.valid_until < clock.today()
        if self.certificate.standing != Standing.STANDS:
            return self.certificate.standing
        if over:
            return EXPIRED
        return self.certificate.last_act if self.certificate.last_act in GONE else Standing.STANDS

    @property
    def stands(self) -> bool:
        """Tell whether the certificate is the one in force, and its term not over."""
        return self.verdict == Standing.STANDS


def verify(number: str) -> Verified | None:
    """Return what a number belongs to, however it is typed: width, case, spaces and separators do not matter.

    Two numbers that differ in their separators only are told apart by them.
    """
    key = lookup_key(tidy(number))
    if len(key) < LEAST_CHARACTERS:
        return None
    found = list(
        Certificate.objects.filter(lookup=key).select_related("award__document__call", "award__area", "replaced_by")[:2]
    )
    if len(found) > 1:
        found = [certificate for certificate in found if certificate.number == tidy(number)]
    if not found:
        return None
    certificate = found[0]
    return Verified(certificate, getattr(certificate, "replaced_by", None))
