"""`jiangxin reset_password`: a start password for an account, when nobody who may do it on screen can get in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from jiangxin.core.actor import SYSTEM
from jiangxin.core.refusal import Refusal
from jiangxin.orgs.services import reset_password
from jiangxin.people.models import Account

_NOBODY = "没有登录名为 {username} 的账号。No account has the sign-in name {username}."


class Command(BaseCommand):
    """For the last administrator who forgot the password; everybody else is helped on screen."""

    help = "Give an account a start password; it is journalled. 为账号重置起始口令，记入日志。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare whose."""
        parser.add_argument("username", help="sign-in name 登录名")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset it and print the new one."""
        del args
        account = Account.objects.filter(username__iexact=options["username"]).first()
        if account is None:
            raise CommandError(_NOBODY.format(username=options["username"]))
        with translation.override("zh-hans"):
            try:
                issued = reset_password(actor=SYSTEM, account=account, reason="在服务器上用命令重置")
            except Refusal as refusal:
                raise CommandError(refusal.words) from refusal
        until = f"{timezone.localtime(issued.until):%Y-%m-%d %H:%M}"
        self.stdout.write(
            f"登录名 sign-in name: {account.username}\n起始口令 start password: {issued.password}\n"
            f"有效期至 until: {until}；首次登录后须设置自己的口令 to be replaced at the next sign-in"
        )
