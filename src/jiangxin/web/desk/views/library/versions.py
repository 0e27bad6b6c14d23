"""The versions of an article: listed, read, laid together two by two, brought back."""

from dataclasses import replace

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Request
from jiangxin.core.moments import told_to_the_second
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.paging import Pager, last_page
from jiangxin.core.ui.parts import Confirmation, Fact
from jiangxin.library.blocks import blocks_of
from jiangxin.library.models import Article, ArticleVersion
from jiangxin.library.policies import may_edit
from jiangxin.library.queries import get_kept_article_for, get_version_for, versions_for
from jiangxin.library.services import edit_article
from jiangxin.library.text import headings_of, measure, whole_pieces
from jiangxin.web.desk.posting import done, expected, status_of, whole
from jiangxin.web.desk.text_changes import changes_between, facts_kept, facts_of_version

_PAGE_SIZE = 50


def versions(request: Request, article_id: int) -> HttpResponseBase:
    """List the versions, newest first; two of them are chosen to be laid together."""
    found = get_kept_article_for(request.actor, article_id)
    rows = versions_for(request.actor, found)
    count = rows.count()
    last = last_page(count, _PAGE_SIZE)
    number = min(max(whole(request.GET.get("page")) or 1, 1), last)
    start = (number - 1) * _PAGE_SIZE
    shown = list(rows[start : start + _PAGE_SIZE])
    context = {
        "article": found,
        "versions": shown,
        "count": count,
        "newest": shown[0].number if shown else 0,
        "older": shown[1].number if len(shown) > 1 else 0,
        "pager": Pager(number, last, lambda page: f"?page={page}"),
        "may_restore": bool(may_edit(actor=request.actor, article=found)),
        "current": rows.values_list("number", flat=True).first(),
    }
    return render(request, "desk/library/versions.html", context)


def version(request: Request, article_id: int, number: int) -> HttpResponse:
    """Show one version as it was saved."""
    found = get_kept_article_for(request.actor, article_id)
    kept = get_version_for(request.actor, found, number)
    facts = facts_of_version(kept)
    length = measure(facts.body, counting=facts.counting).characters
    headings = headings_of(facts.body, contents=facts.contents, stated_total=facts.stated_total)
    pieces = whole_pieces(facts.body, counting=facts.counting, stated_total=facts.stated_total)
    newest = _newest(request.actor, found)
    context = {
        "article": found,
        "version": kept,
        "facts": [*_facts(kept), Fact(_("字数"), length)],
        "blocks": list(blocks_of(pieces, headings)),
        "newest": newest,
        "is_newest": kept.number == newest,
        "may_restore": kept.number != newest and bool(may_edit(actor=request.actor, article=found)),
    }
    return render(request, "desk/library/version.html", context)


def _newest(actor: Actor, article: Article) -> int | None:
    return versions_for(actor, article).values_list("number", flat=True).first()


def _facts(kept: ArticleVersion) -> list[Fact]:
    facts = facts_of_version(kept)
    return [
        Fact(_("副标题"), facts.subtitle),
        Fact(_("发布时间"), told_to_the_second(facts.published_at)),
        Fact(_("作者"), facts.author),
        Fact(_("发布机构"), facts.issuing_body),
        Fact(_("文号"), facts.document_number),
        Fact(_("来源"), facts.source_name or facts.source_url),
        Fact(_("版权说明"), facts.licence_note),
        Fact(_("修改说明"), kept.note),
        Fact(_("导读"), facts.summary, wide=True),
    ]


def compare(request: Request, article_id: int) -> HttpResponse:
    """Lay two versions together; the older one stands first, whichever was named first."""
    found = get_kept_article_for(request.actor, article_id)
    asked = [whole(request.GET.get(name)) for name in ("old", "new")]
    if None in asked:
        return HttpResponseRedirect(reverse("desk:library-versions", args=[found.pk]))
    low, high = sorted(number for number in asked if number is not None)
    old, new = (get_version_for(request.actor, found, number) for number in (low, high))
    context = {
        "article": found,
        "old": old,
        "new": new,
        "changes": changes_between(facts_of_version(old), facts_of_version(new)),
    }
    return render(request, "desk/library/compare.html", context)


def restore(request: Request, article_id: int, number: int) -> HttpResponse:
    """Bring a version back: as a new edit, after a look at what that changes."""
    found = get_kept_article_for(request.actor, article_id)
    kept = get_version_for(request.actor, found, number)
    facts = facts_of_version(kept)
    facts = replace(facts, published_at=facts.published_at or found.published_at)
    may_edit(actor=request.actor, article=found).require()
    refusal = None
    if request.method == "POST":
        note = str(_("恢复到第 %(number)s 版") % {"number": number})
        revision = expected(request, "revision")
        try:
            edit_article(actor=request.actor, article=found, facts=facts, expected_revision=revision, note=note)
        except NotFound:
            raise
        except Refusal as caught:
            refusal = caught
        else:
            address = reverse("desk:library-article", args=[found.pk])
            return done(request, address, _("已恢复到第 %(number)s 版，并存为新的一版。") % {"number": number})
    newest = _newest(request.actor, found)
    latest = facts_kept(found, get_version_for(request.actor, found, newest or number))
    confirmation = Confirmation(
        title=_("恢复到第 %(number)s 版") % {"number": number},
        act=_("恢复"),
        back_url=reverse("desk:library-versions", args=[found.pk]),
        consequences=(_("内容回到第 %(number)s 版，存为新的一版；以后各版都保留。") % {"number": number},),
        hidden=[("revision", str(found.revision))],
    )
    context = {"confirmation": confirmation, "refusal": refusal, "changes": changes_between(latest, facts)}
    return render(request, "desk/library/restore.html", context, status=status_of(refusal))
