"""Small real files to attach: PDFs with a page of text, photographs with time and place."""

import io
import zlib
from datetime import datetime
from functools import lru_cache

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from jiangxin.rehearsal.scenery import scene


@lru_cache(maxsize=64)
def pdf(title: str) -> bytes:
    """Return a one-page PDF that carries `title` (ASCII letters and digits)."""
    text = "".join(letter if letter.isascii() and letter not in "()\\" else "?" for letter in title)[:60]
    stream = f"BT /F1 18 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ),
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        out.write(f"{place:010d} 00000 n \n".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


@lru_cache(maxsize=64)
def photo(label: str, hue: int = 0, taken: datetime | None = None, place: tuple[float, float] | None = None) -> bytes:
    """Return a JPEG of the town, its own for each label and hue.

    With `taken` and `place` (latitude, longitude) it carries them as cameras write them.
    """
    image = scene(zlib.crc32(f"{label} {hue}".encode()), 720, 480)
    exif = Image.Exif()
    if taken is not None:
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = f"{taken:%Y:%m:%d %H:%M:%S}"
    if place is not None:
        exif.get_ifd(IFD.GPSInfo).update(
            {
                GPS.GPSLatitudeRef: "N",
                GPS.GPSLatitude: _degrees(place[0]),
                GPS.GPSLongitudeRef: "E",
                GPS.GPSLongitude: _degrees(place[1]),
            }
        )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70, exif=exif)
    return out.getvalue()


def _degrees(value: float) -> tuple[float, float, float]:
    whole, rest = divmod(value, 1)
    minutes, rest = divmod(rest * 60, 1)
    return whole, minutes, round(rest * 60, 4)
