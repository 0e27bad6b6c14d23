"""One imported file: its untouched original beside the repaired text, what was recognised, and the decision on it."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.paging import Pager
from jiangxin.library.enums import ImportState
from jiangxin.library.models import Category, ImportItem
from jiangxin.library.policies import may_shape_categories
from jiangxin.library.proposal import propose
from jiangxin.library.queries import categories_in_order, get_import_item_for, import_items_for
from jiangxin.library.reading import Format
from jiangxin.library.services import Filing, confirm_import, discard_import, read_import_again, revoke_repairs
from jiangxin.web.desk.forms_imports import FactsForm
from jiangxin.web.desk.import_findings import findings_of
from jiangxin.web.desk.import_text import Layout
from jiangxin.web.desk.import_words import outcome_address, outcome_of, problem_of
from jiangxin.web.desk.neighbours import Neighbours
from jiangxin.web.desk.posting import done, expected, status_of, tell_form, whole
from jiangxin.web.desk.views.library.import_batch_acts import start_reading

if TYPE_CHECKING:
    from jiangxin.library.services.import_decisions import Corrections

_ATTACHABLE = (Format.DOCX, Format.PDF)


@dataclass(slots=True)
class _Case:
    """What one request works with: the file, its form, and the repairs that are ticked as taken back."""

    request: Request
    item: ImportItem
    form: FactsForm
    ticked: set[int]


def item(request: Request, item_id: int) -> HttpResponse:
    """Show a file; posted, do the act its button names. What was typed stays, whatever comes of it."""
    found = get_import_item_for(request.actor, item_id)
    case = _Case(request, found, _form(request, found), set(found.revoked))
    refusal = None
    if request.method == "POST":
        try:
            case.ticked = _ticked(request, found)
            return _act_of(request)(case)
        except Refusal as refused:
            refusal = refused
            if refused.code == "stale_page":
                case.item = get_import_item_for(request.actor, item_id)
                case.form, case.ticked = _form(request, case.item), set(case.item.revoked)
            tell_form(case.form, refused)
    return _show(case, refusal)


def original(request: Request, item_id: int) -> HttpResponseBase:
    """Give the file as it came; never opened in the browser, whatever it is."""
    found = get_import_item_for(request.actor, item_id)
    if found.original is None:
        raise NotFound
    return send(found.original.stored, download=True)


def _form(request: Request, found: ImportItem, *, typed: dict[str, Any] | None = None) -> FactsForm:
    data = request.POST if request.method == "POST" and typed is None else None
    return FactsForm(
        data,
        proposal=propose(found),
        tree=categories_in_order(),
        may_add=bool(may_shape_categories(actor=request.actor)),
        typed=typed or {},
    )


def _ticked(request: Request, found: ImportItem) -> set[int]:
    """Return the repairs to be taken back: those ticked on the page that was shown, and as before on the others."""
    first, stop = whole(request.POST.get("first_repair")), whole(request.POST.get("end_repair"))
    if first is None or stop is None:
        return set(found.revoked)
    here = range(first, stop)
    posted = {whole(value) for value in request.POST.getlist("revoked")} - {None}
    return {number for number in found.revoked if number not in here} | {
        number for number in posted if number is not None and number in here
    }


def _act_of(request: Request) -> Callable[[_Case], HttpResponse]:
    for name in ("revoke_like", "restore_like", "revoke_class", "restore_class"):
        if name in request.POST:
            return _take_back_many
    found = _ACTS.get(request.POST.get("act", ""))
    if found is None:
        raise Refusal("unknown_act", _("没有这种办理方式。"), _("请从页面上的按钮办理。"))
    return found


def _take_back(case: _Case) -> HttpResponse:
    """Take back what is ticked and let stand the rest; what was typed of the facts is kept."""
    request = case.request
    case.item = revoke_repairs(
        actor=request.actor, item=case.item, revoked=case.ticked, expected_revision=expected(request, "revision")
    )
    words = _("已按所选处理：撤回 %(count)s 处修复，其余保留。") % {"count": len(case.item.revoked)}
    typed = {name: case.form[name].value() for name in case.form.changed_data}
    if not typed:
        return done(request, request.get_full_path(), words)
    messages.success(request, words)
    case.form = _form(request, case.item, typed=typed)
    return _show(case, None)


def _take_back_many(case: _Case) -> HttpResponse:
    """Take back, or let stand again, all repairs of a class or all that are alike."""
    case.ticked = _with_many(case)
    return _take_back(case)


def _with_many(case: _Case) -> set[int]:
    changes, post = case.item.changes, case.request.POST
    damage = post.get("revoke_class") or post.get("restore_class")
    if damage:
        alike = {number for number, change in enumerate(changes) if damage in change[3].split("+")}
    else:
        like = whole(post.get("revoke_like") or post.get("restore_like"))
        if like is None or like >= len(changes):
            raise Refusal("no_such_repair", _("没有这处修复。"), _("请刷新页面，核对后再办理。"))
        alike = {number for number, change in enumerate(changes) if change[1:] == changes[like][1:]}
    back = "revoke_class" in post or "revoke_like" in post
    return case.ticked | alike if back else case.ticked - alike


def _confirm(case: _Case) -> HttpResponse:
    request, form = case.request, case.form
    if not form.is_valid():
        return _show(case, None)
    article = confirm_import(
        actor=request.actor,
        item=case.item,
        corrections=cast("Corrections", form.corrections()),
        filing=_filing(form),
        revoked=case.ticked,
        expected_revision=expected(request, "revision"),
    )
    return done(request, _here(case.item), _("已建立文章草稿“%(title)s”。") % {"title": article.title})


def _filing(form: FactsForm) -> Filing:
    chosen = form.cleaned_data
    known = Category.objects.in_bulk(chosen["categories"])
    proposed = [category.pk for category in form.proposal.categories]
    order = sorted(known, key=lambda key: (proposed.index(key) if key in proposed else len(proposed), known[key].path))
    return Filing(
        categories=[known[key] for key in order],
        new_categories=form.ways() if form.may_add else (),
        tags=form.tag_names(),
        pictures=bool(chosen.get("pictures")),
        original=bool(chosen.get("original")),
    )


def _discard(case: _Case) -> HttpResponse:
    request = case.request
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise Refusal("reason_missing", _("还没有填写不导入的原因。"), _("请在“不导入”一栏填写原因。"))
    discard_import(
        actor=request.actor, item=case.item, reason=reason[:500], expected_revision=expected(request, "revision")
    )
    return done(request, _here(case.item), _("已标为不导入；原件和识别结果保留，可以重新读取。"))


def _again(case: _Case) -> HttpResponse:
    read_import_again(actor=case.request.actor, item=case.item)
    start_reading(case.request.actor, case.item.batch)
    return done(case.request, reverse("desk:import", args=[case.item.batch_id]), _("这个文件将重新读取。"))


_ACTS: dict[str, Callable[[_Case], HttpResponse]] = {
    "repairs": _take_back,
    "confirm": _confirm,
    "discard": _discard,
    "again": _again,
}


def _here(found: ImportItem) -> str:
    return reverse("desk:import-file", args=[found.pk])


def _show(case: _Case, refusal: Refusal | None) -> HttpResponse:
    request, found = case.request, case.item
    message, remedy = problem_of(found)
    context: dict[str, Any] = {
        "item": found,
        "batch": found.batch,
        "refusal": refusal,
        "form": case.form,
        "neighbours": _neighbours(request, found),
        "problem": message,
        "remedy": remedy,
        "outcome": outcome_of(found),
        "outcome_url": outcome_address(found),
        "is_open": found.state == ImportState.READ,
        "may_discard": found.state in {ImportState.READ, ImportState.WAITING, ImportState.DUPLICATE},
        "may_read_again": found.original is not None
        and found.state in {ImportState.FAILED, ImportState.DUPLICATE, ImportState.DISCARDED},
        "may_attach": found.format in _ATTACHABLE,
    }
    if found.source:
        context |= _text(case)
    status = status_of(refusal, case.form if request.POST.get("act") == "confirm" else None)
    return render(request, "desk/library/imports/item.html", context, status=status or HTTPStatus.OK)


def _text(case: _Case) -> dict[str, Any]:
    """The text as the page shows it, and what is told beside it."""
    found = case.item
    layout = Layout(found.source, found.changes, found.flags, case.ticked)
    asked = whole(case.request.GET.get("page")) or 1
    sheet = layout.sheet(asked)
    path = case.request.path
    return {
        "sheet": sheet,
        "pager": Pager(sheet.number, sheet.last, lambda number: f"{path}?page={number}#texts"),
        "findings": findings_of(found, case.form.proposal, layout, sorted(case.ticked)),
        "characters": len(found.source),
    }


def _neighbours(request: Request, found: ImportItem) -> Neighbours:
    """The file before and the one after in the batch."""
    files = import_items_for(request.actor, found.batch)
    before = files.filter(position__lt=found.position)
    previous = before.order_by("-position").values_list("pk", flat=True).first()
    following = files.filter(position__gt=found.position).order_by("position").values_list("pk", flat=True).first()
    return Neighbours(
        back_url=reverse("desk:import", args=[found.batch_id]),
        previous_url=reverse("desk:import-file", args=[previous]) if previous else "",
        next_url=reverse("desk:import-file", args=[following]) if following else "",
        position=before.count() + 1,
        total=files.count(),
    )
