"""Proposals on the desk: the list, one with its like, answering step by step, and the campaign's own pages."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jiangxin.campaigns.models import Blueprint
from jiangxin.campaigns.services import clone_blueprint
from jiangxin.core.actor import Role
from jiangxin.core.services.energy import load_shipped_factors
from jiangxin.proposals.enums import Verdict
from jiangxin.proposals.models import Proposal
from tests.campaigns.scene import pdf, person_at
from tests.proposals.conftest import scene
from tests.proposals.scene import START, make_scene

__all__ = ["scene"]


def words(answer):
    """Return what a page says."""
    return LexborHTMLParser(answer.content).body.text(separator=" ", strip=True)


def at(proposal, name="proposal"):
    """Return the address of a page about a proposal."""
    return reverse(f"desk:{name}", args=[proposal.pk])


@pytest.fixture
def union(scene, client_for):
    """Return a client signed in as the unit's officer."""
    return client_for(scene.union)


def test_a_proposal_goes_its_way_through_the_pages(scene, union):
    made = scene.propose()
    assert "请受理建议" in words(union.get("/desk/"))
    assert union.post(at(made, "proposal-accept"), {"version": "1"}).status_code == 303
    answer = {"version": "2", "verdict": "adopt", "words": "做得到。", "owner": "郑立", "due_on": "2026-04-30"}
    assert union.post(at(made, "proposal-answer"), {**answer, "owner": ""}).status_code == 409
    assert union.post(at(made, "proposal-answer"), answer).status_code == 303
    use = {"version": "3", "used_on": "2026-03-02", "effect": "烟尘少了。"}
    assert union.post(at(made, "proposal-use"), {**use, "used_on": "x"}).status_code == 422
    assert union.post(at(made, "proposal-use"), use).status_code == 303
    page = words(union.get(at(made)))
    assert [told in page for told in ("做得到。", "郑立", "烟尘少了。", "已投入使用")] == [True] * 4


def test_benefit_and_reward_are_recorded_through_the_pages(scene, union):
    made = scene.propose(authors=[{"name": "周海平", "share": 40}])
    scene.answer(made)
    use = {"version": "2", "used_on": "2026-03-02", "effect": "烟尘少了。"}
    union.post(at(made, "proposal-use"), use)
    assert "（改进前每期用量 − 改进后每期用量） × 单价 × 一年的期数 − 实施费用" in words(
        union.get(at(made, "proposal-benefit"))
    )
    form = f"{at(made, 'proposal-benefit')}?rule=saving"
    saved = {"before": "120", "after": "80", "price": "35", "periods": "12", "cost": "1800"}
    posted = {"version": "3", "year": "2026", "proven_by": "财务科 王敏", **saved}
    assert union.post(form, posted).status_code == 422  # without a proof
    assert union.post(form, {**posted, "proof": pdf()}).status_code == 303
    assert union.post(at(made, "proposal-reward"), {"version": "3", "amount": "900"}).status_code == 409
    assert union.post(at(made, "proposal-reward"), {"version": "3", "amount": "333.33"}).status_code == 303
    page = words(union.get(at(made)))
    assert "（120 单位 − 80 单位） × 35 元 × 12 期 − 1800 元 = 15,000.00 元" in page
    assert f"{scene.worker.name} 200.00、周海平 133.33" in page
    proof = union.get(reverse("desk:proposal-proof", args=[made.pk, made.benefits.get().pk]))
    assert (proof.status_code, proof["Content-Type"]) == (200, "application/pdf")
    proof.close()


def test_a_project_needs_a_studio_of_the_unit(scene, union):
    stored = scene.answer(scene.propose(), Verdict.STORE)
    posted = {"version": "2", "title": "排烟", "kind": "renovation", "level": "enterprise", "leader_name": "郑立"}
    days = {"starts_on": "2026-03-02", "ends_on": "2026-09-30"}
    assert union.post(at(stored, "proposal-project"), {**posted, **days, "studio": "1"}).status_code == 422


