"""What the public page of a studio says beside the facts of its file: tagline, summary, field, address, sign photo."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Upload, keep
from jiangxin.core.models import StoredFile
from jiangxin.core.service import service
from jiangxin.studios import policies
from jiangxin.studios.models import Studio, StudioPlace
from jiangxin.studios.periods import current, lock
from jiangxin.studios.photos import PHOTOS, upright
from jiangxin.studios.services.mirror import mirror
from jiangxin.studios.soundness import Faults

_SAID = ("tagline", "summary", "field", "public_address", "photo_id")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is shown. The address is that of today's place in the file, or none.

    Attributes:
        agreed: the leader agrees; without it the page shows no more than the naming document does.
    """

    tagline: str
    summary: str
    field: str
    shows_address: bool
    agreed: bool


@service("studios.publish_profile", about="studio")
def publish_profile(
    *,
    actor: Actor,
    studio: Studio,
    profile: Profile,
    photo: Upload | StoredFile | None = None,
    drops_photo: bool = False,
) -> Studio:
    """Say what the studio's public page shows; the photo stays unless another is given or it is taken down.

    Raises:
        Refusal: "form_invalid"; or the photo is none.
    """
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    before = {name: getattr(locked, name) for name in _SAID}
    faults = Faults()
    locked.tagline = faults.text("tagline", profile.tagline, 200)
    locked.summary = faults.text("summary", profile.summary, 1000)
    locked.field = faults.text("field", profile.field, 60)
    locked.public_address = _address(locked) if profile.shows_address else ""
    stays = locked.photo_id is not None and not drops_photo
    shown = (locked.tagline, locked.summary, locked.public_address, photo is not None or stays)
    if any(shown) and not profile.agreed:
        faults.add("agreed", "not_agreed", _("请先征得领衔人同意，再在门户公开。"))
    faults.settle()
    if photo is not None:
        locked.photo = _kept(actor, photo)
    elif drops_photo:
        locked.photo = None
    locked.save(update_fields=["tagline", "summary", "field", "public_address", "photo"])
    mirror(locked)
    after = {name: getattr(locked, name) for name in _SAID}
    journal.record(actor=actor, act="studios.publish_profile", obj=locked, before=before, after=after)
    return locked


def _address(studio: Studio) -> str:
    place = current(StudioPlace, studio)
    return place.address if place else studio.public_address


def _kept(actor: Actor, photo: Upload | StoredFile) -> StoredFile:
    if isinstance(photo, StoredFile):
        return photo
    return keep(actor=actor, upload=photo, purpose="studios.photo", accepted=PHOTOS, change=upright)
