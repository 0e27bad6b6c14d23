"""The tree with its duties, the journal, and long work."""

import ast
from pathlib import Path

import jiangxin
from jiangxin.campaigns.blueprint.shipped import shipped_definitions
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Recusal
from jiangxin.core import clock, jobs
from jiangxin.core.actor import Role
from jiangxin.core.files.store import keep_bytes
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.models import Duty, Organisation
from jiangxin.people.models import Account
from jiangxin.proposals.path import WAYS
from jiangxin.web.desk.act_words import ACTS
from tests.campaigns.scene import DECLARING, person_at
from tests.factories import AccountFactory
from tests.laying import laid


@laid
def officer(federation):
    return person_at(Role.OFFICER_CITY, federation.city)


def test_a_county_sees_and_keeps_its_own_subtree(federation, open_page):
    county = person_at(Role.REVIEWER_FIRST, federation.county)
    page = open_page(county, "/desk/organisations/")

    assert set(page.all("tbody th")) == {
        federation.county.name,
        federation.unit.name,
        federation.private_unit.name,
    }
    assert open_page(county, f"/desk/organisations/{federation.other_unit.pk}/").status == 404
    assert open_page(county, f"/desk/organisations/{federation.unit.pk}/").status == 200


def test_an_organisation_is_added_below_ones_own(federation, officer, open_page, send):
    county = person_at(Role.REVIEWER_FIRST, federation.county)
    values = {"parent": str(federation.county.pk), "name": "青石新材料公司工会", "level": "grassroots"}

    send(county, "/desk/organisations/new/", values)

    made = Organisation.objects.get(name="青石新材料公司工会")
    assert made.path.startswith(federation.county.path)
    again = send(county, "/desk/organisations/new/", values)
    assert (again.status, Organisation.objects.filter(name="青石新材料公司工会").count()) == (409, 1)
    elsewhere = send(county, "/desk/organisations/new/", values | {"parent": str(federation.other_county.pk)})
    assert elsewhere.status == 422


def test_a_duty_is_given_to_somebody_new_and_ended(federation, officer, open_page, send):
    where = f"/desk/organisations/{federation.unit.pk}/"
    values = open_page(officer, f"{where}duties/").values("") | {
        "username": "liang",
        "name": "梁守正",
        "role": "union_officer",
    }

    page = send(officer, f"{where}duties/", values)

    duty = Duty.objects.get(account__username="liang")
    assert (duty.role, duty.organisation, duty.account.person.name) == ("union_officer", federation.unit, "梁守正")
    (password,) = page.all("code")
    assert duty.account.check_password(password)
    assert "no-store" in page.response["Cache-Control"]
    assert page.links("main a.btn-primary") == [where]
    assert "梁守正" in open_page(officer, where).all("tbody th")
    ended = send(officer, f"/desk/duties/{duty.pk}/end/")
    duty.refresh_from_db()
    assert duty.until is not None
    assert ended.status == 200


def test_an_account_is_not_made_by_halves(federation, officer, send):
    before = Account.objects.count()
    values = {"username": "neu", "name": "", "role": "worker", "since": "2026-01-01"}

    page = send(officer, f"/desk/organisations/{federation.unit.pk}/duties/", values)

    assert (page.status, page.links(".jx-errors a")) == (409, ["#id_name"])
    assert (Account.objects.count(), Duty.objects.filter(account__username="neu").count()) == (before, 0)


def test_the_same_duty_is_not_given_twice(federation, officer, send):
    account = AccountFactory(username="twice")
    values = {"username": "twice", "role": "union_officer", "since": "2026-01-01"}
    where = f"/desk/organisations/{federation.unit.pk}/duties/"

    assert send(officer, where, values).status == 200
    assert send(officer, where, values).status == 409
    assert Duty.objects.filter(account=account).count() == 1


def test_a_county_appoints_only_below_and_nobody_ends_their_own_duty(federation, send):
    county = person_at(Role.REVIEWER_FIRST, federation.county)
    AccountFactory(username="friend")
    values = {"username": "friend", "role": "officer_city", "since": "2026-01-01"}

    assert send(county, f"/desk/organisations/{federation.unit.pk}/duties/", values).status == 422
    assert send(county, f"/desk/duties/{county.duty_id}/end/").status == 409
    outside = person_at(Role.UNION_OFFICER, federation.other_unit)
    assert send(county, f"/desk/duties/{outside.duty_id}/end/").status == 404
    assert Duty.objects.filter(until__isnull=False).count() == 0


