"""What the documents point at is there: files, make targets, commands, buttons."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.code import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BY_NAME = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
# Words in 【】 that are filled in on the page, and names of browser controls that are no words of ours.
WORD = re.compile(r"【([^】]+)】")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@BY_NAME
def test_every_link_leads_to_a_file(document):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", read(document))
    pictures = re.findall(r'src="([^"]+)"', read(document))

    local = [link for link in [*links, *pictures] if not re.match(r"[a-z]+:", link)]

    assert [link for link in local if not (document.parent / link).exists()] == []


@BY_NAME
def test_every_make_target_is_one(document):
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))

    lines = re.findall(r"(?:`|^)make ([a-z][a-z -]*)(?:`|$)", read(document), re.MULTILINE)

    assert [word for line in lines for word in line.split() if word not in targets] == []


@BY_NAME
def test_every_module_is_there(document):
    rooms = {path.name for path in (ROOT / "src" / "jiangxin").iterdir() if path.is_dir()}
    named = set(re.findall(r"`((?:src/)?[a-z]+/[\w/]+\.(?:py|toml|html))`", read(document)))
    ours = {name for name in named if name.split("/")[0] in rooms | {"src", "tests", "tools", "benchmarks"}}
    inside = [ROOT, ROOT / "src" / "jiangxin"]
    templates = [folder for folder in (ROOT / "src").rglob("templates") if folder.is_dir()]

    assert sorted(name for name in ours if not any((folder / name).exists() for folder in [*inside, *templates])) == []


@BY_NAME
def test_every_command_is_one(document):
    named = re.findall(r"(?:`|bin/)jiangxin ([a-z_]+)", read(document))

    assert sorted(set(named) - set(get_commands())) == []


@pytest.mark.parametrize("guide", sorted((ROOT / "docs" / "user").glob("*.md")), ids=lambda path: path.name)
def test_every_word_in_a_guide_stands_on_a_page(guide):
    """【…】 in the guides are words on buttons and links; N and … stand for what the page fills in."""
    catalogue = read(ROOT / "src" / "jiangxin" / "locale" / "en" / "LC_MESSAGES" / "django.po")
    texts = [re.sub(r"%\(\w+\)[sd]", "N", text) for text in re.findall(r'^msgid "(.+)"$', catalogue, re.MULTILINE)]
    known = {text.replace(" ", "") for text in texts}
    wanted = {word.replace(" ", "") for word in WORD.findall(read(guide))}

    missing = {word for word in wanted if word not in known and word.rstrip("…") + "N" not in known}

    assert missing == set()
