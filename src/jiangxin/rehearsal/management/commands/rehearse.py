"""`jiangxin rehearse`: one whole batch against a fresh database, through the web pages."""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from jiangxin.core.refusal import Refusal

_INSIDE = "JIANGXIN_REHEARSAL"


class Command(BaseCommand):
    """The rehearsal."""

    help = "Run one whole batch against a fresh database, through the pages. 用全新数据库经网页演练一整批。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the size, the seed and the profile."""
        parser.add_argument("--entries", type=int, default=200, help="applications (default 200)")
        parser.add_argument("--experts", type=int, default=15, help="experts (default 15)")
        parser.add_argument("--counties", type=int, default=8, help="counties (default 8)")
        parser.add_argument("--seed", type=int, default=7, help="same seed, same batch (default 7)")
        parser.add_argument(
            "--profile", help="a TOML file with a city's published shape, or a shipped name: hefei-2022"
        )
        parser.add_argument("--year", action="store_true", help="go on through the year after the naming")
        parser.add_argument("--activities", action="store_true", help="the activities of workers instead of a batch")
        parser.add_argument(
            "--proposals", type=int, default=10_000, help="workers' proposals with --activities (default 10000)"
        )
        parser.add_argument("--json", action="store_true", help="print the result for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run in a process of its own, whose database and files are new and are thrown away afterwards."""
        del args
        if os.environ.get(_INSIDE):
            self._inside(options)
            return
        with tempfile.TemporaryDirectory(prefix="jiangxin-rehearsal-") as folder:
            environment = {
                "JIANGXIN_LOG_LEVEL": "ERROR",  # acts refused on purpose are no news
                **os.environ,
                _INSIDE: "1",
                "JIANGXIN_HOME": folder,
                "JIANGXIN_DATABASE": "",
                "JIANGXIN_FAST_PASSWORDS": "yes",
                "JIANGXIN_DEBUG": "no",
                "JIANGXIN_HOSTS": "127.0.0.1,localhost",
            }
            command = [sys.executable, "-m", "jiangxin", "rehearse", *sys.argv[2:]]
            code = subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  ourselves again
        if code:
            sys.exit(code)

    def _inside(self, options: dict[str, Any]) -> None:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        from jiangxin.rehearsal.activities import rehearse_activities
        from jiangxin.rehearsal.batch import rehearse

        both = {name: options[name] for name in ("counties", "seed")}
        try:
            if options["activities"]:
                code = rehearse_activities(
                    proposals=options["proposals"], as_json=options["json"], out=self.stdout, **both
                )
            else:
                code = rehearse(
                    entries=options["entries"],
                    experts=options["experts"],
                    profile=options["profile"] or "",
                    year=options["year"],
                    as_json=options["json"],
                    out=self.stdout,
                    **both,
                )
        except Refusal as refusal:
            raise CommandError(f"{refusal.message}\n{refusal.remedy}") from refusal
        if code:
            sys.exit(code)
