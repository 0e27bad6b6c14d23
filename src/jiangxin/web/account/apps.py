"""Django's entry to this face."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    """This face's registration."""

    name = "jiangxin.web.account"
    label = "web_account"
    verbose_name = "账号"
