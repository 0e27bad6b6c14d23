"""A stranger with the exported journal, a public key and a small program finds whatever was touched."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jiangxin.core import journal, sealing
from jiangxin.core.actor import SYSTEM
from jiangxin.core.models import JournalEntry
from jiangxin.core.sealing import verify_journal
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
VERIFIER = Path(verify_journal.__file__)


@pytest.fixture
def house(tmp_path, settings, capsys):
    """Four batches of records, exported: the lines, the key, and `check(lines)`."""
    settings.HOME = tmp_path
    person = PersonFactory(name="李建国")
    for batch in range(4):
        for number in range(3):
            journal.record(
                actor=SYSTEM, act="people.enter_person", obj=person, after={"batch": batch, "number": number}
            )
        sealing.seal()
    call_command("seal", "keys")
    return tmp_path, capsys.readouterr().out.strip()


def run(what: str, file: Path, key: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the verifier alone: an empty folder, none of the house's code to import."""
    command = [
        sys.executable,
        "-I",
        "-S" if what == "help" else "-B",
        str(VERIFIER),
        what,
        str(file),
        "--key",
        key,
        *more,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={}, cwd=file.parent)


@pytest.fixture
def exported(house):
    folder, key = house
    path = folder / "journal.jsonl"
    call_command("seal", "export", str(path))
    return path, key


def rewritten(path: Path, change) -> Path:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    changed = path.with_name("changed.jsonl")
    changed.write_text("".join(f"{json.dumps(line)}\n" for line in change(lines)))
    return changed


def test_a_sound_export_is_sound(exported):
    done = run("export", *exported)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{JournalEntry.objects.count()} records, all as they were sealed")


def changed(lines):
    lines[5]["record"] = lines[5]["record"].replace('"number"', '"another"')
    return lines


def removed(lines):
    return lines[:5] + lines[6:]


def added(lines):
    return [*lines[:5], {"record": "{}"}, *lines[5:]]


def moved(lines):
    return [*lines[:5], lines[6], lines[5], *lines[7:]]


def cut(lines):
    records = [line for line in lines if "record" in line]
    return [*records[:-2], *lines[len(records) :]]


def put_behind(lines):
    return [{"record": "{}"} if place == len(lines) else line for place, line in enumerate([*lines, None])]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (changed, r"of the records 4 to 6 one was changed, removed, added or moved"),
        (removed, r"of the records 4 to 6 one was"),
        (added, r"of the records 4 to 6 one was"),
        (moved, r"of the records 4 to 6 one was"),
        (cut, r"the records 11 to 12 are missing"),
        (put_behind, r"no checkpoint speaks for the records 13 to 13"),
    ],
)
def test_whatever_is_touched_is_found(exported, change, told):
    path, key = exported

    done = run("export", rewritten(path, change), key)

    assert done.returncode == 1, done.stdout
    assert re.search(told, done.stderr), done.stderr


def test_a_record_and_its_checkpoints_taken_away_are_found_by_a_kept_one(exported, capsys):
    path, key = exported
    capsys.readouterr()
    call_command("seal", "checkpoint")
    kept = path.with_name("kept.txt")
    kept.write_text(capsys.readouterr().out)
    shorter = rewritten(path, lambda lines: [*lines[:10], *lines[13:-1]])

    assert run("export", shorter, key).returncode == 0
    assert run("export", shorter, key, "--kept", str(kept)).returncode == 1


def test_a_key_of_somebody_else_is_not_believed(exported):
    path, key = exported

    done = run("export", path, key[::-1].lstrip("=").ljust(44, "="))

    assert done.returncode in {1, 2}


def test_one_record_is_proven(house, capsys):
    folder, key = house
    entry = JournalEntry.objects.first()
    call_command("seal", "prove", str(entry.uid))
    proof = folder / "proof.json"
    proof.write_text(capsys.readouterr().out)
    assert run("record", proof, key).returncode == 0

    told = json.loads(proof.read_text())
    for other in (
        {"record": told["record"] + " "},
        {"place": told["place"] - 1},
        {"place": 99},
        {"proof": told["proof"][1:]},
        {"proof": [*told["proof"], "00" * 32]},
    ):
        proof.write_text(json.dumps(told | other))
        assert run("record", proof, key).returncode == 1


def test_what_cannot_be_read_is_told(tmp_path):
    nothing = tmp_path / "nothing.jsonl"
    key = "A" * 43 + "="
    assert run("export", nothing, key).returncode == 2
    nothing.write_text("not a journal")
    assert run("export", nothing, key).returncode == 2
    assert run("record", nothing, key).returncode == 2


def test_the_verifier_is_short_and_stands_alone():
    text = VERIFIER.read_text()

    assert len(text.splitlines()) < 200
    assert "jiangxin" not in "".join(re.findall(r"^(?:from|import) .*", text, re.MULTILINE))


def test_the_command_checks(house, capsys):
    capsys.readouterr()
    call_command("seal", "check")

    assert capsys.readouterr().out.startswith("13 条与封存一致，0 条待封存。")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["prove", "no uid"], "没有这条记录"),
        (["prove", "00000000-0000-4000-8000-000000000000"], "没有这条记录"),
        (["export", "."], "已存在"),
        (["export", "missing/folder/file"], "写不了"),
        (["check", "--kept", "missing.txt"], "读不了"),
    ],
)
def test_what_does_not_work_is_told(house, arguments, told, monkeypatch):
    monkeypatch.chdir(house[0])
    with pytest.raises(CommandError, match=told):
        call_command("seal", *arguments)


def test_before_the_first_sealing_there_is_nothing_to_hand_out(tmp_path, settings):
    settings.HOME = tmp_path
    entry = journal.record(actor=SYSTEM, act="people.enter_person", obj=PersonFactory())
    for arguments in (["checkpoint"], ["prove", str(entry.uid)]):
        with pytest.raises(CommandError, match="jiangxin seal now"):
            call_command("seal", *arguments)
