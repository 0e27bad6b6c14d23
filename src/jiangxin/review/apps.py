"""Django's entry to this room."""

from importlib import import_module

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.review"
    label = "review"
    verbose_name = "评审"

    def ready(self) -> None:
        """Tell the inbox what is out of whose sight."""
        import_module("jiangxin.review.recused_errands")
