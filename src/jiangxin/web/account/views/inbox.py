"""One inbox per person: what waits in every duty, the overdue first; opening one acts in its duty from then on."""

from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import Text
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, listing_page
from jiangxin.core.ui.parts import Confirmation
from jiangxin.orgs.asked import sort_of, words_of
from jiangxin.orgs.escalation_words import brought_words
from jiangxin.orgs.models import Duty, Errand
from jiangxin.orgs.queries import duties_of, errand_across, errands_across
from jiangxin.web.account.inbox_words import asked_of, left_of, page_of, role_of
from jiangxin.web.account.middleware import SESSION_KEY, duties_in
from jiangxin.web.account.navigation import home_of, home_of_role


def _duties(actor: Actor) -> Iterable[tuple[str, Text]]:
    return [(str(duty.pk), name_of(duty)) for duty in duties_of(actor.account_key)]


def name_of(duty: Duty) -> str:
    """Return a duty as the filter and the confirm page name it."""
    return f"{duty.get_role_display()} · {duty.organisation.short_name}"


def _kinds(actor: Actor) -> Iterable[tuple[str, Text]]:
    found = errands_across(actor).order_by().values_list("asked", flat=True).distinct()
    return sorted(((asked, str(words_of(asked))) for asked in found), key=lambda pair: pair[1])


def _brought(row: Errand) -> str:
    return brought_words(getattr(row, "brought", ()))


def _when(code: str) -> Q:
    match code:
        case "overdue":
            return Q(due_at__lt=clock.now())
        case "soon":
            return Q(due_at__gte=clock.now(), days_left__lte=3)
        case _:
            return Q(due_at__gte=clock.now(), days_left__gt=3) | Q(due_at=None)


INBOX: Listing[Errand] = Listing(
    code="account.inbox",
    title=_("全部待办"),
    lead=_("您在各项职责下的待办都在这里，逾期和先到期的在前。打开一件，就以它所属的职责办理。"),
    rows=errands_across,
    unit=_("件待办"),
    columns=(
        Column(code="about", label=_("要办的事"), value=asked_of, sort=("asked", "due_order")),
        Column(code="left", label=_("剩余工作日"), kind=Kind.STATE, value=left_of),
        Column(code="due", label=_("期限"), kind=Kind.MOMENT, value="due_at", sort="due_order"),
        Column(code="duty", label=_("职责"), value=role_of, sort=("role", "due_order")),
        Column(
            code="organisation", label=_("组织"), value="organisation.name", sort=("organisation__path", "due_order")
        ),
        Column(code="note", label=_("说明")),
        Column(code="brought", label=_("督办"), value=_brought),
        Column(code="sort", label=_("类别"), value=lambda row: sort_of(row.subject), shown=False),
        Column(code="opened", label=_("收到时间"), kind=Kind.MOMENT, value="opened_at", sort="opened_at", shown=False),
    ),
    filters=(
        TextFilter(code="q", label=_("事项或说明"), fields=("title", "note")),
        ChoiceFilter(code="duty", label=_("职责"), choices=_duties, field="duty_key"),
        ChoiceFilter(code="asked", label=_("要办什么"), choices=_kinds),
        ChoiceFilter(
            code="when",
            label=_("期限"),
            choices=(("overdue", _("已逾期")), ("soon", _("三个工作日以内")), ("later", _("以后"))),
            where=_when,
        ),
    ),
    default_sort="due",
    row_url=lambda row: reverse("account:errand", args=[row.pk]),
    opens_by_post=True,
    empty=Empty(_("没有等您办理的事项"), _("各项职责下有新的事项时，会按期限先后列在这里。")),
)


def inbox(request: Request) -> HttpResponseBase:
    """Show the list; whoever has one duty finds the same in that duty's own inbox."""
    if len(duties_in(request)) < 2:  # noqa: PLR2004  one duty has one inbox
        return HttpResponseRedirect(home_of(request.actor))
    return listing_page(request, INBOX, template="account/inbox.html")


def errand(request: Request, errand_id: int) -> HttpResponse:
    """Lead to what one errand is about; in another duty only after the switch was agreed to, by POST."""
    found = errand_across(request.actor, errand_id)
    duty = next(item for item in duties_in(request) if item.pk == found.duty_key)  # type: ignore[attr-defined]
    if not _waits_here(request.actor, duty):
        if request.method != "POST":
            return render(request, "ui/confirm.html", {"confirmation": _switch(found, duty)})
        request.session[SESSION_KEY] = duty.pk
    return HttpResponseRedirect(page_of(found) or home_of_role(duty.role))


def _waits_here(actor: Actor, duty: Duty) -> bool:
    """Tell whether the duty the actor acts in already is this one, or the same one delegated."""
    return (actor.role, actor.organisation_id) == (duty.role, duty.organisation_id)


def _switch(found: Errand, duty: Duty) -> Confirmation:
    names = {"duty": name_of(duty)}
    return Confirmation(
        title=asked_of(found),
        act=_("切换职责并打开"),
        back_url=reverse("account:inbox"),
        consequences=[
            _("这件事属于您的另一项职责“%(duty)s”。打开后，接下来都以这项职责办理，可在右上角切换回来。") % names
        ],
        action_url=reverse("account:errand", args=[found.pk]),
    )
