"""`jiangxin check`: what is wrong with this installation, in plain words and both languages."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from jiangxin.core.readiness import Finding, Grade, ask
from jiangxin.core.settings.environment import DECLARED

_MARKS = {Grade.FINE: "✓", Grade.WARNING: "!", Grade.FAULT: "✗"}


class Command(BaseCommand):
    """Takes the place of Django's command of this name, whose checks are one of its questions."""

    help = "Explain what is wrong with this installation. 检查本系统的安装，说明哪里不对、怎么改。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        parser.add_argument("--json", action="store_true", help="for machines 供机器读取")
        parser.add_argument("--variables", action="store_true", help="list the environment variables 列出环境变量")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings; the exit code is 1 when there is a fault."""
        del args
        if options["variables"]:
            self._variables()
            return
        findings = ask()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
        else:
            for finding in findings:
                self.stdout.write(line_of(finding))
        if any(finding.grade == Grade.FAULT for finding in findings):
            sys.exit(1)

    def _variables(self) -> None:
        for variable in sorted(DECLARED.values(), key=lambda item: item.name):
            self.stdout.write(f"{variable.name}\n    {variable.about}\n    {variable.kind}; {variable.default!r}")


def line_of(finding: Finding) -> str:
    """Return a finding as lines for people: the mark, the topic, Chinese, and English where it says more."""
    first = f"{_MARKS[finding.grade]} {finding.topic}: {finding.chinese}"
    return first if finding.english == finding.chinese else f"{first}\n  {finding.english}"
