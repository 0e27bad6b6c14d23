"""Writing about organisations."""

from jiangxin.orgs.services.appointments import Appointed, appoint, reset_password
from jiangxin.orgs.services.bars import Cause, lift_bar, set_bar
from jiangxin.orgs.services.duties import delegate_duty, end_duty, give_duty, withdraw_delegation
from jiangxin.orgs.services.errands import close_errands, open_errand, postpone_errands
from jiangxin.orgs.services.founding import found_federation
from jiangxin.orgs.services.importing import import_organisations, import_people
from jiangxin.orgs.services.laying_terms import lay_down_term
from jiangxin.orgs.services.organisations import add_organisation, enter_membership, link_organisations

__all__ = [
    "Appointed",
    "Cause",
    "add_organisation",
    "appoint",
    "close_errands",
    "delegate_duty",
    "end_duty",
    "enter_membership",
    "found_federation",
    "give_duty",
    "import_organisations",
    "import_people",
    "lay_down_term",
    "lift_bar",
    "link_organisations",
    "open_errand",
    "postpone_errands",
    "reset_password",
    "set_bar",
    "withdraw_delegation",
]
