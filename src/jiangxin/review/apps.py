"""Django's entry to this room."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.review"
    label = "review"
    verbose_name = "评审"
