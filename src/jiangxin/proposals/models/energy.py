"""What a proposal saves in energy, with the factors it was computed with."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import EnergyFactorKind, Record, Retention, StoredFile
from jiangxin.engine.measure.energy_carriers import NATION
from jiangxin.proposals.models.proposal import Proposal


class EnergySaving(Record):
    """What was saved in a year, compared at the output after; the newest of a year counts, none is changed.

    Attributes:
        output_before, output_after: what was made in each time, in `output_unit`.
        coal, carbon: in tonnes of standard coal and of carbon dioxide, with the ends the published ranges allow.
    """

    journal_label: ClassVar[str] = "proposals.energy_saving"
    retention: ClassVar[Retention] = Retention.LONG

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="savings")
    year = models.PositiveSmallIntegerField(_("年度"))
    before_from = models.DateField(_("改进前起"))
    before_to = models.DateField(_("改进前止"))
    after_from = models.DateField(_("改进后起"))
    after_to = models.DateField(_("改进后止"))
    output_unit = models.CharField(_("产量单位"), max_length=20)
    output_before = models.DecimalField(_("改进前产量"), max_digits=18, decimal_places=6)
    output_after = models.DecimalField(_("改进后产量"), max_digits=18, decimal_places=6)
    coal = models.DecimalField(_("节约标准煤（吨）"), max_digits=18, decimal_places=4)
    coal_low = models.DecimalField(max_digits=18, decimal_places=4)
    coal_high = models.DecimalField(max_digits=18, decimal_places=4)
    carbon = models.DecimalField(_("减少二氧化碳（吨）"), max_digits=18, decimal_places=4)
    carbon_low = models.DecimalField(max_digits=18, decimal_places=4)
    carbon_high = models.DecimalField(max_digits=18, decimal_places=4)
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    measured_by = models.CharField(_("计量负责人"), max_length=60)
    reason = models.CharField(_("更正原因"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("节能量")
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(output_before__gt=0, output_after__gt=0), name="saving_normalised_to_output"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    coal_low__lte=models.F("coal"),
                    coal_high__gte=models.F("coal"),
                    carbon_low__lte=models.F("carbon"),
                    carbon_high__gte=models.F("carbon"),
                ),
                name="saving_inside_its_range",
            ),
            models.CheckConstraint(
                condition=models.Q(before_to__gte=models.F("before_from"), after_to__gte=models.F("after_from")),
                name="saving_times_in_order",
            ),
        ]
        indexes = [models.Index(fields=["proposal", "-year", "-id"], name="saving_by_year")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.year} {self.coal} tce"


class CarrierSaving(Record):
    """One carrier of a saving, in the carrier's own unit.

    Attributes:
        quantity: saved, to six decimals; the tonnes are computed from the exact fraction.
        factors: rows of use ("coal", "carbon", "way"), carrier, kind, area, value, low, high, counted, unit, edition,
            year and first day, the numbers as texts so that no digit is lost.
    """

    journal_label: ClassVar[str] = "proposals.carrier_saving"
    retention: ClassVar[Retention] = Retention.LONG

    saving = models.ForeignKey(EnergySaving, on_delete=models.PROTECT, related_name="carriers")
    position = models.PositiveSmallIntegerField()
    carrier = models.CharField(_("能源品种"), max_length=30)
    before = models.DecimalField(_("改进前用量"), max_digits=18, decimal_places=6)
    after = models.DecimalField(_("改进后用量"), max_digits=18, decimal_places=6)
    basis = models.CharField(_("折标方法"), max_length=12, choices=EnergyFactorKind.choices)
    area = models.CharField(_("适用地区"), max_length=12, default=NATION)
    quantity = models.DecimalField(_("节约量"), max_digits=20, decimal_places=6)
    coal = models.DecimalField(_("节约标准煤（吨）"), max_digits=18, decimal_places=4)
    coal_low = models.DecimalField(max_digits=18, decimal_places=4)
    coal_high = models.DecimalField(max_digits=18, decimal_places=4)
    carbon = models.DecimalField(_("减少二氧化碳（吨）"), max_digits=18, decimal_places=4)
    carbon_low = models.DecimalField(max_digits=18, decimal_places=4)
    carbon_high = models.DecimalField(max_digits=18, decimal_places=4)
    factors = models.JSONField(default=list)

    class Meta:
        verbose_name = _("节能量明细")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["saving", "position"], name="carrier_saving_once"),
            models.CheckConstraint(condition=models.Q(before__gte=0, after__gte=0), name="carrier_use_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.saving_id} {self.carrier}"
