"""Commands of the house's keepers."""

import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jiangxin.core.models import JournalEntry
from jiangxin.people.models import Account
from tests.factories import AccountFactory


@pytest.mark.django_db
def test_a_password_is_reset_at_the_server(capsys):
    AccountFactory(username="zhang")

    call_command("reset_password", "ZHANG")

    (password,) = re.findall(r"start password: (\S+)", capsys.readouterr().out)
    assert Account.objects.get(username="zhang").check_password(password)
    record = JournalEntry.objects.get(act="orgs.reset_password")
    assert (record.actor_name, record.reason) == ("system", "在服务器上用命令重置")


@pytest.mark.django_db
def test_an_unknown_name_is_told():
    with pytest.raises(CommandError, match="No account has the sign-in name nobody"):
        call_command("reset_password", "nobody")
