"""Blueprints: cloning, editing with every fault told, publishing; the shipped one stays as it came."""

from copy import deepcopy

import pytest

from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.models import Blueprint
from jiangxin.campaigns.queries import blueprints_for, get_blueprint_for
from jiangxin.campaigns.services import (
    clone_blueprint,
    edit_blueprint,
    load_shipped_blueprints,
    publish_blueprint,
)
from jiangxin.core.actor import Role
from jiangxin.core.refusal import NotFound, Refusal
from tests.campaigns.scene import journal_of, person_at
from tests.laying import laid


@laid
def shipped():
    return load_shipped_blueprints()[0]


@laid
def officer(federation):
    return person_at(Role.OFFICER_CITY, federation.city)


@laid
def draft(officer, shipped):
    return clone_blueprint(actor=officer, blueprint=shipped, title="本市方案")


def refusal_of(deed):
    with pytest.raises(Refusal) as caught:
        deed()
    return caught.value


def edit(officer, draft, **parts):
    return edit_blueprint(actor=officer, blueprint=draft, parts=parts, expected_revision=draft.revision)


def test_what_is_shipped_has_no_fault_and_two_rubrics_to_choose(shipped):
    _plan, problems = read_plan(shipped.definition)

    assert problems == []
    assert list(shipped.definition["rubrics"]) == ["innovation", "service", "hangzhou"]


def test_loading_again_changes_nothing(shipped):
    before = Blueprint.objects.count()
    assert load_shipped_blueprints()[0] == shipped
    assert Blueprint.objects.count() == before


def test_a_clone_is_a_draft_of_ones_own(officer, shipped, draft):
    assert (draft.title, draft.state, draft.owner_id) == ("本市方案", "draft", officer.organisation_id)
    assert (draft.cloned_from, draft.definition) == (shipped, shipped.definition)
    again = clone_blueprint(actor=officer, blueprint=draft, title="再改")
    assert (again.code, again.version) == (draft.code, 2)
    assert refusal_of(lambda: clone_blueprint(actor=officer, blueprint=shipped, title=" ")).code == "title_missing"


def test_an_edit_keeps_the_shipped_one_as_it_was(officer, shipped, draft):
    stages = deepcopy(draft.definition["stages"])
    stages[0]["days"] = 45

    edited = edit(officer, draft, stages=stages)

    shipped.refresh_from_db()
    assert (edited.definition["stages"][0]["days"], shipped.definition["stages"][0]["days"]) == (45, 30)
    assert edited.revision == draft.revision + 1
    assert edited.digest != shipped.digest
    assert journal_of(draft) == ["campaigns.clone_blueprint", "campaigns.edit_blueprint"]


FAULTS = {
    "stage days": (lambda d: d["stages"][0].update(days=0), "stages[0].days"),
    "unknown stage": (lambda d: d["stages"][0].update(kind="party"), "stages[0].kind"),
    "stage twice": (lambda d: d["stages"][1].update(code="declare"), "stages[1].code"),
    "rubric sum": (
        lambda d: d["rubrics"]["innovation"]["sections"][0].update(points=21),
        "rubrics.innovation.foundation",
    ),
    "rubric total": (lambda d: d["rubrics"]["innovation"].update(total=90), "rubrics.innovation"),
    "no such rubric": (lambda d: d["variants"]["list"][0].update(rubric="none"), "variants.list[0].rubric"),
    "field gone": (
        lambda d: d["form"]["sections"][0].update(
            fields=[f for f in d["form"]["sections"][0]["fields"] if f["code"] != "name"]
        ),
        "entry.name",
    ),
    "no label": (lambda d: d["form"]["sections"][0]["fields"][0].update(label=""), "form.sections.0.fields.0.label"),
    "unknown role": (lambda d: d["transitions"][0].update(roles=["king"]), "transitions[0].roles"),
    "too few days": (lambda d: d["notice"].update(working_days=1), "notice.working_days"),
    "weights": (lambda d: d["scoring"]["weights"][0].update(percent=71), "scoring.weights"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_definition_is_not_kept_and_the_place_is_told(officer, draft, name):
    spoil, place = FAULTS[name]
    definition = deepcopy(draft.definition)
    spoil(definition)

    refusal = refusal_of(lambda: edit(officer, draft, **definition))

    assert refusal.code == "blueprint_invalid"
    assert place in {problem.path for problem in refusal.problems}
    draft.refresh_from_db()
    assert (draft.revision, read_plan(draft.definition)[1]) == (1, [])


def test_a_draft_with_older_faults_is_mended_part_by_part(officer, draft):
    broken = deepcopy(draft.definition)
    broken["scoring"]["veto_votes"] = 6
    broken["notice"]["body"] = ["{citty}"]
    Blueprint.objects.filter(pk=draft.pk).update(definition=broken)
    draft.refresh_from_db()

    mended = edit(officer, draft, scoring={**broken["scoring"], "veto_votes": 1})
    assert [problem.path for problem in read_plan(mended.definition)[1]] == ["notice.body"]
    worse = {**broken["notice"], "working_days": 1}
    assert [problem.path for problem in refusal_of(lambda: edit(officer, mended, notice=worse)).problems] == [
        "notice.working_days"
    ]
    publish = refusal_of(lambda: publish_blueprint(actor=officer, blueprint=mended, expected_revision=mended.revision))
    assert publish.code == "blueprint_invalid"


def test_a_stale_page_edits_and_publishes_nothing(officer, draft):
    edit(officer, draft, quotas={**draft.definition["quotas"], "default_per_area": 4})

    for service in (
        lambda: edit_blueprint(actor=officer, blueprint=draft, parts={}, expected_revision=1),
        lambda: publish_blueprint(actor=officer, blueprint=draft, expected_revision=1),
    ):
        assert refusal_of(service).code == "stale_page"
    draft.refresh_from_db()
    assert (draft.state, draft.revision) == ("draft", 2)


def test_a_published_or_shipped_one_never_changes(officer, shipped, draft):
    publish_blueprint(actor=officer, blueprint=draft, expected_revision=1)
    draft.refresh_from_db()

    for blueprint in (shipped, draft):
        refusal = refusal_of(lambda blueprint=blueprint: edit(officer, blueprint, stages=[]))
        assert refusal.code == "blueprint_fixed"


@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.REVIEWER_FIRST, Role.DISCIPLINE])
def test_only_officers_of_the_city_make_blueprints(federation, shipped, draft, role):
    actor = person_at(role, federation.city)

    assert refusal_of(lambda: clone_blueprint(actor=actor, blueprint=shipped, title="x")).code == "wrong_duty"
    assert refusal_of(lambda: edit(actor, draft, stages=[])).code == "wrong_duty"


def test_counties_see_no_blueprints(federation, shipped, draft, officer):
    county = person_at(Role.REVIEWER_FIRST, federation.county)

    assert set(blueprints_for(officer)) == {*load_shipped_blueprints(), draft}
    assert list(blueprints_for(county)) == []
    with pytest.raises(NotFound):
        get_blueprint_for(county, shipped.pk)
