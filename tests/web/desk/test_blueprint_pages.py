"""Blueprints on screen: read, clone, edit part by part, preview, publish."""

import tomllib
from copy import deepcopy
from io import BytesIO

import pytest
from pypdf import PdfReader

from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.models import Blueprint
from jiangxin.campaigns.services import clone_blueprint, load_shipped_blueprints
from jiangxin.core.actor import Role
from jiangxin.web.desk.blueprint_editing import edit_field, edit_fields, edit_rubric, read_choices, write_choices
from tests.campaigns.scene import person_at
from tests.laying import laid
from tests.web.desk.conftest import Shown


@laid
def officer(federation):
    return person_at(Role.OFFICER_CITY, federation.city)


@laid
def draft(officer):
    return clone_blueprint(actor=officer, blueprint=load_shipped_blueprints()[0], title="本市方案")


def address(draft, part=""):
    return f"/desk/blueprints/{draft.pk}/{part}"


def section(draft, code):
    draft.refresh_from_db()
    return next(row for row in draft.definition["form"]["sections"] if row["code"] == code)


def test_the_shipped_one_is_read_cloned_and_never_edited(officer, open_page, send):
    shipped = load_shipped_blueprints()[0]
    page = open_page(officer, address(shipped))

    assert page.all("main section.jx-panel > h2") == [
        "申报表",
        "评分标准",
        "路线和阶段",
        "名额",
        "遴选比例和同分次序",
        "评分规则",
        "公示",
        "命名与授牌",
    ]
    assert "平台默认，请确认" in page.text
    assert "杭州市技能大师工作室考核评估标准" in page.text
    assert [link for link in page.links("main a") if "/form/" in link] == []
    assert open_page(officer, address(shipped, "form/")).status == 409
    done = send(officer, address(shipped, "clone/"), title="本市方案")
    clone = Blueprint.objects.get(title="本市方案")
    assert done.response.redirect_chain[-1][0] == address(clone)
    assert address(clone, "form/") in done.links("main a")
    assert send(officer, address(shipped, "clone/"), title=" ").status == 409


def test_fields_are_changed_row_by_row(officer, draft, open_page, send):
    where = address(draft, "form/studio/")
    values = open_page(officer, where).values("")
    before = [row["code"] for row in section(draft, "studio")["fields"]]

    send(
        officer,
        where,
        values
        | {
            "field-tagline-label": "宗旨（口号）",
            "field-tagline-max_length": "80",
            "field-tagline-position": "1",
            "new-label": "邮政编码",
            "new-label_en": "Postcode",
            "new-kind": "text",
            "new-max_length": "6",
            "new-required": "on",
        },
    )

    fields = section(draft, "studio")["fields"]
    assert fields[0]["code"] in {"name", "tagline"}
    assert sorted(row["code"] for row in fields) == sorted([*before, "field_1"])
    tagline = next(row for row in fields if row["code"] == "tagline")
    assert (tagline["label"], tagline["max_length"]) == ("宗旨（口号）", 80)
    assert fields[-1] == {
        "code": "field_1",
        "kind": "text",
        "label": "邮政编码",
        "label_en": "Postcode",
        "required": True,
        "max_length": 6,
    }


def test_saving_a_page_as_it_stands_changes_nothing(officer, draft, open_page, send):
    before = deepcopy(draft.definition)
    parts = ["form/", "rubrics/", "stages/", "rubrics/innovation/", "rubrics/hangzhou/"]
    parts += [f"form/{row['code']}/" for row in before["form"]["sections"]]
    parts += [
        "form/studio/kind/",
        "form/studio/partner/",
        "form/leader/other_id_no/",
        "form/deeds/deeds_2000/",
        "form/attachments/photos/",
    ]
    parts += [f"parts/{code}/" for code in ("quotas", "selection", "scoring", "notice", "award")]

    for part in parts:
        page = send(officer, address(draft, part), open_page(officer, address(draft, part)).values(""))
        assert page.status == 200, part
        draft.refresh_from_db()
        changed = [key for key in before if draft.definition[key] != before[key]]
        assert (part, changed) == (part, [])


