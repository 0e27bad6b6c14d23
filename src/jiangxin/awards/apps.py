"""Django's entry to this room."""

from importlib import import_module

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.awards"
    label = "awards"
    verbose_name = "命名与授牌"

    def ready(self) -> None:
        """Register this room's long work, and tell the inbox what is out of whose sight."""
        import_module("jiangxin.awards.recused_errands")
        import_module("jiangxin.awards.tasks")
