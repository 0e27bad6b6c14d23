"""Writing about people."""

from jiangxin.people.services.entrance import change_password, choose_language, sign_in, sign_out
from jiangxin.people.services.persons import enter_honour, enter_person, open_account

__all__ = [
    "change_password",
    "choose_language",
    "enter_honour",
    "enter_person",
    "open_account",
    "sign_in",
    "sign_out",
]
