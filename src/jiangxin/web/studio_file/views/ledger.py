"""The ledger of one studio: its list, the quick form, an entry and what can be done with it."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.listing import listing_page
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.gate import file_for
from jiangxin.studios.ledger_enums import FilePart, LedgerCategory
from jiangxin.studios.models import LedgerEntry, Studio
from jiangxin.studios.policies import may_keep_file
from jiangxin.studios.queries.ledger import get_ledger_entry_for
from jiangxin.studios.services.ledger import add_evidence, record_entry, show_entry, strike_entry, supersede_entry
from jiangxin.studios.services.signing_in import may_open_sheet
from jiangxin.web.studio_file.answering import ask, done, tell
from jiangxin.web.studio_file.forms_file import ReasonForm
from jiangxin.web.studio_file.forms_ledger import CorrectForm, EntryForm, EvidenceFields, initial_of
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.ledger_history import acts_on
from jiangxin.web.studio_file.ledger_lists import ledger_listing

TAB = "studio-ledger"


def ledger(request: Request, studio_id: int) -> HttpResponseBase:
    """List the ledger of one studio."""
    studio = file_for(request.actor, studio_id)
    context = {**frame(request, studio, TAB), **addresses(request, studio), "keeps": keeps(request, studio)}
    return listing_page(request, ledger_listing(request, studio), template="studios/ledger/list.html", context=context)


def new(request: Request, studio_id: int) -> HttpResponse:
    """Choose what happened, then record it."""
    studio = file_for(request.actor, studio_id)
    may_keep_file(actor=request.actor, studio=studio).require()
    category = request.GET.get("category", "")
    if category not in LedgerCategory.values:
        context = {**frame(request, studio, TAB), **addresses(request, studio), "categories": LedgerCategory.choices}
        return render(request, "studios/ledger/choose.html", context)
    form = EntryForm(
        request.POST or None,
        request.FILES or None,
        actor=request.actor,
        studio=studio,
        category=category,
        initial={name: request.GET[name] for name in ("project", "outcome") if name in request.GET},
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = record_entry(
                actor=request.actor, studio=studio, facts=form.facts(category), evidence=form.evidence()
            )
        except Refusal as caught:
            refusal = caught
            tell(form, caught)
        else:
            page = "studio-entry-sheet" if request.POST.get("then") == "sheet" else "studio-entry"
            return done(request, at(request, page, studio.pk, made.pk), _("已记入台账。"))
    context = {
        **frame(request, studio, TAB),
        **addresses(request, studio),
        "form": form,
        "refusal": refusal,
        "category": LedgerCategory(category).label,
        "back_url": at(request, TAB, studio.pk),
    }
    status = refusal.status if refusal else HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "studios/ledger/new.html", context, status=status)


def entry(request: Request, studio_id: int, entry_id: int) -> HttpResponse:
    """Show one entry with its photos, people, and what was done to it."""
    found = the_entry(request.actor, studio_id, entry_id)
    files = [(row, at(request, "studio-entry-file", studio_id, entry_id, row.pk)) for row in found.files.all()]
    photos = [(row, url) for row, url in files if row.part == FilePart.PHOTO]
    acts = {
        act: at(request, f"studio-entry-{act}", studio_id, entry_id) for act in ("add", "correct", "strike", "show")
    }
    context = {
        **frame(request, found.studio, TAB),
        **addresses(request, found.studio),
        "entry": found,
        "facts": _facts(request, found),
        "photos": photos,
        "papers": [(row, url) for row, url in files if row.part == FilePart.ATTACHMENT],
        "people": found.sign_ins.all(),
        "acts": acts,
        "sheet_url": at(request, "studio-entry-sheet", studio_id, entry_id) if may_open_sheet(found) else "",
        "successor_url": at(request, "studio-entry", studio_id, found.successor_id) if found.successor_id else "",
        "keeps": found.struck_at is None and keeps(request, found.studio),
        "history": acts_on(found),
    }
    return render(request, "studios/ledger/entry.html", context)


def add(request: Request, studio_id: int, entry_id: int) -> HttpResponse:
    """Add photos, papers and people to an entry."""
    found = _kept(request, studio_id, entry_id)
    form = EvidenceFields(request.POST or None, request.FILES or None, actor=request.actor, studio=found.studio)
    return ask(
        request,
        found.studio,
        form,
        deed=lambda _data: add_evidence(actor=request.actor, entry=found, evidence=form.evidence()),
        words=_("已补充。"),
        page=_page(request, found, _("补充照片、附件和人员")),
    )


def correct(request: Request, studio_id: int, entry_id: int) -> HttpResponse:
    """Put the right words in the place of wrong ones."""
    found = _kept(request, studio_id, entry_id)
    form = CorrectForm(request.POST or None, actor=request.actor, studio=found.studio, initial=initial_of(found))
    made: list[LedgerEntry] = []

    def deed(data: dict[str, Any]) -> None:
        facts = form.facts(data["category"])
        made.append(supersede_entry(actor=request.actor, entry=found, facts=facts, reason=data["reason"]))

    words = (
        _("更正后生成一条新记录，照片、附件和签到一并转过去。"),
        _("原记录和更正原因保留，可以查看，不再计数。"),
    )
    page = {**_page(request, found, _("更正记录")), "consequences": words}
    answer = ask(request, found.studio, form, deed=deed, words=_("已更正。"), page=page)
    if made:
        return HttpResponseRedirect(at(request, "studio-entry", studio_id, made[0].pk), status=HTTPStatus.SEE_OTHER)
    return answer


def strike(request: Request, studio_id: int, entry_id: int) -> HttpResponse:
    """Take an entry out of the ledger."""
    found = _kept(request, studio_id, entry_id)
    words = (_("这条记录不再计数，也不再公开。"), _("记录和作废原因保留，可以查看，不能恢复。"))
    return ask(
        request,
        found.studio,
        ReasonForm(request.POST or None),
        deed=lambda data: strike_entry(actor=request.actor, entry=found, reason=data["reason"]),
        words=_("已作废。"),
        page={**_page(request, found, _("作废记录")), "consequences": words, "told": [Fact(_("主题"), found.title)]},
    )


def show(request: Request, studio_id: int, entry_id: int) -> HttpResponse:
    """Show an entry on the portal, or take it away; asked by a button."""
    found = _kept(request, studio_id, entry_id)
    address = at(request, "studio-entry", studio_id, entry_id)
    if request.method != "POST":
        return HttpResponseRedirect(address)
    public = request.POST.get("public") == "yes"
    show_entry(actor=request.actor, entry=found, is_public=public)
    return done(request, address, _("已在门户公开。") if public else _("已不再公开。"))


def file(request: Request, studio_id: int, entry_id: int, file_id: int) -> HttpResponseBase:
    """Give a photo or an attachment."""
    found = the_entry(request.actor, studio_id, entry_id)
    row = next((row for row in found.files.all() if row.pk == file_id), None)
    if row is None:
        raise NotFound
    return send(row.file)


def the_entry(actor: Actor, studio_id: int, entry_id: int) -> LedgerEntry:
    """Return an entry of a studio."""
    found = get_ledger_entry_for(actor, entry_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found


def keeps(request: Request, studio: Studio) -> bool:
    """Tell whether the reader keeps this studio's ledger."""
    return bool(may_keep_file(actor=request.actor, studio=studio))


