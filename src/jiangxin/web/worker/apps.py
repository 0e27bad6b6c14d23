"""Django's entry to this face."""

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """This face's registration."""

    name = "jiangxin.web.worker"
    label = "web_worker"
    verbose_name = "职工端"
