"""Django's entry to this room."""

from django.apps import AppConfig


class StudiosConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.studios"
    label = "studios"
    verbose_name = "工作室"
