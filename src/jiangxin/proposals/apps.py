"""Django's entry to this room."""

from importlib import import_module

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.proposals"
    label = "proposals"
    verbose_name = "职工建议"

    def ready(self) -> None:
        """Let mails know to which campaign a proposal belongs."""
        import_module("jiangxin.proposals.calls_of")
