"""Arranging the front page."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.enums import ArticleState, FrontSlot
from jiangxin.library.models import Article, FrontPlace
from jiangxin.orgs.models import Organisation

PLACES: dict[str, int] = {
    FrontSlot.HEADLINE: 3,
    FrontSlot.NEWS: 8,
    FrontSlot.NOTICES: 8,
    FrontSlot.STORIES: 6,
    FrontSlot.PICTURES: 6,
}
"""How many articles each place of the front page holds."""


@service("library.arrange_front", about="federation")
def arrange_front(
    *, actor: Actor, slot: str, articles: Sequence[Article], expected: Sequence[int] | None = None
) -> list[FrontPlace]:
    """Put these published articles at a place of the front page, in this order, and take all others off it.

    Args:
        expected: keys of the articles that stood there when the page was opened; None takes no heed of them.

    Raises:
        Refusal: "front_invalid": no such place, too many articles, one that is not published; "stale_page" when
            somebody has arranged the place since; not the city's.
    """
    policies.may_arrange_front(actor=actor).require()
    wanted = list(dict.fromkeys(articles))
    _check(slot, wanted)
    federation = Organisation.objects.select_for_update().filter(parent=None).order_by("path")[0]
    before = list(FrontPlace.objects.filter(slot=slot).values_list("article_id", flat=True))
    _require_same(before, expected)
    FrontPlace.objects.filter(slot=slot).delete()
    placed = FrontPlace.objects.bulk_create(
        FrontPlace(slot=slot, article=article, position=position) for position, article in enumerate(wanted, start=1)
    )
    journal.record(
        actor=actor,
        act="library.arrange_front",
        obj=federation,
        before={"slot": slot, "articles": before},
        after={"slot": slot, "articles": [place.article_id for place in placed]},
    )
    return placed


@service("library.arrange_front_page", about="federation")
def arrange_front_page(
    *, actor: Actor, wanted: Mapping[FrontSlot, Sequence[Article]], expected: Mapping[FrontSlot, Sequence[int]]
) -> None:
    """Arrange several places, all of them or none; each is journalled as `arrange_front`.

    Raises:
        Refusal: as of `arrange_front`.
    """
    for slot, articles in wanted.items():
        arrange_front(actor=actor, slot=slot, articles=articles, expected=expected.get(slot, ()))


def _require_same(before: Sequence[int], expected: Sequence[int] | None) -> None:
    if expected is not None and list(before) != list(expected):
        raise Refusal("stale_page", _("首页刚被别人调整过，您这里的安排没有保存。"), _("请刷新页面，核对后再保存。"))


def _check(slot: str, articles: Sequence[Article]) -> None:
    message: Text | None = None
    standing = Article.objects.filter(pk__in=[item.pk for item in articles], state=ArticleState.PUBLISHED)
    published = set(standing.values_list("pk", flat=True))
    missing = next((article for article in articles if article.pk not in published), None)
    if slot not in PLACES:
        message, path, code = _("没有这个栏目。"), "slot", "invalid_choice"
    elif len(articles) > PLACES[slot]:
        message, path, code = _("这个栏目最多放 %(count)s 篇。") % {"count": PLACES[slot]}, "articles", "too_many"
    elif missing is not None:
        message = _("“%(title)s”没有发布，不能放上首页。") % {"title": missing.title}
        path, code = "articles", "not_published"
    if message is not None:
        raise Refusal("front_invalid", message, _("请改正后再保存。"), problems=[Problem(path, message, code)])
