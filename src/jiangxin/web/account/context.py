"""What the page header needs."""

from typing import Any

from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the template variable `house`."""
    return {"house": None, "actor": getattr(request, "actor", None)}