def test_what_is_like_it_is_shown_with_the_passage(scene, union):
    problem = "三号焊接工位烟尘大，夏天两台风扇对着吹，旁边的人也受不了。"
    other = scene.propose("焊接工位装排烟罩", problem=problem)
    page = union.get(at(scene.propose("给三号焊位装排烟罩", problem=problem)))
    assert at(other) in page.content.decode()
    assert "夏天两台风扇对着吹" in words(page)


def test_who_may_not_answer_is_told_why(scene, client_for):
    made = scene.propose()
    officer = client_for(scene.officer)
    assert officer.get(at(made)).status_code == 200
    assert officer.get(at(made, "proposal-answer")).status_code == 403
    stranger = client_for(person_at(Role.UNION_OFFICER, scene.federation.other_unit))
    assert stranger.get(at(made)).status_code == 404
    own = scene.propose("值班室加一个开水器", by=scene.union)
    assert client_for(scene.union).get(at(own, "proposal-answer")).status_code == 409


def test_the_list_filters_by_campaign_and_lateness(scene, client_for, clock_at):
    late = scene.propose()
    clock_at("2026-03-12 09:00")
    fresh = scene.propose("换模具用快卡")
    officer = client_for(scene.officer)
    page = words(officer.get(f"/desk/proposals/?late=yes&call={scene.call.pk}"))
    assert (late.title in page, fresh.title in page) == (True, False)
    assert words(officer.get("/desk/proposals/?state=adopted")).count(fresh.title) == 0


def test_the_campaigns_board_counts_proposals(scene, client_for):
    scene.propose()
    page = client_for(scene.officer).get(reverse("desk:call", args=[scene.call.pk]))
    assert f"/desk/proposals/?call={scene.call.pk}" in page.content.decode()
    assert reverse("desk:call-quotas", args=[scene.call.pk]) not in page.content.decode()


def test_the_public_reads_how_to_propose_and_nobody_applies(scene, client, client_for):
    page = words(client.get(reverse("portal:call", args=[scene.call.pk])))
    assert "5 个工作日内受理，20 个工作日内答复" in page
    assert "申报条件" not in page
    secretary = client_for(person_at(Role.STUDIO_SECRETARY, scene.federation.unit))
    assert scene.call.title not in words(secretary.get("/studio/"))
    assert secretary.post(reverse("studio:start", args=[scene.call.pk])).status_code == 409


def test_a_blueprint_of_proposals_is_edited_by_its_own_parts(scene, client_for):
    shipped = Blueprint.objects.get(code="rationalisation_proposals")
    draft = clone_blueprint(actor=scene.officer, blueprint=shipped, title="本地征集")
    officer = client_for(scene.officer)
    page = officer.get(reverse("desk:blueprint", args=[draft.pk])).content.decode()
    assert 'id="proposals"' in page
    assert [f'id="{part}"' in page for part in ("rubrics", "quotas", "scoring", "award")] == [False] * 4
    part = reverse("desk:blueprint-part", args=[draft.pk, "proposals"])
    posted = {"revision": draft.revision, "accept_days": "30", "answer_days": "20", "source": "本地文件"}
    assert officer.post(part, posted).status_code == 409  # the answer cannot be due before it is taken up
    assert officer.post(part, {**posted, "accept_days": "3"}).status_code == 303
    draft.refresh_from_db()
    assert draft.definition["proposals"]["accept_days"] == 3
    published = officer.post(reverse("desk:blueprint-publish", args=[draft.pk]), {"revision": draft.revision})
    assert published.status_code == 303


def test_photos_of_others_are_not_there(scene, client_for):
    made = scene.propose()
    assert Proposal.objects.filter(pk=made.pk).exists()
    assert client_for(scene.officer).get(reverse("desk:proposal-file", args=[made.pk, 1])).status_code == 404


