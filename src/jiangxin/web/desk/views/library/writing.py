"""Writing an article: its text with the outline beside it, its facts; two editors at once lose nothing."""

from dataclasses import dataclass

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.library.facts import ArticleFacts
from jiangxin.library.models import Article, ArticleVersion
from jiangxin.library.queries import facts_for, get_kept_article_for, get_version_for, versions_for
from jiangxin.library.services import create_article, edit_article
from jiangxin.web.desk.forms_articles import ArticleForm, NewArticleForm
from jiangxin.web.desk.live_text import LiveText, live_text
from jiangxin.web.desk.posting import copy_key, done, expected, status_of, tell_form, whole
from jiangxin.web.desk.text_changes import Changes, changes_between, facts_kept

_REFRESH = "outline"
_GO_ON = "go_on"


def new(request: Request) -> HttpResponse:
    """Write a new article."""
    data = request.POST if _saves(request) else None
    form = NewArticleForm(data, actor=request.actor, initial=_typed(request) or _empty())
    refusal = None
    if _saves(request) and form.is_valid():
        owner = form.cleaned_data["owner"]
        try:
            made = create_article(actor=request.actor, owner=owner, facts=form.facts())
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            return _lead_on(request, made, "new", _("草稿已保存。"))
    page = _Page(form, Article(), refusal)
    return _show(request, page, title=_("撰写文章"), back_url=reverse("desk:library"), copy="new")


def _empty() -> dict[str, object]:
    facts = ArticleFacts(title="")
    return {"kind": facts.kind, "counting": facts.counting}


def _typed(request: Request) -> dict[str, object]:
    """Return what was typed, to be shown again unjudged."""
    return dict(request.POST.items())


def _saves(request: Request) -> bool:
    return request.method == "POST" and request.POST.get("act") != _REFRESH


def edit(request: Request, article_id: int) -> HttpResponse:
    """Change an article. Changed by somebody else meanwhile, both texts are shown and what was typed stays."""
    found = get_kept_article_for(request.actor, article_id)
    initial = _typed(request) if request.method == "POST" else facts_for(request.actor, found).as_values()
    form = ArticleForm(request.POST if _saves(request) else None, initial=initial)
    refusal = None
    if _saves(request) and form.is_valid():
        note, revision = form.cleaned_data["note"], expected(request, "revision")
        try:
            edit_article(actor=request.actor, article=found, facts=form.facts(), expected_revision=revision, note=note)
        except NotFound:
            raise
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            return _lead_on(request, found, str(found.pk), _("修改已保存。"))
    page = _Page(form, found, refusal)
    back = reverse("desk:library-article", args=[found.pk])
    return _show(request, page, title=_("修改文章"), back_url=back, copy=str(found.pk))


def _lead_on(request: Request, article: Article, copy: str, words: object) -> HttpResponse:
    """Lead to the case, or back to the text; the browser's copy of what was unsaved is done with."""
    name = "desk:library-edit" if request.POST.get("act") == _GO_ON else "desk:library-article"
    return done(request, f"{reverse(name, args=[article.pk])}?saved={copy}", str(words))


@dataclass(frozen=True, slots=True)
class _Page:
    form: ArticleForm
    article: Article
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else saved meanwhile, and how what was typed differs from it."""

    version: ArticleVersion | None
    theirs: ArticleFacts | None
    changes: Changes | None


def _clash(request: Request, page: _Page) -> Clash | None:
    if page.refusal is None or page.refusal.code != "stale_page":
        return None
    latest = versions_for(request.actor, page.article).first()
    if latest is None:
        return Clash(None, None, None)
    version = get_version_for(request.actor, page.article, latest.number)
    theirs = facts_kept(page.article, version)
    return Clash(version, theirs, changes_between(theirs, page.form.facts()))


def _look_below(refusal: Refusal | None) -> Refusal | None:
    """Send the writer to the differences on this page; reading it anew would lose what was typed."""
    if refusal is None:
        return None
    return Refusal(refusal.code, refusal.message, _("请看下面的差别，合到一起再保存。"), status=refusal.status)


def _show(request: Request, page: _Page, *, title: object, back_url: str, copy: str) -> HttpResponse:
    form, article = page.form, page.article
    clash = _clash(request, page)
    # Shown the other text, the writer saves over it knowingly: the page now speaks of the article as it stands.
    revision = request.POST.get("revision", "") if request.method == "POST" and not clash else str(article.revision)
    context = {
        "form": form,
        "article": article,
        "heading_title": title,
        "back_url": back_url,
        "refusal": _look_below(page.refusal) if clash else page.refusal,
        "clash": clash,
        "revision": revision,
        "live": _live(article, form),
        "copy": copy_key(request, copy),
        "saved_copy": copy_key(request, request.GET["saved"]) if "saved" in request.GET else "",
    }
    status = status_of(page.refusal, form if form.is_bound else None)
    return render(request, "desk/library/write.html", context, status=status)


def _live(article: Article, form: ArticleForm) -> LiveText:
    return live_text(
        article,
        str(form["body"].value() or ""),
        counting=str(form["counting"].value() or ""),
        contents=str(form["contents"].value() or ""),
        stated_total=whole(str(form["stated_total"].value() or "")),
    )


def outline(request: Request) -> HttpResponse:
    """Answer what follows from a text as it is typed: JSON with the panel beside it. Nothing is saved."""
    if request.method != "POST":
        raise NotFound
    key = whole(request.POST.get("article"))
    article = get_kept_article_for(request.actor, key) if key else Article()
    live = live_text(
        article,
        request.POST.get("body", ""),
        counting=request.POST.get("counting", ""),
        contents=request.POST.get("contents", ""),
        stated_total=whole(request.POST.get("stated_total")),
    )
    return JsonResponse({"html": render_to_string("desk/library/_live.html", {"live": live}, request=request)})
