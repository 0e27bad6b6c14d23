"""An inspector's visits: the list, and the record made on the spot, on a phone."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.files import Upload
from jiangxin.core.files.serve import send
from jiangxin.core.moments import posted_moment
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.review.enums import VisitState, VisitVerdict
from jiangxin.review.inspection import InspectionItem, inspection_terms
from jiangxin.review.models import Visit, VisitPhoto
from jiangxin.review.policies import may_record_visit
from jiangxin.review.queries import get_photo_for, get_visit_for, visits_for
from jiangxin.review.services import ItemFinding, add_visit_photos, record_visit, sign_visit
from jiangxin.web.expert.acts import by_suffix, done, status_of, whole


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One item of the checklist with its answer, its photos, and what is wrong."""

    item: InspectionItem
    verdict: str
    note: str
    photos: tuple[VisitPhoto, ...]
    faults: tuple[str, ...] = ()


def visits(request: Request) -> HttpResponse:
    """Show the inspector's visits, those to come first."""
    found = list(visits_for(request.actor).prefetch_related("members__account__person"))
    context = {
        "coming": [visit for visit in found if visit.state != VisitState.SIGNED],
        "signed": [visit for visit in found if visit.state == VisitState.SIGNED],
    }
    return render(request, "expert/visits/visits.html", context)


def visit(request: Request, visit_id: int) -> HttpResponse:
    """Show the record of a visit and keep what was written."""
    found = get_visit_for(request.actor, visit_id)
    if request.method != "POST":
        return _page(request, found)
    try:
        _record(request, found)
    except Refusal as refusal:
        return _page(request, found, refusal)
    return done(request, reverse("expert:visit", args=[found.pk]), _("考察记录已保存。"))


def _items(request: Request) -> dict[str, ItemFinding]:
    codes = {code for code, _value in by_suffix(request.POST, "note-")}
    codes |= {code for code, _value in by_suffix(request.POST, "verdict-")}
    return {
        code: ItemFinding(request.POST.get(f"verdict-{code}", ""), request.POST.get(f"note-{code}", ""))
        for code in sorted(codes)
    }


def _record(request: Request, found: Visit) -> Visit:
    return record_visit(
        actor=request.actor,
        visit=found,
        items=_items(request),
        findings=request.POST.get("findings", ""),
        arrived_at=posted_moment(request.POST.get("arrived_at")),
        points=request.POST.get("points", ""),
        expected_revision=whole(request.POST.get("revision")),
    )


def _with_the_record(request: Request, found: Visit) -> Visit:
    """Keep the record that came with a photo or a signature; one that says nothing new voids no signature."""
    if "findings" not in request.POST:
        return found
    kept = {row.code: ItemFinding(row.verdict, row.note) for row in found.items.all()}
    typed = {code: ItemFinding(one.verdict, one.note.strip()) for code, one in _items(request).items() if any(one)}
    arrived_at = found.arrived_at.replace(second=0, microsecond=0) if found.arrived_at else None
    same = (
        typed == kept
        and request.POST["findings"].replace("\r\n", "\n").strip() == found.findings.replace("\r\n", "\n")
        and posted_moment(request.POST.get("arrived_at")) == arrived_at
        and not request.POST.get("points", "").strip()
    )
    return found if same else _record(request, found)


@require_POST
def photos(request: Request, visit_id: int) -> HttpResponse:
    """Keep one or more photos taken on the visit."""
    found = get_visit_for(request.actor, visit_id)
    try:
        found = _with_the_record(request, found)
        add_visit_photos(
            actor=request.actor,
            visit=found,
            uploads=_uploads(request),
            caption=request.POST.get("caption", ""),
            item=request.POST.get("item", ""),
            device_at=posted_moment(request.POST.get("device_at")),
            device_place=_device_place(request),
            typed_at=posted_moment(request.POST.get("typed_at")),
        )
    except Refusal as refusal:
        return _page(request, found, refusal)
    return done(request, reverse("expert:visit", args=[found.pk]) + "#photos", _("照片已保存。"))


def _uploads(request: Request) -> list[Upload]:
    if uploads := request.FILES.getlist("photo"):
        return list(uploads)
    problem = Problem("photo", _("请选择或拍摄照片。"), "required")
    raise Refusal("photo_missing", _("没有收到照片。"), _("请选择后再上传。"), problems=[problem])


def _device_place(request: Request) -> tuple[Decimal, Decimal] | None:
    try:
        latitude = Decimal(request.POST.get("device_latitude", ""))
        longitude = Decimal(request.POST.get("device_longitude", ""))
    except InvalidOperation:
        return None
    whole_numbers = latitude.is_finite() and longitude.is_finite()
    return (round(latitude, 5), round(longitude, 5)) if whole_numbers else None


@require_POST
def sign(request: Request, visit_id: int) -> HttpResponse:
    """Sign the record as one of the team."""
    found = get_visit_for(request.actor, visit_id)
    revision = whole(request.POST.get("revision"))
    try:
        recorded = _with_the_record(request, found)
        if recorded is not found:
            found, revision = recorded, recorded.revision
        signed = sign_visit(
            actor=request.actor,
            visit=found,
            signed_as=request.POST.get("signed_as", ""),
            expected_revision=revision,
        )
    except Refusal as refusal:
        return _page(request, found, refusal)
    words = _("全体成员已签名，考察记录已锁定。") if signed.state == VisitState.SIGNED else _("已签名。")
    return done(request, reverse("expert:visit", args=[found.pk]), words)


def photo(request: Request, visit_id: int, photo_id: int) -> HttpResponseBase:
    """Give one photo of a visit."""
    return send(get_photo_for(request.actor, visit_id, photo_id).stored)


def _page(request: Request, found: Visit, refusal: Refusal | None = None) -> HttpResponse:
    typed = refusal is not None and "findings" in request.POST
    terms = inspection_terms(found.entry.call)
    members = list(found.members.select_related("account__person"))
    decision = may_record_visit(actor=request.actor, visit=found)
    taken = list(found.photos.select_related("stored"))
    context = {
        "visit": found,
        "rows": _rows(request, found, taken, refusal, typed=typed),
        "verdicts": [(verdict.value, verdict.label) for verdict in terms.verdicts],
        "photos": taken,
        "photos_at_least": terms.photos_at_least,
        "members": members,
        "mine": next((one for one in members if one.account_id == request.actor.account_id), None),
        "can_record": decision.allowed,
        "refusal": refusal,
        "local_key": f"visit:{request.actor.account_id}:{found.pk}",
        "typed": request.POST if typed else None,
        "now": clock.now(),
        "not_met": VisitVerdict.NOT_MET.value,
    }
    return render(request, "expert/visits/visit.html", context, status=status_of(refusal))


def _rows(
    request: Request, found: Visit, taken: list[VisitPhoto], refusal: Refusal | None, *, typed: bool
) -> list[CheckRow]:
    kept = {row.code: row for row in found.items.all()}
    rows = []
    for item in inspection_terms(found.entry.call).items:
        verdict, note = (kept[item.code].verdict, kept[item.code].note) if item.code in kept else ("", "")
        if typed:
            verdict, note = request.POST.get(f"verdict-{item.code}", ""), request.POST.get(f"note-{item.code}", "")
        paths = {f"verdict.{item.code}", f"note.{item.code}"}
        faults = tuple(str(one.message) for one in refusal.problems if one.path in paths) if refusal else ()
        mine = tuple(photo for photo in taken if photo.item == item.code)
        rows.append(CheckRow(item, verdict, note, mine, faults))
    return rows
