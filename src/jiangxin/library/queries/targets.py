"""What an article may be linked to, found by name: studios, calls, ceremonies, organisations, people one works with."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Q, QuerySet

from jiangxin.awards.enums import DocumentState
from jiangxin.awards.models import NamingDocument
from jiangxin.campaigns.models import Call
from jiangxin.campaigns.queries import calls_for
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.library.models import Article, ArticleLink
from jiangxin.orgs.models import Membership, Organisation
from jiangxin.orgs.queries import organisations_for
from jiangxin.people.models import Person
from jiangxin.studios.models import Studio
from jiangxin.studios.queries import studios_for

Target = Studio | Person | Call | NamingDocument | Organisation
KINDS: Final = ("studio", "person", "call", "ceremony", "organisation")
_AT_MOST: Final = 10


def organisations_named(text: str, *, limit: int = 2 * _AT_MOST) -> list[Organisation]:
    """Return organisations by a part of their name or of their employer's; the tree of names is open to officers."""
    plain = " ".join(text.split())
    if not plain:
        return []
    named = Q(name__icontains=plain) | Q(short_name__icontains=plain) | Q(unit_name__icontains=plain)
    return list(Organisation.objects.filter(named, closed_on=None).order_by("path")[:limit])


def organisations_by_key(keys: Iterable[int]) -> list[Organisation]:
    """Return the organisations with these keys, as far as there are any."""
    return list(Organisation.objects.filter(pk__in=set(keys)).order_by("path"))


def targets_named(actor: Actor, text: str) -> list[tuple[str, Target]]:
    """Return what an actor may link articles to, by a part of its name, each with its kind; at most ten of a kind."""
    plain = " ".join(text.split())
    if not plain:
        return []
    found: list[tuple[str, Target]] = []
    for kind in KINDS:
        field = "title" if kind in {"call", "ceremony"} else "name"
        rows = _offered(actor, kind).filter(**{f"{field}__icontains": plain})
        found += [(kind, row) for row in rows[:_AT_MOST]]
    return found


def get_target_for(actor: Actor, kind: str, key: int) -> Target:
    """Return one thing an actor may link articles to; absent and forbidden look alike."""
    found: Target | None = _offered(actor, kind).filter(pk=key).first() if kind in KINDS else None
    if found is None:
        raise NotFound
    return found


def get_link_of(article: Article, key: int) -> ArticleLink:
    """Return one link of an article."""
    links = ArticleLink.objects.select_related("studio", "person", "call", "ceremony", "organisation")
    found = links.filter(article=article, pk=key).first()
    if found is None:
        raise NotFound
    return found


def _offered(
    actor: Actor, kind: str
) -> QuerySet[Studio] | QuerySet[Person] | QuerySet[Call] | QuerySet[NamingDocument] | QuerySet[Organisation]:
    match kind:
        case "studio":
            return studios_for(actor)
        case "call":
            return calls_for(actor)
        case "ceremony":  # what was issued is public, whoever writes about it
            return NamingDocument.objects.filter(state=DocumentState.ISSUED)
        case "organisation":
            return Organisation.objects.filter(closed_on=None).order_by("path")
        case _:
            return _people(actor)


def _people(actor: Actor) -> QuerySet[Person]:
    """Members of the organisations an actor works with: nobody learns from a search who else is known to the house."""
    today = clock.today()
    below = organisations_for(actor).order_by().values("pk")
    standing = Membership.objects.filter(organisation__in=below, since__lte=today).exclude(until__lt=today)
    return Person.objects.filter(pk__in=standing.values("person_id")).order_by("name", "pk")
