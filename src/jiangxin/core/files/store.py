"""Keeping files: checked, hashed, written once."""

import hashlib
import re
import uuid
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files.sniff import KINDS, Accepted, sniff
from jiangxin.core.files.upload import Upload
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import Refusal

_UNWANTED = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]+")

Change = Callable[[bytes, str], bytes]


def _as_it_is(content: bytes, _media_type: str) -> bytes:
    return content


def keep(
    *, actor: Actor, upload: Upload, purpose: str, accepted: Accepted | None = None, change: Change = _as_it_is
) -> StoredFile:
    """Check and keep an uploaded file.

    Args:
        change: what is done to the content, given with its media type, before it is kept.

    Raises:
        Refusal: see `sniff`; nothing is kept then.
    """
    accepted = accepted or Accepted()
    name = clean_name(upload.name or "")
    oversize = upload.size is not None and upload.size > accepted.max_bytes
    content = upload.read(accepted.max_bytes + 1) if not oversize else b"\0" * (accepted.max_bytes + 1)
    kind = sniff(name, content, accepted)
    content = change(content, kind.media_type)
    return _write(actor=actor, name=name, content=content, media_type=kind.media_type, purpose=purpose)


def keep_bytes(*, actor: Actor, name: str, content: bytes, kind: str, purpose: str) -> StoredFile:
    """Keep a file the house made itself (`kind` is a code of `KINDS`)."""
    return _write(
        actor=actor, name=clean_name(name), content=content, media_type=KINDS[kind].media_type, purpose=purpose
    )


def keep_as_is(*, actor: Actor, name: str, content: bytes, media_type: str, purpose: str) -> StoredFile:
    """Keep bytes whatever they are, such as the original of an import that may be broken; it is only ever downloaded.

    Raises:
        Refusal: "file_empty".
    """
    plain = clean_name(name)
    if not content:
        raise Refusal("file_empty", _("文件“%(name)s”是空的。") % {"name": plain[:80]}, _("请换一个文件。"))
    return _write(actor=actor, name=plain, content=content, media_type=media_type, purpose=purpose)


def clean_name(name: str) -> str:
    """Return a file name without path, control and direction characters, at most 120 characters long."""
    base = _UNWANTED.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .") or "file"
    stem, dot, extension = base.rpartition(".")
    return f"{stem[:110]}.{extension[:9]}" if dot else base[:120]


def _write(*, actor: Actor, name: str, content: bytes, media_type: str, purpose: str) -> StoredFile:
    stored = StoredFile(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        purpose=purpose,
        uploaded_by_id=actor.account_id,
        uploaded_at=clock.now(),
    )
    # The name on disk is ours: nothing a user types reaches the file system.
    stored.content.save(f"{uuid.uuid4().hex}.bin", ContentFile(content), save=False)
    stored.save(force_insert=True)
    journal.record(
        actor=actor,
        act="core.keep_file",
        obj=stored,
        after={"name": name, "size": stored.size, "sha256": stored.sha256, "purpose": purpose},
    )
    return stored
