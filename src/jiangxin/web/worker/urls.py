"""Addresses of the workers' face."""

from django.urls import URLPattern

from jiangxin.core.policy import having
from jiangxin.core.routing import page
from jiangxin.proposals.policies import PROPOSERS, READERS
from jiangxin.web.worker.views import home, offered, proposals, proposing

app_name = "worker"

proposers = having(*PROPOSERS)
unions = having(*PROPOSERS, *READERS)
_OFFERED = "offered/<int:proposal_id>/"

urlpatterns: list[URLPattern] = [
    page("", home.home, policy=proposers, name="home"),
    page("calls/<int:call_id>/propose/", proposing.propose_here, policy=proposers, name="propose"),
    page("calls/<int:call_id>/similar/", proposing.similar, policy=proposers, name="similar"),
    page("proposals/<int:proposal_id>/", proposals.proposal, policy=proposers, name="proposal"),
    page("proposals/<int:proposal_id>/withdraw/", proposals.withdraw, policy=proposers, name="proposal-withdraw"),
    page("proposals/<int:proposal_id>/files/<int:file_id>/", proposals.file, policy=proposers, name="proposal-file"),
    page("offered/", offered.offered_list, policy=unions, name="offered-list"),
    page(_OFFERED, offered.offered, policy=unions, name="offered"),
    page(f"{_OFFERED}files/<int:file_id>/", offered.file, policy=unions, name="offered-file"),
    page(f"{_OFFERED}adopt/", offered.adopt, policy=unions, name="offered-adopt"),
    page(f"{_OFFERED}drop/", offered.drop, policy=unions, name="offered-drop"),
]
