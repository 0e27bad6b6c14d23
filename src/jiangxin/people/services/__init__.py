"""Writing about people."""

from jiangxin.people.services.entrance import change_password, choose_language, choose_password, sign_in, sign_out
from jiangxin.people.services.persons import enter_honour, enter_person, open_account

__all__ = [
    "change_password",
    "choose_language",
    "choose_password",
    "enter_honour",
    "enter_person",
    "open_account",
    "sign_in",
    "sign_out",
]
