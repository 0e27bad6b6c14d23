"""Who may read the whole of an article, and what everybody else sees, counted before it is saved."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import Refusal
from jiangxin.library import policies
from jiangxin.library.enums import Access
from jiangxin.library.facts import PreviewFacts
from jiangxin.library.models import Article
from jiangxin.library.queries import Reading, get_kept_article_for
from jiangxin.library.queries.targets import organisations_by_key, organisations_named
from jiangxin.library.queries.trial import trial_reading
from jiangxin.library.services import set_access
from jiangxin.web.desk.forms_library_shape import AccessForm, posted_places
from jiangxin.web.desk.posting import done, renamed, status_of, tell_form


@dataclass(frozen=True, slots=True)
class Cut:
    """What a stranger would read under the rule on the page."""

    reading: Reading
    is_saved: bool


def access(request: Request, article_id: int) -> HttpResponse:
    """Show who reads the whole; posted, look for organisations, count the preview, or save."""
    found = get_kept_article_for(request.actor, article_id)
    policies.may_edit(actor=request.actor, article=found).require()
    refusal = None
    form = _form(request, found)
    act = request.POST.get("act", "")
    if request.method == "POST" and act == "save" and form.is_valid():
        try:
            return _save(request, found, form)
        except Refusal as caught:
            refusal = _beside_fields(caught, form)
            tell_form(form, refusal)
    return _show(request, found, form, refusal)


def _form(request: Request, found: Article) -> AccessForm:
    if request.method != "POST":
        return AccessForm(None, article=found)
    moved = organisations_by_key(posted_places(request.POST))
    named = organisations_named(request.POST.get("find", "")) if request.POST.get("act") == "find" else []
    role = request.POST.get("find_role", "")
    return AccessForm(request.POST, article=found, found=named, place_role=role, moved=moved)


def _save(request: Request, found: Article, form: AccessForm) -> HttpResponse:
    saved = set_access(
        actor=request.actor,
        article=found,
        access=form.cleaned_data["access"],
        readers=form.readers(),
        preview=form.preview(),
        reason=form.cleaned_data["reason"],
        expected_revision=form.cleaned_data["revision"],
    )
    words = _("阅读范围已保存：共 %(total)s 字，未获授权的人读到 %(shown)s 字。")
    counts = {"total": saved.characters, "shown": saved.preview_shown}
    return done(request, reverse("desk:library-access", args=[found.pk]), words % counts)


def _beside_fields(refusal: Refusal, form: AccessForm) -> Refusal:
    is_duty = form.cleaned_data.get("access") == Access.DUTY
    return renamed(refusal, {"readers": "duties" if is_duty else "organisations"})


def _show(request: Request, found: Article, form: AccessForm, refusal: Refusal | None) -> HttpResponse:
    act = request.POST.get("act", "")
    context = {
        "article": found,
        "form": form,
        "refusal": refusal,
        "cut": _cut(request.actor, found, form),
        "searched": act == "find",
        "nothing_found": act == "find" and not organisations_named(request.POST.get("find", "")),
        "back_url": reverse("desk:library-article", args=[found.pk]),
    }
    status = status_of(refusal, form if act == "save" else None)
    return render(request, "desk/library/access.html", context, status=status)


def _cut(actor: Actor, found: Article, form: AccessForm) -> Cut | None:
    """Return what the form's values would show; without sound values, nothing."""
    if not form.is_bound:
        rule = PreviewFacts(opening=found.preview_opening, gap=found.preview_gap, tail=found.preview_tail)
        return Cut(trial_reading(actor, found, access=found.access, preview=rule), is_saved=True)
    form.is_valid()
    wanted = {"access", "preview_opening", "preview_gap", "preview_tail"}
    if wanted & set(form.errors):
        return None
    reading = trial_reading(actor, found, access=form.cleaned_data["access"], preview=form.preview())
    return Cut(reading, is_saved=False)
