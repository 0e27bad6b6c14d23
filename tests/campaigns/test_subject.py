"""What a campaign names, in the words of its blueprint; studios where it says nothing."""

from django.utils import translation

from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.blueprint.subject import subject_faults, subject_of

TEAM = {"code": "team", "label": "班组", "label_en": "Team", "leader_label": "班组长", "leader_label_en": "Team leader"}


def test_a_silent_blueprint_names_studios():
    subject = subject_of({})
    assert (subject.is_studio, str(subject.label), str(subject.name_label)) == (True, "工作室", "工作室名称")
    assert (subject.leader, subject_faults({})) == ("领衔人", [])


def test_a_team_has_its_own_words_and_english_ones_fit_into_a_sentence():
    subject = subject_of({"subject": TEAM})
    assert (subject.is_studio, subject.noun, str(subject.name_label), subject.leader) == (
        False,
        "班组",
        "班组名称",
        "班组长",
    )
    with translation.override("en"):
        assert (str(subject.label), subject.noun, subject.leader) == ("Team", "team", "team leader")
        assert str(subject.name_label) == "Name of the team"


def test_faults_of_the_table_are_told_with_their_place():
    problems = read_plan({"subject": {"label": "非常非常非常非常长的一个名称"}})[1]
    assert [problem.path for problem in problems if problem.path.startswith("subject")] == [
        "subject.code",
        "subject.label",
    ]