def test_a_field_others_rely_on_cannot_go(officer, draft, open_page, send):
    where = address(draft, "form/studio/")
    values = open_page(officer, where).values("") | {"field-name-remove": "on"}

    page = send(officer, where, values)

    assert page.status == 409
    assert any("“工作室名称”" in text and "请保留" in text for text in page.all(".jx-errors li"))
    assert "name" in {row["code"] for row in section(draft, "studio")["fields"]}


def test_faults_are_told_with_their_place_and_what_was_typed(officer, draft, open_page, send):
    where = address(draft, "form/studio/")

    page = send(officer, where, open_page(officer, where).values("") | {"field-address-label": ""})

    assert page.status == 409
    assert page.all(".jx-errors li") == ["工作室基本情况：缺少中文文字。"]
    assert page.tree.css_first("[name=field-address-label]").attributes["value"] in {"", None}


def test_sections_are_added_ordered_and_removed(officer, draft, open_page, send):
    where = address(draft, "form/")
    values = open_page(officer, where).values("")
    send(officer, where, values | {"new-label": "安全生产", "new-repeated": "on", "section-media-remove": "on"})

    codes = [row["code"] for row in Blueprint.objects.get(pk=draft.pk).definition["form"]["sections"]]
    assert codes[-1] == "section_1"
    assert "media" not in codes
    assert section(draft, "section_1")["repeated"] is True


def test_one_field_has_all_its_properties(officer, draft, open_page, send):
    where = address(draft, "form/studio/kind/")
    values = open_page(officer, where).values("")
    assert values["choices"][0].splitlines()[0] == "劳模创新工作室 | Model-worker innovation studio"

    send(
        officer,
        where,
        values | {"choices": "劳模创新工作室 | Model-worker innovation studio\n青年工作室", "redact": "hide"},
    )

    kind = next(row for row in section(draft, "studio")["fields"] if row["code"] == "kind")
    assert kind["choices"] == [
        {
            "code": "model_worker_innovation",
            "label": "劳模创新工作室",
            "label_en": "Model-worker innovation studio",
        },
        {"code": "choice_1", "label": "青年工作室"},
    ]
    assert kind["redact"] == "hide"


def test_a_field_and_a_section_are_asked_for_only_after_ticked_answers(officer, draft, open_page, send):
    where = address(draft, "form/members/skill_grade/")
    ticks = {"when-gender-female": "on", "when-studio.kind-joint": "on", "when-studio.kind-alliance": "on"}
    page = open_page(officer, where)
    names = {node.attributes["name"] for node in page.tree.css("[name^=when-]")}
    assert [name for name in names if name.startswith(("when-skill_grade-", "when-projects."))] == []
    send(officer, where, page.values("") | ticks)
    field = next(row for row in section(draft, "members")["fields"] if row["code"] == "skill_grade")
    assert field["visible_if"] == {
        "all": [{"field": "gender", "is": "female"}, {"field": "studio.kind", "is": "joint"}]
    }
    values = open_page(officer, where).values("")
    assert {name for name in values if name.startswith("when-")} == {"when-gender-female", "when-studio.kind-joint"}
    send(officer, where, {name: value for name, value in values.items() if not name.startswith("when-")})
    assert "visible_if" not in next(row for row in section(draft, "members")["fields"] if row["code"] == "skill_grade")

    where = address(draft, "form/media/")
    changed = {"when-studio.kind-joint": "on", "row_label": "篇报道", "max_rows": "7"}
    send(officer, where, open_page(officer, where).values("") | changed)
    media = section(draft, "media")
    assert media["visible_if"] == {"field": "studio.kind", "is": "joint"}
    assert (media["row_label"], media["max_rows"]) == ("篇报道", 7)
    page = send(officer, where, open_page(officer, where).values("") | {"min_rows": "9"})
    assert (page.status, section(draft, "media").get("min_rows")) == (409, media.get("min_rows"))


def test_a_condition_that_ticks_cannot_tell_stands_as_it_is(officer, draft, open_page, send):
    where = address(draft, "form/attachments/patent_certificates/")
    page = open_page(officer, where)
    assert page.tree.css("[name^=when]") == []
    assert "现有的显示条件较复杂" in page.text
    send(officer, where, page.values("") | {"label": "专利证书扫描件"})
    field = next(row for row in section(draft, "attachments")["fields"] if row["code"] == "patent_certificates")
    assert (field["label"], field["visible_if"]) == ("专利证书扫描件", {"field": "outcomes", "at_least": 1})


