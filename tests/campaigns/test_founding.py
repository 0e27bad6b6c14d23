"""A real installation is founded by one command, which asks only at a terminal."""

import os
import re
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jiangxin.campaigns.models import Blueprint
from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.models import Duty, Organisation
from tests.empty_database import copy_sqlite

NEEDED = {"name": "云江市总工会", "administrator": "张系统", "username": "zhang"}


@pytest.mark.django_db
def test_it_makes_the_federation_its_administrator_and_the_blueprints(capsys):
    call_command("found", **NEEDED, division_code="340100", document_word="云工发", phone="0551-1234567")

    (city,) = Organisation.objects.all()
    assert (city.name, city.short_name, city.division_code, city.document_word, city.phone) == (
        "云江市总工会",
        "云江市",
        "340100",
        "云工发",
        "0551-1234567",
    )
    (duty,) = Duty.objects.all()
    assert (duty.role, duty.account.username, duty.account.person.name) == (
        Role.SYSTEM_ADMINISTRATOR,
        "zhang",
        "张系统",
    )
    (password,) = re.findall(r"start password: (\S+)", capsys.readouterr().out)
    assert duty.account.check_password(password)
    assert Blueprint.objects.filter(code="studio_naming").count() == 1
    assert JournalEntry.objects.filter(act="orgs.found_federation", actor_name="system").count() == 1


@pytest.mark.django_db
def test_a_house_is_founded_once():
    call_command("found", **NEEDED)

    with pytest.raises(CommandError, match="已经建立了组织"):
        call_command("found", **NEEDED)
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_what_will_not_do_founds_nothing():
    with pytest.raises(CommandError):
        call_command("found", **{**NEEDED, "name": "云" * 121})

    assert (Organisation.objects.count(), Duty.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_without_a_terminal_it_asks_nothing_and_says_what_is_missing():
    with pytest.raises(CommandError, match=r"Missing: --name --username\."):
        call_command("found", administrator="张系统")


@pytest.mark.django_db
def test_the_blueprints_are_loaded_again_after_an_upgrade(capsys):
    call_command("load_blueprints")
    call_command("load_blueprints")

    assert Blueprint.objects.filter(code="studio_naming").count() == 1
    assert capsys.readouterr().out.count(" v1\n") == 2 * Blueprint.objects.count()


@pytest.mark.slow
def test_at_a_terminal_it_asks(tmp_path):
    copy_sqlite(tmp_path / "jiangxin.sqlite3")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JIANGXIN_")}
    terminal, inside = os.openpty()
    os.write(terminal, "云江市总工会\n\n340100\n\n\n\n张系统\n".encode())  # the empty sixth is asked for again
    try:
        done = subprocess.run(
            [sys.executable, "-m", "jiangxin", "found", "--username", "zhang"],
            env={**kept, "JIANGXIN_HOME": str(tmp_path), "JIANGXIN_FAST_PASSWORDS": "yes"},
            stdin=inside,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.close(inside)
        os.close(terminal)

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("name of the system administrator") == 2
    assert "founded: 云江市总工会" in done.stdout
