"""Why an award no longer stands: by a penalty, or because its studio dissolved itself (domain 3.5)."""

from django.db.models import Max, Q

from jiangxin.awards.enums import Standing
from jiangxin.awards.models import Award
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import Studio
from jiangxin.studios.queries.directory import named_by


def ended_by_wish(award: Award) -> bool:
    """Tell whether an award ended with its studio at the unit's own wish; one withdrawn before that did not."""
    if award.standing != Standing.WITHDRAWN:
        return False
    studio = named_by(Studio.objects.filter(state=StudioState.DISSOLVED), award)
    if studio is None:
        return False
    given = Award.objects.filter(Q(studio=studio) | Q(levels_held__studio=studio))
    return bool(award.withdrawn_on == given.aggregate(last=Max("withdrawn_on"))["last"])
