"""Django's entry to this room."""

from importlib import import_module

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.campaigns"
    label = "campaigns"
    verbose_name = "活动"

    def ready(self) -> None:
        """Tell the inbox what is out of whose sight, and what belongs to which call."""
        import_module("jiangxin.campaigns.calls_of")
        import_module("jiangxin.campaigns.recused_errands")
