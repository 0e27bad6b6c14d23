"""Django's entry to this room."""

from importlib import import_module

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.orgs"
    label = "orgs"
    verbose_name = "组织"

    def ready(self) -> None:
        """Register what the worker does every day."""
        import_module("jiangxin.orgs.services.digests")
        import_module("jiangxin.orgs.services.escalating")
