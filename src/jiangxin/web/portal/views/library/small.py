"""Pictures made small for lists and pages: a photo of a camera is some hundred times what a page needs."""

import io
from functools import lru_cache
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from jiangxin.core.models import StoredFile

_LONGEST_SIDE: Final = 960
_KEPT: Final = 128
_QUALITY: Final = 82
_TYPES: Final = ("image/jpeg", "image/png")


def small_picture(stored: StoredFile) -> bytes | None:
    """Return a picture as a JPEG of at most 960 dots a side, without what the camera wrote; None for no picture."""
    if stored.media_type not in _TYPES:
        return None
    return _drawn(stored.sha256, stored.pk)


@lru_cache(maxsize=_KEPT)
def _drawn(_sha256: str, key: int) -> bytes | None:
    try:
        with StoredFile.objects.get(pk=key).content.open("rb") as source, Image.open(source) as picture:
            picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            return _jpeg(upright)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None


def _jpeg(picture: Image.Image) -> bytes:
    flat = Image.new("RGB", picture.size, "white")
    rich = picture.convert("RGBA")
    flat.paste(rich, mask=rich)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()
