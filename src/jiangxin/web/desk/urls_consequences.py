"""Addresses of what follows from assessments: carrying out, rectifications, bars, rewards."""

from django.urls import URLPattern

from jiangxin.core.routing import page
from jiangxin.web.desk.duties import CITY, FILE_READERS, LEADER, OFFICER, REGISTER_READERS
from jiangxin.web.desk.views.studios import bars, consequences, rectifications, rewards

urlpatterns: list[URLPattern] = [
    page("calls/<int:call_id>/consequences/", consequences.consequences, policy=CITY, name="consequences"),
    page("studios/rectifications/", rectifications.rectifications, policy=FILE_READERS, name="rectifications"),
    page("studios/bars/", bars.bars, policy=REGISTER_READERS, name="bars"),
    page("studios/bars/<int:bar_id>/", bars.bar, policy=REGISTER_READERS, name="bar"),
    page("studios/bars/<int:bar_id>/lift/", bars.lift, policy=LEADER, name="bar-lift"),
    page("funds/rewards/<int:reward_id>/", rewards.reward, policy=OFFICER, name="reward"),
]
