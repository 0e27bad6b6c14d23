"""Who acts: an account in one of its duties, the public, or the house itself. Handed to every service by name."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a duty lets its holder do, at the organisation it is held in (domain: roles inside the system)."""

    WORKER = "worker", _("职工")
    STUDIO_LEADER = "studio_leader", _("工作室领衔人")
    STUDIO_SECRETARY = "studio_secretary", _("工作室联络员")
    UNION_OFFICER = "union_officer", _("基层工会干部")
    REVIEWER_FIRST = "reviewer_first", _("县（市、区）及产业工会审核")
    OFFICER_CITY = "officer_city", _("市总工会经办")
    LEADER_CITY = "leader_city", _("市总工会分管领导")
    EXPERT = "expert", _("评审专家")
    INSPECTOR = "inspector", _("考察组成员")
    DISCIPLINE = "discipline", _("纪检监督")
    AUDIT = "audit", _("经审委")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("系统管理员")


@dataclass(frozen=True, slots=True)
class Actor:
    """An account acting in one duty.

    `organisation_path` is the materialised path of the duty's organisation ("0001.0004."): whatever lies under it is
    the actor's subtree. The public has no account; the house (scheduled work, imports) has the name "system".
    """

    name: str
    account_id: int | None = None
    person_id: int | None = None
    duty_id: int | None = None
    role: str = ""
    organisation_id: int | None = None
    organisation_name: str = ""
    organisation_path: str = ""
    delegated_by: str = ""

    @property
    def is_signed_in(self) -> bool:
        """Tell whether an account stands behind this actor."""
        return self.account_id is not None

    @property
    def account_key(self) -> int:
        """Return the account's id, or 0 – which no row has – for the public and the house."""
        return self.account_id or 0

    @property
    def organisation_key(self) -> int:
        """Return the id of the duty's organisation, or 0 – which no row has."""
        return self.organisation_id or 0

    def is_any(self, *roles: Role) -> bool:
        """Tell whether the actor's duty is one of `roles`."""
        return self.role in roles

    def oversees(self, path: str) -> bool:
        """Tell whether the organisation at `path` is the actor's own or lies below it."""
        return bool(self.organisation_path) and path.startswith(self.organisation_path)


PUBLIC = Actor(name="public")
SYSTEM = Actor(name="system")


class Request(HttpRequest):
    """A request after the account middleware: it carries its actor."""

    actor: Actor
