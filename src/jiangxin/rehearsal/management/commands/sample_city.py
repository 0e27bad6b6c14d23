"""`jiangxin sample_city`: the sample city in an empty database, and its accounts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import translation

from jiangxin.core import clock
from jiangxin.orgs.models import Organisation
from jiangxin.rehearsal.sample import SAMPLE_USERNAMES, is_sample_city, make_sample_city, standing_logins


class Command(BaseCommand):
    """The sample city."""

    help = "Make the sample city in an empty database and list its accounts. 在空数据库中建立示例城市并列出账号。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the switch that only lists."""
        parser.add_argument("--list", action="store_true", help="only list the accounts, make nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the city unless there is one already; print one account for each role."""
        del args
        with translation.override("zh-hans"):
            if not options["list"] and not Organisation.objects.exists():
                with transaction.atomic():
                    make_sample_city(now=clock.now())
            rows = standing_logins(SAMPLE_USERNAMES) if is_sample_city() else []
        for row in rows:
            self.stdout.write(f"  {row.username:<12} {row.password:<15} {row.role} · {row.person} · {row.organisation}")
