"""`jiangxin restore|outline|count`: one text in, no database; pytest-django refuses one here."""

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from jiangxin.engine.text.scars import Scar, encode_scarred
from tests.seed import PAGE, needs_seed

DAMAGED = "一、創(chuàng)新(服務(wù))\n國家_的支柱"
RESTORED = "一、创新(服务)\n国家_的支柱"
PAGED = """您的位置:某某网>>工会/讲话/>>正文

推进会上的讲话

发表时间:2031/5/8 9:05:07
目录/提纲:……
一、认识
二、落实
三、保障
……

一、认识
好
……(某某网省略10字,会员可读)……\u0020
三、保障 ……(未完,全文共83字,当前仅显示43字,请阅读。
文章搜索
"""


def run(command, *arguments):
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def run_json(*arguments):
    return json.loads(run(*arguments))


@pytest.fixture
def file(tmp_path):
    def make(text, encoding="utf-8"):
        path = tmp_path / "page.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return str(path)

    return make


def original_bytes(report):
    """Apply a report backwards, with nothing but what it says."""
    pieces, done = [], 0
    for change in report["changes"]:
        pieces += [report["text"][done : change["place"]], change["before"]]
        done = change["place"] + len(change["after"])
    text = "".join([*pieces, report["text"][done:]])
    scars = tuple(Scar(scar["offset"], scar["length"], bytes.fromhex(scar["bytes"])) for scar in report["scars"])
    return bytes.fromhex(report["mark"]) + encode_scarred(text, report["encoding"], scars)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_the_restored_text_is_printed_and_nothing_else(file, encoding):
    assert run("restore", file(DAMAGED, encoding)) == RESTORED


def test_the_report_leads_back_to_the_bytes(file):
    data = b"\xef\xbb\xbf" + DAMAGED.encode() + b"\r\n\xe5\x8a\xff" + DAMAGED.encode()
    report = run_json("restore", file(data), "--report", "json")
    assert original_bytes(report) == data
    assert report["summary"]["flags"] == {"V14": 3}
    assert report["changes"][1] == {
        "start": 3,
        "place": 3,
        "before": "(chuàng)",
        "after": "",
        "classes": ["V1"],
        "certainty": "certain",
    }


def test_the_report_for_people(file):
    lines = run("restore", file(DAMAGED), "--report", "text").splitlines()
    assert (lines[0].split()[1], lines[-1].split()[1]) == ("5", "V14")


def test_options_reach_the_restoring(file):
    text = "汉语拼音(hàn yǔ pīn yīn)，陳昇與會"
    assert run("restore", file(text), "--protected", "--keep", "陳昇") == "汉语拼音(hàn yǔ pīn yīn)，陳昇与会"
    report = run_json("restore", file("劳模".encode("gbk")), "--declared", "utf-8", "--report", "json")
    assert (report["text"], report["encoding"], report["misdeclared"]) == ("劳模", "gb18030", True)


def test_the_outline_says_what_lies_in_a_gap(file):
    found = run_json("outline", file(PAGED), "--json")
    assert [(heading["title"], heading["anchor"], heading["gap"]) for heading in found["headings"]] == [
        ("一、认识", "s-1", None),
        ("二、落实", "s-2", 0),
        ("三、保障", "s-3", None),
    ]
    assert [(gap["place"], gap["omitted"]) for gap in found["gaps"]] == [("middle", 10), ("tail", 30)]
    assert [line.split()[0] for line in run("outline", file(PAGED)).splitlines()] == [
        "一、认识",
        "二、落实",
        "三、保障",
    ]


@pytest.mark.parametrize(("rule", "shown"), [("site", 15), ("plain", 9), ("words", 9)])
def test_the_figures_of_a_page(file, rule, shown):
    found = run_json("count", file(PAGED), "--rule", rule, "--json")
    assert (found["rule"], found["shown"], found["middle"], found["tail"]) == (rule, shown, [10], 30)
    assert (found["total"], found["stated"]) == (shown + 40, {"total": 83, "shown": 43})


def test_a_bare_text_is_counted_whole(file):
    assert run_json("count", file("一二\r\n三四\n五\n"), "--json") == {
        "rule": "site",
        "shown": 9,
        "omitted": [],
        "middle": [],
        "tail": 0,
        "total": 9,
        "stated": None,
        "text": 11,
    }
    assert run("count", file("一二")).split()[-1] == "2"


@pytest.mark.parametrize("command", ["restore", "outline", "count"])
def test_what_is_no_text_is_told(file, command):
    with pytest.raises(CommandError, match="no text in any known encoding"):
        run(command, file(bytes(range(256)) * 8))
    with pytest.raises(CommandError, match="cannot be read"):
        run(command, "nowhere.txt")


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(DAMAGED.encode("gb18030"))))
    assert run("restore", "-") == RESTORED


def test_the_terminal_gets_utf_8_whatever_its_language(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "jiangxin", "restore", "-"],
        input=DAMAGED.encode(),
        env={"JIANGXIN_HOME": str(tmp_path), "PYTHONIOENCODING": "ascii", "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert (told.stdout, told.stderr) == (RESTORED.encode(), b"")


@needs_seed
def test_the_seed_page():
    page = str(PAGE)
    report = run_json("restore", page, "--report", "json")
    assert original_bytes(report) == PAGE.read_bytes()
    assert (report["summary"]["changes"]["V1"], report["summary"]["flags"]) == (248, {"V14": 1})
    found = run_json("count", page, "--json")
    assert (found["shown"], found["middle"], found["tail"], found["total"]) == (1710, [609], 371, 2690)
    assert found["stated"] == {"total": 2690, "shown": 1710}
    headings = run_json("outline", page, "--json")["headings"]
    points = [point for chapter in headings for point in chapter["children"]]
    assert [len(chapter["children"]) for chapter in headings] == [3, 3, 3]
    assert [point["gap"] for point in points] == [0, 0, 0, None, None, None, None, 1, 1]
    text = run("restore", page)
    assert [text[chapter["start"] : chapter["end"]] for chapter in headings] == [item["title"] for item in headings]
