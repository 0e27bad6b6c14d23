"""Django's entry to this room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.library"
    label = "library"
    verbose_name = "文库"
