"""The checkers of the build find what they are there for, and pass what is right."""

import ast

import pytest
from babel.messages.catalog import Catalog, Message

from tools import check_sizes, check_templates, check_words, messages


def whats(source):
    return [what for _line, what in check_templates.faults_in(source)]


@pytest.mark.parametrize(
    "source",
    [
        "<p>{{ name }} · 12</p>",
        '<p>{% translate "推荐" %}</p>',
        "{% blocktranslate trimmed with name=name %}受{{ name }}委托{% endblocktranslate %}",
        '{% translate "推荐" as title %}{% page_header title %}{% endpage_header %}',
        '{{ note|default:_("无") }}',
        "{% block kind %}jx-kind-form{% endblock %}",
        '<a href="{{ url }}">PDF</a>',
        '<script type="module" src="{{ address }}"></script>',
        '<input type="hidden" name="act" value="remove"><td data-act="remove">{{ day|date:"Ymd" }}</td>',
        "{% comment %}for whoever reads this{% endcomment %}",
        '<img alt="{% translate "匠心" %}">',
    ],
)
def test_a_right_template_passes(source):
    assert whats(source) == []


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("<p>推荐</p>", "text is not translatable: 推荐"),
        ("<p>{{ name }}：{{ text }}</p>", "text is not translatable: ："),
        ("<p>Recommend</p>", "text is not translatable: Recommend"),
        ("{% block main %}推荐{% endblock %}", "text is not translatable: 推荐"),
        ('<img alt="图">', "alt is not translatable: 图"),
        ('<input placeholder="Name">', "placeholder is not translatable: Name"),
        ('<input type="submit" value="Send">', "value is not translatable: Send"),
        ('<td data-label="事项">', "data-label is not translatable: 事项"),
        ('<p aria-valuetext="half of it">', "aria-valuetext is not translatable: half of it"),
        ('<meta name="description" content="The house">', "content is not translatable: The house"),
        ("{% verbatim %}推荐{% endverbatim %}", "text is not translatable: 推荐"),
        ('{% page_header "Read on" %}', 'text in a tag is not translatable: page_header "Read on"'),
        ('{{ note|default:"无" }}', 'text in a tag is not translatable: note|default:"无"'),
        ('{% page_header "推荐" %}', 'text in a tag is not translatable: page_header "推荐"'),
        ("<script>alert(1)</script>", "inline script"),
        ('<p style="color:red">', "inline style"),
        ("<style>p{}</style>", "inline style"),
        ('<a onclick="go()">', "inline script in onclick"),
        ('<a href="javascript:go()">', "script in an address"),
        ("{{ html|safe }}", "escaping is switched off"),
        ("{% autoescape off %}{% endautoescape %}", "escaping is switched off"),
    ],
)
def test_a_wrong_template_is_found(source, what):
    assert what in whats(source)


def test_a_fault_is_told_with_its_line():
    assert check_templates.faults_in("{% comment %}\n\n{% endcomment %}\n{{ a }}\n<p>推荐</p>") == [
        (5, "text is not translatable: 推荐")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# TO" + "DO later", ["a promise instead of work"]),
        ("https://files.python" + "hosted.org/x", ["the host of a package registry"]),
        ("open('/wo" + "rk/main/x')", ["a path of one machine"]),
        ("break" + "point()", ["a debugging aid"]),
        ("https://example.org/work/main and a stubborn todo list", []),
    ],
)
def test_words_that_do_not_belong_here(text, found):
    assert [what for what, pattern in check_words._FORBIDDEN.items() if pattern.search(text)] == found


def test_lengths_are_counted_as_a_reader_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(check_sizes, "ROOT", tmp_path)
    body = "def long():\n" + "    pass\n" * 60
    ast.parse(body)
    (tmp_path / "a.py").write_text(body + "x = 1\n" * 350)

    assert list(check_sizes._faults_in(tmp_path / "a.py")) == [
        "a.py: 411 lines, at most 400",
        "a.py:1: long has 61 lines, at most 60",
    ]


@pytest.mark.parametrize(
    ("message", "faults"),
    [
        (Message("共 %(n)s 条", "%(n)s in all"), []),
        (
            Message("共 %(n)s 条", "100% of %(n)s"),
            ["en: a per cent sign that is no placeholder, write %%: '100% of %(n)s'"],
        ),
        (Message("推荐", " "), ["en: no English text: '推荐'"]),
        (Message("推荐", ""), ["en: no English text: '推荐'"]),
        (Message("共 %(n)s 条", "in all"), ["en: other placeholders than ['%(n)s']: 'in all'"]),
        (Message("推荐", "推荐 it"), ["en: still Chinese: '推荐 it'"]),
        (Message("推荐", "Recommend", flags=["fuzzy"]), ["en: fuzzy: '推荐'"]),
        (Message(("%(n)d 项", "%(n)d 项"), ("%(n)d item", "")), ["en: no English text: ('%(n)d 项', '%(n)d 项')"]),
    ],
)
def test_translations_are_complete_and_say_the_same(message, faults):
    assert list(messages._translation_faults(message)) == faults


@pytest.mark.parametrize(
    ("message", "faults"),
    [
        (Message("共 %(n)s 条"), []),
        (Message("共 %(n)s 条", "共 %(m)s 条"), ["zh_Hans: the text is the id, leave it empty: '共 %(n)s 条'"]),
        (Message("推荐", flags=["fuzzy"]), ["zh_Hans: fuzzy: '推荐'"]),
    ],
)
def test_the_chinese_catalogue_holds_ids_alone(message, faults):
    assert list(messages._chinese_faults(message)) == faults


def test_what_a_reader_of_catalogues_passes_over_is_found():
    entry = 'msgctxt "a"\nmsgid "推\\"荐"\nmsgstr "Recommend"\n\n'

    assert list(messages._written_faults(f'# note\n{entry}{entry.replace("a", "b", 1)}#~ msgid "旧"\n', "en")) == []
    assert list(messages._written_faults(f'{entry}msgstr "half\n\n{entry}', "en")) == [
        'en: line 5 is no line of a catalogue: msgstr "half',
        'en: stands there twice: msgctxt "a" msgid "推\\"荐"',
    ]


@pytest.mark.parametrize(("text", "faults"), [("共 %(n)s 条", 0), ("共 %s 条", 1), ("Recommend", 1), ("100%% 完成", 0)])
def test_message_ids_are_chinese_with_named_placeholders(text, faults):
    assert len(list(messages._id_faults(Message(text)))) == faults


def test_a_catalogue_holds_exactly_the_texts_of_the_sources():
    wanted, present = Catalog(), Catalog()
    wanted.add("新")
    present.add("旧")

    assert list(messages._stale(wanted, present, "en")) == [
        "en: not in the catalogue (make messages): '新'",
        "en: no longer in the sources (make messages): '旧'",
    ]


def test_texts_are_gathered_from_python_and_templates(tmp_path):
    python, page = tmp_path / "a.py", tmp_path / "a.html"
    python.write_text('A = _("推荐")\nB = ngettext("%(n)d 项", "%(n)d 项", n)\nC = "不译"\n')
    page.write_text(
        '<ul>\n  <li>{% translate "退回" %}</li>\n{% blocktranslate trimmed with a=b %}\n  受{{ a }}\n  委托\n'
        '{% endblocktranslate %}\n    {{ x|default:_("无") }}</ul>'
    )

    assert [text for text, _context, _notes in messages._texts_in(python)] == ["推荐", ("%(n)d 项", "%(n)d 项")]
    assert [text for text, _context, _notes in messages._texts_in(page)] == ["退回", "受%(a)s 委托", "无"]
