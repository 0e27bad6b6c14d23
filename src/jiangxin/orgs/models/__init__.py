"""Tables about organisations."""

from jiangxin.orgs.models.bar import Bar
from jiangxin.orgs.models.duty import Duty, Membership
from jiangxin.orgs.models.errand import Errand
from jiangxin.orgs.models.escalation import Escalation
from jiangxin.orgs.models.organisation import STEP, Organisation, OrganisationLink
from jiangxin.orgs.models.term import TermRule

__all__ = [
    "STEP",
    "Bar",
    "Duty",
    "Errand",
    "Escalation",
    "Membership",
    "Organisation",
    "OrganisationLink",
    "TermRule",
]
