"""The blind copy: who applies cannot be told from it."""

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.forms.definition import NameOf
from jiangxin.forms.naming import Name, forms_of
from jiangxin.forms.parse import parse_definition
from jiangxin.forms.redaction import redact

FIELDS = [
    {"code": "leader", "kind": "text", "label": "领衔人", "name_of": "leader", "redact": "hide"},
    {"code": "unit", "kind": "text", "label": "单位", "name_of": "unit", "redact": "hide"},
    {"code": "studio", "kind": "text", "label": "工作室", "name_of": "studio", "redact": "hide"},
    {"code": "uscc", "kind": "uscc", "label": "代码", "redact": "hide"},
    {"code": "deeds", "kind": "long_text", "label": "事迹", "redact": "mask_names"},
    {"code": "field", "kind": "text", "label": "领域"},
    {"code": "area", "kind": "integer", "label": "面积"},
    {"code": "photos", "kind": "files", "label": "照片"},
]
MEMBERS = [{"code": "name", "kind": "text", "label": "姓名", "name_of": "person", "redact": "hide"}]
FORM = parse_definition(
    {
        "sections": [
            {"code": "s", "label": "节", "fields": FIELDS},
            {"code": "members", "label": "成员", "repeated": True, "fields": MEMBERS},
        ]
    }
)
WHO = {
    "leader": "欧阳建国",
    "unit": "湖州市大同机械有限公司",
    "studio": "欧阳建国劳模创新工作室",
    "uscc": "91350100M000100Y43",
}


def blind(text, **more):
    answers = {"s": {**WHO, "deeds": text, **more}, "members": [{"name": "张伟"}, {"name": "王 芳"}]}
    return redact(FORM, answers)


def test_hidden_fields_go_and_rows_stay_apart():
    copy = blind("略", area=80, field="焊接")
    assert copy.answers == {
        "s": {
            "leader": "〔领衔人〕",
            "unit": "〔本单位〕",
            "studio": "〔本工作室〕",
            "deeds": "略",
            "area": 80,
            "field": "焊接",
        },
        "members": [{"name": "〔人员1〕"}, {"name": "〔人员2〕"}],
    }
    assert copy.hidden == ["s.leader", "s.unit", "s.studio", "s.uscc", "members.0.name", "members.1.name"]


def test_names_are_masked_in_running_text_longest_first():
    copy = blind(
        "湖州市大同机械有限公司的欧阳建国劳模创新工作室由欧阳建国带领，张 伟参加。大同机械、湖州大同机械均受益。"
    )
    assert (
        copy.answers["s"]["deeds"]
        == "〔本单位〕的〔本工作室〕由〔领衔人〕带领，〔人员1〕参加。〔本单位〕、〔本单位〕均受益。"
    )
    assert all(item.certain for item in copy.replacements)


def test_likely_forms_are_masked_and_marked():
    copy = blind("欧阳师傅和小张、张工一起攻关，大同公司支持。")
    assert copy.answers["s"]["deeds"] == "〔领衔人〕和〔人员1〕、〔人员1〕一起攻关，〔本单位〕支持。"
    assert [(item.found, item.certain) for item in copy.replacements] == [
        ("欧阳师傅", False),
        ("小张", False),
        ("张工", False),
        ("大同公司", False),
    ]


def masked(text, *members, unit="云溪县锦华公共交通有限公司"):
    answers = {"s": WHO | {"leader": "邹鹏程", "unit": unit, "studio": "某工作室", "deeds": text}}
    return redact(FORM, answers | {"members": [{"name": name} for name in members]}).answers["s"]["deeds"]


def test_names_in_pinyin_and_given_names_are_masked():
    text = "Zou Pengcheng、PENG-CHENG ZOU、Zou, P.C.、鹏程工作室、鹏程同志，前程鹏程万里"
    assert masked(text) == "〔领衔人〕、〔领衔人〕、〔领衔人〕、〔领衔人〕工作室、〔领衔人〕同志，前程鹏程万里"


def test_short_names_of_the_unit_are_masked():
    assert (
        masked("锦华公交、锦华人、Jinhua 的锦华精神，公交线路")
        == "〔本单位〕、〔本单位〕、〔本单位〕 的〔本单位〕，公交线路"
    )
    assert masked("云汉职校与职业技术", unit="云溪县云汉职业技术学校") == "〔本单位〕与职业技术"


def test_spread_and_latin_names_are_whole_names():
    text = "王芳、王　芳与 John Li、Li 研究 quality lithium"
    assert masked(text, "王 芳", "John Li", "Li") == "〔人员1〕、〔人员1〕与 〔人员2〕、〔人员3〕 研究 quality lithium"


def test_names_known_from_the_register_are_masked_as_what_they_are():
    answers = {"s": {"deeds": "天工精密机械有限公司（天工精机）"}}
    copy = redact(FORM, answers, known_names=[("安禾县天工精密机械有限公司", NameOf.UNIT), ("", NameOf.UNIT)])
    assert copy.answers["s"]["deeds"] == "〔本单位〕（〔本单位〕）"


def test_numbers_and_addresses_go_too():
    copy = blind("联系 13801234567、0572-2123456、a.b@example.com，证号 11010519491231002X，见 https://example.com/x")
    assert copy.answers["s"]["deeds"] == "联系 〔号码〕、〔号码〕、〔号码〕，证号 〔号码〕，见 〔号码〕"


def test_kept_texts_lose_certain_names_only():
    copy = blind("略", field="张伟与小张的焊接")
    assert copy.answers["s"]["field"] == "〔人员1〕与小张的焊接"


def test_the_officer_can_take_back_and_add():
    answers = {"s": {**WHO, "deeds": "小张在红旗车间"}, "members": [{"name": "张伟"}]}
    first = redact(FORM, answers, extra_names=["红旗车间"])
    assert first.answers["s"]["deeds"] == "〔人员1〕在〔人员2〕"
    again = redact(FORM, answers, extra_names=["红旗车间"], spare=[first.replacements[0].key])
    assert again.answers["s"]["deeds"] == "小张在〔人员2〕"


def test_files_lose_their_names():
    file = {"id": "7", "name": "大同机械合影.JPG", "size": 1, "media_type": "image/jpeg", "sha256": "0"}
    assert blind("略", photos=[file]).answers["s"]["photos"] == [{**file, "name": "照片1.JPG"}]


names = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=8)


@given(names, st.text(max_size=40), st.text(max_size=40))
def test_a_collected_name_never_survives(name, before, after):
    answers = {"s": {"leader": name, "deeds": f"{before}{name}{after}"}}
    masked = redact(FORM, answers).answers["s"]["deeds"]
    assert name not in masked.replace("〔领衔人〕", "")


@given(names)
def test_every_form_of_a_name_is_a_working_pattern(name):
    for of in NameOf:
        assert forms_of(Name(name, of, "〔某〕"))[0].certain
