"""Django's entry to this room."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.orgs"
    label = "orgs"
    verbose_name = "组织"
