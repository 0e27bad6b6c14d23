"""Django's entry to this room."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """This room's registration."""

    name = "jiangxin.campaigns"
    label = "campaigns"
    verbose_name = "活动"
