"""What an article is filed under, and what it is about."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.library import policies
from jiangxin.library.models import Article
from jiangxin.library.queries import categories_in_order, categories_of, get_kept_article_for, links_for
from jiangxin.library.queries.targets import get_link_of, get_target_for, targets_named
from jiangxin.library.services import link_article, shelve_article, unlink_article
from jiangxin.web.desk.forms_library_shape import ShelfForm
from jiangxin.web.desk.posting import done, status_of, tell_form, whole

_KINDS = {
    "studio": _("工作室"),
    "person": _("人员"),
    "call": _("申报批次"),
    "ceremony": _("授牌仪式"),
    "organisation": _("单位"),
}


def parts(request: Request, article_id: int) -> HttpResponse:
    """Show categories, tags and links, with what a search found; posted, file the article."""
    found = get_kept_article_for(request.actor, article_id)
    policies.may_edit(actor=request.actor, article=found).require()
    standing = [category.pk for category in categories_of([found]).get(found.pk, [])]
    names = list(found.tags.values_list("name", flat=True))
    data = request.POST if request.method == "POST" else None
    form = ShelfForm(data, tree=categories_in_order(), standing=standing, tags="、".join(names))
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            return _file(request, found, form)
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
    return _show(request, found, form, refusal)


def _file(request: Request, found: Article, form: ShelfForm) -> HttpResponse:
    """File the article as the page says, if it stands as the page showed it."""
    keys = [whole(key) for key in request.POST.getlist("standing")]
    shown = [key for key in keys if key is not None]
    tags = [name for name in request.POST.get("standing_tags", "").split("、") if name]
    shelve_article(
        actor=request.actor,
        article=found,
        categories=form.chosen(),
        tags=form.tag_names(),
        expected_categories=shown,
        expected_tags=tags,
    )
    return done(request, _here(found), _("分类和标签已保存。"))


def link(request: Request, article_id: int) -> HttpResponse:
    """Link an article to what was found, or take a link away."""
    found = get_kept_article_for(request.actor, article_id)
    if request.method != "POST":
        return parts(request, article_id)
    if "unlink" in request.POST:
        unlink_article(actor=request.actor, article=found, link=get_link_of(found, whole(request.POST["unlink"]) or 0))
        return done(request, f"{_here(found)}#links", _("关联已取消。"))
    kind, _colon, key = request.POST.get("target", "").partition(":")
    number = whole(key)
    if number is None:
        raise NotFound
    link_article(actor=request.actor, article=found, target=get_target_for(request.actor, kind, number))
    return done(request, f"{_here(found)}#links", _("已关联。"))


def _here(found: Article) -> str:
    return reverse("desk:library-parts", args=[found.pk])


def _show(request: Request, found: Article, form: ShelfForm, refusal: Refusal | None) -> HttpResponse:
    asked = request.GET.get("find", "")[:60]
    links = [(link, _KINDS[_kind(link)]) for link in links_for(request.actor, found)]
    linked = {(_kind(link), link.target.pk) for link, _label in links}
    offered = [
        (f"{kind}:{target.pk}", target, _KINDS[kind], (kind, target.pk) in linked)
        for kind, target in targets_named(request.actor, asked)
    ]
    standing = [place.category_id for place in found.places.all()]
    context = {
        "article": found,
        "form": form,
        "refusal": refusal,
        "standing": request.POST.getlist("standing") if form.is_bound else standing,
        "standing_tags": request.POST.get("standing_tags", "") if form.is_bound else form["tags"].value(),
        "links": links,
        "asked": asked,
        "offered": offered,
        "back_url": reverse("desk:library-article", args=[found.pk]),
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/library/parts.html", context, status=status or HTTPStatus.OK)


def _kind(link: object) -> str:
    return next(name for name in _KINDS if getattr(link, f"{name}_id") is not None)
