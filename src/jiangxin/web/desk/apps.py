"""Django's entry to this face."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """This face's registration."""

    name = "jiangxin.web.desk"
    label = "web_desk"
    verbose_name = "工作台"
