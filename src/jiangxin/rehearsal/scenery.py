"""Pictures for the sample city: layered paper cuts of an industrial town, another one for each seed."""

import math
import random
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
_FINE: Final = 2
"""Drawn so many times larger, then made smaller: edges come out smooth."""
_CHIMNEYS: Final = 0.3
_PYLONS: Final = 0.25
# Sky above, sky below, sun, and the silhouettes from far to near.
_PALETTES: Final[Sequence[Sequence[Colour]]] = (
    ((246, 232, 214), (232, 190, 150), (179, 38, 30), (214, 160, 128), (176, 104, 82), (112, 52, 46)),
    ((226, 234, 236), (184, 205, 210), (244, 236, 214), (142, 172, 180), (88, 124, 136), (42, 72, 84)),
    ((250, 240, 214), (236, 208, 146), (181, 138, 60), (206, 168, 104), (150, 112, 62), (88, 62, 38)),
    ((232, 232, 222), (196, 206, 180), (248, 238, 206), (152, 170, 138), (98, 122, 96), (50, 72, 60)),
    ((238, 226, 226), (206, 180, 186), (140, 29, 24), (172, 138, 150), (122, 86, 102), (68, 44, 58)),
)


def scene(seed: int, width: int, height: int) -> Image.Image:
    """Return a picture of `width` × `height` pixels; the same for the same seed."""
    rng = random.Random(f"scenery {seed}")  # noqa: S311  pictures, not secrets
    palette = _PALETTES[seed % len(_PALETTES)]
    size = width * _FINE, height * _FINE
    image = _sky(palette[0], palette[1], size)
    draw = ImageDraw.Draw(image)
    radius = size[1] * rng.uniform(0.1, 0.17)
    sun = size[0] * rng.uniform(0.15, 0.85), size[1] * rng.uniform(0.22, 0.36)
    draw.ellipse((sun[0] - radius, sun[1] - radius, sun[0] + radius, sun[1] + radius), fill=palette[2])
    _hills(draw, rng, size, palette[3])
    _town(draw, rng, size, palette[4])
    _works(draw, rng, size, palette[5])
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _sky(above: Colour, below: Colour, size: tuple[int, int]) -> Image.Image:
    strip = Image.new("RGB", (1, 2))
    strip.putdata([above, below])
    return strip.resize(size, Image.Resampling.BICUBIC)


def _hills(draw: ImageDraw.ImageDraw, rng: random.Random, size: tuple[int, int], colour: Colour) -> None:
    width, height = size
    waves = [(rng.uniform(0.6, 2.4), rng.uniform(0, math.tau), rng.uniform(0.02, 0.06)) for _ in range(3)]
    line = [
        (
            x,
            height
            * (0.58 - sum(high * math.sin(often * math.tau * x / width + start) for often, start, high in waves)),
        )
        for x in range(0, width + 8, 8)
    ]
    draw.polygon([*line, (width, height), (0, height)], fill=colour)


def _town(draw: ImageDraw.ImageDraw, rng: random.Random, size: tuple[int, int], colour: Colour) -> None:
    """Houses and chimneys, with pylons between them."""
    width, height = size
    x = -width * 0.02
    while x < width:
        wide, high = width * rng.uniform(0.04, 0.1), height * rng.uniform(0.2, 0.38)
        draw.rectangle((x, height - high, x + wide, height), fill=colour)
        if rng.random() < _CHIMNEYS:
            thick = wide * 0.16
            draw.rectangle((x + wide * 0.6, height - high - wide, x + wide * 0.6 + thick, height - high), fill=colour)
        if rng.random() < _PYLONS:
            _pylon(draw, x + wide, height - high * 0.7, height * 0.3, colour)
        x += wide * rng.uniform(0.95, 1.25)


def _pylon(draw: ImageDraw.ImageDraw, x: float, foot: float, high: float, colour: Colour) -> None:
    thick = max(2, round(high / 55))
    half = high * 0.13
    draw.line([(x - half, foot), (x, foot - high), (x + half, foot)], fill=colour, width=thick)
    for share in (0.55, 0.75, 0.9):
        arm = half * (1.7 - share)
        draw.line([(x - arm, foot - high * share), (x + arm, foot - high * share)], fill=colour, width=thick)


def _works(draw: ImageDraw.ImageDraw, rng: random.Random, size: tuple[int, int], colour: Colour) -> None:
    """Saw-tooth roofs, one tower crane, and a toothed wheel half below the ground."""
    width, height = size
    top = height * rng.uniform(0.74, 0.8)
    tooth = width * rng.uniform(0.08, 0.11)
    start = width * rng.uniform(-0.05, 0.1)
    for place in range(rng.randint(4, 6)):
        left = start + place * tooth
        draw.polygon(
            [(left, height), (left, top - tooth * 0.55), (left + tooth, top), (left + tooth, height)], fill=colour
        )
    draw.rectangle((0, height * 0.88, width, height), fill=colour)
    mast, high = width * rng.uniform(0.68, 0.8), height * rng.uniform(0.28, 0.36)
    thick = max(3, round(width / 160))
    draw.line([(mast, height), (mast, high)], fill=colour, width=thick * 2)
    tip, tail, hook = mast - width * 0.2, mast + width * 0.09, mast - width * 0.15
    draw.line([(tip, high), (tail, high)], fill=colour, width=thick)
    draw.line([(tip, high), (mast, high - height * 0.09), (tail, high)], fill=colour, width=2)
    draw.line([(hook, high), (hook, high + height * 0.16)], fill=colour, width=2)
    _wheel(draw, (width * rng.uniform(0.88, 0.95), height * 0.9), height * rng.uniform(0.16, 0.2), colour)


def _wheel(draw: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float, colour: Colour) -> None:
    teeth = 14
    outline = []
    for step in range(teeth * 4):
        angle = math.tau * step / (teeth * 4)
        reach = radius if step % 4 < 2 else radius * 0.84  # noqa: PLR2004  half of each tooth stands out
        outline.append((middle[0] + reach * math.cos(angle), middle[1] + reach * math.sin(angle)))
    draw.polygon(outline, fill=colour)
