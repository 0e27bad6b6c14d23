"""The few files of front-end packages that pages use; nothing else of the packages is served."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from jiangxin.core.settings.paper import FRONTEND

# Address below /static/ to place in the packages' folder.
FILES = {
    "bootstrap/css/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/css/bootstrap.min.css.map": "bootstrap/dist/css/bootstrap.min.css.map",
}


class FrontEndFinder(BaseFinder):
    """Finds the files named above."""

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        """Return where a file is, or an empty list."""
        found = FRONTEND / FILES[path] if path in FILES else None
        every = kwargs.get("find_all") or kwargs.get("all") or (args and args[0])
        if found is None or not found.exists():
            return []
        return [str(found)] if every else str(found)

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Yield each file with a storage rooted so that its address is its name."""
        del ignore_patterns
        for address, place in FILES.items():
            root = FRONTEND / place.removesuffix(address.removeprefix("bootstrap/"))
            if (FRONTEND / place).exists():
                storage = FileSystemStorage(location=root)
                cast("Any", storage).prefix = "bootstrap"  # read by collectstatic
                yield address.removeprefix("bootstrap/"), storage
