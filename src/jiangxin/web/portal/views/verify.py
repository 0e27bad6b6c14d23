"""Whether a certificate or plaque is genuine, told to anyone."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from jiangxin.awards.models import Certificate
from jiangxin.awards.numbers import lookup_key, tidy
from jiangxin.awards.queries import verify as look_up
from jiangxin.awards.terms import kind_choices
from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.throttle import hold_back
from jiangxin.studios.enums import StudioKind, StudioLevel
from jiangxin.studios.models import Studio
from jiangxin.studios.queries import levels_of, named_by, studios_for
from jiangxin.studios.queries.ended import ended_by_wish
from jiangxin.web.portal.forms import VerifyForm

_PER_MINUTE = 30
_KINDS, _LEVELS = dict(StudioKind.choices), dict(StudioLevel.choices)


def verify(request: Request) -> HttpResponse:
    """Ask for a number; with one, lead to what is known of it."""
    form = VerifyForm(request.GET or None)
    if form.is_bound and form.is_valid():
        # A step of dots alone would lead the browser to another page.
        number = "/".join(step for step in tidy(form.cleaned_data["number"]).split("/") if step.strip("."))
        if lookup_key(number):
            return HttpResponseRedirect(reverse("portal:verify-number", args=[number]))
        form.add_error("number", _("编号里没有字母、数字或汉字，请照证书或牌匾上印的填写。"))
    return render(request, "portal/verify/form.html", {"form": form})


@never_cache
def verify_number(request: Request, number: str) -> HttpResponse:
    """Tell what is known of a number; an unknown one gets a plain answer and no hint of what would be near."""
    hold_back(request, "verify", most=_PER_MINUTE, seconds=60)
    found = look_up(number[:80])
    shown = tidy(number)[:60]
    if found is None:
        context: dict[str, object] = {"number": shown, "form": VerifyForm(initial={"number": shown})}
        return render(request, "portal/verify/unknown.html", context, status=HTTPStatus.NOT_FOUND)
    award = found.certificate.award
    call = award.document.call
    subject = call.subject
    studio = named_by(studios_for(PUBLIC), award) if subject.is_studio else None
    context = {
        "found": found,
        "ended_by_wish": ended_by_wish(award),
        "certificate": found.certificate,
        "award": award,
        "subject": subject,
        "kind": _KINDS.get(award.kind, award.kind)
        if subject.is_studio
        else kind_choices(call.definition).get(award.kind),
        "level": _LEVELS.get(award.level, award.level),
        "studio": studio,
        "levels": levels_of(studio) if studio else (),
        "changed": _changed(found.certificate, studio) if studio else (),
    }
    return render(request, "portal/verify/result.html", context)


def _changed(certificate: Certificate, studio: Studio) -> list[str]:
    """Return what is otherwise today than the certificate says; the certificate itself stays as it was given."""
    told = []
    if studio.name != certificate.says_studio:
        told.append(_("工作室已更名，现名称为%(name)s。") % {"name": studio.name})
    if studio.leader_name != certificate.says_leader:
        told.append(_("领衔人已变更，现任领衔人为%(name)s。") % {"name": studio.leader_name})
    if studio.unit_name != certificate.award.unit_name:
        told.append(_("所在单位已变更，现在%(name)s。") % {"name": studio.unit_name})
    return told