def addresses(request: Request, studio: Studio) -> dict[str, str]:
    """Return the addresses the pages of the ledger lead to."""
    names = {
        "ledger_url": TAB,
        "new_url": "studio-ledger-new",
        "standard_url": "studio-standard",
        "export_url": "studio-ledger-export",
        "reports_url": "studio-reports",
    }
    return {name: at(request, page, studio.pk) for name, page in names.items()}


def _kept(request: Request, studio_id: int, entry_id: int) -> LedgerEntry:
    found = the_entry(request.actor, studio_id, entry_id)
    may_keep_file(actor=request.actor, studio=found.studio).require()
    return found


def _page(request: Request, found: LedgerEntry, title: Any) -> dict[str, Any]:
    back = at(request, "studio-entry", found.studio_id, found.pk)
    return {"title": title, "act_label": title, "back_url": back, "back_label": found.title, "current": TAB}


def _facts(request: Request, found: LedgerEntry) -> list[Fact]:
    project, outcome = found.project, found.outcome
    people = max(found.headcount, len(found.sign_ins.all()))
    facts = [
        Fact(_("类别"), found.get_category_display()),
        Fact(_("日期"), found.day),
        Fact(_("地点"), found.place),
        Fact(_("参加人数"), people or ""),
        Fact(_("时长"), _("%(hours).1f小时") % {"hours": found.minutes / 60} if found.minutes else ""),
        Fact(_("级别"), found.get_level_display()),
        Fact(_("内容"), found.content, wide=True),
    ]
    if project:
        facts.append(Fact(_("相关项目"), project, url=at(request, "studio-project", found.studio_id, project.pk)))
    if outcome:
        facts.append(Fact(_("相关成果"), outcome, url=at(request, "studio-outcome", found.studio_id, outcome.pk)))
    who = found.entered_by.person.name if found.entered_by else ""
    day = date_format(timezone.localtime(found.entered_at))
    facts.append(Fact(_("记录人"), who, note=_("%(moment)s登记") % {"moment": day}))
    return [fact for fact in facts if fact.value not in {"", None} or fact.label == _("地点")]
