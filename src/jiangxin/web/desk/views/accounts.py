"""Accounts an officer looks after: who signs in by which name, and a new start password for whoever forgot theirs."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import Refusal, Text
from jiangxin.core.ui.listing import Column, Empty, Kind, Listing, TextFilter, YesNoFilter, listing_page
from jiangxin.core.ui.parts import Confirmation, Fact
from jiangxin.orgs.models import Duty
from jiangxin.orgs.policies import may_reset_password
from jiangxin.orgs.queries import accounts_for, duties_to_come, get_account_for
from jiangxin.orgs.services import reset_password
from jiangxin.people.models import Account
from jiangxin.people.start_passwords import Issued


def _rows(actor: Actor) -> QuerySet[Account]:
    standing = Duty.objects.filter(Q(until__isnull=True) | Q(until__gte=clock.today())).select_related("organisation")
    return accounts_for(actor).prefetch_related(Prefetch("duties", queryset=standing, to_attr="standing"))


def _duties(row: Account) -> str:
    held: Sequence[Duty] = getattr(row, "standing", ())
    return "；".join(f"{duty.organisation.name} {duty.get_role_display()}" for duty in held)


def _at(text: str) -> Q:
    return Q(Exists(Duty.objects.filter(account=OuterRef("pk"), organisation__name__icontains=text)))


ACCOUNTS: Listing[Account] = Listing(
    code="desk.accounts",
    title=_("账号"),
    unit=_("个账号"),
    rows=_rows,
    columns=(
        Column(code="name", label=_("姓名"), value="person.name", sort=("person__name", "id")),
        Column(code="username", label=_("登录名"), sort="username"),
        Column(code="duties", label=_("职责"), value=_duties),
        Column(code="last_login", label=_("最近登录"), kind=Kind.MOMENT),
        Column(code="start", label=_("起始口令有效期至"), value="start_password_until", kind=Kind.MOMENT),
        Column(code="is_active", label=_("启用"), kind=Kind.YES_NO, shown=False),
    ),
    filters=(
        TextFilter(code="q", label=_("姓名或登录名"), fields=("person__name", "username")),
        TextFilter(code="at", label=_("组织"), search=lambda rows, text: rows.filter(_at(text))),
        YesNoFilter(code="start", label=_("还在用起始口令"), condition=Q(start_password_until__isnull=False)),
    ),
    default_sort="username",
    row_url=lambda row: reverse("desk:account", args=[row.pk]),
    empty=Empty(_("没有账号"), _("在“组织”里授予职责时开设账号。")),
)


def accounts(request: Request) -> HttpResponseBase:
    """Show the list."""
    return listing_page(request, ACCOUNTS)


def account(request: Request, account_id: int) -> HttpResponse:
    """Show an account with its duties, and whether its password may be reset."""
    found = get_account_for(request.actor, account_id)
    facts = [
        Fact(_("登录名"), found.username),
        Fact(_("启用"), _("是") if found.is_active else _("否")),
        Fact(_("最近登录"), found.last_login or _("还没有登录过")),
        Fact(_("口令"), _password(found)),
    ]
    context = {
        "account": found,
        "facts": facts,
        "duties": duties_to_come(found),
        "may_reset": may_reset_password(actor=request.actor, account=found),
    }
    return render(request, "desk/accounts/account.html", context)


def _password(found: Account) -> Text:
    if found.start_password_until is None:
        return _("本人设置的口令")
    until = formats.date_format(timezone.localtime(found.start_password_until), "DATETIME_FORMAT")
    return _("起始口令，有效期至%(until)s") % {"until": until}


def reset(request: Request, account_id: int) -> HttpResponse:
    """Ask how the person was known, then reset the password and show the new one this once."""
    found = get_account_for(request.actor, account_id)
    back = reverse("desk:account", args=[found.pk])
    may_reset_password(actor=request.actor, account=found).require()
    refusal = None
    if request.method == "POST":
        try:
            issued = reset_password(actor=request.actor, account=found, reason=request.POST.get("reason", ""))
        except Refusal as caught:
            refusal = caught
        else:
            return start_passwords(request, [issued], back_url=back, title=_("口令已重置"))
    confirmation = Confirmation(
        title=_("重置口令"),
        act=_("重置口令"),
        back_url=back,
        consequences=(
            _("%(who)s（登录名 %(username)s）的旧口令立即作废，已登录的设备随即退出。")
            % {"who": found.person.name, "username": found.username},
            _("接下来会显示一次起始口令，请当场告知本人，不要发到群里。本人登录后须先设置自己的口令。"),
            _("这次重置记入日志。"),
        ),
        reason_label=_("怎样核实了本人身份"),
        reason_required=True,
        dangerous=True,
    )
    context = {"confirmation": confirmation, "refusal": refusal}
    return render(request, "ui/confirm.html", context, status=refusal.status if refusal else 200)


def start_passwords(request: Request, issued: Sequence[Issued], *, back_url: str, title: Text) -> HttpResponse:
    """Show start passwords. They are kept nowhere in the clear: this answer is the only place they stand in."""
    context = {"issued": issued, "back_url": back_url, "title": title}
    response = render(request, "desk/accounts/start_passwords.html", context)
    add_never_cache_headers(response)
    return response