def test_the_journal_tells_acts_and_refusals(scene, clock_at, open_page):
    clock_at(DECLARING)
    entry = scene.entry(EntryState.RECOMMENDED_UNIT)
    county = scene.county()
    scene.recommend(county, entry, "材料真实，同意推荐。")

    page = open_page(scene.leader, "/desk/journal/", q="材料真实")
    assert page.all("tbody td[data-label=事项]") == ["县（市、区）、产业工会推荐"]
    record = JournalEntry.objects.get(act="campaigns.recommend_county")
    shown = open_page(scene.leader, f"/desk/journal/{record.pk}/")
    assert record.digest in shown.text
    assert "recommended_unit" in shown.text
    assert open_page(scene.leader, "/desk/journal/", outcome="refused").all("tbody th") == []
    assert len(open_page(scene.leader, "/desk/journal/", room="campaigns.", who=county.name).all("tbody tr")) == 1


def test_the_journal_is_for_the_city_and_closed_by_conflicts(scene, clock_at, open_page):
    clock_at(DECLARING)
    entry = scene.entry(EntryState.RECOMMENDED_UNIT)
    scene.recommend(scene.county(), entry)
    record = JournalEntry.objects.get(act="campaigns.recommend_county")
    Recusal.objects.create(entry=entry, person_id=scene.officer.person_id, reason="近亲属", since=clock.now())

    assert open_page(scene.officer, f"/desk/journal/{record.pk}/").status == 404
    assert open_page(scene.county(), "/desk/journal/").status == 403
    assert open_page(scene.leader, f"/desk/journal/{record.pk}/").status == 200


@jobs.kind("tests.desk_job")
def _work(progress):
    progress.tell(1, 2, "一半")
    return keep_bytes(actor=progress.actor, name="result.pdf", content=b"%PDF-1.4", kind="pdf", purpose="test")


def test_a_job_is_watched_by_its_owner_alone(federation, officer, open_page):
    job = jobs.ask(actor=officer, code="tests.desk_job", title="打印证书", parameters={})
    where = f"/desk/jobs/{job.pk}/"

    assert "打印证书" in open_page(officer, where).text
    assert open_page(officer, f"{where}status/").response.json()["over"] is False
    assert open_page(officer, f"{where}result/").status == 404
    assert jobs.work_off() == 1
    assert open_page(officer, f"{where}status/").response.json()["state"] == "done"
    assert f"{where}result/" in open_page(officer, where).links("main a")
    assert open_page(officer, f"{where}result/").body == b"%PDF-1.4"
    other = person_at(Role.OFFICER_CITY, federation.city)
    assert {open_page(other, address).status for address in (where, f"{where}status/", f"{where}result/")} == {404}


def test_a_job_is_stopped(officer, open_page, send):
    job = jobs.ask(actor=officer, code="tests.desk_job", title="打印证书", parameters={})

    page = send(officer, f"/desk/jobs/{job.pk}/cancel/")

    job.refresh_from_db()
    assert (job.state, page.status) == ("cancelled", 200)
    assert send(officer, f"/desk/jobs/{job.pk}/cancel/").status == 409


def test_every_act_of_the_house_has_words():
    """A service that records under a new name must put it into the registry."""
    named = set()
    for path in Path(jiangxin.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            value = (
                node.args[0]
                if called == "service" and node.args
                else given.get("act")
                if called == "journal.record"
                else None
            )
            if isinstance(value, ast.Constant):
                named.add(value.value)
    tables = [one.get("transitions", ()) for one in shipped_definitions().values()]
    moves = {f"campaigns.{row['act']}" for table in tables for row in table} | {f"proposals.{act}" for act in WAYS}

    assert (named | moves) - set(ACTS) == set()


def test_only_duties_that_may_be_ended_are_offered_to_be_ended(federation, open_page):
    officer = person_at(Role.OFFICER_CITY, federation.city)
    person_at(Role.SYSTEM_ADMINISTRATOR, federation.city)
    expert = person_at(Role.EXPERT, federation.city)

    page = open_page(officer, f"/desk/organisations/{federation.city.pk}/")

    assert [link for link in page.links("main a") if link.endswith("/end/")] == [f"/desk/duties/{expert.duty_id}/end/"]
