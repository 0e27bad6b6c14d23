"""Django's entry to this room."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.awards"
    label = "awards"
    verbose_name = "命名与授牌"
