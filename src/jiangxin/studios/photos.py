"""Photos as telephones take them: turned upright, of a sensible size, without the place where they were taken.

A photo of twelve million points says no more in a ledger than one of two. What a camera writes beside the picture
(place, device, moment) is dropped: GB/T 35273-2020 5.2 asks for no more than is needed.
"""

import io

from PIL import Image, ImageOps

from jiangxin.core.files import Accepted

PHOTOS = Accepted(kinds=("jpeg", "png"))
LONGEST_EDGE = 2000
PRINTED_EDGE = 1000
_QUALITY = 82


def upright(content: bytes, media_type: str) -> bytes:
    """Return a photo turned as it was held, at most `LONGEST_EDGE` points long, without what stands beside it."""
    return _scaled(content, "PNG" if media_type == "image/png" else "JPEG", LONGEST_EDGE)


def for_print(content: bytes) -> bytes:
    """Return a photo as JPEG of a size that is sharp at half the width of A4."""
    return _scaled(content, "JPEG", PRINTED_EDGE)


def _scaled(content: bytes, form: str, edge: int) -> bytes:
    with Image.open(io.BytesIO(content)) as opened:
        image = ImageOps.exif_transpose(opened)
        image.thumbnail((edge, edge))
        if form == "JPEG" and image.mode != "RGB":
            image = _on_white(image)
        image.info = {}
        target = io.BytesIO()
        image.save(target, form, quality=_QUALITY, optimize=True)
        return target.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """Return a picture without transparency, which JPEG does not know."""
    layered = image.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")
