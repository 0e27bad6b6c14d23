"""The union tree."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.models import Record, Retention
from jiangxin.orgs.enums import Level, LinkKind, Ownership

STEP = 5  # digits of one step of a path: room for 99,999 children of one organisation


class Organisation(Record):
    """A union organisation; at the grass roots also the host unit it belongs to.

    `path` is the materialised path, "00001.00004." for the fourth child of the first root. A subtree is the range of
    paths that begin with it. `unit_name` and `uscc` are the employer's; `union_uscc` is the union's own (81…).
    """

    journal_label: ClassVar[str] = "orgs.organisation"
    retention: ClassVar[Retention] = Retention.PERMANENT

    name = models.CharField(_("名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=60)
    level = models.CharField(_("层级"), max_length=20, choices=Level.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=120, unique=True, editable=False)
    division_code = models.CharField(_("行政区划代码"), max_length=12, blank=True)
    document_word = models.CharField(_("机关代字"), max_length=20, blank=True)
    unit_name = models.CharField(_("单位名称"), max_length=120, blank=True)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    union_uscc = models.CharField(_("工会统一社会信用代码"), max_length=18, blank=True)
    ownership = models.CharField(_("单位性质"), max_length=20, choices=Ownership.choices, blank=True)
    industry_section = models.CharField(_("所属行业"), max_length=1, blank=True)
    employees = models.PositiveIntegerField(_("职工数"), default=0)
    members = models.PositiveIntegerField(_("会员数"), default=0)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    closed_on = models.DateField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("组织")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["uscc"], condition=~models.Q(uscc=""), name="organisation_once_per_uscc"),
            models.UniqueConstraint(fields=["parent", "name"], name="organisation_name_once_below_parent"),
        ]
        indexes = [models.Index(fields=["level", "path"], name="organisation_by_level")]

    def __str__(self) -> str:
        return self.name

    @property
    def host_unit(self) -> str:
        """Return the employer's name where there is one."""
        return self.unit_name or self.name

    def is_under(self, other: "Organisation") -> bool:
        """Tell whether this organisation is `other` or lies below it."""
        return self.path.startswith(other.path)


class OrganisationLink(Record):
    """A link across the tree, for as long as it holds."""

    journal_label: ClassVar[str] = "orgs.organisation_link"
    retention: ClassVar[Retention] = Retention.PERMANENT

    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links")
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=30, choices=LinkKind.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("组织关系")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind"],
                condition=models.Q(valid_to__isnull=True),
                name="organisation_link_one_open_per_kind",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="organisation_link_not_to_self"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
