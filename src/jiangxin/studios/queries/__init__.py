"""Reading about studios."""

from jiangxin.studios.queries.directory import (
    directory_areas,
    directory_years,
    get_studio_for,
    search,
    studios_for,
)
from jiangxin.studios.queries.file import StudioFile, history_of, studio_on
from jiangxin.studios.queries.funds import expenses_of, get_subsidy_for, spent_by_category, subsidies_for

__all__ = [
    "StudioFile",
    "directory_areas",
    "directory_years",
    "expenses_of",
    "get_studio_for",
    "get_subsidy_for",
    "history_of",
    "search",
    "spent_by_category",
    "studio_on",
    "studios_for",
    "subsidies_for",
]
