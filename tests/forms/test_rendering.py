"""Forms drawn: what stands on the page, and that nothing typed can become markup."""

import json

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser

from jiangxin.forms.answers import validate
from jiangxin.forms.rendering import FormPage, bind, rules_json
from tests.forms.conftest import TODAY

PAGE = FormPage(action="/fill", autosave_url="/save", local_key="1-2", revision=3)


def draw(form):
    return LexborHTMLParser(render_to_string("forms/fill.html", {"form": form, "form_page": PAGE}))


def attribute(tree, css, name):
    node = tree.css_first(css)
    assert node is not None, css
    return node.attributes.get(name)


def test_every_answer_stands_in_its_input(definition, complete):
    complete["studio"]["deeds"] = "第一行\n第二行"
    tree = draw(bind(definition, complete))
    assert attribute(tree, '[name="studio.name"]', "value") == "李明工作室"
    assert attribute(tree, '[name="studio.kind"][checked]', "value") == "innovation"
    assert attribute(tree, '[name="studio.public"][checked]', "value") == "false"
    assert tree.css_first('[name="studio.deeds"]').text() == "第一行\n第二行"
    assert attribute(tree, '[name="members.0.role"] option[selected]', "value") == "core"
    assert tree.css_first('[data-jx-computed="studio.total"]').text() == "12.50"
    assert attribute(tree, "form", "data-revision") == "3"


def test_hidden_fields_are_there_but_hidden(definition, complete):
    tree = draw(bind(definition, complete))
    assert "hidden" in tree.css_first('[data-jx-field="studio.hours"]').attributes
    assert "hidden" in tree.css_first("#service").attributes
    assert "hidden" not in tree.css_first('[data-jx-field="studio.area"]').attributes


def test_errors_stand_beside_the_field_and_on_top(definition):
    answers = {"studio": {"area": "八十"}, "members": [{"role": "core"}]}
    form = bind(definition, answers, problems=validate(definition, answers, at=TODAY))
    tree = draw(form)
    links = [node.attributes["href"] for node in tree.css(".jx-error-summary a")]
    assert links == ["#studio.name", "#studio.kind", "#studio.area", "#studio.truth", "#members.0.name"]
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    assert {link[1:] for link in links} - ids == set()
    assert tree.css_first('[data-jx-error="studio.area"]').text(strip=True) == "请填写数字，例如 12.5。"
    assert attribute(tree, '[id="studio.area"]', "value") == "八十"
    assert form.summary[-1][1] == "成员第 1 行 · 姓名"


def test_a_choice_that_is_none_is_shown_as_typed(definition):
    tree = draw(bind(definition, {"studio": {"kind": "其他"}, "members": [{"role": "班长"}]}))
    assert attribute(tree, '[name="studio.kind"][checked]', "value") == "其他"
    assert attribute(tree, '[name="members.0.role"] option[selected]', "value") == "班长"


def test_nothing_typed_becomes_markup(definition):
    evil = '"><script>alert(1)</script>'
    answers = {"studio": {"name": evil, "deeds": "</textarea>" + evil}, "members": [{"name": evil}]}
    tree = draw(bind(definition, answers, problems=validate(definition, answers, at=TODAY)))
    assert tree.css("script") == []
    assert attribute(tree, '[name="studio.name"]', "value") == evil


def test_no_inline_script_or_style(definition, complete):
    tree = draw(bind(definition, complete))
    assert tree.css("script, style, [style], [onclick], [onchange]") == []


def test_every_input_has_a_name_for_screen_readers(definition, complete):
    tree = draw(bind(definition, complete))
    labelled = {node.attributes.get("for") for node in tree.css("label")}
    nameless = [
        node.attributes.get("name")
        for node in tree.css("form[data-jx-form] :is(input, select, textarea):not([type=hidden])")
        if node.attributes.get("id") not in labelled and not node.attributes.get("aria-label")
    ]
    assert nameless == []


def test_ids_are_unique(definition, complete):
    ids = [
        node.attributes["id"]
        for node in draw(bind(definition, complete)).css("[id]")
        if "__row__" not in node.attributes["id"]
    ]
    assert len(ids) == len(set(ids))


def test_a_page_can_hold_some_sections_and_knows_the_answers_of_others(definition, complete):
    form = bind(definition, complete, only=["service"])
    assert [section.section.code for section in form.sections] == ["service"]
    rules = json.loads(rules_json(form))
    assert rules["elsewhere"] == {"studio": {"kind": "innovation"}}


def test_progress_and_states(definition, complete):
    form = bind(definition, complete)
    assert (form.filled, form.required, form.percent) == (5, 5, 100)
    assert [section.state for section in form.sections] == ["complete", "complete", "empty"]
    faulty = bind(definition, {}, problems=validate(definition, {}, at=TODAY))
    assert [(section.state, section.fault_count) for section in faulty.sections] == [
        ("faulty", 3),
        ("faulty", 1),
        ("empty", 0),
    ]


@pytest.mark.parametrize(("language", "label"), [("zh-hans", "名称"), ("en", "Name")])
def test_labels_follow_the_language(definition, language, label):
    with translation.override(language):
        assert str(bind(definition, {}).sections[0].fields[0].field.label) == label
