"""Writing about studios."""

from jiangxin.studios.services.correcting import strike_period
from jiangxin.studios.services.file import change_leader, move_studio, place_studio, rename_studio
from jiangxin.studios.services.funds import grant_subsidy, pay_matching, reverse_expense, spend
from jiangxin.studios.services.naming import name_studios, withdraw_studio
from jiangxin.studios.services.team import (
    add_equipment,
    add_member,
    end_level,
    end_membership,
    hold_level,
    retire_equipment,
)

__all__ = [
    "add_equipment",
    "add_member",
    "change_leader",
    "end_level",
    "end_membership",
    "grant_subsidy",
    "hold_level",
    "move_studio",
    "name_studios",
    "pay_matching",
    "place_studio",
    "rename_studio",
    "retire_equipment",
    "reverse_expense",
    "spend",
    "strike_period",
    "withdraw_studio",
]
