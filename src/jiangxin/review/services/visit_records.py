"""Recording an inspection on the spot: items, findings, photos, signatures."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, files, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files.sniff import IMAGES, MEGABYTE, Accepted
from jiangxin.core.files.upload import Upload
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands
from jiangxin.review import policies
from jiangxin.review.enums import FactSource, VisitState, VisitVerdict
from jiangxin.review.exif import read_exif
from jiangxin.review.inspection import InspectionTerms, inspection_terms
from jiangxin.review.models import Visit, VisitItem, VisitMember, VisitPhoto
from jiangxin.review.points import is_signature, read_points
from jiangxin.review.services.visits import lock_visit

PHOTO = Accepted(kinds=IMAGES, max_bytes=20 * MEGABYTE)
LONGEST_NOTE = 500
LONGEST_FINDINGS = 5000
HIGHEST = Decimal(100)
_CENT = Decimal("0.01")
_EARLIEST_YEAR = 2010  # no round of studios is older


class ItemFinding(NamedTuple):
    """The verdict on one item of the checklist (empty for none yet), with a note."""

    verdict: str
    note: str = ""


@service("review.record_visit", about="visit")
def record_visit(
    *,
    actor: Actor,
    visit: Visit,
    items: Mapping[str, ItemFinding],
    findings: str,
    arrived_at: datetime | None,
    expected_revision: int,
    points: str = "",
) -> Visit:
    """Keep the record as far as it goes. Signatures given before are void: they were for another text.

    Args:
        points: points from 0 to 100 as typed; empty to take them from the checklist.

    Raises:
        Refusal: not a member of the team, in conflict, signed by all, a stale page, unknown items or verdicts.
    """
    locked = lock_visit(visit)
    policies.may_record_visit(actor=actor, visit=locked).require()
    if locked.revision != expected_revision:
        raise Refusal(
            "stale_page",
            _("考察记录在您打开页面之后已由其他成员保存过，这次保存没有生效。"),
            _("请在新窗口打开核对最新记录，再补充后保存。"),
        )
    terms = inspection_terms(locked.entry.call)
    typed = _check(terms, items, findings, arrived_at, points)
    signed = [member.account_id for member in locked.members.exclude(signed_at=None)]
    before = {"revision": locked.revision, "state": locked.state, "signed": signed}
    for code, finding in items.items():
        _keep_item(locked, code, finding)
    verdicts = dict(locked.items.values_list("code", "verdict"))
    locked.findings, locked.arrived_at = findings.strip(), arrived_at
    locked.points = typed if typed is not None else terms.points(verdicts)
    locked.state, locked.revision = VisitState.RECORDED, locked.revision + 1
    locked.save(update_fields=["findings", "arrived_at", "points", "state", "revision"])
    locked.members.update(signed_as="", signed_at=None)
    after = {"revision": locked.revision, "verdicts": verdicts, "points": locked.points}
    journal.record(actor=actor, act="review.record_visit", obj=locked, before=before, after=after)
    return locked


def _check(
    terms: InspectionTerms,
    items: Mapping[str, ItemFinding],
    findings: str,
    arrived_at: datetime | None,
    points: str,
) -> Decimal | None:
    problems = []
    for code, finding in items.items():
        if terms.item(code) is None or finding.verdict not in {"", *terms.verdicts}:
            problems.append(Problem(f"verdict.{code}", _("考察清单中没有这一项或这一选项。")))
        if len(finding.note) > LONGEST_NOTE:
            problems.append(Problem(f"note.{code}", _("说明最多 500 字。"), "too_long"))
    if len(findings) > LONGEST_FINDINGS:
        problems.append(Problem("findings", _("考察意见最多 5000 字。"), "too_long"))
    if arrived_at is not None and not _is_credible(arrived_at):
        problems.append(Problem("arrived_at", _("到达时间不能晚于现在，也不能早得离谱，请核对。")))
    typed = _points(points, problems)
    if problems:
        raise Refusal("visit_faulty", _("考察记录有误，没有保存。"), _("请按提示修改。"), problems=problems)
    return typed


def _points(typed: str, problems: list[Problem]) -> Decimal | None:
    if not typed.strip():
        return None
    points = read_points(typed)
    if points is None or not 0 <= points <= HIGHEST:
        problems.append(Problem("points", _("考察得分须在 0 至 100 之间。"), "scale"))
        return None
    return points.quantize(_CENT)


def _keep_item(visit: Visit, code: str, finding: ItemFinding) -> None:
    note = finding.note.strip()
    if not finding.verdict and not note:
        VisitItem.objects.filter(visit=visit, code=code).delete()
        return
    defaults = {"verdict": finding.verdict, "note": note}
    VisitItem.objects.update_or_create(visit=visit, code=code, defaults=defaults)


@service("review.add_visit_photo", about="visit")
def add_visit_photo(
    *,
    actor: Actor,
    visit: Visit,
    upload: Upload,
    caption: str = "",
    item: str = "",
    device_at: datetime | None = None,
    device_place: tuple[Decimal, Decimal] | None = None,
    typed_at: datetime | None = None,
) -> VisitPhoto:
    """Keep a photo with its time and place: what the camera wrote, else what the device said, else what was typed.

    Args:
        device_place: latitude and longitude in degrees (WGS 84).

    Raises:
        Refusal: not a picture, no time from any source, a time to come, unknown item, or the record is signed.
    """
    locked = lock_visit(visit)
    policies.may_record_visit(actor=actor, visit=locked).require()
    if item and inspection_terms(locked.entry.call).item(item) is None:
        raise Refusal("unknown_item", _("考察清单中没有这一项。"), _("请刷新页面后重新选择。"))
    stored = files.keep(actor=actor, upload=upload, purpose="visit_photo", accepted=PHOTO)
    with stored.content.open("rb") as content:
        taken = read_exif(content.read())
    times = ((taken.at, FactSource.CAMERA), (device_at, FactSource.DEVICE), (typed_at, FactSource.TYPED))
    at, source = next(((time, source) for time, source in times if _is_credible(time)), (None, FactSource.TYPED))
    if at is None:
        problem = Problem("typed_at", _("请填写拍摄时间，不晚于现在。"), "required")
        message = _("照片“%(name)s”没有可用的拍摄时间。") % {"name": stored.name}
        raise Refusal("photo_time", message, _("请填写拍摄时间后重新上传。"), problems=[problem])
    place, place_source = _place(taken.latitude, taken.longitude, device_place)
    photo = VisitPhoto.objects.create(
        visit=locked,
        stored=stored,
        caption=caption.strip()[:100],
        item=item,
        taken_at=at,
        time_source=source,
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
        place_source=place_source,
        added_by_id=actor.account_id or 0,
    )
    after = {"photo": photo.pk, "sha256": stored.sha256, "taken_at": at, "time_source": source, "place": place}
    journal.record(actor=actor, act="review.add_visit_photo", obj=locked, after=after)
    return photo


@service("review.add_visit_photos", about="visit")
def add_visit_photos(*, actor: Actor, visit: Visit, uploads: Sequence[Upload], **facts: Any) -> list[VisitPhoto]:
    """Keep several photos at once: all or, when one is refused, none, so that nobody has to find out which are missing.

    Args:
        facts: as in `add_visit_photo`, the same for each.
    """
    return [add_visit_photo(actor=actor, visit=visit, upload=upload, **facts) for upload in uploads]


def _is_credible(time: datetime | None) -> bool:
    """Tell whether something can have been at this time; a wrong camera clock hides no better source."""
    return time is not None and time.year >= _EARLIEST_YEAR and time <= clock.now()


def _place(
    latitude: Decimal | None, longitude: Decimal | None, device: tuple[Decimal, Decimal] | None
) -> tuple[tuple[Decimal, Decimal] | None, str]:
    if latitude is not None and longitude is not None:
        return (latitude, longitude), FactSource.CAMERA
    if device is not None and abs(device[0]) <= 90 and abs(device[1]) <= 180:  # noqa: PLR2004  degrees
        return device, FactSource.DEVICE
    return None, ""


@service("review.sign_visit", about="visit")
def sign_visit(*, actor: Actor, visit: Visit, signed_as: str, expected_revision: int) -> Visit:
    """Sign the record; with the last signature it is closed for good.

    Raises:
        Refusal: the record is not complete, has changed since it was read, or the typed name is not the member's own.
    """
    locked = lock_visit(visit)
    policies.may_record_visit(actor=actor, visit=locked).require()
    if locked.revision != expected_revision:
        raise Refusal("stale_page", _("考察记录在您打开页面之后已有变化。"), _("请刷新页面，看过最新记录后再签名。"))
    member = locked.members.select_related("account__person").filter(account_id=actor.account_id or 0).first()
    if member is None:
        raise NotFound
    _require_complete(locked, member, signed_as)
    member.signed_as, member.signed_at = signed_as.strip(), clock.now()
    member.save(update_fields=["signed_as", "signed_at"])
    close_errands(about=locked, account_id=actor.account_id or 0)
    if not locked.members.filter(signed_at=None).exists():
        locked.state = VisitState.SIGNED
        locked.save(update_fields=["state"])
        close_errands(about=locked)
    after = {"signed_as": member.signed_as, "state": locked.state, "revision": locked.revision}
    journal.record(actor=actor, act="review.sign_visit", obj=locked, after=after)
    return locked


def _require_complete(visit: Visit, member: VisitMember, signed_as: str) -> None:
    terms = inspection_terms(visit.entry.call)
    kept = {row.code: row for row in visit.items.all()}
    problems = [
        Problem(f"verdict.{item.code}", str(_("“%(item)s”还没有结论。")) % {"item": item.label}, "required")
        for item in terms.items
        if item.code not in kept or not kept[item.code].verdict
    ]
    problems += [
        Problem(f"note.{code}", _("“不符合”需要写明情况。"), "required")
        for code, row in kept.items()
        if row.verdict == VisitVerdict.NOT_MET and not row.note
    ]
    if not visit.findings:
        problems.append(Problem("findings", _("请填写考察意见。"), "required"))
    if visit.arrived_at is None:
        problems.append(Problem("arrived_at", _("请填写实际到达时间。"), "required"))
    if (count := visit.photos.count()) < terms.photos_at_least:
        message = _("照片至少 %(least)s 张，现有 %(count)s 张。")
        problems.append(Problem("photo", str(message) % {"least": terms.photos_at_least, "count": count}, "too_few"))
    if not is_signature(signed_as, member.account.person.name):
        problems.append(Problem("signed_as", _("请输入本人姓名作为签名。"), "required"))
    if problems:
        raise Refusal("visit_incomplete", _("考察记录还不能签名。"), _("请补齐下列各项。"), problems=problems)
