"""Redacted copies: the list, the check side by side, files, and accepting in bulk."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.campaigns.models import EntryFile
from jiangxin.campaigns.queries import entries_for, get_entry_file_for
from jiangxin.campaigns.queries.answers import submitted_answers
from jiangxin.campaigns.queries.definitions import form_of
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.parts import Confirmation, Subject
from jiangxin.review.blinding import EditableText, editable_texts
from jiangxin.review.enums import FileDecision, PanelState
from jiangxin.review.models import Panel, RedactedCopy
from jiangxin.review.queries import get_panel_for
from jiangxin.review.queries.panels import entries_to_assign
from jiangxin.review.services import accept_redacted_copies, check_redacted_copy, prepare_redacted_copies
from jiangxin.review.services.redaction import is_replaced
from jiangxin.web.desk.posting import done, expected, status_of, whole
from jiangxin.web.desk.views.panels import tabs_of


def copies(request: Request, panel_id: int) -> HttpResponse:
    """Show which copies have been made and checked; POST makes those that are missing."""
    panel = get_panel_for(request.actor, panel_id)
    if request.method == "POST":
        made = prepare_redacted_copies(actor=request.actor, panel=panel)
        words = _("已生成 %(count)s 份匿名稿。") % {"count": len(made)}
        return done(request, reverse("desk:redacted-copies", args=[panel.pk]), words)
    seen = entries_for(request.actor).filter(call_id=panel.call_id)
    entries = list(entries_to_assign(panel).filter(pk__in=seen.values("pk")))
    known = {
        copy.entry_id: copy
        for copy in RedactedCopy.objects.filter(entry__in=entries).select_related("checked_by__person")
    }
    context = {
        "panel": panel,
        "tabs": tabs_of(panel, "copies"),
        "rows": [(entry, known.get(entry.pk)) for entry in entries],
        "unchecked": sum(known[entry.pk].checked_at is None for entry in entries if entry.pk in known),
        "missing": sum(entry.pk not in known for entry in entries),
        "can_change": panel.state in {PanelState.BUILDING, PanelState.DECLARING},
    }
    return render(request, "desk/panels/copies.html", context)


def accept(request: Request, panel_id: int) -> HttpResponse:
    """Show what accepting unchecked copies means, and accept them."""
    panel = get_panel_for(request.actor, panel_id)
    address = reverse("desk:redacted-copies", args=[panel.pk])
    refusal = None
    if request.method == "POST":
        try:
            count = accept_redacted_copies(actor=request.actor, panel=panel)
            return done(request, address, _("已采用 %(count)s 份自动处理的匿名稿。") % {"count": count})
        except Refusal as refused:
            refusal = refused
    seen = entries_for(request.actor).filter(call_id=panel.call_id)
    unchecked = (
        entries_to_assign(panel).filter(pk__in=seen.values("pk")).exclude(redacted_copy__checked_at__isnull=False)
    )
    confirmation = Confirmation(
        title=_("按自动处理结果采用匿名稿"),
        act=_("采用自动处理结果"),
        back_url=address,
        consequences=(
            _("没有人逐份核对文字，可能仍有自动规则认不出的姓名或单位。"),
            _("这些申报的附件一律不提供给专家。"),
            _("匿名稿会标明“未经核对采用”，并记录采用人和时间。"),
        ),
        subjects=tuple(Subject(str(entry)) for entry in unchecked),
    )
    context = {"confirmation": confirmation, "refusal": refusal}
    return render(request, "ui/confirm.html", context, status=status_of(refusal))


def copy(request: Request, copy_id: int) -> HttpResponse:
    """Show one copy beside what was submitted, and keep corrections and decisions on files."""
    found = _copy(request, copy_id)
    panel = Panel.objects.get(call_id=found.entry.call_id)
    address = reverse("desk:redacted-copies", args=[panel.pk])
    refusal = None
    if request.method == "POST":
        try:
            _check(request, found)
            return done(request, _next_unchecked(request, panel) or address, _("匿名稿已核对。"))
        except Refusal as refused:
            refusal = refused
    context = {
        "copy": found,
        "panel": panel,
        **_side_by_side(request, found, typed=refusal is not None),
        "files": _files(request, found, typed=refusal is not None),
        "decisions": FileDecision.choices,
        "refusal": refusal,
        "back_url": address,
        "can_change": panel.state in {PanelState.BUILDING, PanelState.DECLARING},
    }
    return render(request, "desk/panels/copy.html", context, status=status_of(refusal))


def _copy(request: Request, copy_id: int) -> RedactedCopy:
    found = (
        RedactedCopy.objects.filter(pk=copy_id, entry__in=entries_for(request.actor))
        .select_related("entry__call__organiser", "entry__unit", "checked_by__person")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def _check(request: Request, found: RedactedCopy) -> None:
    texts = {
        name.removeprefix("text-"): value for name, value in request.POST.dict().items() if name.startswith("text-")
    }
    decisions = {
        pk: value
        for name, value in request.POST.dict().items()
        if name.startswith("file-") and (pk := whole(name.removeprefix("file-"))) is not None
    }
    uploads = {
        pk: request.FILES[name]
        for name in request.FILES
        if name.startswith("replacement-") and (pk := whole(name.removeprefix("replacement-"))) is not None
    }
    check_redacted_copy(
        actor=request.actor,
        copy=found,
        texts={path: value.replace("\r\n", "\n") for path, value in texts.items()},
        decisions=decisions,
        replacements={pk: upload for pk, upload in uploads.items() if not isinstance(upload, list)},
        expected_revision=expected(request, "revision"),
    )


def _next_unchecked(request: Request, panel: Panel) -> str:
    left = RedactedCopy.objects.filter(
        entry__in=entries_for(request.actor).filter(call_id=panel.call_id), checked_at=None
    ).order_by("entry__number")
    pk = left.values_list("pk", flat=True).first()
    return reverse("desk:redacted-copy", args=[pk]) if pk else ""


def _side_by_side(request: Request, found: RedactedCopy, *, typed: bool) -> dict[str, list[dict[str, object]]]:
    """Return the texts beside their originals: first those to look at, then those in which nothing was masked."""
    form = form_of(found.entry.call)
    original = {text.path: text.value for text in _all_texts(found)}
    doubtful = {one["path"] for one in found.replacements if not one.get("certain", True)}
    masked = {one["path"] for one in found.replacements}
    rows: list[dict[str, object]] = [
        {
            "text": text,
            "original": original.get(text.path, ""),
            "value": request.POST.get(f"text-{text.path}", text.value) if typed else text.value,
            "masked": text.path in masked,
            "doubtful": text.path in doubtful,
        }
        for text in editable_texts(form, found.data)
    ]
    rows.sort(key=lambda row: not row["doubtful"])
    return {"texts": [row for row in rows if row["masked"]], "others": [row for row in rows if not row["masked"]]}


def _all_texts(found: RedactedCopy) -> list[EditableText]:
    return list(editable_texts(form_of(found.entry.call), submitted_answers(found.entry)))


def _files(request: Request, found: RedactedCopy, *, typed: bool) -> list[dict[str, object]]:
    form = form_of(found.entry.call)
    rows: list[dict[str, object]] = []
    for file in EntryFile.objects.filter(entry=found.entry, removed_at=None).select_related("stored", "redacted"):
        decision = FileDecision.REPLACE if is_replaced(file) else FileDecision.SHOW
        chosen = FileDecision.HIDE if file.hidden_when_blind else decision
        field = form.field(file.path)
        rows.append(
            {
                "file": file,
                "place": field.label if field else file.path,
                "chosen": request.POST.get(f"file-{file.pk}", chosen) if typed else chosen,
            }
        )
    return rows


def file(request: Request, copy_id: int, file_id: int) -> HttpResponseBase:
    """Give an attached file as it was submitted, or (`?redacted`) the one given instead of it."""
    found = _copy(request, copy_id)
    attached = get_entry_file_for(request.actor, found.entry_id, file_id)
    stored = attached.redacted if "redacted" in request.GET else attached.stored
    if stored is None:
        raise NotFound
    return send(stored)
