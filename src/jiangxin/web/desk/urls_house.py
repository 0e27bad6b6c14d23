"""Addresses of the house itself: its tree, its people, its journal, its long work."""

from django.urls import URLPattern

from jiangxin.core.routing import page
from jiangxin.web.desk.duties import (
    ACCOUNT_KEEPERS,
    CALENDAR_KEEPERS,
    CALENDAR_READERS,
    CITY,
    DESK,
    OFFICER,
    TREE_KEEPERS,
    TREE_SHAPERS,
)
from jiangxin.web.desk.views import accounts, energy, holidays, imports, jobs, journal, organisations, terms

urlpatterns: list[URLPattern] = [
    page("organisations/", organisations.organisations, policy=TREE_KEEPERS, name="organisations"),
    page("organisations/new/", organisations.new, policy=TREE_SHAPERS, name="organisation-new"),
    page("organisations/import/", imports.organisations, policy=ACCOUNT_KEEPERS, name="import-organisations"),
    page(
        "organisations/import/template/",
        imports.organisations_template,
        policy=ACCOUNT_KEEPERS,
        name="import-organisations-template",
    ),
    page("organisations/import/people/", imports.people, policy=ACCOUNT_KEEPERS, name="import-people"),
    page(
        "organisations/import/people/template/",
        imports.people_template,
        policy=ACCOUNT_KEEPERS,
        name="import-people-template",
    ),
    page("organisations/<int:organisation_id>/", organisations.organisation, policy=TREE_KEEPERS, name="organisation"),
    page("organisations/<int:organisation_id>/duties/", organisations.give, policy=TREE_SHAPERS, name="give-duty"),
    page("duties/<int:duty_id>/end/", organisations.end, policy=TREE_SHAPERS, name="end-duty"),
    page("organisations/accounts/", accounts.accounts, policy=ACCOUNT_KEEPERS, name="accounts"),
    page("organisations/accounts/<int:account_id>/", accounts.account, policy=ACCOUNT_KEEPERS, name="account"),
    page(
        "organisations/accounts/<int:account_id>/reset/", accounts.reset, policy=ACCOUNT_KEEPERS, name="account-reset"
    ),
    page("calls/holidays/", holidays.holidays, policy=CALENDAR_READERS, name="holidays"),
    page("calls/holidays/enter/", holidays.enter, policy=CALENDAR_KEEPERS, name="holidays-enter"),
    page(
        "calls/holidays/<int:notice_id>/withdraw/", holidays.withdraw, policy=CALENDAR_KEEPERS, name="holidays-withdraw"
    ),
    page("calls/factors/", energy.factors, policy=CALENDAR_READERS, name="energy-factors"),
    page("calls/factors/enter/", energy.enter, policy=CALENDAR_KEEPERS, name="energy-factor-enter"),
    page("calls/factors/<int:factor_id>/", energy.factor, policy=CALENDAR_READERS, name="energy-factor"),
    page("terms/<slug:asked>/", terms.term, policy=OFFICER, name="term"),
    page("journal/", journal.journal, policy=CITY, name="journal"),
    page("journal/<int:record_id>/", journal.record, policy=CITY, name="journal-record"),
    page("jobs/<int:job_id>/", jobs.job, policy=DESK, name="job"),
    page("jobs/<int:job_id>/status/", jobs.status, policy=DESK, name="job-status"),
    page("jobs/<int:job_id>/cancel/", jobs.cancel, policy=DESK, name="job-cancel"),
    page("jobs/<int:job_id>/result/", jobs.result, policy=DESK, name="job-result"),
]
