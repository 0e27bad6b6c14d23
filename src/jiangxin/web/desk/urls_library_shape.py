"""Addresses of what shapes the library: readers, parts and files of an article, categories, the front page."""

from django.urls import URLPattern

from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.library.gate import WRITERS
from jiangxin.web.desk.duties import OFFICER
from jiangxin.web.desk.views.library import access, categories, files, front, parts

_WRITERS = having(*WRITERS)

urlpatterns: list[URLPattern] = [
    page("library/categories/", categories.categories, policy=OFFICER, name="library-categories"),
    page("library/front/", front.front, policy=OFFICER, name="library-front"),
    page("library/<int:article_id>/access/", access.access, policy=_WRITERS, name="library-access"),
    page("library/<int:article_id>/parts/", parts.parts, policy=_WRITERS, name="library-parts"),
    page("library/<int:article_id>/parts/link/", parts.link, policy=_WRITERS, name="library-link"),
    page("library/<int:article_id>/files/", files.files, policy=_WRITERS, name="library-files"),
    page("library/<int:article_id>/files/<int:file_id>/", files.change, policy=_WRITERS, name="library-file"),
]
