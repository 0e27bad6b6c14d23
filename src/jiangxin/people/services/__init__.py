"""Writing about people."""

from jiangxin.people.services.entrance import change_password, choose_language, choose_password, sign_in, sign_out
from jiangxin.people.services.honours import complete_honour, enter_honour, verify_honour, withdraw_honour
from jiangxin.people.services.leading import lay_down_leading_rule
from jiangxin.people.services.persons import enter_person, open_account

__all__ = [
    "change_password",
    "choose_language",
    "choose_password",
    "complete_honour",
    "enter_honour",
    "enter_person",
    "lay_down_leading_rule",
    "open_account",
    "sign_in",
    "sign_out",
    "verify_honour",
    "withdraw_honour",
]
