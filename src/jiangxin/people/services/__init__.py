"""Writing about people."""

from jiangxin.people.services.persons import enter_honour, enter_person, open_account

__all__ = ["enter_honour", "enter_person", "open_account"]
