"""Addresses of workers' proposals on the desk."""

from django.urls import URLPattern

from jiangxin.core.actor import Role
from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.proposals.policies import READERS
from jiangxin.web.desk.views import proposal_aftercare, proposal_figures, proposal_outcomes, proposals

_READERS = having(*READERS)
_UNION = having(Role.UNION_OFFICER)
_ONE = "proposals/<int:proposal_id>/"

urlpatterns: list[URLPattern] = [
    page("proposals/", proposals.proposals, policy=_READERS, name="proposals"),
    page("proposals/figures/", proposal_figures.figures, policy=_READERS, name="proposal-figures"),
    page("proposals/figures/<int:call_id>/units/", proposal_figures.units, policy=_READERS, name="proposal-units"),
    page(_ONE, proposals.proposal, policy=_READERS, name="proposal"),
    page(f"{_ONE}accept/", proposals.accept, policy=_UNION, name="proposal-accept"),
    page(f"{_ONE}answer/", proposals.answer, policy=_UNION, name="proposal-answer"),
    page(f"{_ONE}use/", proposals.use, policy=_UNION, name="proposal-use"),
    page(f"{_ONE}benefit/", proposal_outcomes.benefit, policy=_UNION, name="proposal-benefit"),
    page(f"{_ONE}benefit/<int:benefit_id>/", proposal_outcomes.proof, policy=_READERS, name="proposal-proof"),
    page(f"{_ONE}reward/", proposal_outcomes.reward, policy=_UNION, name="proposal-reward"),
    page(f"{_ONE}project/", proposal_outcomes.project, policy=_UNION, name="proposal-project"),
    page(f"{_ONE}follow-up/", proposal_aftercare.look, policy=_UNION, name="proposal-follow-up"),
    page(f"{_ONE}offer/", proposal_aftercare.offer, policy=_UNION, name="proposal-offer"),
    page(f"{_ONE}offer/end/", proposal_aftercare.unoffer, policy=_UNION, name="proposal-offer-end"),
    page(f"{_ONE}energy/", proposal_aftercare.saving, policy=_UNION, name="proposal-saving"),
    page(f"{_ONE}energy/<int:saving_id>/", proposal_aftercare.saving_proof, policy=_READERS, name="saving-proof"),
    page(f"{_ONE}files/<int:file_id>/", proposals.file, policy=_READERS, name="proposal-file"),
]
