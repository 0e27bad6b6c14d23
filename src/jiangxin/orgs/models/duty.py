"""Who belongs where, and who may act for what."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Role
from jiangxin.core.models import Record, Retention
from jiangxin.orgs.models.organisation import Organisation
from jiangxin.people.models import Account, Person


class Membership(Record):
    """A person's place in an organisation from one day to another."""

    journal_label: ClassVar[str] = "orgs.membership"
    retention: ClassVar[Retention] = Retention.PERMANENT

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    post = models.CharField(_("岗位"), max_length=60, blank=True)
    front_line = models.BooleanField(_("一线职工"), default=False)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("所属单位")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(until__isnull=True),
                name="membership_one_open_per_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} @ {self.organisation}"


class Duty(Record):
    """A role an account holds at an organisation, in its own right or delegated by another duty for a time."""

    journal_label: ClassVar[str] = "orgs.duty"
    retention: ClassVar[Retention] = Retention.LONG

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="duties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="duties")
    role = models.CharField(_("职责"), max_length=30, choices=Role.choices)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    delegated_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="delegations"
    )
    reason = models.CharField(_("委托事由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("职责")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"],
                condition=models.Q(until__isnull=True),
                name="duty_one_open_per_role",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="duty_role_known"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="duty_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(delegated_from__isnull=True) | models.Q(until__isnull=False),
                name="duty_delegation_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.get_role_display()} · {self.organisation}"
