"""Addresses of workers' proposals on the desk."""

from django.urls import URLPattern

from jiangxin.core.actor import Role
from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.proposals.policies import READERS
from jiangxin.web.desk.views import proposal_outcomes, proposals

_READERS = having(*READERS)
_UNION = having(Role.UNION_OFFICER)
_ONE = "proposals/<int:proposal_id>/"

urlpatterns: list[URLPattern] = [
    page("proposals/", proposals.proposals, policy=_READERS, name="proposals"),
    page(_ONE, proposals.proposal, policy=_READERS, name="proposal"),
    page(f"{_ONE}accept/", proposals.accept, policy=_UNION, name="proposal-accept"),
    page(f"{_ONE}answer/", proposals.answer, policy=_UNION, name="proposal-answer"),
    page(f"{_ONE}use/", proposals.use, policy=_UNION, name="proposal-use"),
    page(f"{_ONE}benefit/", proposal_outcomes.benefit, policy=_UNION, name="proposal-benefit"),
    page(f"{_ONE}benefit/<int:benefit_id>/", proposal_outcomes.proof, policy=_READERS, name="proposal-proof"),
    page(f"{_ONE}reward/", proposal_outcomes.reward, policy=_UNION, name="proposal-reward"),
    page(f"{_ONE}project/", proposal_outcomes.project, policy=_UNION, name="proposal-project"),
    page(f"{_ONE}files/<int:file_id>/", proposals.file, policy=_READERS, name="proposal-file"),
]
