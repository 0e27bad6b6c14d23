"""Studios come into being when their document is issued."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jiangxin.awards.models import Award, NamingDocument
from jiangxin.awards.services import issue_naming
from jiangxin.campaigns.models import EntryFile, EntryVersion
from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.models import StoredFile
from jiangxin.core.service import service
from jiangxin.studios.enums import NameBasis, StudioKind
from jiangxin.studios.models import Studio, StudioCandidacy, StudioToken
from jiangxin.studios.services.opening import open_files
from jiangxin.studios.services.promoting import promote_studio
from jiangxin.studios.tokens import tokens

_PHOTO_PLACES = ("studio.sign_photo", "attachments.photos")
_SHOWN_KINDS = ("image/jpeg", "image/png")


@service("studios.name_studios", about="document")
def name_studios(*, actor: Actor, document: NamingDocument, expected_revision: int) -> list[Studio]:
    """Issue the naming document, all in one transaction: a file and a page in the directory for every new studio.

    A studio that is registered already gets a further level instead.

    Returns:
        The studios in the order of the document, those that got a further level among them.
    """
    awards = issue_naming(actor=actor, document=document, expected_revision=expected_revision)
    standing = _registered(awards)
    fresh = [award for award in awards if award.entry_id not in standing]
    ids = [award.entry_id for award in fresh]
    versions = _last_versions(ids)
    photos = _photos(ids)
    studios = Studio.objects.bulk_create(
        [_studio(award, versions.get(award.entry_id, {}), photos.get(award.entry_id)) for award in fresh]
    )
    index(studios)
    open_files(studios, actor=actor, bases=_bases(studios, versions))
    promoted = [award for award in awards if award.entry_id in standing]
    for award in promoted:
        promote_studio(actor=actor, studio=standing[award.entry_id], award=award)
    document.refresh_from_db()
    named = standing | {award.entry_id: studio for award, studio in zip(fresh, studios, strict=True)}
    after = {
        "studios": [studio.pk for studio in studios],
        "promoted": [standing[award.entry_id].pk for award in promoted],
        "number": document.number,
    }
    journal.record(actor=actor, act="studios.name_studios", obj=document, after=after)
    return [named[award.entry_id] for award in awards]


def _registered(awards: Sequence[Award]) -> dict[int, Studio]:
    """Return the registered studio by the entry that was made for it."""
    rows = StudioCandidacy.objects.filter(entry__in=[award.entry_id for award in awards])
    return {row.entry_id: row.studio for row in rows.select_related("studio").order_by("studio")}


def index(studios: Sequence[Studio]) -> None:
    """Write the search tokens of new studios."""
    rows = [
        StudioToken(studio=studio, token=token)
        for studio in studios
        for token in sorted(tokens(studio.name, studio.leader_name, studio.unit_name, studio.field))
    ]
    StudioToken.objects.bulk_create(rows, batch_size=2000)


def _last_versions(entry_ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    versions = EntryVersion.objects.filter(entry__in=entry_ids).order_by("entry_id", "number")
    return {version.entry_id: version.data for version in versions}


def _photos(entry_ids: Sequence[int]) -> dict[int, StoredFile]:
    files = EntryFile.objects.filter(
        entry__in=entry_ids, removed_at=None, stored__media_type__in=_SHOWN_KINDS
    ).select_related("stored")
    found: dict[int, StoredFile] = {}
    for place in reversed(_PHOTO_PLACES):
        for file in files:
            if file.path == place or file.path.startswith(f"{place}."):
                found[file.entry_id] = file.stored
    return found


def _studio(award: Award, data: Mapping[str, Any], photo: StoredFile | None) -> Studio:
    entry = award.entry
    facts, deeds = _section(data, "studio"), _section(data, "deeds")
    # Without the leader's consent the directory shows no more than the published document does.
    agreed = _section(data, "declarations").get("publicity") in {True, "true", "yes", "1"}
    return Studio(
        award=award,
        name=award.studio_name,
        kind=award.kind if award.kind in StudioKind.values else StudioKind.WORKER_INNOVATION,
        level=award.level,
        leader=entry.leader,
        leader_name=award.leader_name,
        unit=entry.unit,
        unit_name=award.unit_name,
        area=award.area,
        industry_section=entry.industry_section,
        field=entry.field,
        named_on=award.awarded_on,
        year=award.awarded_on.year,
        founded_on=_day(facts.get("founded_on")),
        tagline=str(facts.get("tagline", ""))[:200] if agreed else "",
        summary=str(deeds.get("summary_500", "")) if agreed else "",
        public_address=str(facts.get("address", ""))[:200] if agreed else "",
        photo=photo if agreed else None,
    )


def _bases(studios: Sequence[Studio], versions: Mapping[int, Mapping[str, Any]]) -> dict[int, str]:
    """Return what each name rests on, as its application said, by the studio's id."""
    told = {
        studio.pk: str(_section(versions.get(studio.award.entry_id, {}), "studio").get("name_basis", ""))
        for studio in studios
        if studio.award is not None
    }
    return {key: basis for key, basis in told.items() if basis in NameBasis.values}


def _section(data: Mapping[str, Any], code: str) -> Mapping[str, Any]:
    found = data.get(code)
    return found if isinstance(found, Mapping) else {}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
