"""Django's entry to this face."""

from django.apps import AppConfig


class ExpertDeskConfig(AppConfig):
    """This face's registration."""

    name = "jiangxin.web.expert"
    label = "web_expert"
    verbose_name = "评审端"