def test_questions_that_wait_for_each_other_are_refused(officer, draft, open_page, send):
    where = address(draft, "form/studio/kind/")
    page = send(officer, where, open_page(officer, where).values("") | {"when-apply_level-city": "on"})
    assert page.status == 200
    where = address(draft, "form/studio/apply_level/")
    page = send(officer, where, open_page(officer, where).values("") | {"when-kind-joint": "on"})
    assert page.status == 409
    assert "checked" in page.tree.css_first("[name=when-kind-joint]").attributes


def test_the_hangzhou_rubric_is_chosen_for_a_variant(officer, draft, open_page, send):
    where = address(draft, "rubrics/")
    values = open_page(officer, where).values("")
    assert values["variant-innovation"] == ["innovation"]

    send(officer, where, values | {"variant-innovation": "hangzhou"})

    draft.refresh_from_db()
    assert [row["rubric"] for row in draft.definition["variants"]["list"]] == ["hangzhou", "service"]
    assert send(officer, where, values | {"revision": "2", "variant-innovation": "none"}).status == 409


def test_a_rubric_whose_sums_do_not_fit_is_not_kept(officer, draft, open_page, send):
    where = address(draft, "rubrics/innovation/")
    values = open_page(officer, where).values("")

    page = send(officer, where, values | {"item-equipment-points": "5"})

    assert page.status == 409
    assert page.all(".jx-errors li") == ["劳模创新工作室评分标准 › 基础建设：各项合计 21 分，与本部分 20 分不符。"]
    assert page.tree.css_first("[name=item-equipment-points]").attributes["value"] == "5"
    fits = {"item-equipment-points": "5", "item-place-points": "5", "item-place-anchors": "5 固定专用\n0 无固定场所"}
    assert send(officer, where, values | fits).status == 200
    draft.refresh_from_db()
    items = draft.definition["rubrics"]["innovation"]["sections"][0]["items"]
    place = next(row for row in items if row["code"] == "place")
    assert place["levels"] == [
        {"points": 5, "label": "固定专用"},
        {"points": 0, "label": "无固定场所", "label_en": "No fixed place"},
    ]


@pytest.mark.parametrize("typed", [{"points": "3"}, {"anchors": "3 有\n0 无"}, {"label": "师徒结对", "points": "3"}])
def test_a_new_item_that_is_not_whole_is_told_and_stays_typed(officer, draft, open_page, send, typed):
    where = address(draft, "rubrics/innovation/")
    values = open_page(officer, where).values("")
    part = draft.definition["rubrics"]["innovation"]["sections"][0]
    typed = {f"new-{part['code']}-{key}": value for key, value in typed.items()}
    before = deepcopy(draft.definition)

    page = send(officer, where, values | typed)

    assert (page.status, {key: page.values("")[key] for key in typed}) == (409, {key: [typed[key]] for key in typed})
    assert len(page.all(".jx-errors li")) >= 1
    draft.refresh_from_db()
    assert draft.definition == before
    equal = {f"item-{part['items'][0]['code']}-remove": "on", f"new-{part['code']}-label": "师徒结对"}
    worth = {f"new-{part['code']}-points": str(part["items"][0]["points"]), f"new-{part['code']}-anchors": ""}
    assert send(officer, where, page.values("") | equal | worth).status == 200
    draft.refresh_from_db()
    items = draft.definition["rubrics"]["innovation"]["sections"][0]["items"]
    assert [row["label"] for row in items] == [*(row["label"] for row in part["items"][1:]), "师徒结对"]


@pytest.mark.parametrize(
    ("page", "typed"),
    [("form/", {"new-label_en": "Safety"}), ("form/studio/", {"new-choices": "甲\n乙", "new-kind": "choice"})],
)
def test_a_new_row_without_a_name_is_told_and_stays_typed(officer, draft, open_page, send, page, typed):
    where, before = address(draft, page), deepcopy(draft.definition)
    rows = len(open_page(officer, where).all(".jx-edit-row"))

    answer = send(officer, where, open_page(officer, where).values("") | typed)

    assert (answer.status, len(answer.all(".jx-edit-row"))) == (409, rows)
    assert {key: answer.values("")[key] for key in typed} == {key: [typed[key]] for key in typed}
    draft.refresh_from_db()
    assert draft.definition == before


