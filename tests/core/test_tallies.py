"""Attempts are counted once for the whole house, however many processes serve it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from jiangxin.core import tallies
from jiangxin.core.models import Tally
from tests import environment

TIMES = 60
COUNT = f"""
import django
django.setup()
from jiangxin.core import tallies
key = tallies.key_of("test", "192.0.2.7")
print("ready", flush=True)
for _ in range({TIMES}):
    tallies.count(key, seconds=600)
"""


@pytest.mark.django_db
def test_a_window_begins_with_the_first_and_ends_by_the_clock(clock_at):
    key, other = tallies.key_of("test", "a"), tallies.key_of("test", "b")

    clock_at("2026-03-02 09:00")
    assert [tallies.count(key, seconds=600) for _ in range(3)] == [1, 2, 3]
    clock_at("2026-03-02 09:09")
    assert tallies.count(key, seconds=600) == 4
    assert tallies.counted(key, other) == (4, 0)

    clock_at("2026-03-02 09:10")
    assert tallies.counted(key) == (0,)
    assert tallies.count(key, seconds=600) == 1


@pytest.mark.django_db
def test_what_is_over_is_swept_out_when_a_new_window_opens(clock_at):
    clock_at("2026-03-02 09:00")
    for number in range(5):
        tallies.count(tallies.key_of("test", str(number)), seconds=60)

    clock_at("2026-03-02 09:01")
    latest = tallies.key_of("test", "latest")
    tallies.count(latest, seconds=60)

    assert list(Tally.objects.values_list("key", flat=True)) == [latest]


@pytest.mark.django_db
def test_what_is_forgotten_begins_again_at_none():
    key, other = tallies.key_of("test", "a"), tallies.key_of("test", "b")
    tallies.count(key, seconds=60)
    tallies.count(other, seconds=60)

    tallies.forget(key)

    assert tallies.counted(key, other) == (0, 1)


def test_keys_keep_their_parts_apart_and_tell_nothing():
    assert tallies.key_of("a", "bc") != tallies.key_of("ab", "c")
    assert len(tallies.key_of("sign-in", "zhang.wei")) == 64


@pytest.fixture
def same_house(tmp_path):
    """Environment of another process that serves the house these tests run in."""
    shutil.copy(Path(settings.HOME) / "secrets.toml", tmp_path)  # one house has one key for its digests
    variables = {**os.environ, "JIANGXIN_HOME": str(tmp_path)}
    database = str(connection.settings_dict["NAME"])
    if environment.engine() == "postgresql":
        variables["JIANGXIN_DATABASE"] = os.environ["JIANGXIN_DATABASE"].replace("/jiangxin?", f"/{database}?")
    else:
        (tmp_path / "jiangxin.sqlite3").symlink_to(database)
    return variables


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_share_the_count(same_house):
    key = tallies.key_of("test", "192.0.2.7")
    command = [sys.executable, "-c", COUNT]
    with subprocess.Popen(command, env=same_house, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "ready\n"
        for _ in range(TIMES):
            tallies.count(key, seconds=600)

    assert (other.returncode, tallies.counted(key)) == (0, (2 * TIMES,))
