"""What a change in a studio's file asks of its plaques."""

from django.db.models import Q

from jiangxin.awards.models import Award
from jiangxin.awards.services import see_to_inscriptions
from jiangxin.studios.models import Studio, StudioLevelHeld


def see_to_plaques(studio: Studio) -> None:
    """Have plaques with another name replaced; for services, after the directory's row is as it should be."""
    given = StudioLevelHeld.objects.filter(studio=studio, struck_at=None, award__isnull=False).values("award_id")
    for award in Award.objects.filter(Q(pk__in=given) | Q(studio=studio)).distinct().order_by("pk"):
        see_to_inscriptions(award, studio_name=studio.name)
