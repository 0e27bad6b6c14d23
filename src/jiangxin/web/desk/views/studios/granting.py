"""One approval for many studios: ticked in the list, previewed with every amount, entered together."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.files import keep
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.ui.listing import hidden_selection, selected_rows
from jiangxin.studios.enums import SubsidySource
from jiangxin.studios.models import Studio
from jiangxin.studios.policies import may_grant_subsidy
from jiangxin.studios.proofs import ACCEPTED
from jiangxin.studios.services import Approval, grant_subsidies
from jiangxin.web.desk.posting import done, one_file, status_of, whole
from jiangxin.web.desk.views.studios.files import LISTING
from jiangxin.web.studio_file.forms_funds import BatchGrantForm

_PURPOSE = "studios.voucher"


def grant_many(request: Request) -> HttpResponse:
    """Ask for the approval, show every amount with the sums, then enter all of it."""
    rows = list(selected_rows(request, LISTING, request.actor).select_related("unit"))
    step = request.POST.get("step", "")
    form = BatchGrantForm(request.POST if step else None)
    if not step or not form.is_valid():
        return _ask(request, rows, form)
    try:
        voucher = _voucher(request)
        amounts = _amounts(request, rows, form.cleaned_data["amount"])
        if step == "enter":
            return _enter(request, rows, form, voucher, amounts)
    except Refusal as refusal:
        return _ask(request, rows, form, refusal)
    return _preview(request, rows, form, voucher, amounts)


def _voucher(request: Request) -> StoredFile:
    """Return the voucher: uploaded now, or at the step before by the same account."""
    upload = one_file(request, "voucher")
    if upload is not None:
        return keep(actor=request.actor, upload=upload, purpose=_PURPOSE, accepted=ACCEPTED)
    kept = StoredFile.objects.filter(
        pk=whole(request.POST.get("voucher_id")) or 0, purpose=_PURPOSE, uploaded_by_id=request.actor.account_key
    ).first()
    if kept is None:
        message = _("请上传拨款凭证。没有凭证的金额不能登记。")
        raise Refusal("voucher_missing", message, problems=[Problem("voucher", message, "voucher_missing")])
    return kept


def _amounts(request: Request, rows: Sequence[Studio], usual: Decimal) -> dict[int, Decimal]:
    found = {}
    for row in rows:
        typed = request.POST.get(f"amount_{row.pk}", "").strip()
        try:
            found[row.pk] = Decimal(typed) if typed else usual
        except InvalidOperation as fault:
            words = _("%(name)s的金额不是数字。") % {"name": row.name}
            raise Refusal("amount_invalid", words, problems=[Problem(f"amount_{row.pk}", words)]) from fault
    return found


def _enter(
    request: Request,
    rows: Sequence[Studio],
    form: BatchGrantForm,
    voucher: StoredFile,
    amounts: dict[int, Decimal],
) -> HttpResponse:
    data = form.cleaned_data
    approval = Approval(
        source=SubsidySource(data["source"]),
        budget_line=data["budget_line"],
        approval_number=data["approval_number"],
        paid_on=data["paid_on"],
        spend_by=data["spend_by"],
        voucher=voucher,
        matching_ratio=data["matching_ratio"],
    )
    try:
        made = grant_subsidies(actor=request.actor, approval=approval, studios=rows, amounts=amounts, voucher=voucher)
    except Refusal as refusal:
        return _preview(request, rows, form, voucher, amounts, refusal)
    words = _("已登记 %(count)d 笔补助。") % {"count": len(made)}
    return done(request, reverse("desk:funds") + f"?q={approval.approval_number}", words)


def _ask(
    request: Request, rows: Sequence[Studio], form: BatchGrantForm, refusal: Refusal | None = None
) -> HttpResponse:
    context = {**_common(request, rows, form, refusal), "count": len(rows)}
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/studios/grant_many.html", context, status=status)


def _preview(
    request: Request,
    rows: Sequence[Studio],
    form: BatchGrantForm,
    voucher: StoredFile,
    amounts: dict[int, Decimal],
    refusal: Refusal | None = None,
) -> HttpResponse:
    decisions = {row.pk: may_grant_subsidy(actor=request.actor, studio=row) for row in rows}
    ratio = form.cleaned_data["matching_ratio"]
    context = {
        **_common(request, rows, form, refusal),
        "lines": [(row, amounts[row.pk], decisions[row.pk]) for row in rows],
        "total": sum(amounts.values(), Decimal(0)),
        "matching": sum(amounts.values(), Decimal(0)) * ratio,
        "voucher": voucher,
        "blocked": not all(decisions.values()),
        "kept": [(name, form.data.get(name, "")) for name in form.fields],
    }
    return render(request, "desk/studios/grant_preview.html", context, status=status_of(refusal))


def _common(
    request: Request, rows: Sequence[Studio], form: BatchGrantForm, refusal: Refusal | None
) -> dict[str, object]:
    return {
        "form": form,
        "rows": rows,
        "refusal": refusal,
        "hidden": hidden_selection(request),
        "back_url": reverse("desk:studios"),
    }
