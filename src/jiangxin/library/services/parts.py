"""Where an article stands, its tags, and what it is about."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import NamingDocument
from jiangxin.campaigns.models import Call
from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.library import policies
from jiangxin.library.models import Article, ArticleCategory, ArticleLink, ArticleTag, Category
from jiangxin.library.services.checks import lock
from jiangxin.library.services.indexing import reindex
from jiangxin.orgs.models import Organisation
from jiangxin.people.models import Person
from jiangxin.studios.models import Studio

AT_MOST = 20
"""Categories, tags and links an article may have of each."""
_LONGEST = ArticleTag._meta.get_field("name").max_length or 0  # noqa: SLF001


@service("library.categorise_article", about="article")
def categorise_article(
    *, actor: Actor, article: Article, categories: Sequence[Category], expected: Sequence[int] | None = None
) -> None:
    """Put an article into these categories and no others; the first is the one its breadcrumb shows.

    Args:
        expected: keys of the categories it stood in when the page was opened; None takes no heed of them.

    Raises:
        Refusal: "stale_page"; "too_many_categories"; not the actor's to edit.
    """
    held = lock(article)
    policies.may_edit(actor=actor, article=held).require()
    wanted = list(dict.fromkeys(categories))
    _require_few(len(wanted), "categories")
    before = list(held.places.values_list("category_id", flat=True))
    _require_same(before, expected)
    held.places.all().delete()
    ArticleCategory.objects.bulk_create(
        ArticleCategory(article=held, category=category, position=position) for position, category in enumerate(wanted)
    )
    reindex(held)
    after = {"categories": [category.pk for category in wanted]}
    journal.record(actor=actor, act="library.categorise_article", obj=held, before={"categories": before}, after=after)


@service("library.tag_article", about="article")
def tag_article(*, actor: Actor, article: Article, names: Sequence[str], expected: Sequence[str] | None = None) -> None:
    """Give an article these tags and no others; blanks at the ends and a leading # are dropped.

    Args:
        expected: the tags it had when the page was opened; None takes no heed of them.

    Raises:
        Refusal: "stale_page"; "tag_too_long"; "too_many_tags"; not the actor's to edit.
    """
    held = lock(article)
    policies.may_edit(actor=actor, article=held).require()
    wanted = list(dict.fromkeys(plain for name in names if (plain := " ".join(name.split()).strip("#＃ "))))
    _require_few(len(wanted), "tags")
    if too_long := next((name for name in wanted if len(name) > _LONGEST), None):
        message = _("标签“%(name)s”超过 %(count)s 个字。") % {"name": too_long, "count": _LONGEST}
        problem = Problem("tags", message, "too_long")
        raise Refusal("tag_too_long", message, _("请改短后再保存。"), problems=[problem])
    before = list(held.tags.values_list("name", flat=True))
    _require_same(before, expected)
    held.tags.all().delete()
    ArticleTag.objects.bulk_create(ArticleTag(article=held, name=name) for name in wanted)
    reindex(held)
    journal.record(actor=actor, act="library.tag_article", obj=held, before={"tags": before}, after={"tags": wanted})


@service("library.shelve_article", about="article")
def shelve_article(
    *,
    actor: Actor,
    article: Article,
    categories: Sequence[Category],
    tags: Sequence[str],
    expected_categories: Sequence[int],
    expected_tags: Sequence[str],
) -> None:
    """Give an article its categories and tags together, both or neither; the two acts are journalled as such.

    Raises:
        Refusal: as of `categorise_article` and `tag_article`.
    """
    categorise_article(actor=actor, article=article, categories=categories, expected=expected_categories)
    tag_article(actor=actor, article=article, names=tags, expected=expected_tags)


@service("library.link_article", about="article")
def link_article(
    *, actor: Actor, article: Article, target: Studio | Person | Call | NamingDocument | Organisation
) -> ArticleLink:
    """Link an article to what it is about; linking it again changes nothing.

    Raises:
        Refusal: "too_many_links"; not the actor's to edit.
    """
    held = lock(article)
    policies.may_edit(actor=actor, article=held).require()
    name = _name_of(target)
    link = ArticleLink.objects.filter(article=held, **{name: target}).first()
    if link is None:
        _require_few(held.links.count() + 1, "links")
        link = ArticleLink.objects.create(article=held, **{name: target})
        reindex(held)
    journal.record(actor=actor, act="library.link_article", obj=held, after={name: target.pk})
    return link


@service("library.unlink_article", about="article")
def unlink_article(*, actor: Actor, article: Article, link: ArticleLink) -> None:
    """Take a link of an article away."""
    held = lock(article)
    policies.may_edit(actor=actor, article=held).require()
    before = {_name_of(link.target): link.target.pk}
    ArticleLink.objects.filter(pk=link.pk, article=held).delete()
    reindex(held)
    journal.record(actor=actor, act="library.unlink_article", obj=held, before=before)


def _require_same(before: Sequence[object], expected: Sequence[object] | None) -> None:
    if expected is not None and list(before) != list(expected):
        raise Refusal(
            "stale_page", _("分类或标签刚被别人改过，您这里的修改没有写入。"), _("请刷新页面，核对后再保存。")
        )


def _name_of(target: Studio | Person | Call | NamingDocument | Organisation) -> str:
    match target:
        case Studio():
            return "studio"
        case Person():
            return "person"
        case Call():
            return "call"
        case NamingDocument():
            return "ceremony"
        case _:
            return "organisation"


def _require_few(count: int, path: str) -> None:
    if count > AT_MOST:
        message = _("最多 %(count)s 个。") % {"count": AT_MOST}
        raise Refusal(f"too_many_{path}", message, _("请减少后再保存。"), problems=[Problem(path, message, "too_many")])
