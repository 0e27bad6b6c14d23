"""Django's entry to this room."""

from importlib import import_module

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.review"
    label = "review"
    verbose_name = "评审"

    def ready(self) -> None:
        """Tell the inbox what is out of whose sight, and what belongs to which call."""
        import_module("jiangxin.review.calls_of")
        import_module("jiangxin.review.recused_errands")
