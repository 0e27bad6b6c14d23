"""Every template of the kit compiles, holds no inline script or style, and the frame works with and without a house."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from selectolax.lexbor import LexborHTMLParser

import jiangxin.core
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.ui.house import DutyChoice, House, LanguageChoice, NavigationItem
from jiangxin.core.ui.parts import Confirmation, Subject

FOLDER = Path(jiangxin.core.__file__).parent / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
PAGES = ("inbox", "case", "form", "board", "reading", "screen")
INLINE = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
HOUSE = House(
    site_name="匠心",
    organisation_name="云江市总工会",
    actor=Actor(name="郑云舒", account_id=1),
    navigation=(NavigationItem("/inbox", "待办", 12, current=True), NavigationItem("/list", "申报")),
    duties=(
        DutyChoice("7", "经办", "云江市总工会", current=True),
        DutyChoice("8", "专家", "专家库", delegated_by="沈怀远"),
    ),
    languages=(LanguageChoice("zh-hans", "简体中文", current=True), LanguageChoice("en", "English")),
    duty_url="/duty",
    language_url="/language",
    sign_out_url="/out",
    help_url="/help",
)


def render(name, **context):
    request = RequestFactory().get("/here?page=2")
    with override("zh-hans"):
        return LexborHTMLParser(render_to_string(name, context, request=request))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name):
    assert get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_script_or_style_stands_inline(name):
    assert INLINE.findall((FOLDER / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", PAGES)
def test_a_kind_renders_with_nothing_given(kind):
    tree = render(f"ui/{kind}.html")
    assert len(tree.css("main#main")) == 1
    assert tree.css_first("html").attributes["lang"] == "zh-Hans"


def test_the_first_thing_in_a_page_skips_to_its_content():
    first = render("ui/inbox.html", house=HOUSE).css_first("body a")
    assert first.attributes["href"] == "#main"


def test_the_header_shows_where_one_is_and_where_one_can_go():
    tree = render("ui/inbox.html", house=HOUSE)
    current = tree.css(".jx-faces a[aria-current]")
    assert [" ".join(node.text().split()) for node in current] == ["待办 12"]
    duties = tree.css(".jx-tools > .jx-menu:not(.jx-phone-menu) button[name=duty]")
    assert [button.attributes["value"] for button in duties] == ["7", "8"]


def test_switching_posts_with_a_token_and_comes_back_here():
    tree = render("ui/inbox.html", house=HOUSE)
    forms = [form for form in tree.css("form") if form.attributes["action"] == "/language"]
    assert {form.css_first("[name=next]").attributes["value"] for form in forms} == {"/here?page=2"}
    assert all(form.css_first("[name=csrfmiddlewaretoken]") is not None for form in tree.css("form[method=post]"))


def test_a_visitor_is_offered_to_sign_in():
    visitors = House(site_name="匠心", organisation_name="云江市总工会", sign_in_url="/in")
    tree = render("ui/reading.html", house=visitors)
    assert tree.css_first(".jx-tools > a.btn").attributes["href"] == "/in"
    assert tree.css("[name=duty]") == []


def test_ids_are_unique_in_a_page():
    tree = render("ui/case.html", house=HOUSE)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("house", [None, HOUSE])
def test_a_refusal_says_what_and_what_now(house):
    refusal = Refusal("quota_full", "推荐名额已满。", "可先撤回一个推荐。", problems=[Problem("a", "第三行有误")])
    main = render("core/refusal.html", house=house, refusal=refusal).css_first("main")
    assert main.css_first("h1").text() == "推荐名额已满。"
    assert main.css_first(".jx-lead").text() == "可先撤回一个推荐。"
    assert [node.text() for node in main.css("li")] == ["第三行有误"]


def test_what_is_not_there_says_so_with_its_number():
    assert "404" in render("core/refusal.html", refusal=NotFound()).css_first("main").text()


def test_a_confirm_page_posts_on_what_was_ticked():
    asked = Confirmation(
        "退回 1 份申报", "退回 1 份申报", "/back", ["退回申报单位。"], [Subject("甲"), Subject("乙", refused="已评审")],
        [("selected", "3")], "退回意见", reason_required=True,
    )  # fmt: skip
    form = render("ui/confirm.html", confirmation=asked).css_first("main form")
    posted = {node.attributes["name"]: node.attributes.get("value") for node in form.css("input")}
    assert {name: posted[name] for name in ("selected", "confirmed")} == {"selected": "3", "confirmed": "1"}
    assert "required" in form.css_first("textarea").attributes
    assert [node.text() for node in form.css(".jx-subject-reason")] == ["已评审"]


def test_an_act_that_would_touch_nothing_cannot_be_sent():
    asked = Confirmation("退回", "退回", "/", subjects=[Subject("乙", refused="已评审")])
    assert "disabled" in render("ui/confirm.html", confirmation=asked).css_first("main form button").attributes
