"""Reading about studios."""

from jiangxin.studios.queries.directory import (
    Criteria,
    choices_of_directory,
    find_studios,
    get_studio_for,
    studios_for,
)

__all__ = ["Criteria", "choices_of_directory", "find_studios", "get_studio_for", "studios_for"]
