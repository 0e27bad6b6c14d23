"""`jiangxin run` serves, works, and stops cleanly; what stands in its way is told in plain words."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from jiangxin.core.management.commands.run import answers
from tests.empty_database import copy_sqlite

# A house with its first organisation, so that no sample city is made for it.
FOUND = """
import django
django.setup()
from jiangxin.core.actor import SYSTEM
from jiangxin.orgs.services import add_organisation
add_organisation(actor=SYSTEM, name="云江市总工会", level="city", parent=None)
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """The folder of a founded house, to be copied."""
    folder = tmp_path_factory.mktemp("founded")
    copy_sqlite(folder / "jiangxin.sqlite3")
    subprocess.run([sys.executable, "-c", FOUND], env=variables_of(folder), check=True)
    return folder


@pytest.fixture
def house(founded, tmp_path):
    """Environment of a founded house on a free port."""
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return {**variables_of(tmp_path), "JIANGXIN_PORT": str(probe.getsockname()[1])}


def variables_of(folder):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JIANGXIN_")}
    # Development mode serves static files from their sources: nothing has to be collected for this.
    own = {"JIANGXIN_HOME": str(folder), "JIANGXIN_DEBUG": "yes", "JIANGXIN_WORKERS": "1"}
    return {**kept, **own, "DJANGO_SETTINGS_MODULE": "jiangxin.core.settings", "PYTHONUNBUFFERED": "1"}


def start(variables, *options):
    command = [sys.executable, "-m", "jiangxin", "run", *options]
    return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.slow
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "terminated"])
def test_it_serves_until_it_is_asked_to_stop(house, asked):
    address = f"http://127.0.0.1:{house['JIANGXIN_PORT']}/"
    with start(house) as running:
        told = []
        for line in running.stdout:
            told.append(line)
            if address in line:
                break
        else:
            pytest.fail("".join(told))
        with urllib.request.urlopen(f"{address}account/sign-in/", timeout=60) as answer:
            page = answer.read().decode()
        running.send_signal(asked)
        rest = running.stdout.read()

    assert (running.returncode, "云江市总工会" in page) == (0, True), rest
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", int(house["JIANGXIN_PORT"])))


class Robots(BaseHTTPRequestHandler):
    """Answers with the status the server was given."""

    def do_GET(self):
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        """Keep quiet."""


@pytest.mark.parametrize(("status", "answered"), [(200, True), (301, True), (400, True), (503, False)])
def test_a_page_that_comes_back_is_an_answer(status, answered):
    with HTTPServer(("127.0.0.1", 0), Robots) as server:
        server.status = status
        serving = Thread(target=server.handle_request)
        serving.start()

        assert answers(*server.server_address) is answered
        serving.join()


def test_that_somebody_listens_is_not_an_answer():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        assert answers(*silent.getsockname()) is False
        silent.listen()
        assert answers(*silent.getsockname(), seconds=0.1) is False


@pytest.mark.slow
def test_an_empty_house_stays_empty(house, tmp_path):
    copy_sqlite(tmp_path / "jiangxin.sqlite3")
    with start(house, "--empty") as running:
        for line in running.stdout:
            if house["JIANGXIN_PORT"] in line:
                break
        running.terminate()
        told = line + running.stdout.read()

    with sqlite3.connect(tmp_path / "jiangxin.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM orgs_organisation").fetchone() == (0,), told
    database.close()
    assert running.returncode == 0, told


@pytest.mark.slow
def test_a_port_in_use_is_told_with_the_way_out(house):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(house["JIANGXIN_PORT"])))
        taken.listen()
        with start(house) as running:
            told = running.stdout.read()

    assert running.returncode == 1
    assert "choose another JIANGXIN_PORT" in told
    assert "Traceback" not in told
