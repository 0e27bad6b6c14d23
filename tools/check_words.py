"""Refuses words that do not belong into the tree: unkept promises, hosts of package registries, local paths."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Written so that this file does not match itself.
_FORBIDDEN = {
    "a promise instead of work": re.compile(r"\b(TO[D]O|FIX[M]E|HAC[K]|X{3})\b"),
    "the host of a package registry": re.compile(
        r"\b(py[p]i|python[h]osted|np[m]js|np[m]mirror|yarn[p]kg|js[d]elivr|un[p]kg|cdn[j]s)\.(org|com|net)\b",
        re.IGNORECASE,
    ),
    "a path of one machine": re.compile(r"(?<![\w.])/(wor[k]|roo[t]|hom[e])/[a-z]"),
    "a debugging aid": re.compile(r"\b(break[p]oint\(\)|pd[b]\.set_trace|console\.lo[g]\()"),
}
_BINARY = {".png", ".webp", ".ico", ".pdf", ".docx", ".xlsx", ".jpg", ".mo"}


def tracked() -> list[Path]:
    """Return every file of the tree that git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def faults() -> Iterator[str]:
    """Return every line that holds a forbidden word."""
    for path in tracked():
        if path.suffix in _BINARY or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            for what, pattern in _FORBIDDEN.items():
                if found := pattern.search(line):
                    yield f"{path.relative_to(ROOT).as_posix()}:{number}: {what}: {found.group(0)}"


if __name__ == "__main__":
    found = list(faults())
    for fault in found:
        print(fault)
    sys.exit(bool(found))
