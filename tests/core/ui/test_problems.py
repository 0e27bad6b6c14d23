from django import forms
from django.forms import formset_factory
from django.utils.translation import override

from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.ui.problems import field_id, problems_of


class StudioForm(forms.Form):
    name = forms.CharField(label="工作室名称", max_length=4, required=False)
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="已核对以上内容。")

    def clean(self):
        raise forms.ValidationError("两处名称不一致")


def shown(source):
    return [(str(problem.message), problem.anchor) for problem in problems_of(source)]


def test_a_path_becomes_the_id_a_formset_gives():
    assert field_id("members.3.name") == "id_members-3-name"
    assert field_id("") == ""


def test_nothing_wrong_is_an_empty_list():
    assert problems_of(None) == []
    assert problems_of(Refusal("quota_full", "推荐名额已满。")) == []


def test_a_refusal_links_to_its_fields():
    refusal = Refusal("invalid", "请更正。", problems=[Problem("leader.phone", "手机号码少一位")])
    assert shown(refusal) == [("手机号码少一位", "id_leader-phone")]


def test_a_form_names_its_fields_and_comes_with_the_whole_first():
    with override("zh-hans"):
        found = shown(StudioForm({"name": "太长的名称"}))
    assert found == [
        ("两处名称不一致", ""),
        ("工作室名称：确保该变量包含不超过 4 字符 (目前字符数 5)。", "id_name"),
        ("类别：这个字段是必填项。", "id_kind_0"),
        ("已核对以上内容：这个字段是必填项。", "id_agreed"),
    ]


def test_a_formset_gives_the_faults_of_every_form():
    class MemberForm(forms.Form):
        name = forms.CharField(label="姓名")

    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-name": "陈启明", "form-1-name": ""}
    with override("zh-hans"):
        found = shown(formset_factory(MemberForm)(data))
    assert found == [("姓名：这个字段是必填项。", "id_form-1-name")]
