"""Addresses of the applicants' face."""

from jiangxin.core.actor import Role
from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.web.studio.views import candidacy, entries, excel, filling, home, studios, submitting
from jiangxin.web.studio_file.urls import studio_pages
from jiangxin.web.studio_file.urls_ledger import ledger_pages
from jiangxin.web.studio_file.urls_rectifying import rectification_pages
from jiangxin.web.studio_file.urls_services import service_pages

app_name = "studio"

applicants = having(Role.STUDIO_SECRETARY, Role.STUDIO_LEADER)

urlpatterns = [
    page("", home.home, policy=applicants, name="home"),
    page("calls/<int:call_id>/start", home.start, policy=applicants, name="start"),
    page("entries/<int:entry_id>", entries.entry, policy=applicants, name="entry"),
    page("entries/<int:entry_id>/studio", candidacy.choose, policy=applicants, name="entry-studio"),
    page("entries/<int:entry_id>/fill", filling.fill, policy=applicants, name="fill"),
    page("entries/<int:entry_id>/autosave", filling.autosave, policy=applicants, name="autosave"),
    page("entries/<int:entry_id>/upload", filling.upload, policy=applicants, name="upload"),
    page("entries/<int:entry_id>/excel", excel.excel, policy=applicants, name="excel"),
    page("entries/<int:entry_id>/excel/template", excel.template, policy=applicants, name="excel-template"),
    page("entries/<int:entry_id>/files/<int:file_id>", entries.file, policy=applicants, name="file"),
    page("entries/<int:entry_id>/print", submitting.printed, policy=applicants, name="print"),
    page("entries/<int:entry_id>/scan", submitting.scan, policy=applicants, name="scan"),
    page("entries/<int:entry_id>/sealed-scan", submitting.sealed_scan, policy=applicants, name="sealed-scan"),
    page("entries/<int:entry_id>/submit", submitting.submit, policy=applicants, name="submit"),
    page("entries/<int:entry_id>/withdraw", submitting.withdraw, policy=applicants, name="withdraw"),
    page("studios/", studios.studios, policy=applicants, name="studios"),
    page("studios/<int:studio_id>/apply/", candidacy.apply, policy=applicants, name="studio-apply"),
    *studio_pages(applicants),
    *service_pages(applicants),
    *ledger_pages(applicants),
    *rectification_pages(applicants),
]
