"""Time and place that a camera wrote into a photo (Exif 2.3, tags 0x9003, 0x9011 and the GPS block 0x8825)."""

import io
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import get_default_timezone
from PIL import ExifTags, Image, UnidentifiedImageError

_DEGREE = Decimal("0.00001")
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180


@dataclass(frozen=True, slots=True)
class Taken:
    """When and where a photo was taken; None for what the camera did not write."""

    at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def read_exif(content: bytes) -> Taken:
    """Return what the camera wrote; a photo without it, or with nonsense in it, gives nothing."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            exif = image.getexif()
            details, position = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError):
        return Taken()
    latitude, longitude = _place(position)
    return Taken(_moment(details), latitude, longitude)


def _moment(details: dict[int, Any]) -> datetime | None:
    text = str(details.get(ExifTags.Base.DateTimeOriginal, "")).strip("\x00 ")
    offset = str(details.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\x00 ")
    try:
        if offset:
            return datetime.strptime(f"{text}{offset}", "%Y:%m:%d %H:%M:%S%z")
        # Cameras without a zone write local time.
        return datetime.strptime(text, "%Y:%m:%d %H:%M:%S").replace(tzinfo=get_default_timezone())
    except ValueError:
        return None


def _place(position: dict[int, Any]) -> tuple[Decimal | None, Decimal | None]:
    latitude = _degrees(
        position.get(ExifTags.GPS.GPSLatitude), position.get(ExifTags.GPS.GPSLatitudeRef), _MOST_LATITUDE
    )
    longitude = _degrees(
        position.get(ExifTags.GPS.GPSLongitude), position.get(ExifTags.GPS.GPSLongitudeRef), _MOST_LONGITUDE
    )
    return (latitude, longitude) if latitude is not None and longitude is not None else (None, None)


def _degrees(parts: Any, reference: Any, most: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        value = degrees + minutes / 60 + seconds / 3600
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    # Comparing this way also turns away "not a number", which a camera without a fix writes as 0/0.
    if not 0 <= value <= most:
        return None
    sign = -1 if str(reference).strip("\x00 ").upper() in {"S", "W"} else 1
    return (Decimal(sign) * Decimal(str(value))).quantize(_DEGREE)