def test_a_proposal_in_use_is_looked_at_offered_and_taken_over_through_the_pages(scene, union, client_for, clock_at):
    made = scene.use(scene.propose())
    offer = {"version": made.version, "summary": "吸烟罩要能转向。", "contact": "郑立"}
    assert union.post(at(made, "proposal-offer"), {**offer, "summary": ""}).status_code == 422
    assert union.post(at(made, "proposal-offer"), offer).status_code == 303
    other = client_for(person_at(Role.UNION_OFFICER, scene.federation.private_unit))
    shown = reverse("worker:offered", args=[made.pk])
    assert "吸烟罩要能转向。" in words(other.get(shown))
    assert other.get(at(made)).status_code == 404  # what the unit answered stays its own
    taken = {"since": "2026-03-02", "effect": "二车间装了两个。"}
    assert other.post(f"{shown}adopt/", {**taken, "since": "2025-01-01"}).status_code == 409
    assert other.post(f"{shown}adopt/", taken).status_code == 303
    assert "二车间装了两个。" in words(union.get(at(made)))
    assert "给三号焊位装排烟罩" in words(client_for(scene.worker).get(reverse("worker:offered-list")))
    clock_at("2026-06-02 09:00")
    assert "请回访建议的使用情况" in words(union.get("/desk/"))
    made.refresh_from_db()
    look = {"version": made.version, "finding": "still", "looked_on": "2026-06-02", "words": "每班都在用。"}
    assert union.post(at(made, "proposal-follow-up"), look).status_code == 303
    assert union.post(at(made, "proposal-follow-up"), look).status_code == 409  # sent twice
    page = words(union.get(at(made)))
    assert [told in page for told in ("满 3 个月", "每班都在用。", "满 12 个月")] == [True] * 3
    made.refresh_from_db()
    assert union.post(at(made, "proposal-offer-end"), {"version": made.version}).status_code == 303
    assert other.get(shown).status_code == 404


def test_energy_saved_is_recorded_and_shown_with_its_factors(federation, client_for, clock_at):
    clock_at(START)
    load_shipped_factors()
    scene = make_scene(federation, "energy_saving_proposals")
    made = scene.use(scene.propose(category="electricity"))
    clock_at("2026-10-08 09:00")
    union = client_for(scene.union)
    measured = {
        "version": made.version,
        "year": "2026",
        "before_from": "2025-03-02",
        "before_to": "2025-09-01",
        "after_from": "2026-03-02",
        "after_to": "2026-09-01",
        "output_unit": "件",
        "output_before": "1000",
        "output_after": "1100",
        "basis": "equivalent",
        "area": "00",
        "carrier_1": "electricity",
        "before_1": "50000",
        "after_1": "49000",
        "measured_by": "动力科 王敏",
    }
    address = at(made, "proposal-saving")
    assert union.post(address, {**measured, "carrier_2": "diesel", "proof": pdf()}).status_code == 422
    assert union.post(address, {**measured, "after_to": "2026-08-01", "proof": pdf()}).status_code == 409
    assert union.post(address, {**measured, "proof": pdf()}).status_code == 303
    page = words(union.get(at(made)))
    told = ("0.7374", "6,000 kWh", "0.1229 kgce/kWh", "GB/T 2589-2020", "3.2196")
    assert [one in page for one in told] == [True] * 5
    assert "0.7374" in words(client_for(scene.worker).get(reverse("worker:proposal", args=[made.pk])))


def test_figures_lead_to_the_proposals_and_to_the_silent_units(scene, union, client_for):
    scene.propose()
    page = union.get(reverse("desk:proposal-figures"))
    assert "还没有建议的单位" in words(page)
    officer = client_for(scene.officer)
    listed = officer.get(reverse("desk:proposal-units", args=[scene.call.pk]), {"silent": "yes"})
    shown = words(listed)
    assert (scene.federation.other_unit.host_unit in shown, scene.federation.unit.host_unit in shown) == (True, False)
    assert officer.get(reverse("desk:proposal-units", args=[999])).status_code == 404
