"""`jiangxin found`: the city federation and its first system administrator, in an empty database."""

import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from jiangxin.campaigns.services import load_shipped_blueprints
from jiangxin.core.actor import SYSTEM
from jiangxin.core.refusal import Refusal
from jiangxin.core.services.energy import load_shipped_factors
from jiangxin.orgs.services import Appointed, found_federation


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to be told: its option, what it is, and whether the house cannot be founded without it."""

    name: str
    words: str
    required: bool = False

    @property
    def option(self) -> str:
        """Return how it is given on the command line."""
        return "--" + self.name.replace("_", "-")


FACTS = (
    Fact("name", "市总工会全称 full name of the city federation", required=True),
    Fact("short_name", "简称，空则取全称去掉“总工会” short name; empty: the full one without 总工会"),
    Fact("division_code", "行政区划代码（6 位） code of the division, GB/T 2260"),
    Fact("document_word", "机关代字，用于发文字号，如“云工发” word in document numbers"),
    Fact("phone", "联系电话，登录页告诉大家找谁时用 telephone, shown to those who forgot a password"),
    Fact("administrator", "系统管理员姓名 name of the system administrator", required=True),
    Fact("username", "系统管理员登录名 sign-in name of the system administrator", required=True),
)


class Command(BaseCommand):
    """Founds a real installation. The sample city is made by `jiangxin run` instead."""

    help = (
        "Found a real installation: city federation and first system administrator. 建立本市总工会和第一位系统管理员。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what can be told; what is left out is asked for at a terminal."""
        for fact in FACTS:
            parser.add_argument(fact.option, help=fact.words)

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the tables up to date, found, load the blueprints, and tell the start password."""
        del args
        told = self._told({fact.name: options[fact.name] for fact in FACTS})
        told["short_name"] = told["short_name"] or told["name"].strip().removesuffix("总工会")
        call_command("migrate", interactive=False, verbosity=0)
        with translation.override("zh-hans"):
            appointed = _found(told)
        self._tell(appointed)

    def _told(self, given: dict[str, str | None]) -> dict[str, str]:
        if all(given[fact.name] for fact in FACTS if fact.required):
            return {name: value or "" for name, value in given.items()}
        if not sys.stdin.isatty():
            missing = " ".join(fact.option for fact in FACTS if fact.required and not given[fact.name])
            raise CommandError(f"缺少：{missing}。Missing: {missing}.")
        return {fact.name: given[fact.name] or _ask(fact) for fact in FACTS}

    def _tell(self, appointed: Appointed) -> None:
        issued, duty = appointed.issued, appointed.duty
        assert issued is not None, "a house without an organisation has no account for its administrator yet"
        self.stdout.write(
            f"\n已建立 founded: {duty.organisation.name}\n"
            f"系统管理员 system administrator: {issued.account.person.name}\n"
            f"  登录名 sign-in name: {issued.account.username}\n"
            f"  起始口令 start password: {issued.password}\n"
            f"  有效期至 until: {timezone.localtime(issued.until):%Y-%m-%d %H:%M}\n"
            "起始口令只显示这一次，首次登录后须设置自己的口令。\n"
            "It is shown this once; the first sign-in asks for a password of one's own.\n"
            "下一步：登录后在“组织”里导入组织和人员。Next: sign in and import organisations and people under 组织.\n"
        )


@transaction.atomic
def _found(told: dict[str, str]) -> Appointed:
    try:
        appointed = found_federation(actor=SYSTEM, **told)
    except Refusal as refusal:
        raise CommandError(refusal.words) from refusal
    except ValidationError as fault:
        raise CommandError("；".join(fault.messages)) from fault
    load_shipped_blueprints()
    load_shipped_factors()
    return appointed


def _ask(fact: Fact) -> str:
    while True:
        answer = input(f"{fact.words}{'' if fact.required else '（可空 may be empty）'}: ").strip()
        if answer or not fact.required:
            return answer
