"""The faces a printed page is set in, found in the folders an installation names.

GB/T 9704-2012 asks for 小标宋, 仿宋, 黑体, 楷体 and 宋体. Those are not free, so each role falls back on Noto; a
federation that holds the licences drops its files into a font folder and names them for their roles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import typst

from .coverage import covered_characters
from .font_tables import family_names


class Role(StrEnum):
    """What a face is used for."""

    SONG_TITLE = "song_title"  # 小标宋: red marks, titles
    FANGSONG = "fangsong"  # 仿宋: running text
    HEI = "hei"  # 黑体: first-level headings, labels
    KAI = "kai"  # 楷体: second-level headings, signers
    SONG = "song"  # 宋体: page numbers, small tables


@dataclass(frozen=True, slots=True)
class Face:
    """A choice of families for one role, best first, and the weight (100–900) wanted of it."""

    families: tuple[str, ...]
    weight: int = 400


SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC")
SANS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC")
DEFAULT_FACES: Mapping[Role, Face] = {
    Role.SONG_TITLE: Face(SERIF, 700),
    Role.FANGSONG: Face(SERIF),
    Role.HEI: Face(SANS, 500),
    Role.KAI: Face(SERIF, 500),
    Role.SONG: Face(SERIF),
}
# The npm cuts hold the 30,000 characters of the basic planes; rarer ones such as 𠮷 come from the full CJK fonts.
_RARE = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif SC", "Noto Sans SC")


class MissingFont(Exception):  # noqa: N818  reads as what it says
    """No family of a role is installed; the message says which, where was looked and what to do."""

    def __init__(self, role: Role, families: Sequence[str], folders: Sequence[Path], installed: Sequence[str]) -> None:
        self.role = role
        self.families = tuple(families)
        self.folders = tuple(folders)
        super().__init__(
            f"Printing needs a font for the role '{role}', one of: {', '.join(families)}. "
            f"Folders searched: {', '.join(map(str, folders)) or 'none'}; "
            f"families found there: {', '.join(installed) or 'none'}. "
            "Install the npm packages @expo-google-fonts/noto-serif-sc and @expo-google-fonts/noto-sans-sc (npm ci in "
            "frontend/) or the Debian package fonts-noto-cjk, or put licensed font files into a font folder and name "
            "their family for this role."
        )


class FontBook:
    """The fonts of an installation, checked once at start.

    Args:
        folders: searched recursively for .ttf, .otf and .ttc files; system fonts are not used, so that the same data
            gives the same page everywhere.
        faces: replaces the default face of some roles.
        named: the family an installation wants for some roles, by any name the font gives itself. It is set in its
            regular weight; where it is not installed, the role keeps its face and `absent` tells.

    Attributes:
        absent: what was named and is not installed.

    Raises:
        MissingFont: a role has no installed family.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        faces: Mapping[Role, Face] | None = None,
        named: Mapping[Role, str] | None = None,
    ) -> None:
        self.folders = tuple(Path(folder) for folder in folders)
        self.faces = {**DEFAULT_FACES, **(faces or {})}
        self.fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(f) for f in self.folders]
        )
        self._files = {info.family: (Path(info.path), info.index) for info in self.fonts.fonts() if info.path}
        self.absent: dict[Role, str] = {}
        for role, name in (named or {}).items():
            self._name(role, name)
        self._chosen = {role: self._choose(role) for role in Role}

    @property
    def installed(self) -> list[str]:
        """The families found in the folders."""
        return sorted(self._files)

    def _name(self, role: Role, name: str) -> None:
        known = name if name in self._files else None
        known = known or next((family for family, file in self._files.items() if name in family_names(*file)), None)
        if known:
            self.faces[role] = Face((known, *self.faces[role].families))
        else:
            self.absent[role] = name

    def _choose(self, role: Role) -> str:
        families = self.faces[role].families
        for family in families:
            if family in self._files:
                return family
        raise MissingFont(role, families, self.folders, self.installed)

    def family(self, role: Role) -> str:
        """The installed family a role is set in."""
        return self._chosen[role]

    def stack(self, role: Role) -> list[str]:
        """The role's family, then those that fill in characters it lacks."""
        return list(dict.fromkeys([self.family(role), *(family for family in _RARE if family in self._files)]))

    def for_template(self) -> dict[str, dict[str, object]]:
        """Families and weight by role, as the templates read them."""
        return {str(role): {"font": self.stack(role), "weight": self.faces[role].weight} for role in Role}

    def missing(self, text: str) -> frozenset[str]:
        """Characters of a text that some role could not draw, so that a form can say so before it is printed."""
        wanted = {ord(character) for character in text if not character.isspace()}
        missing: set[int] = set()
        for stack in {tuple(self.stack(role)) for role in Role}:
            left = set(wanted)
            for family in stack:
                left -= covered_characters(*self._files[family])
            missing |= left
        return frozenset(map(chr, missing))
