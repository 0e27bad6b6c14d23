"""Addresses of the library's articles: the list, a case, writing, versions, and the way of an article."""

from django.urls import URLPattern

from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.library.gate import OVERSEERS, WRITERS
from jiangxin.web.desk.views.library import articles, passage, versions, writing

_KEEPERS = having(*WRITERS, *OVERSEERS)
_WRITERS = having(*WRITERS)

urlpatterns: list[URLPattern] = [
    page("library/", articles.articles, policy=_KEEPERS, name="library"),
    page("library/new/", writing.new, policy=_WRITERS, name="library-new"),
    page("library/outline/", writing.outline, policy=_WRITERS, name="library-outline"),
    page("library/batch/<slug:act>/", passage.batch, policy=_WRITERS, name="library-batch"),
    page("library/<int:article_id>/", articles.article, policy=_KEEPERS, name="library-article"),
    page("library/<int:article_id>/edit/", writing.edit, policy=_WRITERS, name="library-edit"),
    page("library/<int:article_id>/passage/<slug:act>/", passage.passage, policy=_WRITERS, name="library-passage"),
    page("library/<int:article_id>/versions/", versions.versions, policy=_KEEPERS, name="library-versions"),
    page("library/<int:article_id>/versions/compare/", versions.compare, policy=_KEEPERS, name="library-compare"),
    page("library/<int:article_id>/versions/<int:number>/", versions.version, policy=_KEEPERS, name="library-version"),
    page(
        "library/<int:article_id>/versions/<int:number>/restore/",
        versions.restore,
        policy=_WRITERS,
        name="library-restore",
    ),
]
