"""Addresses of this face."""

from django.urls import URLPattern

from jiangxin.core.policy import anyone, signed_in
from jiangxin.core.routing import page
from jiangxin.web.portal import urls_services
from jiangxin.web.portal.views import calls, home, notices, signing_in, studios, transparency, verify
from jiangxin.web.portal.views.library import article, articles, downloads, favourites, feeds

app_name = "portal"

_LIBRARY: list[URLPattern] = [
    page("articles/", articles.articles, policy=anyone, name="articles"),
    page("articles/suggest/", articles.suggest, policy=anyone, name="article-suggest"),
    page("articles/rss.xml", feeds.rss, policy=anyone, name="article-rss"),
    page("articles/atom.xml", feeds.atom, policy=anyone, name="article-atom"),
    page("articles/sitemap.xml", feeds.site_map_index, policy=anyone, name="article-maps"),
    page("articles/sitemap-<int:number>.xml", feeds.site_map, policy=anyone, name="article-map"),
    page("articles/<int:article_id>/", article.article, policy=anyone, name="article"),
    page("articles/<int:article_id>/article.pdf", downloads.pdf, policy=anyone, name="article-pdf"),
    page("articles/<int:article_id>/article.docx", downloads.docx, policy=anyone, name="article-docx"),
    page("articles/<int:article_id>/share.png", downloads.share, policy=anyone, name="article-share"),
    page("articles/<int:article_id>/files/<int:file_id>/", article.file, policy=anyone, name="article-file"),
    page("articles/<int:article_id>/files/<int:file_id>/small/", article.small, policy=anyone, name="article-small"),
    page("articles/<int:article_id>/keep/", favourites.keep, policy=signed_in, name="article-keep"),
    page("articles/<int:article_id>/unkeep/", favourites.unkeep, policy=signed_in, name="article-unkeep"),
    page("favourites/", favourites.favourites, policy=signed_in, name="favourites"),
    page("favourites/folders/", favourites.new_folder, policy=signed_in, name="folder-new"),
    page("favourites/folders/<int:folder_id>/", favourites.change_folder, policy=signed_in, name="folder"),
    page("favourites/folders/<int:folder_id>/remove/", favourites.drop_folder, policy=signed_in, name="folder-remove"),
]
urlpatterns: list[URLPattern] = [
    *_LIBRARY,
    *urls_services.urlpatterns,
    page("", home.home, policy=anyone, name="home"),
    page("calls/", calls.calls, policy=anyone, name="calls"),
    page("calls/<int:call_id>/", calls.call, policy=anyone, name="call"),
    page("calls/<int:call_id>/rules/", calls.rule_document, policy=anyone, name="call-rules"),
    page("notices/", notices.notices, policy=anyone, name="notices"),
    page("notices/<int:notice_id>/", notices.notice, policy=anyone, name="notice"),
    page("notices/<int:notice_id>/objection/", notices.objection, policy=anyone, name="objection"),
    page("objections/", notices.status, policy=anyone, name="objection-status"),
    page("objections/<str:receipt>/", notices.receipt, policy=anyone, name="objection-receipt"),
    page("studios/", studios.studios, policy=anyone, name="studios"),
    page("studios/<int:studio_id>/", studios.studio, policy=anyone, name="studio"),
    page("studios/<int:studio_id>/photo/", studios.photo, policy=anyone, name="studio-photo"),
    page("sign-in/<int:sheet_id>/done/", signing_in.signed_in, policy=anyone, name="signed-in"),
    page("sign-in/<int:sheet_id>/<slug:code>/", signing_in.sign_in, policy=anyone, name="sign-in"),
    page("verify/", verify.verify, policy=anyone, name="verify"),
    page("verify/<path:number>", verify.verify_number, policy=anyone, name="verify-number"),
    page("transparency/", transparency.transparency, policy=anyone, name="transparency"),
    page("transparency/checkpoint", transparency.checkpoint, policy=anyone, name="checkpoint"),
    page("transparency/checkpoint/<int:size>", transparency.checkpoint, policy=anyone, name="checkpoint-of"),
    page("transparency/consistency", transparency.consistency, policy=anyone, name="log-consistency"),
    page("transparency/verify_journal.py", transparency.verifier, policy=anyone, name="log-verifier"),
    page("help/", home.about, policy=anyone, name="help"),
    page("robots.txt", home.robots, policy=anyone, name="robots"),
    page("sitemap.xml", home.sitemap, policy=anyone, name="sitemap"),
]