def test_settings_of_a_part_are_kept_with_their_source(officer, draft, open_page, send):
    where = address(draft, "parts/selection/")
    values = open_page(officer, where).values("")
    assert values["percent-0"] == ["55"]

    send(
        officer,
        where,
        values | {"seats": "12", "percent-0": "60", "percent-5": "", "source": "云工发〔2026〕35号", "confirmed": "on"},
    )

    draft.refresh_from_db()
    part = draft.definition["selection"]
    assert (part["seats"], part["source"], part["platform_default"]) == (12, "云工发〔2026〕35号", False)
    assert [row["percent"] for row in part["proportions"]] == [60, 35, 15, 15, 50]
    too_many = send(officer, where, values | {"seats": "999999"})
    assert too_many.status == 422


@pytest.mark.parametrize("typed", ["-1", "五万", "5.001", "1e3"])
def test_a_subsidy_is_an_amount_of_money(officer, draft, open_page, send, typed):
    where = address(draft, "parts/award/")
    values = open_page(officer, where).values("")
    assert values["subsidy_wan"] == ["5.00"]

    refused = send(officer, where, values | {"subsidy_wan": typed})
    kept = send(officer, where, values | {"subsidy_wan": "6.5"})

    draft.refresh_from_db()
    assert (refused.status, kept.status, draft.definition["award"]["subsidy_wan"]) == (422, 200, "6.5")


def test_stages_keep_their_order_of_work(officer, draft, open_page, send):
    where = address(draft, "stages/")
    values = open_page(officer, where).values("") | {"declare-days": "45", "declare-day_kind": "working"}
    send(officer, where, values)

    draft.refresh_from_db()
    first = draft.definition["stages"][0]
    assert (first["days"], first["day_kind"]) == (45, "working")
    assert send(officer, where, values | {"revision": "2", "declare-days": "0"}).status == 409


def test_visits_are_left_out_put_back_and_moved_on_screen(officer, draft, open_page, send):
    where = address(draft, "stages/")
    routes = []
    for place in ("none", "before", "after", "none", "after", "nowhere"):
        assert send(officer, where, open_page(officer, where).values("") | {"visits": place}).status == 200
        draft.refresh_from_db()
        kinds = [stage["kind"] for stage in draft.definition["stages"]]
        routes.append(kinds[kinds.index("formal_check") + 1 : kinds.index("decision")])
        assert read_plan(draft.definition)[1] == []
    without, first, last = ["expert_review"], ["inspection", "expert_review"], ["expert_review", "inspection"]
    assert routes == [without, first, last, without, last, last]


def test_experts_edit_toml_and_are_told_line_and_place(officer, draft, open_page, send):
    where = address(draft, "expert/")
    values = open_page(officer, where, part="quotas").values("")
    text = values["toml"][0]
    assert tomllib.loads(text) == {"quotas": draft.definition["quotas"]}

    slip = send(officer, where, values | {"toml": "[quotas\n"})
    assert slip.status == 409
    assert "第 1 行第 8 列附近不合 TOML 语法：[quotas" in slip.all(".jx-errors li")
    for odd in ("quotas = 5", "quotas = [1]", f"[quotas]\nx = {'9' * 5000}", "[quotas]\nx = " + "[" * 20_000):
        refused = send(officer, where, values | {"toml": odd})
        assert (refused.status, len(refused.all(".jx-errors li"))) == (409, 1)
    dated = send(officer, where, values | {"toml": f"{text}\nnoted = 2026-03-02\n"})
    assert dated.status == 200
    assert "有 1 个键系统不认识，不起作用：quotas.noted。请核对拼写。" in dated.text
    draft.refresh_from_db()
    assert draft.definition["quotas"].pop("noted") == "2026-03-02"
    values = open_page(officer, where, part="quotas").values("")
    wrong = send(officer, where, values | {"toml": text.replace("default_per_area = 5", "default_per_area = 5000")})
    assert wrong.status == 409
    assert any("应为 0 到 1000 之间的整数。" in line for line in wrong.all(".jx-errors li"))
    other = send(officer, where, values | {"toml": "[award]\nterm_years = 3\n"})
    assert other.status == 409
    assert (
        send(officer, where, values | {"toml": text.replace("default_per_area = 5", "default_per_area = 4")}).status
        == 200
    )
    draft.refresh_from_db()
    assert draft.definition["quotas"]["default_per_area"] == 4


