"""Django's entry to this face."""

from django.apps import AppConfig


class StudioDeskConfig(AppConfig):
    """This face's registration."""

    name = "jiangxin.web.studio"
    label = "web_studio"
    verbose_name = "工作室端"
