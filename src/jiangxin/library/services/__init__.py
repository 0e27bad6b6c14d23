"""Writing in the library."""

from jiangxin.library.services.access import set_access
from jiangxin.library.services.articles import create_article, edit_article
from jiangxin.library.services.attachments import (
    attach_file,
    attach_stored,
    describe_file,
    detach_file,
    keep_file_text,
    order_files,
)
from jiangxin.library.services.categories import add_category, move_category, remove_category, rename_category
from jiangxin.library.services.favourites import (
    add_folder,
    annotate_favourite,
    keep_article,
    move_favourite,
    remove_folder,
    rename_folder,
    unkeep_article,
)
from jiangxin.library.services.front import arrange_front, arrange_front_page
from jiangxin.library.services.import_decisions import (
    Corrections,
    Filing,
    confirm_import,
    discard_import,
    revoke_repairs,
)
from jiangxin.library.services.imports import (
    ImportOptions,
    add_import_file,
    cancel_import,
    read_import,
    read_import_again,
    start_import,
)
from jiangxin.library.services.parts import (
    categorise_article,
    link_article,
    shelve_article,
    tag_article,
    unlink_article,
)
from jiangxin.library.services.passage import publish_article, return_to_draft, send_to_review, withdraw_article
from jiangxin.library.services.readings import count_reading

__all__ = [
    "Corrections",
    "Filing",
    "ImportOptions",
    "add_category",
    "add_folder",
    "add_import_file",
    "annotate_favourite",
    "arrange_front",
    "arrange_front_page",
    "attach_file",
    "attach_stored",
    "cancel_import",
    "categorise_article",
    "confirm_import",
    "count_reading",
    "create_article",
    "describe_file",
    "detach_file",
    "discard_import",
    "edit_article",
    "keep_article",
    "keep_file_text",
    "link_article",
    "move_category",
    "move_favourite",
    "order_files",
    "publish_article",
    "read_import",
    "read_import_again",
    "remove_category",
    "remove_folder",
    "rename_category",
    "rename_folder",
    "return_to_draft",
    "revoke_repairs",
    "send_to_review",
    "set_access",
    "shelve_article",
    "start_import",
    "tag_article",
    "unkeep_article",
    "unlink_article",
    "withdraw_article",
]
