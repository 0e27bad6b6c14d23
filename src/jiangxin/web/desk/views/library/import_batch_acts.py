"""Acts on many files of an import: made articles of without a look at each, or read once more."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import Refusal, Text
from jiangxin.core.ui.listing import selected_rows
from jiangxin.core.ui.parts import Confirmation, Subject
from jiangxin.library.enums import ImportState
from jiangxin.library.models import ImportBatch, ImportItem
from jiangxin.library.proposal import propose
from jiangxin.library.queries import get_import_batch_for, get_import_item_for
from jiangxin.library.services import Filing, confirm_import, read_import, read_import_again
from jiangxin.web.desk.import_files import files_listing
from jiangxin.web.desk.posting import done, whole

AT_ONCE = 100
"""Files made articles of in one act: each is an act of its own, and a page has to be answered in time."""
_LONGEST_TAG = 30


def confirm(request: Request, batch_id: int) -> HttpResponse:
    """Show which files become articles and which have to be looked at; confirmed, make the articles one by one."""
    found = get_import_batch_for(request.actor, batch_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:import", args=[found.pk]))
    rows = selected_rows(request, files_listing(found), request.actor)
    if request.POST.get("confirmed") != "1":
        return _ask(request, found, rows)
    results = [(item, _make(request, item)) for item in rows[:AT_ONCE] if whole(request.POST.get(_name(item)))]
    context = {
        "batch": found,
        "made": sum(refusal is None for _item, refusal in results),
        "refused": [(item, refusal) for item, refusal in results if refusal is not None],
        "back_url": reverse("desk:import", args=[found.pk]),
    }
    return render(request, "desk/library/imports/confirmed.html", context)


def _ask(request: Request, found: ImportBatch, rows: QuerySet[ImportItem]) -> HttpResponse:
    shown = list(rows[: AT_ONCE + 1])
    items, more = shown[:AT_ONCE], len(shown) > AT_ONCE
    fit = [item for item in items if not _why_not(item)]
    confirmation = Confirmation(
        title=_("确认入库"),
        act=ngettext("建立 %(count)s 篇文章草稿", "建立 %(count)s 篇文章草稿", len(fit)) % {"count": len(fit)},
        back_url=reverse("desk:import", args=[found.pk]),
        consequences=_consequences(found, more=more),
        subjects=[_subject(item) for item in items],
        hidden=[("selected", str(item.pk)) for item in fit] + [(_name(item), str(item.revision)) for item in fit],
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


def _consequences(found: ImportBatch, *, more: bool) -> list[Text]:
    lines: list[Text] = [
        gettext_lazy("每个文件按识别的结果建立一篇草稿，归%(owner)s；草稿不会公开，可以继续修改。")
        % {"owner": found.owner.name},
        gettext_lazy("修复全部保留；要撤回个别修复，请先打开那个文件。"),
        gettext_lazy("文库已有的分类照用，还没有的不新建，记为标签。"),
    ]
    if more:
        limit = {"count": AT_ONCE}
        lines.append(gettext_lazy("一次最多 %(count)s 个文件，这里是最前面的；办完后可接着确认其余的。") % limit)
    return lines


def _subject(item: ImportItem) -> Subject:
    title = getattr(item, "found_title", None) or item.name
    repairs = getattr(item, "repair_count", 0)
    note = ngettext("修复 %(count)s 处", "修复 %(count)s 处", repairs) % {"count": repairs}
    return Subject(
        label=title,
        url=reverse("desk:import-file", args=[item.pk]),
        note=f"{item.name} · {note}",
        refused=_why_not(item),
    )


def _why_not(item: ImportItem) -> Text:
    """Why a file does not become an article without being looked at; empty if it does."""
    doubts = getattr(item, "doubt_count", 0)
    if item.state != ImportState.READ:
        return _("当前是“%(state)s”，不能确认。") % {"state": item.get_state_display()}
    if doubts:
        words = ngettext("有 %(count)s 处待核，请打开核对。", "有 %(count)s 处待核，请打开核对。", doubts)
        return words % {"count": doubts}
    if not getattr(item, "found_title", None):
        return _("没有识别出标题，请打开填写。")
    return ""


def _name(item: ImportItem) -> str:
    return f"revision-{item.pk}"


def _make(request: Request, item: ImportItem) -> Refusal | None:
    """Make the article as the confirm page showed it; one refusal leaves the other files alone."""
    if reason := _why_not(item):
        return Refusal("not_clean", reason)
    try:
        held = get_import_item_for(request.actor, item.pk)
        expected = whole(request.POST.get(_name(item)))
        confirm_import(actor=request.actor, item=held, filing=_filing(held), expected_revision=expected)
    except Refusal as refusal:
        return refusal
    return None


def _filing(item: ImportItem) -> Filing:
    proposal = propose(item)
    missing = [way.rsplit(" > ", 1)[-1][:_LONGEST_TAG] for way in proposal.missing]
    return Filing(categories=proposal.categories, tags=list(dict.fromkeys([*proposal.tags, *missing])))


def again(request: Request, batch_id: int) -> HttpResponse:
    """Read ticked files once more; those that are articles or wait already are left alone."""
    found = get_import_batch_for(request.actor, batch_id)
    address = reverse("desk:import", args=[found.pk])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    rows = list(selected_rows(request, files_listing(found), request.actor))
    refused = [refusal for item in rows if (refusal := _let_wait(request.actor, item)) is not None]
    count = len(rows) - len(refused)
    if refused:
        messages.warning(request, _told(refused))
    if not count:
        return HttpResponseRedirect(address)
    start_reading(request.actor, found)
    words = ngettext("%(count)s 个文件将重新读取。", "%(count)s 个文件将重新读取。", count) % {"count": count}
    return done(request, address, words)


def _let_wait(actor: Actor, item: ImportItem) -> Refusal | None:
    try:
        read_import_again(actor=actor, item=item)
    except Refusal as refusal:
        return refusal
    return None


def _told(refused: Sequence[Refusal]) -> str:
    words = ngettext("%(count)s 个文件没有重新读取：%(why)s", "%(count)s 个文件没有重新读取：%(why)s", len(refused))
    return words % {"count": len(refused), "why": str(refused[0].message)}


def start_reading(actor: Actor, batch: ImportBatch) -> None:
    """Have the worker read what waits, unless it is reading already: then what is new is read when it is continued."""
    try:
        read_import(actor=actor, batch=batch)
    except Refusal as refusal:
        if refusal.code not in {"nothing_to_read", "import_under_way"}:
            raise
