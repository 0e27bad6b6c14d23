"""Who may open which pages of the desk."""

from jiangxin.core.actor import Role
from jiangxin.core.policy import having

CITY = having(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)
OFFICER = having(Role.OFFICER_CITY)
LEADER = having(Role.LEADER_CITY)
PLANNERS = having(Role.OFFICER_CITY, Role.LEADER_CITY)
RECOMMENDERS = having(Role.UNION_OFFICER, Role.REVIEWER_FIRST)
CASE_WORKERS = having(Role.UNION_OFFICER, Role.REVIEWER_FIRST, Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)
TREE_KEEPERS = having(
    Role.REVIEWER_FIRST, Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE, Role.SYSTEM_ADMINISTRATOR
)
DESK = having(
    Role.UNION_OFFICER,
    Role.REVIEWER_FIRST,
    Role.OFFICER_CITY,
    Role.LEADER_CITY,
    Role.DISCIPLINE,
    Role.SYSTEM_ADMINISTRATOR,
)
