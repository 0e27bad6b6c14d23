"""Django's entry to this room."""

from importlib import import_module

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.library"
    label = "library"
    verbose_name = "文库"

    def ready(self) -> None:
        """Let the search know of articles, also where no service is imported; register this room's long work."""
        import_module("jiangxin.library.search")
        import_module("jiangxin.library.tasks")
