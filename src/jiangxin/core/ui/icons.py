"""Our own line icons on a grid of 24, as SVG paths. Drawn inline, so that a saved or printed page keeps them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_RING = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z"
PATHS: dict[str, str] = {
    "alert": "M12 4 2.8 20h18.4L12 4Zm0 6v4.5m0 2.6v.1",
    "archive": "M4 8h16v12H4zM3 4h18v4H3zm6 8h6",
    "back": "M19 12H5m6-6-6 6 6 6",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v5m8-5v5",
    "check": "m5 12.5 4.5 4.5L19 7.5",
    "chevron": "m6 9 6 6 6-6",
    "circle": "M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z",
    "clock": _RING + "M12 7.5V12l3 2",
    "close": "m6 6 12 12M18 6 6 18",
    "columns": "M4 5h16v14H4zM9.5 5v14m5-14v14",
    "down": "M12 5v14m-6-6 6 6 6-6",
    "download": "M12 4v11m-5-5 5 5 5-5M4 20h16",
    "draft": "M5 19l1-4L16.5 4.5l3 3L9 18l-4 1Z",
    "eye": "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4",
    "filter": "M4 6h16M7 12h10m-7 6h4",
    "globe": _RING + "M3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17Z",
    "help": _RING + "M9.7 9.4c.3-1.4 1.2-2 2.4-2 1.3 0 2.4.8 2.4 2.1 0 2-2.5 2-2.5 4.2m0 2.8v.1",
    "inbox": "M4 13l2.5-8h11L20 13v6H4zM4 13h4.5l1.2 2.5h4.6l1.2-2.5H20",
    "info": _RING + "M12 11v5.5m0-9v.1",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "next": "M5 12h14m-6-6 6 6-6 6",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
    "picture": "M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 8.5v.1",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "return": "M9 7 4 12l5 5M4 12h10a5 5 0 0 1 5 5v1",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20.5 20.5",
    "sort": "m8 9 4-4 4 4m-8 6 4 4 4-4",
    "star": "m12 4 2.5 5.2 5.7.8-4.1 4 1 5.7L12 17l-5.1 2.7 1-5.7-4.1-4 5.7-.8z",
    "table": "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9",
    "up": "M12 19V5m-6 6 6-6 6 6",
}


def icon(name: str, label: str = "") -> SafeString:
    """Return an icon as inline SVG; with a label it is a picture of its own, without one it is decoration.

    Raises:
        KeyError: there is no icon of this name.
    """
    path = PATHS[name]
    if label:
        return format_html(
            '<svg class="jx-icon" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>', label, path
        )
    return mark_safe(f'<svg class="jx-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>')  # noqa: S308  our own constants
