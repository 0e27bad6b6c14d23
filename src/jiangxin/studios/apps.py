"""Django's entry to this room."""

from importlib import import_module

from django.apps import AppConfig


class StudiosConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.studios"
    label = "studios"
    verbose_name = "工作室"

    def ready(self) -> None:
        """Register what the worker does every day, and with ledgers that are taken over."""
        import_module("jiangxin.studios.services.service_day")
        import_module("jiangxin.studios.services.ledger_exports")
        import_module("jiangxin.studios.services.urging")
        import_module("jiangxin.studios.tasks")
