"""What a blueprint makes: the form on the screen and on paper, its plaque and its certificate."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from jiangxin.awards.enums import CertificateKind
from jiangxin.awards.previews import sample_pdf
from jiangxin.campaigns.models import Blueprint
from jiangxin.campaigns.queries import get_blueprint_for
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.press import press
from jiangxin.core.printing.application import application_pdf
from jiangxin.core.refusal import NotFound
from jiangxin.forms import printing
from jiangxin.forms.rendering import BoundField, BoundForm, BoundSection, bind
from jiangxin.orgs.models import Organisation
from jiangxin.web.desk.blueprint_reading import Outline


def screen(request: Request, blueprint_id: int) -> HttpResponse:
    """Show the form; what conditions would hide is shown as well, so that every question can be looked at."""
    found = get_blueprint_for(request.actor, blueprint_id)
    form = _all_shown(bind(Outline(found.definition).plan.form, {}))
    return render(request, "desk/blueprints/preview.html", {"blueprint": found, "form": form})


def _all_shown(form: BoundForm) -> BoundForm:
    return replace(form, sections=tuple(_section(section) for section in form.sections))


def _section(section: BoundSection) -> BoundSection:
    rows = tuple(replace(row, fields=_fields(row.fields)) for row in section.rows)
    blank = replace(section.blank, fields=_fields(section.blank.fields)) if section.blank else None
    if blank and not rows:
        rows = (replace(blank, index=0),)
    return replace(section, visible=True, fields=_fields(section.fields), rows=rows, blank=blank)


def _fields(fields: tuple[BoundField, ...]) -> tuple[BoundField, ...]:
    return tuple(replace(field, visible=True) for field in fields)


def sheet(request: Request, blueprint_id: int) -> HttpResponse:
    """Give the empty form as it will be printed."""
    found = get_blueprint_for(request.actor, blueprint_id)
    response = HttpResponse(_pdf(found, request.actor.organisation_name), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="form.pdf"'
    return response


def _pdf(found: Blueprint, city: str) -> bytes:
    definition = found.definition
    pattern = str(definition.get("documents", {}).get("application_form", {}).get("title", "{city}申报表"))
    printed = printing.printed_form(
        Outline(definition).plan.form,
        {},
        title=pattern.format(city=city, year=clock.today().year),
        number="",
        issued=clock.today(),
        opinions=printing.opinion_boxes(definition.get("opinions", ()), {}),
        note=_("空白样表，供核对版式，不得用于申报。"),
        show_sensitive=False,
    )
    return application_pdf(printed, press())


def award_sample(request: Request, blueprint_id: int, kind: str) -> HttpResponse:
    """Give the plaque or certificate as it would be printed, for an invented studio."""
    found = get_blueprint_for(request.actor, blueprint_id)
    organiser = found.owner or Organisation.objects.filter(pk=request.actor.organisation_id or 0).first()
    if kind not in CertificateKind.values or organiser is None:
        raise NotFound
    content = sample_pdf(found.definition, organiser=organiser, title=found.title, kind=kind)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}.pdf"'
    return response
