"""Prints the table of environment variables in `docs/administrator/settings.md`; `write` puts it there."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "administrator" / "settings.md"
BEGIN, END = "<!-- table: tools/settings_table.py write -->", "<!-- end of table -->"


def table() -> str:
    """Return the table as Markdown: one row for each declared variable, by name."""
    import jiangxin.core.settings  # noqa: F401  declares every variable
    from jiangxin.core.settings import environment

    head = ["| 变量 variable | 种类 kind | 不设时 when not set | 含义 meaning |", "|---|---|---|---|"]
    declared = sorted(environment.DECLARED.values(), key=lambda item: item.name)
    rows = [f"| `{one.name}` | {one.kind} | {_default(one.default)} | {one.about} |" for one in declared]
    return "\n".join([*head, *rows])


def _default(value: str) -> str:
    """Return a default as every machine has it: folders from the source tree or the current one on."""
    if value in {"", "[]", "{}"}:
        return "空 empty"
    if value in {"True", "False"}:
        return "是 yes" if value == "True" else "否 no"
    for place in (ROOT, Path.cwd()):
        value = value.replace(f"{place}{os.sep}", "")
    return f"`{value}`" if not value.startswith("[") else f"`{value.strip('[]')}`".replace("'", "").replace(", ", ",")


def current(guide: str) -> str:
    """Return the guide with the table as it has to be.

    Raises:
        ValueError: the guide has no place for the table.
    """
    before, marker, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not marker or not end:
        raise ValueError(f"{GUIDE.name} has no lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def main() -> None:
    """Print the table, or write it into the guide."""
    if sys.argv[1:] == ["write"]:
        GUIDE.write_text(current(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(table())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:  # reading the settings makes secrets; not in the user's own folder
        os.environ["JIANGXIN_HOME"] = folder
        main()
