"""What an article on its way asks of whom: a publisher to publish it, its writers to mend it."""

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.library.gate import PUBLISHERS, WRITERS
from jiangxin.library.models import Article
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.orgs.queries import ancestors, duties_on
from jiangxin.orgs.services import close_errands, open_errand

PUBLISH = "publish_article"
REVISE = "revise_article"


def ask_publisher(article: Article) -> None:
    """Put an article sent to review into the inbox of who publishes for its owner: the nearest above who can."""
    close_errands(about=article)
    duty = _nearest(article.owner, PUBLISHERS)
    if duty is not None:
        note = str(_("%(owner)s送审") % {"owner": article.owner.name})
        open_errand(role=Role(duty.role), organisation=duty.organisation, asked=PUBLISH, about=article, note=note[:300])


def ask_writer(article: Article, reason: str) -> None:
    """Put an article that came back into its writers' inbox, with the reason."""
    close_errands(about=article)
    duty = _nearest(article.owner, WRITERS)
    if duty is not None:
        open_errand(role=Role(duty.role), organisation=duty.organisation, asked=REVISE, about=article, note=reason)


def ask_nothing(article: Article) -> None:
    """Close what was asked about an article."""
    close_errands(about=article)


def _nearest(owner: Organisation, roles: tuple[Role, ...]) -> Duty | None:
    """Return the duty of one of the roles that somebody holds at the owner, else at the nearest above it."""
    places = [owner.pk, *(place.pk for place in ancestors(owner))]
    found = duties_on(clock.today()).filter(role__in=roles, organisation_id__in=places)
    return min(found, key=lambda duty: (places.index(duty.organisation_id), roles.index(Role(duty.role))), default=None)
