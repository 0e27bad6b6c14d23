"""Addresses of taking over a ledger."""

from django.urls import URLPattern

from jiangxin.core.routing import page
from jiangxin.web.desk.duties import OFFICER
from jiangxin.web.desk.views.studios import takeovers

_ONE = "studios/imports/<int:batch_id>/"

urlpatterns: list[URLPattern] = [
    page("studios/imports/", takeovers.takeovers, policy=OFFICER, name="takeovers"),
    page("studios/imports/new/", takeovers.new, policy=OFFICER, name="takeover-new"),
    page("studios/imports/template/", takeovers.template, policy=OFFICER, name="takeover-template"),
    page(_ONE, takeovers.takeover, policy=OFFICER, name="takeover"),
    page(f"{_ONE}columns/", takeovers.columns, policy=OFFICER, name="takeover-columns"),
    page(f"{_ONE}status/", takeovers.status, policy=OFFICER, name="takeover-status"),
    page(f"{_ONE}enter/", takeovers.enter, policy=OFFICER, name="takeover-enter"),
    page(f"{_ONE}cancel/", takeovers.cancel, policy=OFFICER, name="takeover-cancel"),
    page(f"{_ONE}undo/", takeovers.undo, policy=OFFICER, name="takeover-undo"),
    page(f"{_ONE}report/", takeovers.report, policy=OFFICER, name="takeover-report"),
]
