"""Addresses of studios' files and money at the desk."""

from django.urls import URLPattern

from jiangxin.core.routing import page
from jiangxin.web.desk import urls_consequences, urls_exchange, urls_takeovers
from jiangxin.web.desk.duties import FILE_READERS, OFFICER, REGISTER_KEEPERS, REGISTER_READERS
from jiangxin.web.desk.views.studios import changes, files, funds, grades, granting, honours, leading, levels, money
from jiangxin.web.studio_file.urls import studio_pages
from jiangxin.web.studio_file.urls_ledger import ledger_pages
from jiangxin.web.studio_file.urls_rectifying import rectification_pages
from jiangxin.web.studio_file.urls_services import service_pages

urlpatterns: list[URLPattern] = [
    page("studios/", files.studios, policy=FILE_READERS, name="studios"),
    page("studios/honours/", honours.honours, policy=REGISTER_READERS, name="honours"),
    page("studios/honours/new/", honours.new, policy=REGISTER_KEEPERS, name="honour-new"),
    page("studios/honours/grades/new/", grades.new, policy=OFFICER, name="skill-grade-new"),
    page("studios/honours/<int:honour_id>/", honours.honour, policy=REGISTER_READERS, name="honour"),
    page("studios/honours/<int:honour_id>/verify/", honours.verify, policy=OFFICER, name="honour-verify"),
    page("studios/honours/<int:honour_id>/papers/", honours.complete, policy=REGISTER_KEEPERS, name="honour-complete"),
    page("studios/honours/<int:honour_id>/withdraw/", honours.withdraw, policy=OFFICER, name="honour-withdraw"),
    page(
        "studios/honours/<int:honour_id>/certificate/",
        honours.certificate,
        policy=REGISTER_READERS,
        name="honour-certificate",
    ),
    page("studios/leading/", leading.rules, policy=REGISTER_READERS, name="leading-rules"),
    page("studios/leading/<slug:kind>/", leading.rule, policy=OFFICER, name="leading-rule"),
    page("studios/changes/", changes.changes, policy=FILE_READERS, name="changes"),
    page("studios/changes/<int:change_id>/", changes.change, policy=FILE_READERS, name="change"),
    page("funds/", funds.funds, policy=FILE_READERS, name="funds"),
    page("funds/grant/", granting.grant_many, policy=OFFICER, name="grant-many"),
    page("funds/expenses/", funds.expenses, policy=FILE_READERS, name="expenses"),
    page("funds/<int:subsidy_id>/", funds.subsidy, policy=FILE_READERS, name="subsidy"),
    page("funds/claw-backs/<int:clawback_id>/", funds.clawback, policy=FILE_READERS, name="clawback"),
    page(
        "studios/<int:studio_id>/levels/<int:level_id>/withdraw/",
        levels.withdraw,
        policy=OFFICER,
        name="level-withdraw",
    ),
    page("studios/<int:studio_id>/funds/grant/", money.grant, policy=OFFICER, name="studio-grant"),
    page(
        "studios/<int:studio_id>/funds/<int:subsidy_id>/claw-back/",
        money.claim_rest,
        policy=OFFICER,
        name="subsidy-claw-back",
    ),
    page(
        "studios/<int:studio_id>/expenses/<int:expense_id>/claw-back/",
        money.claim_expense,
        policy=OFFICER,
        name="expense-claw-back",
    ),
    page(
        "studios/<int:studio_id>/claw-backs/<int:clawback_id>/settle/",
        money.settle,
        policy=OFFICER,
        name="clawback-settle",
    ),
    *studio_pages(FILE_READERS),
    *service_pages(FILE_READERS),
    *ledger_pages(FILE_READERS),
    *rectification_pages(FILE_READERS),
    *urls_consequences.urlpatterns,
    *urls_exchange.urlpatterns,
    *urls_takeovers.urlpatterns,
]
