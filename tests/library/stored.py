"""Small real files."""

import io

from PIL import Image

from jiangxin.core import files
from jiangxin.core.actor import SYSTEM
from jiangxin.core.models import StoredFile


def png(size: int = 8) -> bytes:
    """Return a small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (size, size), (140, 29, 24)).save(out, "PNG")
    return out.getvalue()


def picture(name: str = "图片.png") -> StoredFile:
    """Keep a small picture."""
    return files.keep_bytes(actor=SYSTEM, name=name, content=png(), kind="png", purpose="test")
