"""Reading about studios."""

from jiangxin.studios.queries.directory import (
    directory_areas,
    directory_years,
    get_studio_for,
    search,
    studios_for,
)

__all__ = ["directory_areas", "directory_years", "get_studio_for", "search", "studios_for"]
