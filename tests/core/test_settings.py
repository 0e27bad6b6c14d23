"""Settings are read once, typed, and a fault says in both languages what to write instead."""

import os
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from jiangxin.core.settings import environment
from jiangxin.core.settings.database import _postgresql
from jiangxin.core.settings.environment import SettingsError
from tests.architecture.code import ROOT

READERS = {
    "text": lambda: environment.text("JIANGXIN_X", "abc", "某项 something"),
    "whole": lambda: environment.whole("JIANGXIN_X", 30, "某项 something", within=(1, 60)),
    "one_of": lambda: environment.one_of("JIANGXIN_X", "LOUD", ("LOUD", "QUIET"), "某项 something"),
    "time_zone": lambda: environment.time_zone("JIANGXIN_X", "Asia/Shanghai", "某项 something"),
    "web_address": lambda: environment.web_address("JIANGXIN_X", "http://127.0.0.1:8000", "某项 something"),
    "hosts": lambda: environment.hosts("JIANGXIN_X", ("localhost",), "某项 something"),
    "listening": lambda: environment.listening("JIANGXIN_X", "127.0.0.1", "某项 something"),
    "folder": lambda: environment.folder("JIANGXIN_X", Path("/srv"), "某项 something"),
    "flag": lambda: environment.flag("JIANGXIN_X", "某项 something", default=False),
    "names": lambda: environment.names("JIANGXIN_X", ("a", "b"), "某项 something"),
    "pairs": lambda: environment.pairs("JIANGXIN_X", ("楷体", "kai"), "kai=x", "某项 something"),
}


@pytest.fixture(autouse=True)
def _forget_afterwards(monkeypatch):
    monkeypatch.setattr(environment, "DECLARED", {})
    monkeypatch.delenv("JIANGXIN_X", raising=False)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "早", "早"),
        ("text", "", "abc"),
        ("whole", "7", 7),
        ("whole", "", 30),
        ("whole", "60", 60),
        ("one_of", "quiet", "QUIET"),
        ("one_of", "", "LOUD"),
        ("time_zone", "Asia/Urumqi", "Asia/Urumqi"),
        ("web_address", "https://studio.example:8443/", "https://studio.example:8443"),
        ("web_address", "http://[::1]:8000", "http://[::1]:8000"),
        (
            "hosts",
            "studio.example, .example ,10.0.0.7,[::1],*",
            ["studio.example", ".example", "10.0.0.7", "[::1]", "*"],
        ),
        ("listening", "0.0.0.0", "0.0.0.0"),
        ("listening", "localhost", "127.0.0.1"),
        ("listening", "[::1]", "::1"),
        ("folder", "/srv/../tmp", Path("/tmp")),
        ("folder", "", Path("/srv")),
        ("flag", "yes", True),
        ("flag", "ON", True),
        ("flag", "0", False),
        ("flag", "", False),
        ("names", "x, y,,z ", ["x", "y", "z"]),
        ("names", "", ["a", "b"]),
        ("pairs", "楷体=楷体_GB2312, kai = KaiTi", {"楷体": "楷体_GB2312", "kai": "KaiTi"}),
        ("pairs", "", {}),
    ],
)
def test_a_variable_is_read_as_its_kind(kind, raw, value, monkeypatch):
    monkeypatch.setenv("JIANGXIN_X", raw)

    assert READERS[kind]() == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("whole", "many"),
        ("whole", "1.5"),
        ("whole", "0"),
        ("whole", "-3"),
        ("whole", "61"),
        ("one_of", "silent"),
        ("time_zone", "Mars"),
        ("time_zone", "../etc/passwd"),
        ("web_address", "studio.example"),
        ("web_address", "https://"),
        ("web_address", "http://studio.example:port"),
        ("web_address", "http://studio.example:99999"),
        ("hosts", "http://studio.example/"),
        ("hosts", "studio.example:8000"),
        ("hosts", ",,"),
        ("listening", "hello"),
        ("listening", "127.0.0.1:8000"),
        ("flag", "maybe"),
        ("pairs", "楷体"),
        ("pairs", "行书=X"),
        ("pairs", "kai="),
    ],
)
def test_a_fault_names_the_variable_and_an_example_in_both_languages(kind, raw, monkeypatch):
    monkeypatch.setenv("JIANGXIN_X", raw)

    with pytest.raises(SettingsError) as raised:
        READERS[kind]()

    chinese, english = str(raised.value).splitlines()
    assert chinese.startswith(f"JIANGXIN_X='{raw}' 不能用：需要")
    assert english.startswith(f"JIANGXIN_X='{raw}' cannot be used: ")
    assert "for example JIANGXIN_X=" in english


