"""Addresses of this face."""

from django.urls import URLPattern

from jiangxin.core.policy import anyone
from jiangxin.core.routing import page
from jiangxin.web.portal.views import calls, home, notices, studios, verify

app_name = "portal"

urlpatterns: list[URLPattern] = [
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
    page("verify/", verify.verify, policy=anyone, name="verify"),
    page("verify/<path:number>", verify.verify_number, policy=anyone, name="verify-number"),
    page("help/", home.about, policy=anyone, name="help"),
    page("robots.txt", home.robots, policy=anyone, name="robots"),
    page("sitemap.xml", home.sitemap, policy=anyone, name="sitemap"),
]
