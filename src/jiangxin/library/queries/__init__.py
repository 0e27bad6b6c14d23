"""Reading the library. Text leaves through `reading_of`; for writers also through `facts_for` and the versions."""

from jiangxin.library.gate import (
    articles_for,
    articles_kept_by,
    get_article_for,
    get_kept_article_for,
    readable_whole_for,
    with_whole,
)
from jiangxin.library.queries.categories import (
    Branch,
    breadcrumb,
    categories_in_order,
    categories_of,
    category_tree,
    get_category,
)
from jiangxin.library.queries.differences import Change, Mark, Span, differences
from jiangxin.library.queries.favourites import (
    also_kept,
    favourite_of,
    favourites_for,
    folders_for,
    get_favourite_for,
    get_folder_for,
)
from jiangxin.library.queries.front import front_page
from jiangxin.library.queries.imports import (
    ImportProgress,
    get_import_batch_for,
    get_import_item_for,
    import_batches_for,
    import_items_for,
    import_progress_of,
)
from jiangxin.library.queries.lists import (
    about,
    in_category,
    in_year,
    neighbours,
    popular,
    reads_of,
    with_reads,
    with_tag,
)
from jiangxin.library.queries.reading import (
    Reading,
    covers_of,
    files_for,
    get_file_for,
    links_for,
    reading_of,
    stranger_reading_of,
)
from jiangxin.library.queries.related import related_to
from jiangxin.library.queries.versions import get_version_for, versions_for
from jiangxin.library.queries.writing import facts_for

__all__ = [
    "Branch",
    "Change",
    "ImportProgress",
    "Mark",
    "Reading",
    "Span",
    "about",
    "also_kept",
    "articles_for",
    "articles_kept_by",
    "breadcrumb",
    "categories_in_order",
    "categories_of",
    "category_tree",
    "covers_of",
    "differences",
    "facts_for",
    "favourite_of",
    "favourites_for",
    "files_for",
    "folders_for",
    "front_page",
    "get_article_for",
    "get_category",
    "get_favourite_for",
    "get_file_for",
    "get_folder_for",
    "get_import_batch_for",
    "get_import_item_for",
    "get_kept_article_for",
    "get_version_for",
    "import_batches_for",
    "import_items_for",
    "import_progress_of",
    "in_category",
    "in_year",
    "links_for",
    "neighbours",
    "popular",
    "readable_whole_for",
    "reading_of",
    "reads_of",
    "related_to",
    "stranger_reading_of",
    "versions_for",
    "with_reads",
    "with_tag",
    "with_whole",
]
