"""Django's entry to this room."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.people"
    label = "people"
    verbose_name = "人员"

    def ready(self) -> None:
        """Register the mails of this room, and their sending."""
        import_module("jiangxin.people.services.confirming")
