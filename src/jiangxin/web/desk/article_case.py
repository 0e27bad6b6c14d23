"""What the case page of an article tells: its facts, and what was done to it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.moments import told_to_the_second
from jiangxin.core.ui.parts import Fact, FileLink, HistoryItem
from jiangxin.library.models import Article
from jiangxin.library.queries import categories_of, versions_for
from jiangxin.web.desk.act_words import ACTS

_ROLES = dict(Role.choices)
_MOST = 100


def facts_of(article: Article) -> list[Fact]:
    """Return the facts of an article, its categories and tags among them."""
    categories = categories_of([article]).get(article.pk, [])
    return [
        Fact(_("类型"), article.get_kind_display()),
        Fact(_("归口单位"), article.owner.name),
        Fact(_("发布时间"), told_to_the_second(article.published_at)),
        Fact(_("作者"), article.author),
        Fact(_("发布机构"), article.issuing_body),
        Fact(_("文号"), article.document_number),
        Fact(_("来源"), article.source_name or article.source_url, url=article.source_url),
        Fact(_("版权说明"), article.licence_note),
        Fact(_("分类"), "、".join(category.name for category in categories)),
        Fact(_("标签"), "、".join(tag.name for tag in article.tags.all())),
        Fact(_("字数"), article.characters, note=article.get_counting_display()),
        Fact(_("来源标明的全文字数"), article.stated_total),
        Fact(_("导读"), article.summary, wide=True),
    ]


def history_of(actor: Actor, article: Article) -> list[HistoryItem]:
    """Return what was done to an article, newest first; saved texts lead to their version."""
    numbers = set(versions_for(actor, article).values_list("number", flat=True))
    return [_item(article, entry, numbers) for entry in journal.of(article)[:_MOST] if entry.act in ACTS]


def _item(article: Article, entry: JournalEntry, numbers: set[int]) -> HistoryItem:
    refused = entry.outcome == Outcome.REFUSED
    return HistoryItem(
        at=entry.at,
        act=ACTS[entry.act],
        who=entry.actor_name if entry.actor_id else str(_("系统")),
        organisation=entry.organisation_name,
        duty=_ROLES.get(entry.duty, ""),
        state="refused" if refused else "",
        state_label=_("未准") if refused else "",
        opinion=entry.reason,
        files=_versions(article, entry, numbers),
    )


def _versions(article: Article, entry: JournalEntry, numbers: set[int]) -> tuple[FileLink, ...]:
    number = entry.after.get("version")
    if number not in numbers:
        return ()
    name = _("第 %(number)s 版") % {"number": number}
    if number - 1 not in numbers:
        return (FileLink(str(name), reverse("desk:library-version", args=[article.pk, number])),)
    compare = reverse("desk:library-compare", args=[article.pk])
    change = _("第 %(number)s 版改了什么") % {"number": number}
    return (FileLink(str(change), f"{compare}?old={number - 1}&new={number}"),)
