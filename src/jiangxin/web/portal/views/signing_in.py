"""Signing in to an event: the page behind the code on the host's phone."""

from http import HTTPStatus

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from jiangxin.core import clock
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.throttle import hold_back
from jiangxin.studios.models import SignInSheet, StudioMembership
from jiangxin.studios.services.signing_in import sign_in as sign
from jiangxin.studios.sign_in_codes import is_fresh, is_valid, ticket_for

_TRIES, _HOUR = 600, 3600  # a hall of people behind one address signs in at once
_MOST = 300


class SignInForm(forms.Form):
    """Who is there: one of the team, or a guest by name."""

    person = forms.ChoiceField(label=_("团队成员请选择姓名"), required=False)
    name = forms.CharField(
        label=_("来宾请填写姓名"), required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    unit_name = forms.CharField(label=_("来宾单位"), required=False, max_length=120)
    ticket = forms.CharField(widget=forms.HiddenInput)


@never_cache
def sign_in(request: Request, sheet_id: int, code: str) -> HttpResponse:
    """Ask for the name once the code is fresh, or the form's own ticket is."""
    hold_back(request, "sign_in", most=_TRIES, seconds=_HOUR, remedy=_("请找活动记录人补登。"))
    rows = SignInSheet.objects.select_related("entry__studio__unit")
    sheet = rows.filter(pk=sheet_id, entry__struck_at=None).first()
    if sheet is None:
        raise NotFound
    ticket = str(request.POST.get("ticket", ""))
    if not is_valid(ticket, sheet.pk):
        if not is_fresh(sheet.pk, code, clock.now()):
            message = _("签到码已经失效。")
            raise Refusal("code_stale", message, _("请重新扫描现场手机上的二维码。"), status=HTTPStatus.GONE)
        ticket = ticket_for(sheet.pk)
    form = SignInForm(request.POST or None, initial={"ticket": ticket})
    choice = form.fields["person"]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = [("", _("不是团队成员")), *_team(sheet)]
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = int(data["person"]) if data["person"] else None
        try:
            sign(
                actor=PUBLIC,
                entry=sheet.entry,
                ticket=ticket,
                person_id=person,
                name=data["name"],
                unit_name=data["unit_name"],
            )
        except Refusal as caught:
            refusal = caught
        else:
            return HttpResponseRedirect(reverse("portal:signed-in", args=[sheet.pk]), status=HTTPStatus.SEE_OTHER)
    context = {
        "form": form,
        "refusal": refusal,
        "entry": sheet.entry,
        "act_label": _("签到"),
        "address": reverse("portal:sign-in", args=[sheet.pk, code]),
    }
    return render(request, "portal/studios/sign_in.html", context, status=refusal.status if refusal else HTTPStatus.OK)


def signed_in(request: Request, sheet_id: int) -> HttpResponse:
    """Say that it is done."""
    del sheet_id
    return render(request, "portal/studios/signed_in.html")


def _team(sheet: SignInSheet) -> list[tuple[str, str]]:
    there = sheet.entry.sign_ins.exclude(person=None).values("person_id")
    rows = StudioMembership.objects.filter(studio_id=sheet.entry.studio_id, struck_at=None, until=None)
    return [
        (str(row.person_id), row.person_name) for row in rows.exclude(person__in=there).order_by("since", "pk")[:_MOST]
    ]
