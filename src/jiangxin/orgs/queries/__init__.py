"""Reading about organisations."""

from jiangxin.orgs.queries.accounts import accounts_for, get_account_for, places_of_help
from jiangxin.orgs.queries.bars import bars_for, get_bar_for, standing_bar
from jiangxin.orgs.queries.duties import (
    actor_of,
    colleagues_of,
    delegations_of,
    duties_of,
    duties_on,
    duties_to_come,
    holders,
)
from jiangxin.orgs.queries.errands import cases_kept, errand_counts, errands_for, errands_in_order, keeps_away
from jiangxin.orgs.queries.escalations import brought_up, called_by, escalations_for, escalations_of, get_escalation_for
from jiangxin.orgs.queries.inbox import errand_across, errands_across, errands_in, waiting_in
from jiangxin.orgs.queries.organisations import (
    ancestors,
    federation_name,
    get_organisation_for,
    in_subtree,
    industry_line,
    organisations_for,
    recommending_organisation,
    subtree,
)

__all__ = [
    "accounts_for",
    "actor_of",
    "ancestors",
    "bars_for",
    "brought_up",
    "called_by",
    "cases_kept",
    "colleagues_of",
    "delegations_of",
    "duties_of",
    "duties_on",
    "duties_to_come",
    "errand_across",
    "errand_counts",
    "errands_across",
    "errands_for",
    "errands_in",
    "errands_in_order",
    "escalations_for",
    "escalations_of",
    "federation_name",
    "get_account_for",
    "get_bar_for",
    "get_escalation_for",
    "get_organisation_for",
    "holders",
    "in_subtree",
    "industry_line",
    "keeps_away",
    "organisations_for",
    "places_of_help",
    "recommending_organisation",
    "standing_bar",
    "subtree",
    "waiting_in",
]
