"""Writing in the library."""

from jiangxin.library.services.access import set_access
from jiangxin.library.services.articles import create_article, edit_article
from jiangxin.library.services.attachments import attach_file, attach_stored, describe_file, detach_file
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
from jiangxin.library.services.front import arrange_front
from jiangxin.library.services.parts import categorise_article, link_article, tag_article, unlink_article
from jiangxin.library.services.passage import publish_article, return_to_draft, send_to_review, withdraw_article
from jiangxin.library.services.readings import count_reading

__all__ = [
    "add_category",
    "add_folder",
    "annotate_favourite",
    "arrange_front",
    "attach_file",
    "attach_stored",
    "categorise_article",
    "count_reading",
    "create_article",
    "describe_file",
    "detach_file",
    "edit_article",
    "keep_article",
    "link_article",
    "move_category",
    "move_favourite",
    "publish_article",
    "remove_category",
    "remove_folder",
    "rename_category",
    "rename_folder",
    "return_to_draft",
    "send_to_review",
    "set_access",
    "tag_article",
    "unkeep_article",
    "unlink_article",
    "withdraw_article",
]