def test_the_form_is_previewed_on_screen_and_on_paper(officer, draft, open_page):
    page = open_page(officer, address(draft, "preview/"))

    assert page.forms() == []
    assert page.tree.css("[data-jx-field='studio.name']") != []
    assert page.tree.css("[data-jx-section][hidden]") == []
    assert open_page(officer, address(draft, "form.pdf")).body.startswith(b"%PDF-")


def test_a_draft_is_published_once(officer, draft, open_page, send):
    where = address(draft, "publish/")
    values = open_page(officer, where).values("")

    done = send(officer, where, values)

    draft.refresh_from_db()
    assert (draft.state, done.status) == ("published", 200)
    assert f"/desk/calls/new/?blueprint={draft.pk}" in done.links("main a")
    assert send(officer, where, values).status == 409


def test_a_stale_page_is_told_and_overwrites_nothing(officer, draft, open_page, send):
    where = address(draft, "stages/")
    values = open_page(officer, where).values("")
    send(officer, where, values | {"declare-days": "45"})

    page = send(officer, where, values | {"declare-days": "60"})

    draft.refresh_from_db()
    assert (page.status, draft.definition["stages"][0]["days"]) == (409, 45)


@pytest.mark.parametrize(
    "part", ["form/none/", "form/studio/none/", "rubrics/none/", "parts/none/", "expert/?part=none"]
)
def test_parts_there_are_not(officer, draft, open_page, part):
    assert open_page(officer, address(draft, part)).status == 404


@pytest.mark.parametrize("role", [Role.REVIEWER_FIRST, Role.UNION_OFFICER, Role.DISCIPLINE])
def test_blueprints_are_the_citys(federation, draft, client_for, role):
    client = client_for(person_at(role, federation.city))

    assert Shown(client.get(address(draft))).status == 403
    assert Shown(client.get(address(draft, "form/"))).status == 403


def test_editing_changes_nothing_in_place(draft):
    form = draft.definition["form"]
    rubric = draft.definition["rubrics"]["hangzhou"]
    before = deepcopy((form, rubric))

    edit_fields(form, "studio", {"field-name-label": "别名"})
    edit_field(form, "studio", "name", {"label": "别名"})
    edit_rubric(rubric, {"title": "别名", "item-place-anchors": "2 标识不清"})

    assert (form, rubric) == before


def test_deductions_keep_their_codes(draft):
    rubric = draft.definition["rubrics"]["hangzhou"]

    edited = edit_rubric(rubric, {"item-place-anchors": "2 标识不清\n1 展示栏陈旧\n0 无专用场所"})

    place = edited["sections"][0]["items"][0]
    assert [(row["code"], row["points"]) for row in place["deductions"]] == [("unclear_sign", 2), ("cut_1", 1)]
    assert [row["code"] for row in place["zero_if"]] == ["none"]


@pytest.mark.parametrize(
    ("lines", "labels"),
    [("甲\n\n 乙 | B ", ["甲", "乙"]), ("", []), ("甲|A|B", ["甲"])],
)
def test_choices_stand_one_a_line(lines, labels):
    choices = read_choices(lines, ())

    assert [row["label"] for row in choices] == labels
    assert len({row["code"] for row in choices}) == len(choices)
    assert read_choices(write_choices(choices), choices) == choices


@pytest.mark.parametrize(("kind", "size"), [("plaque", [1701, 1134]), ("certificate", [842, 595])])
def test_a_plaque_and_a_certificate_can_be_looked_at_before_anything_is_given(officer, draft, open_page, kind, size):
    where = address(draft, f"sample/{kind}.pdf")
    assert where in open_page(officer, address(draft)).links("main a")

    page = PdfReader(BytesIO(open_page(officer, where).body)).pages[0]

    assert [round(float(side)) for side in page.mediabox[2:]] == size
    assert "李明劳模创新工作室" in page.extract_text().replace("\n", "")
    assert open_page(officer, address(draft, "sample/medal.pdf")).status == 404
