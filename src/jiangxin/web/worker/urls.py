"""Addresses of the workers' face."""

from django.urls import URLPattern

from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.proposals.policies import PROPOSERS
from jiangxin.web.worker.views import home, proposals, proposing

app_name = "worker"

proposers = having(*PROPOSERS)

urlpatterns: list[URLPattern] = [
    page("", home.home, policy=proposers, name="home"),
    page("calls/<int:call_id>/propose/", proposing.propose_here, policy=proposers, name="propose"),
    page("calls/<int:call_id>/similar/", proposing.similar, policy=proposers, name="similar"),
    page("proposals/<int:proposal_id>/", proposals.proposal, policy=proposers, name="proposal"),
    page("proposals/<int:proposal_id>/withdraw/", proposals.withdraw, policy=proposers, name="proposal-withdraw"),
    page("proposals/<int:proposal_id>/files/<int:file_id>/", proposals.file, policy=proposers, name="proposal-file"),
]
