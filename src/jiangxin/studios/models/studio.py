"""Tables about studios."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import Award
from jiangxin.core.models import Record, Retention, StoredFile
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Person
from jiangxin.studios.enums import StudioKind, StudioLevel, StudioState
from jiangxin.studios.models.imports import StudioImport

_NARROWED = {
    "kind": "kind",
    "level": "level",
    "area": "area",
    "industry_section": "industry",
    "year": "year",
    "field": "field",
}
"""Columns the directory is narrowed by, and what their indexes are called after."""
_WAYS = [(first, [other for other in _NARROWED if other != first], name) for first, name in _NARROWED.items()]


class Studio(Record):
    """A named studio, as the directory shows it. The facts of its naming stay with the award.

    A studio named before the house stood has no award here: it was taken over from a ledger (`taken_over`), which is
    all the house knows of its naming. It has no plaque or certificate of ours (docs/decisions/0019).
    """

    journal_label: ClassVar[str] = "studios.studio"
    retention: ClassVar[Retention] = Retention.PERMANENT

    award = models.OneToOneField(Award, null=True, blank=True, on_delete=models.PROTECT, related_name="studio")
    taken_over = models.ForeignKey(
        StudioImport, null=True, blank=True, on_delete=models.PROTECT, related_name="studios"
    )
    name = models.CharField(_("工作室名称"), max_length=120)
    kind = models.CharField(_("类别"), max_length=40, choices=StudioKind.choices)
    level = models.CharField(_("级别"), max_length=20, choices=StudioLevel.choices)
    state = models.CharField(_("状态"), max_length=12, choices=StudioState.choices, default=StudioState.ACTIVE)
    leader = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="studios")
    leader_name = models.CharField(_("领衔人"), max_length=60)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="studios")
    unit_name = models.CharField(_("所在单位"), max_length=120)
    area = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="area_studios")
    industry_section = models.CharField(_("行业"), max_length=1)
    field = models.CharField(_("专业领域"), max_length=60, blank=True)
    named_on = models.DateField(_("命名时间"))
    year = models.PositiveSmallIntegerField(_("命名年度"))
    founded_on = models.DateField(_("成立时间"), null=True, blank=True)
    tagline = models.CharField(_("宗旨"), max_length=200, blank=True)
    summary = models.TextField(_("简介"), blank=True)
    public_address = models.CharField(_("地址"), max_length=200, blank=True)
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("工作室")
        ordering = ["-named_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=StudioState.values), name="studio_state_known"),
            models.CheckConstraint(
                condition=models.Q(award__isnull=False, taken_over__isnull=True)
                | models.Q(award__isnull=True, taken_over__isnull=False),
                name="studio_named_by_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=StudioState.STRUCK) | models.Q(taken_over__isnull=False),
                name="studio_struck_with_import",
            ),
        ]
        # The directory shows one state, narrows by one more column and reads by date: one index for each such way. What
        # else it may be narrowed by stands behind, so that further filters are decided within the index.
        indexes = [
            models.Index(fields=["-named_on", "-id"], name="studio_by_date"),
            models.Index(fields=["state", "-named_on", "-id"], name="studio_by_state"),
            *(
                models.Index(fields=["state", first, "-named_on", "-id", *others], name=f"studio_by_{name}")
                for first, others, name in _WAYS
            ),
            models.Index(fields=["name", "-id"], name="studio_by_name"),
        ]

    def __str__(self) -> str:
        return self.name


class StudioToken(Record):
    """One character or two neighbouring ones of what a studio is called: the search index of the directory.

    Two characters are the commonest Chinese words, one is a surname; the index works alike on every database engine.
    """

    journal_label: ClassVar[str] = "studios.studio_token"
    retention: ClassVar[Retention] = Retention.PERMANENT

    studio = models.ForeignKey(Studio, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=2)

    class Meta:
        verbose_name = _("检索词")
        constraints = [models.UniqueConstraint(fields=["token", "studio"], name="studio_token_once")]

    def __str__(self) -> str:
        return self.token