def test_a_variable_has_one_reader():
    READERS["text"]()

    with pytest.raises(SettingsError, match="declared twice"):
        READERS["whole"]()


def test_a_database_address_is_taken_apart():
    found = _postgresql("postgresql://wang:p%40ss@db.example:5433/jiang%20xin?sslmode=require")

    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "jiang xin",
        "USER": "wang",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    "address",
    [
        "mysql://x/y",
        "postgresql://host",
        "jiangxin.sqlite3",
        "postgresql://host:port/name",
        "postgresql://host:99999/name",
        "postgresql://[::1/name",
    ],
)
def test_another_database_address_is_refused_in_plain_words(address):
    with pytest.raises(SettingsError, match="write postgresql://user:password@host:port/name"):
        _postgresql(address)


def test_a_fault_in_the_database_address_does_not_tell_the_password():
    with pytest.raises(SettingsError) as raised:
        _postgresql("mysql://wang:secret@host/name")

    assert "secret" not in str(raised.value)
    assert "mysql://wang:***@host/name" in str(raised.value)


def start(home, *arguments, **variables):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JIANGXIN_")}
    return subprocess.run(
        [sys.executable, "-m", "jiangxin", *(arguments or ("check", "--variables"))],
        env={**kept, "JIANGXIN_HOME": str(home), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_fault_in_the_settings_ends_the_command_without_a_traceback(tmp_path):
    ended = start(tmp_path, JIANGXIN_IDLE_MINUTES="half an hour")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("JIANGXIN_IDLE_MINUTES='half an hour' 不能用")
    assert "Traceback" not in ended.stderr


def test_a_data_folder_nothing_can_be_written_to_is_told_in_plain_words(tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder")

    ended = start(taken / "data")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"JIANGXIN_HOME='{taken / 'data'}' 不能用")
    assert "Traceback" not in ended.stderr


def test_a_database_that_is_none_is_told_in_plain_words(tmp_path):
    (tmp_path / "jiangxin.sqlite3").write_bytes(b"no database" * 100)

    ended = start(tmp_path, "migrate")

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("数据库不能用：file is not a database。执行 jiangxin check ")
    assert "Traceback" not in ended.stderr


def test_asked_for_help_it_tells_what_each_command_of_the_house_does(tmp_path):
    listed = re.findall(r"^  (\w+) +(\S.+)$", start(tmp_path, "--help").stdout, re.MULTILINE)

    files = ROOT.glob("src/jiangxin/*/management/commands/[a-z]*.py")
    assert [name for name, _text in listed] == sorted(file.stem for file in files)


def test_the_command_lists_every_variable_of_the_guide(tmp_path):
    guide = (ROOT / "docs" / "administrator" / "settings.md").read_text(encoding="utf-8")

    listed = re.findall(r"^JIANGXIN_\w+$", start(tmp_path).stdout, re.MULTILINE)

    assert listed == re.findall(r"^\| `(JIANGXIN_\w+)` \|", guide, re.MULTILINE)


def test_secrets_are_made_once_and_for_the_owner_alone(tmp_path):
    home = tmp_path / "data"
    assert start(home).returncode == 0
    made = (home / "secrets.toml").read_text()
    assert start(home).returncode == 0

    assert (home / "secrets.toml").read_text() == made
    assert stat.S_IMODE((home / "secrets.toml").stat().st_mode) == 0o600
    assert {name: len(value) for name, value in tomllib.loads(made).items()} == {
        "signing_key": 64,
        "field_key": 64,
        "digest_key": 64,
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [("not toml at all", "cannot be read"), ('signing_key = "x"\n', "lacks digest_key, field_key")],
)
def test_broken_secrets_are_not_replaced(tmp_path, content, words):
    (tmp_path / "secrets.toml").write_text(content)

    ended = start(tmp_path)

    assert (ended.returncode, (tmp_path / "secrets.toml").read_text()) == (2, content)
    assert words in ended.stderr
