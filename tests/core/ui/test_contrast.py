"""WCAG 2.2 success criteria 1.4.3 (text, 4.5:1) and 1.4.11 (controls, 3:1), computed from the tokens themselves."""

import re
from pathlib import Path

import pytest

import jiangxin.core
from jiangxin.core.ui.states import Tone

STYLES = Path(jiangxin.core.__file__).parent / "static" / "core" / "css"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split('[data-bs-theme="dark"]')
GROUNDS = ("ground", "surface", "sunken")
TEXT = [
    *((ink, ground) for ink in ("text", "muted", "link", "link-hover", "error") for ground in GROUNDS),
    *((f"{tone}-ink", f"{tone}-tint") for tone in Tone),
    *((f"{tone}-ink", "surface") for tone in ("waiting", "returned", "review", "passed")),
    ("on-red", "red"),
    ("on-red", "red-dark"),
    ("error", "error-tint"),
    ("text", "red-tint"),
    ("muted", "red-tint"),
    ("link", "review-tint"),
    ("text", "review-tint"),
    ("muted", "review-tint"),
    ("gold-ink", "gold-tint"),
    ("surface", "text"),
]
MARKS = [
    *((f"{tone}-mark", ground) for tone in Tone for ground in ("ground", "surface")),
    ("line-strong", "ground"),
    ("line-strong", "surface"),
    ("focus", "ground"),
    ("focus", "surface"),
    ("red", "surface"),
]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--jx-([\w-]+):\s*(#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


THEMES = {"light": colours(LIGHT), "dark": {**colours(LIGHT), **colours(DARK)}}


def test_contrast_of_black_and_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_reads_on_its_ground(theme, ink, ground):
    found = THEMES[theme]
    assert contrast(found[ink], found[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_and_borders_of_controls_are_seen(theme, mark, ground):
    found = THEMES[theme]
    assert contrast(found[mark], found[ground]) >= 3


def test_both_themes_name_every_colour():
    missing = {name for name in colours(LIGHT) if name not in colours(DARK)}
    assert missing == set()


def test_colours_are_named_in_the_tokens_only():
    elsewhere = {
        path.name: re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8"))
        for path in STYLES.glob("*.css")
        if path.name not in {"tokens.css", "print.css", "sheet.css"}
    }
    assert {name: found for name, found in elsewhere.items() if found} == {}


def test_every_variable_used_is_defined():
    defined = set(re.findall(r"(--jx-[\w-]+):", TOKENS))
    used = {
        name for path in STYLES.glob("*.css") for name in re.findall(r"var\((--jx-[\w-]+)", path.read_text("utf-8"))
    }
    assert used - defined == set()
