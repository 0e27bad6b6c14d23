"""Factors of energy carriers, each with edition, year, range, source and the first day it is used for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models.base import Record, Retention
from jiangxin.engine.measure.energy_carriers import AREAS, CARRIERS, NATION, FactorKind, factor_unit
from jiangxin.engine.measure.energy_factors import Factor, Series


class EnergyFactorKind(models.TextChoices):
    """What a factor makes out of a quantity."""

    EQUIVALENT = FactorKind.EQUIVALENT.value, _("折标准煤（当量值）")
    EQUAL_VALUE = FactorKind.EQUAL_VALUE.value, _("折标准煤（等价值）")
    CARBON = FactorKind.CARBON.value, _("二氧化碳排放")


class EnergyFactor(Record):
    """One coefficient. It holds until the next of its carrier, kind and area begins; the database keeps every row.

    A wrong row is corrected by another of the same first day with the next `correction`: of two, the later one counts.
    """

    journal_label: ClassVar[str] = "core.energy_factor"
    retention: ClassVar[Retention] = Retention.PERMANENT

    carrier = models.CharField(_("能源品种"), max_length=30)
    kind = models.CharField(_("系数种类"), max_length=12, choices=EnergyFactorKind.choices)
    area = models.CharField(_("适用地区"), max_length=12, default=NATION)
    value = models.DecimalField(_("系数"), max_digits=12, decimal_places=6)
    low = models.DecimalField(_("范围下限"), max_digits=12, decimal_places=6)
    high = models.DecimalField(_("范围上限"), max_digits=12, decimal_places=6)
    edition = models.CharField(_("版本"), max_length=60)
    year = models.PositiveSmallIntegerField(_("数据年份"))
    valid_from = models.DateField(_("启用日期"))
    correction = models.PositiveSmallIntegerField(_("更正次数"), default=0)
    source = models.CharField(_("依据文件"), max_length=200)
    reason = models.CharField(_("更正原因"), max_length=200, blank=True)
    entered_at = models.DateTimeField(_("录入时间"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("能源系数")
        ordering = ["carrier", "kind", "area", "-valid_from", "-correction"]
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "kind", "area", "valid_from", "correction"], name="energy_factor_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(low__gt=0, low__lte=models.F("value"), high__gte=models.F("value")),
                name="energy_factor_inside_range",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["equivalent", "equal_value", "carbon"]), name="energy_factor_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(correction=0) | ~models.Q(reason=""), name="energy_factor_corrected_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carrier_name} {self.edition}"

    @property
    def series(self) -> Series:
        """Return carrier, kind and area."""
        return Series(self.carrier, FactorKind(self.kind), self.area)

    @property
    def factor(self) -> Factor:
        """Return the row as the engine computes with it."""
        return Factor(
            self.series, self.value, self.low, self.high, self.edition, self.year, self.valid_from, self.correction
        )

    @property
    def carrier_name(self) -> str:
        """Return the carrier's name in the reader's language."""
        return in_language(CARRIERS[self.carrier].zh, CARRIERS[self.carrier].en)

    @property
    def area_name(self) -> str:
        """Return the area's name in the reader's language."""
        return in_language(*AREAS[self.area])

    @property
    def unit(self) -> str:
        """Return the unit, such as kgce/kWh."""
        return factor_unit(self.carrier, FactorKind(self.kind))

    @property
    def shown(self) -> str:
        """Return the value without idle noughts, at least four decimals."""
        return self._written("value")

    @property
    def range(self) -> str:
        """Return the published range, empty where one value was published."""
        return f"{self._written('low')}–{self._written('high')}" if self.low < self.high else ""

    def _written(self, name: str) -> str:
        whole, _point, decimals = f"{getattr(self, name):.6f}".partition(".")
        return f"{whole}.{decimals.rstrip('0').ljust(4, '0')}"


def in_language(zh: str, en: str) -> str:
    """Return one of two names by the reader's language."""
    return en if (get_language() or "").startswith("en") else zh
