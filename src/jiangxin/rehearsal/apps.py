"""Django's entry to this room."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.rehearsal"
    label = "rehearsal"
    verbose_name = "演练"
