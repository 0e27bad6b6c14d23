"""Django's entry to the plumbing."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The plumbing."""

    name = "jiangxin.core"
    label = "core"
    verbose_name = "core"
