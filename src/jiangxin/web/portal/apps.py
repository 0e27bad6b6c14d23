"""Django's entry to this face."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """This face's registration."""

    name = "jiangxin.web.portal"
    label = "web_portal"
    verbose_name = "公众门户"
