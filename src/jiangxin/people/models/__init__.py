"""Tables about people."""

from jiangxin.people.models.account import Account
from jiangxin.people.models.honour import Honour
from jiangxin.people.models.leading import LeadingCondition, LeadingRule
from jiangxin.people.models.mailbox import Letter, Mailbox
from jiangxin.people.models.person import Person
from jiangxin.people.models.skill import SkillCertificate

__all__ = [
    "Account",
    "Honour",
    "LeadingCondition",
    "LeadingRule",
    "Letter",
    "Mailbox",
    "Person",
    "SkillCertificate",
]
