"""`jiangxin run`: check, bring the database up to date, make the sample city in an empty one, serve, work."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from http import HTTPStatus
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from jiangxin.core.management.commands.check import line_of
from jiangxin.core.readiness import BEFORE_DATABASE, Grade, ask
from jiangxin.core.readiness.files import static_is_current
from jiangxin.core.settings.server import BIND, PORT, WORKERS

_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 10


class Command(BaseCommand):
    """The whole house on one machine: the site and the worker as two children."""

    help = "Serve the site and carry out jobs; a sample city comes first. 启动网站和任务进程，首次运行建立示例城市。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        parser.add_argument("--empty", action="store_true", help="make no sample city 空数据库中不建立示例城市")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, start, tell the addresses, and wait; Ctrl-C or SIGTERM stops both children cleanly."""
        del args
        self._require_ready()
        _require_free_port()
        self._prepare(sample=not options["empty"])
        connections.close_all()  # children open their own
        # In sessions of their own, so that Ctrl-C reaches this process alone, which then stops them in order.
        children = [subprocess.Popen(command, env=_environment(), start_new_session=True) for command in _commands()]  # noqa: S603  our own
        stopping = _on_signals(children)
        try:
            if _wait_until_it_answers(children):
                self.stdout.write(f"\n匠心已启动 Jiangxin is running: {_address()}\n按 Ctrl-C 停止 Ctrl-C stops it.\n")
                self.stdout.flush()
            while not stopping and all(child.poll() is None for child in children):
                time.sleep(0.2)
            ended = [name for name, child in zip(("site", "worker"), children, strict=True) if child.poll() is not None]
        finally:
            _stop(children)
        if not stopping:
            names = ", ".join(ended)
            raise CommandError(f"意外停止，见上面的输出：{names}。It stopped by itself, see above: {names}.")

    def _require_ready(self) -> None:
        findings = [finding for finding in ask(BEFORE_DATABASE) if finding.grade != Grade.FINE]
        for finding in findings:
            self.stdout.write(line_of(finding))
        if any(finding.grade == Grade.FAULT for finding in findings):
            raise CommandError("请先改正以上问题。Mend the above first.")

    def _prepare(self, *, sample: bool) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if not static_is_current():
            call_command("collectstatic", interactive=False, verbosity=0)
        if sample:
            call_command("sample_city")
        else:
            self.stdout.write("还没有建立组织的，请执行 jiangxin found。A new house is founded by `jiangxin found`.")
        self.stdout.flush()


def _commands() -> list[list[str]]:
    serve = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", BIND, "--port", str(PORT)]
    serve += ["--workers", str(WORKERS), "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    # Without a limit a stop that arrives while workers are starting would wait for ever.
    serve += ["--workers-kill-timeout", "5", "jiangxin.web.wsgi:application"]
    return [serve, [sys.executable, "-m", "jiangxin", "work"]]


def _environment() -> dict[str, str]:
    return {"JIANGXIN_ADDRESS": _address().rstrip("/"), **os.environ}


def _address() -> str:
    shown = "127.0.0.1" if BIND in {"0.0.0.0", "::"} else BIND  # noqa: S104  named to be replaced
    return f"http://{shown}:{PORT}/"


def _require_free_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((BIND, PORT))
        except OSError as fault:
            raise CommandError(
                f"{BIND}:{PORT} 不能用（{fault.strerror}）。请停止占用它的程序，或用 JIANGXIN_PORT 另选端口。\n"
                f"{BIND}:{PORT} cannot be used ({fault.strerror}). Stop what uses it, or choose another JIANGXIN_PORT."
            ) from fault


def _on_signals(children: list[subprocess.Popen[bytes]]) -> list[int]:
    """Return a list that receives the signal which asked to stop."""
    asked: list[int] = []

    def ask_to_stop(number: int, _frame: object) -> None:
        asked.append(number)
        for child in children:
            if child.poll() is None:
                child.terminate()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    return asked


def _wait_until_it_answers(children: list[subprocess.Popen[bytes]]) -> bool:
    """Wait for the first answer to a request; no when a child has ended, by itself or because it was asked to.

    Raises:
        CommandError: the workers do not answer.
    """
    host = "127.0.0.1" if BIND == "0.0.0.0" else BIND  # noqa: S104  compared only
    last = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < last:
        if any(child.poll() is not None for child in children):
            return False
        if answers(host, PORT):
            return True
        time.sleep(0.2)
    raise CommandError(
        f"网站进程 {_SECONDS_TO_START} 秒内没有应答，见上面的输出。\n"
        f"The site has not answered within {_SECONDS_TO_START} seconds, see above."
    )


def answers(host: str, port: int, *, seconds: float = 5) -> bool:
    """Tell whether a page comes back; that something listens is not enough, its workers may still be starting."""
    asked = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        asked.request("GET", "/robots.txt")
        return asked.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
