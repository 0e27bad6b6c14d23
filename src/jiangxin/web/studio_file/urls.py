"""Addresses of the pages of one studio, the same in both faces."""

from django.urls import URLPattern

from jiangxin.core.policy import PagePolicy
from jiangxin.core.routing import page
from jiangxin.web.studio_file.views import assessing, changes, file, fusion, history, keeping, money

_PERIOD = "studios/<int:studio_id>/file/<slug:kind>/<int:period_id>/"
_CHANGE = "studios/<int:studio_id>/changes/<int:change_id>/"
_ASSESSMENT = "studios/<int:studio_id>/assessments/<int:entry_id>/"
_SUBSIDY = "studios/<int:studio_id>/funds/<int:subsidy_id>/"
_EXPENSE = "studios/<int:studio_id>/expenses/<int:expense_id>/"


def studio_pages(policy: PagePolicy) -> list[URLPattern]:
    """Return the pages of one studio for a face; `policy` lets in the duties that work in it."""
    return [
        page("studios/<int:studio_id>/", file.file, policy=policy, name="studio-file"),
        page("studios/<int:studio_id>/changes/", changes.changes, policy=policy, name="studio-changes"),
        page("studios/<int:studio_id>/changes/new/<slug:kind>/", changes.new, policy=policy, name="change-new"),
        page(_CHANGE, changes.change, policy=policy, name="studio-change"),
        page(f"{_CHANGE}recommend/", changes.recommend, policy=policy, name="change-recommend"),
        page(f"{_CHANGE}return/", changes.send_back, policy=policy, name="change-return"),
        page(f"{_CHANGE}approve/", changes.approve, policy=policy, name="change-approve"),
        page(f"{_CHANGE}papers/<int:paper_id>/", changes.paper, policy=policy, name="change-paper"),
        page("studios/<int:studio_id>/assessments/", assessing.assessments, policy=policy, name="studio-assessments"),
        page(_ASSESSMENT, assessing.assessment, policy=policy, name="studio-assessment"),
        page(f"{_ASSESSMENT}reread/", assessing.reread, policy=policy, name="studio-assessment-reread"),
        page("studios/<int:studio_id>/team/", file.team, policy=policy, name="studio-team"),
        page("studios/<int:studio_id>/fusion/", fusion.fusion, policy=policy, name="studio-fusion"),
        page("studios/<int:studio_id>/history/", history.history, policy=policy, name="studio-history"),
        page("studios/<int:studio_id>/enter/<slug:act>/", keeping.enter, policy=policy, name="studio-enter"),
        page(f"{_PERIOD}end/", keeping.end, policy=policy, name="studio-end"),
        page(f"{_PERIOD}strike/", keeping.strike, policy=policy, name="studio-strike"),
        page("studios/<int:studio_id>/funds/", money.funds, policy=policy, name="studio-funds"),
        page("studios/<int:studio_id>/subsidies/", money.subsidies, policy=policy, name="studio-subsidies"),
        page(_SUBSIDY, money.subsidy, policy=policy, name="studio-subsidy"),
        page(f"{_SUBSIDY}spend/", money.spend_it, policy=policy, name="subsidy-spend"),
        page(f"{_SUBSIDY}match/", money.match, policy=policy, name="subsidy-match"),
        page(f"{_SUBSIDY}voucher/", money.subsidy_voucher, policy=policy, name="subsidy-voucher"),
        page(f"{_SUBSIDY}<slug:kind>/<int:row_id>/", money.paper, policy=policy, name="subsidy-paper"),
        page("studios/<int:studio_id>/expenses/", money.expenses, policy=policy, name="studio-expenses"),
        page(_EXPENSE, money.expense, policy=policy, name="studio-expense"),
        page(f"{_EXPENSE}reverse/", money.reverse, policy=policy, name="expense-reverse"),
        page(f"{_EXPENSE}voucher/", money.expense_voucher, policy=policy, name="expense-voucher"),
        page(f"{_PERIOD}proof/", keeping.proof, policy=policy, name="studio-proof"),
    ]
