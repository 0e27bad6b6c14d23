"""Cover, pictures and attachments of an article: added, described, put in order, taken off."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.library import policies
from jiangxin.library.enums import FilePurpose
from jiangxin.library.facts import FileFacts
from jiangxin.library.models import Article, ArticleFile
from jiangxin.library.queries import files_for, get_file_for, get_kept_article_for
from jiangxin.library.services import attach_file, describe_file, detach_file, order_files
from jiangxin.web.desk.forms_library_shape import UploadForm
from jiangxin.web.desk.posting import done, status_of, tell_form


def files(request: Request, article_id: int) -> HttpResponse:
    """Show the files of an article; posted, add one."""
    found = get_kept_article_for(request.actor, article_id)
    policies.may_edit(actor=request.actor, article=found).require()
    form = UploadForm(request.POST or None, request.FILES or None, initial={"purpose": FilePurpose.GALLERY})
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        facts = FileFacts(purpose=data["purpose"], caption=data["caption"])
        try:
            attach_file(actor=request.actor, article=found, upload=data["file"], facts=facts)
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            return done(request, _here(found), _("文件已附上。"))
    standing = list(files_for(request.actor, found))
    context = {
        "article": found,
        "form": form,
        "refusal": refusal,
        "groups": [(label, [file for file in standing if file.purpose == code]) for code, label in _GROUPS],
        "purposes": FilePurpose.choices,
        "back_url": reverse("desk:library-article", args=[found.pk]),
    }
    return render(
        request, "desk/library/files.html", context, status=status_of(refusal, form if form.is_bound else None)
    )


_GROUPS = ((FilePurpose.COVER, _("封面")), (FilePurpose.GALLERY, _("图片")), (FilePurpose.ATTACHMENT, _("附件")))


def change(request: Request, article_id: int, file_id: int) -> HttpResponse:
    """Describe a file, move it, or take it off."""
    found = get_kept_article_for(request.actor, article_id)
    file = get_file_for(request.actor, found, file_id)
    if request.method != "POST":
        return HttpResponseRedirect(_here(found))
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise NotFound
    return act(request, found, file)


def _describe(request: Request, found: Article, file: ArticleFile) -> HttpResponse:
    purpose = request.POST.get("purpose", file.purpose)
    facts = FileFacts(purpose=purpose, caption=request.POST.get("caption", ""), text=file.text)
    describe_file(actor=request.actor, article=found, file=file, facts=facts)
    return done(request, _here(found), _("已保存。"))


def _detach(request: Request, found: Article, file: ArticleFile) -> HttpResponse:
    detach_file(actor=request.actor, article=found, file=file)
    return done(request, _here(found), _("文件已移除。"))


def _up(request: Request, found: Article, file: ArticleFile) -> HttpResponse:
    return _shift(request, found, file, -1)


def _down(request: Request, found: Article, file: ArticleFile) -> HttpResponse:
    return _shift(request, found, file, 1)


def _shift(request: Request, found: Article, file: ArticleFile, step: int) -> HttpResponse:
    """Let a file change places with its neighbour of the same purpose; at the end it stays where it is."""
    standing = list(files_for(request.actor, found))
    alike = [other for other in standing if other.purpose == file.purpose]
    place = next(number for number, other in enumerate(alike) if other.pk == file.pk) + step
    if 0 <= place < len(alike):
        one, other = standing.index(file), standing.index(alike[place])
        standing[one], standing[other] = standing[other], standing[one]
        order_files(actor=request.actor, article=found, files=standing)
    return HttpResponseRedirect(_here(found))


_ACTS: dict[str, Callable[[Request, Article, ArticleFile], HttpResponse]] = {
    "describe": _describe,
    "detach": _detach,
    "up": _up,
    "down": _down,
}


def _here(found: Article) -> str:
    return reverse("desk:library-files", args=[found.pk])
