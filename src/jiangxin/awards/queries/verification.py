"""Telling anyone whether a certificate or plaque is genuine, and whether it still stands."""

from dataclasses import dataclass

from jiangxin.awards.enums import Standing
from jiangxin.awards.models import Certificate
from jiangxin.awards.numbers import lookup_key, tidy
from jiangxin.campaigns.blueprint.vocabulary import LEAST_CHARACTERS
from jiangxin.core import clock

EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Verified:
    """What is known of a number; only what stands on the plaque itself and in the published document."""

    certificate: Certificate
    successor: Certificate | None

    @property
    def verdict(self) -> str:
        """Return what anyone is told: a value of `Standing`, or "expired" once the term of a standing one is over."""
        award = self.certificate.award
        if award.standing == Standing.WITHDRAWN:
            return Standing.WITHDRAWN
        over = award.valid_until is not None and award.valid_until < clock.today()
        return EXPIRED if over and self.certificate.standing == Standing.STANDS else self.certificate.standing

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
        Certificate.objects.filter(lookup=key).select_related("award__document", "award__area", "replaced_by")[:2]
    )
    if len(found) > 1:
        found = [certificate for certificate in found if certificate.number == tidy(number)]
    if not found:
        return None
    certificate = found[0]
    return Verified(certificate, getattr(certificate, "replaced_by", None))
