"""QR codes as vector pictures."""

import io
from base64 import b64encode

import segno


def qr_svg(text: str, *, ink: str = "#000") -> str:
    """The QR code of a text as SVG, without a quiet zone; templates leave that room.

    Args:
        text: what a scanner reads; usually the address where the paper can be checked.
        ink: colour of the modules.

    Raises:
        segno.DataOverflowError: the text is too long for a QR code (about 2,300 bytes at level M).
    """
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=0, nl=False, dark=ink)
    return drawn.getvalue().decode()


def qr_picture(text: str) -> str:
    """The QR code of a text as the address of a picture, for a page's `<img>`."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(text).encode()).decode()}"
