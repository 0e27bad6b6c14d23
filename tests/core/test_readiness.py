"""`jiangxin check` finds what is wrong, says it in both languages, and ends with a code for scripts."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as live
from django.core.management import call_command
from django.db import connection

from jiangxin.core.database import protect, release
from jiangxin.core.readiness import Grade, ask, database, files, rules
from jiangxin.core.settings import security
from jiangxin.core.settings.home import SECRETS_FILE


def grades(question):
    return [(finding.topic, finding.grade) for finding in question()]


def test_secrets_others_can_read_are_a_fault():
    before = SECRETS_FILE.stat().st_mode
    assert grades(files.secrets) == [("secrets", Grade.FINE)]
    SECRETS_FILE.chmod(0o640)
    try:
        (found,) = files.secrets()
    finally:
        SECRETS_FILE.chmod(before)

    assert found.grade == Grade.FAULT
    assert f"chmod 600 {SECRETS_FILE}" in found.english


def test_a_misspelt_variable_is_told(monkeypatch):
    assert grades(rules.environment_names) == [("settings", Grade.FINE)]
    monkeypatch.setenv("JIANGXIN_HOTS", "x")
    monkeypatch.setenv("JIANGXIN_UNHEARD_OF", "x")

    (found,) = rules.environment_names()
    told = "JIANGXIN_HOTS (did you mean JIANGXIN_HOSTS?), JIANGXIN_UNHEARD_OF."
    assert (found.grade, told in found.english) == (Grade.WARNING, True)


@pytest.mark.parametrize(
    ("hosts", "debug", "fast", "https", "expected"),
    [
        (["127.0.0.1", "localhost"], True, True, False, [Grade.FINE]),
        (["studio.example"], False, False, True, [Grade.FINE]),
        (["studio.example"], False, False, False, [Grade.WARNING]),
        (["studio.example"], True, True, True, [Grade.FAULT, Grade.FAULT, Grade.FINE]),
    ],
)
def test_what_is_for_one_machine_is_not_served_to_others(hosts, debug, fast, https, expected, settings, monkeypatch):
    settings.ALLOWED_HOSTS = hosts
    monkeypatch.setattr(security, "DEBUG", debug)
    monkeypatch.setattr(security, "FAST_PASSWORDS", fast)
    monkeypatch.setattr(security, "HTTPS", https)

    assert [grade for _topic, grade in grades(rules.exposure)] == expected


@pytest.mark.django_db
def test_the_calendar_says_how_far_it_reaches(clock_at):
    clock_at("2026-03-02 09:00")
    assert grades(rules.calendar) == [("calendar", Grade.FINE)]

    clock_at("2040-01-01 12:00")
    (found,) = rules.calendar()
    assert (found.grade, bool(re.search(r"to the end of 20\d\d only", found.english))) == (Grade.WARNING, True)


def test_missing_fonts_are_a_fault(settings, tmp_path):
    settings.FONT_FOLDERS = [tmp_path]

    (found,) = files.fonts()
    assert (found.grade, str(tmp_path) in found.chinese) == (Grade.FAULT, True)


def test_the_faces_are_named_and_what_is_not_there_is_told(settings):
    settings.FACES = {"song_title": "方正小标宋简体"}

    absent, used = files.fonts()

    assert [absent.grade, used.grade] == [Grade.WARNING, Grade.FINE]
    assert "“方正小标宋简体”不在字体目录里，小标宋改用 Noto Serif" in absent.chinese
    assert "Noto Serif" in absent.english
    assert used.chinese.split("；")[2].startswith("黑体：Noto Sans")


def test_missing_catalogues_are_a_fault(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]

    (found,) = files.catalogues()
    assert (found.grade, "zh_Hans, en" in found.english) == (Grade.FAULT, True)


def test_missing_front_end_packages_are_a_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "FRONTEND", tmp_path)

    (found,) = files.front_end()
    assert (found.grade, "make install" in found.english) == (Grade.FAULT, True)


def test_static_files_older_than_their_sources_are_a_fault(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert grades(files.collected) == [("static files", Grade.FAULT)]

    (tmp_path / "staticfiles.json").write_text("{}")
    assert grades(files.collected) == [("static files", Grade.FINE)]


@pytest.mark.django_db
def test_the_database_is_up_to_date_and_keeps_the_journal():
    assert grades(database.reachable) == [("database", Grade.FINE), ("journal", Grade.FINE)]


@pytest.mark.django_db
def test_a_journal_without_its_guard_is_a_fault():
    release(connection, "core_journalentry")
    try:
        assert grades(database.reachable) == [("database", Grade.FINE), ("journal", Grade.FAULT)]
    finally:
        protect(connection, "core_journalentry")


@pytest.mark.django_db
def test_a_missing_migration_is_a_fault():
    with connection.cursor() as cursor:
        latest = "(SELECT max(name) FROM django_migrations WHERE app = 'core')"
        cursor.execute(f"DELETE FROM django_migrations WHERE app = 'core' AND name = {latest}")

    (found,) = database.reachable()
    assert (found.grade, "Run `jiangxin migrate`" in found.english) == (Grade.FAULT, True)


@pytest.mark.django_db
def test_every_finding_speaks_both_languages_where_it_says_anything():
    for finding in ask():
        assert finding.chinese
        assert finding.english
        assert not re.search(r"[\u4e00-\u9fff]", finding.english.replace(str(live.HOME), ""))


@pytest.mark.django_db
def test_the_command_tells_and_ends_with_a_code(capsys, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path  # nothing was collected there
    with pytest.raises(SystemExit) as ended:
        call_command("check", "--json")

    told = {row["topic"]: row["grade"] for row in json.loads(capsys.readouterr().out)}
    assert (ended.value.code, told["static files"], told["database"]) == (1, "fault", "fine")


def test_the_command_lists_the_variables(capsys):
    call_command("check", "--variables")

    names = re.findall(r"^(JIANGXIN_\w+)$", capsys.readouterr().out, re.MULTILINE)
    assert names == sorted(set(names))
    assert {"JIANGXIN_HOME", "JIANGXIN_DATABASE"} <= set(names)
    assert Path(live.HOME).is_dir()
