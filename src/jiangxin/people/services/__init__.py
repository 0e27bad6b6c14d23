"""Writing about people."""

from jiangxin.people.services.entrance import change_password, choose_language, choose_password, sign_in, sign_out
from jiangxin.people.services.honours import complete_honour, enter_honour, verify_honour, withdraw_honour
from jiangxin.people.services.leading import lay_down_leading_rule
from jiangxin.people.services.mailboxes import choose_mailbox, confirm_mailbox, remove_mailbox, unsubscribe
from jiangxin.people.services.persons import enter_person, open_account
from jiangxin.people.services.skills import enter_skill_certificate

__all__ = [
    "change_password",
    "choose_language",
    "choose_mailbox",
    "choose_password",
    "complete_honour",
    "confirm_mailbox",
    "enter_honour",
    "enter_person",
    "enter_skill_certificate",
    "lay_down_leading_rule",
    "open_account",
    "remove_mailbox",
    "sign_in",
    "sign_out",
    "unsubscribe",
    "verify_honour",
    "withdraw_honour",
]
