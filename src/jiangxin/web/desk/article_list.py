"""The list of the articles that lie with a duty."""

from typing import cast

from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse, reverse_lazy
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.ui.listing import BatchAct, ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, YesNoFilter
from jiangxin.library.enums import Access, ArticleKind, ArticleState
from jiangxin.library.gate import PUBLISHERS, WRITERS
from jiangxin.library.models import Article, ArticleCategory, Category
from jiangxin.library.queries import articles_kept_by, categories_in_order
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import in_subtree

_INDENT = "\u3000"
_MOST_OWNERS = 300


def _categories(actor: Actor) -> list[tuple[str, str]]:
    del actor  # the tree is open to everybody
    return [(str(category.pk), f"{_INDENT * depth}{category.name}") for depth, category in categories_in_order()]


def _in_category(key: str) -> Q:
    path = Category.objects.filter(pk=key).values_list("path", flat=True).first()
    places = ArticleCategory.objects.filter(in_subtree("category__path", path or ""))
    return Q(pk__in=places.values("article_id")) if path else Q(pk__in=[])


def _owners(actor: Actor) -> list[tuple[str, str]]:
    keeping = articles_kept_by(actor).order_by().values("owner_id")
    owners = Organisation.objects.filter(pk__in=keeping).order_by("path")
    return [(str(pk), name) for pk, name in owners.values_list("pk", "name")[:_MOST_OWNERS]]


def _years(actor: Actor) -> list[tuple[str, str]]:
    dates = articles_kept_by(actor).filter(published_at__isnull=False).order_by()
    zone = get_current_timezone()
    return [(str(day.year), str(day.year)) for day in dates.datetimes("published_at", "year", "DESC", tzinfo=zone)]


def _batch(act: str) -> str:
    # Addresses are not known yet when this module is read; a lazy one is a text as far as the page is concerned.
    return cast("str", reverse_lazy("desk:library-batch", args=[act]))


def _writes(actor: Actor) -> bool:
    return actor.is_any(*WRITERS)


def _publishes(actor: Actor) -> bool:
    return actor.is_any(*PUBLISHERS)


ARTICLES: Listing[Article] = Listing(
    code="desk.library",
    title=_("文库"),
    unit=_("篇"),
    rows=articles_kept_by,
    columns=(
        Column(code="title", label=_("标题"), sort="title"),
        Column(code="state", label=_("状态"), kind=Kind.STATE, sort=("state", "published_at")),
        Column(code="kind", label=_("类型"), value=lambda article: article.get_kind_display()),
        Column(code="owner", label=_("归口单位"), value="owner.name", sort=("owner__path", "pk")),
        Column(code="published", label=_("发布时间"), value="published_at", kind=Kind.MOMENT, sort="published_at"),
        Column(code="access", label=_("全文阅读范围"), value=lambda article: article.get_access_display()),
        Column(code="characters", label=_("字数"), kind=Kind.NUMBER, sort="characters", shown=False),
        Column(code="changed", label=_("最近修改"), value="changed_at", kind=Kind.MOMENT, sort="changed_at"),
        Column(code="author", label=_("作者"), shown=False),
        Column(code="issuing_body", label=_("发布机构"), shown=False),
        Column(code="document_number", label=_("文号"), shown=False),
        Column(code="source", label=_("来源"), value="source_name", shown=False),
        Column(code="licence", label=_("版权说明"), value="licence_note", shown=False),
        Column(code="preview", label=_("预览显示字数"), value="preview_shown", kind=Kind.NUMBER, shown=False),
        Column(code="missing", label=_("来源缺字"), value="source_omitted", kind=Kind.NUMBER, shown=False),
    ),
    filters=(
        TextFilter(code="q", label=_("标题、作者或文号"), fields=("title", "author", "document_number")),
        ChoiceFilter(code="state", label=_("状态"), choices=ArticleState.choices),
        ChoiceFilter(code="kind", label=_("类型"), choices=ArticleKind.choices),
        ChoiceFilter(code="category", label=_("分类"), choices=_categories, where=_in_category),
        ChoiceFilter(code="owner", label=_("归口单位"), choices=_owners, field="owner_id"),
        ChoiceFilter(
            code="year", label=_("发布年份"), choices=_years, where=lambda year: Q(published_at__year=int(year))
        ),
        ChoiceFilter(code="access", label=_("全文阅读范围"), choices=Access.choices),
        YesNoFilter(
            code="scheduled",
            label=_("定时未到"),
            condition=Q(state=ArticleState.PUBLISHED, published_at__gt=Now()),
        ),
        YesNoFilter(code="incomplete", label=_("来源不完整"), condition=Q(source_omitted__gt=0)),
    ),
    default_sort="-changed",
    row_url=lambda article: reverse("desk:library-article", args=[article.pk]),
    batch_acts=(
        BatchAct(_("送审"), _batch("send"), allowed=_writes),
        BatchAct(_("发布"), _batch("publish"), main=True, allowed=_publishes),
        BatchAct(_("撤下"), _batch("withdraw"), allowed=_publishes),
    ),
    empty=Empty(_("还没有文章"), _("可以撰写新文章，也可以导入已有的文件。"), "/desk/library/new/", _("撰写文章")),
)
