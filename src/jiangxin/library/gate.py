"""The gate: which articles an actor may list, and which of them they may read whole. Every door goes through here.

Listed is what is published and due, for everybody; besides, what lies with the organisations an actor writes for, and –
once it has left its writer's hands – what lies below a leader or a discipline inspector.
"""

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.library.enums import Access, ArticleState
from jiangxin.library.models import Article, ArticleReader
from jiangxin.orgs.models import Membership
from jiangxin.orgs.queries import in_subtree

WRITERS = (Role.UNION_OFFICER, Role.REVIEWER_FIRST, Role.OFFICER_CITY)
"""Duties that write articles for their organisation and those below it."""
PUBLISHERS = (Role.REVIEWER_FIRST, Role.OFFICER_CITY)
"""Those of them that publish."""
OVERSEERS = (Role.LEADER_CITY, Role.DISCIPLINE)
"""Duties that read what was sent to review, published or withdrawn below their organisation."""
_LEFT_THE_WRITER = (ArticleState.REVIEW, ArticleState.PUBLISHED, ArticleState.WITHDRAWN)
TEXT = ("body", "contents", "outline", "keywords", "source_gaps")
"""Columns that are not loaded with a list."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides about an actor's reading: asked for once, used in as many conditions as needed.

    Attributes:
        actor: who reads.
        duty_paths: paths of the duty's organisation and of those above it.
        paths: the same, and those of the organisations the person belongs to.
    """

    actor: Actor
    duty_paths: tuple[str, ...]
    paths: tuple[str, ...]


def standing_of(actor: Actor) -> Standing:
    """Return an actor's standing; one query for a person, none for the public."""
    duty_paths = _upwards(actor.organisation_path)
    belongs: list[str] = []
    if actor.person_id is not None:
        today = clock.today()
        belongs = list(
            Membership.objects.filter(person_id=actor.person_id, since__lte=today)
            .exclude(until__lt=today)
            .values_list("organisation__path", flat=True)
        )
    every = {*duty_paths, *(path for place in belongs for path in _upwards(place))}
    return Standing(actor, duty_paths, tuple(sorted(every)))


def _upwards(path: str) -> tuple[str, ...]:
    steps = [step for step in path.split(".") if step]
    return tuple(".".join(steps[:number]) + "." for number in range(1, len(steps) + 1))


def articles_for(actor: Actor) -> QuerySet[Article]:
    """Return the articles an actor may list, newest first; their text is not loaded with them."""
    return Article.objects.filter(_listed(actor)).select_related("owner").defer(*TEXT)


def _listed(actor: Actor) -> Q:
    if actor == SYSTEM:
        return Q()
    return _published() | _kept_by(actor)


def _published() -> Q:
    return Q(state=ArticleState.PUBLISHED, published_at__lte=clock.now())


def _kept_by(actor: Actor) -> Q:
    """Return the condition of an actor's own house: their articles in any state, or what they look after."""
    below = in_subtree("owner__path", actor.organisation_path)
    if actor.organisation_path and actor.is_any(*WRITERS):
        return below
    if actor.organisation_path and actor.is_any(*OVERSEERS):
        return below & Q(state__in=_LEFT_THE_WRITER)
    return Q(pk__in=[])


def get_article_for(actor: Actor, article_id: int) -> Article:
    """Return one article; absent and forbidden look alike."""
    found = articles_for(actor).filter(pk=article_id).first()
    if found is None:
        raise NotFound
    return found


def articles_kept_by(actor: Actor) -> QuerySet[Article]:
    """Return those of `articles_for` that lie with the actor's duty: theirs to write, or to look after."""
    articles = articles_for(actor)
    return articles if actor == SYSTEM else articles.filter(_kept_by(actor))


def get_kept_article_for(actor: Actor, article_id: int) -> Article:
    """Return one article that lies with the actor's duty; what others keep looks like what does not exist."""
    found = articles_kept_by(actor).filter(pk=article_id).first()
    if found is None:
        raise NotFound
    return found


def readable_whole_for(actor: Actor) -> QuerySet[Article]:
    """Return those of `articles_for` that the actor may read whole."""
    return articles_for(actor).filter(whole_condition(standing_of(actor)))


def with_whole(actor: Actor, articles: QuerySet[Article]) -> QuerySet[Article]:
    """Annotate articles of the gate with `is_whole`: whether the actor may read all of each."""
    condition = whole_condition(standing_of(actor))
    if not condition:  # the house itself
        return articles.annotate(is_whole=Value(True, output_field=BooleanField()))
    answer = Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
    return articles.annotate(is_whole=answer)


def whole_condition(standing: Standing) -> Q:
    """Return the condition that somebody may read the whole of an article they may list."""
    actor = standing.actor
    if actor == SYSTEM:
        return Q()
    open_to = [Access.PUBLIC, Access.SIGNED_IN] if actor.is_signed_in else [Access.PUBLIC]
    found = Q(access__in=open_to) | _kept_by(actor)
    readers = ArticleReader.objects.filter(article=OuterRef("pk"))
    if actor.is_signed_in and standing.paths:
        members = readers.filter(role="", organisation__path__in=standing.paths)
        found |= Q(Exists(members), access=Access.ORGANISATIONS)
    if actor.is_signed_in and actor.role:
        place = Q(organisation__isnull=True) | Q(organisation__path__in=standing.duty_paths)
        found |= Q(Exists(readers.filter(place, role=actor.role)), access=Access.DUTY)
    return found
