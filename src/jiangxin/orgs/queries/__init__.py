"""Reading about organisations."""

from jiangxin.orgs.queries.duties import actor_of, colleagues_of, delegations_of, duties_of, duties_on, holders
from jiangxin.orgs.queries.errands import errand_counts, errands_for, errands_in_order
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
    "actor_of",
    "ancestors",
    "colleagues_of",
    "delegations_of",
    "duties_of",
    "duties_on",
    "errand_counts",
    "errands_for",
    "errands_in_order",
    "federation_name",
    "get_organisation_for",
    "holders",
    "in_subtree",
    "industry_line",
    "organisations_for",
    "recommending_organisation",
    "subtree",
]
