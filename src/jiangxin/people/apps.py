"""Django's entry to this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.people"
    label = "people"
    verbose_name = "人员"
