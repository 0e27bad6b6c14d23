import io
from datetime import datetime
from decimal import Decimal

import pytest
from PIL import ExifTags, Image

from jiangxin.rehearsal import papers
from jiangxin.review.exif import Taken, read_exif
from tests.review.scene import at


def picture(details: dict[int, object], position: dict[int, object]) -> bytes:
    image, exif = Image.new("RGB", (8, 8)), Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif).update(details)
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(position)
    content = io.BytesIO()
    image.save(content, "JPEG", exif=exif)
    return content.getvalue()


def test_time_and_place_as_a_telephone_writes_them() -> None:
    taken = datetime(2026, 9, 7, 8, 30)  # noqa: DTZ001  cameras write local time
    found = read_exif(papers.photo("x", taken=taken, place=(31.86, 117.28)))
    assert found == Taken(at("2026-09-07 08:30"), Decimal("31.86000"), Decimal("117.28000"))


def test_zone_of_the_camera_counts() -> None:
    details = {ExifTags.Base.DateTimeOriginal: "2026:09:07 00:30:00", ExifTags.Base.OffsetTimeOriginal: "+00:00"}
    assert read_exif(picture(details, {})).at == at("2026-09-07 08:30")


@pytest.mark.parametrize(
    ("references", "expected"),
    [(("N", "E"), ("31.5", "117.25")), (("S", "W"), ("-31.5", "-117.25")), (("n", "w"), ("31.5", "-117.25"))],
)
def test_quarters_of_the_globe(references: tuple[str, str], expected: tuple[str, str]) -> None:
    position = {
        ExifTags.GPS.GPSLatitudeRef: references[0],
        ExifTags.GPS.GPSLatitude: (31.0, 30.0, 0.0),
        ExifTags.GPS.GPSLongitudeRef: references[1],
        ExifTags.GPS.GPSLongitude: (117.0, 15.0, 0.0),
    }
    found = read_exif(picture({}, position))
    assert (found.latitude, found.longitude) == (Decimal(expected[0]), Decimal(expected[1]))


@pytest.mark.parametrize(
    ("latitude", "time"),
    [((91.0, 0.0, 0.0), "0000:00:00 00:00:00"), ((31.0,), "yesterday"), ((31.0, 30.0, 0.0), "")],
)
def test_nonsense_of_the_camera_gives_nothing(latitude: tuple[float, ...], time: str) -> None:
    position = {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: latitude}
    assert read_exif(picture({ExifTags.Base.DateTimeOriginal: time}, position)) == Taken()


def test_bare_picture_and_no_picture_give_nothing() -> None:
    assert read_exif(papers.photo("x")) == Taken()
    assert read_exif(b"MZ") == Taken()
    assert read_exif(b"") == Taken()
