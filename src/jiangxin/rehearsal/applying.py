"""Writing and handing in applications through services: for the sample city and for tests."""

from datetime import date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.queries import draft_answers, form_of
from jiangxin.campaigns.services import (
    attach_file,
    attach_sealed_scan,
    recommend_entry,
    save_answers,
    start_entry,
    submit_entry,
)
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM
from jiangxin.core.files import Upload
from jiangxin.forms.answers import Answers, Visibility
from jiangxin.forms.definition import Field, FormDefinition
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import actor_of
from jiangxin.people.enums import HonourKind, HonourLevel
from jiangxin.people.services import enter_honour, enter_person, verify_honour
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.applications import Applications
from jiangxin.rehearsal.founding import Unit


def upload_for(field: Field, label: str) -> Upload:
    """Return a small real file of a kind the field takes."""
    if not field.accepts or "pdf" in field.accepts:
        return SimpleUploadedFile(f"{label}.pdf", papers.pdf(label), "application/pdf")
    return SimpleUploadedFile(f"{label}.jpg", papers.photo(label, hue=len(label) * 17), "image/jpeg")


def places_for_files(form: FormDefinition, answers: Answers) -> list[tuple[str, Field, int]]:
    """Return each shown, required place for files: its path, its field, how many files it needs."""
    shown = Visibility(form, answers)
    places = []
    for section in form.sections:
        for row in range(len(shown.rows(section))) if section.repeated else [None]:
            for field in section.fields:
                wanted = field.is_file and shown.field(section, field, row) and shown.required(section, field, row)
                if shown.section(section) and wanted:
                    path = f"{section.code}.{field.code}" if row is None else f"{section.code}.{row}.{field.code}"
                    places.append((path, field, max(field.min_files, 1)))
    return places


def host_unit_answers(unit: Unit) -> dict[str, object]:
    """Return what a unit's own file says of it, in the words of the form."""
    organisation = unit.organisation
    return {
        "name": organisation.unit_name,
        "uscc": organisation.uscc,
        "division_code": organisation.division_code,
        "ownership": organisation.ownership,
        "is_nonpublic": organisation.ownership in {"private", "foreign"},
        "employees": str(organisation.employees),
        "members": str(organisation.members),
        "union_name": organisation.name,
    }


def register_leader(unit: Unit) -> None:
    """Enter the leader in the register of honours, with the paper, and verify it: without it nobody applies."""
    leader, today = unit.leader, clock.today()
    person = enter_person(actor=SYSTEM, name=leader.name, resident_id=leader.resident_id, gender=leader.gender)
    honour = enter_honour(
        actor=SYSTEM,
        person=person,
        kind=HonourKind.MODEL_WORKER,
        level=HonourLevel.CITY,
        name="市劳动模范",
        awarded_by="市人民政府",
        awarded_on=date(today.year - 3, 4, 28),
        document_number=f"市政〔{today.year - 3}〕18号",
        certificate=SimpleUploadedFile("honour.pdf", papers.pdf("honour"), "application/pdf"),
    )
    if honour.verified_at is None:
        verify_honour(actor=SYSTEM, honour=honour)


def write_draft(unit: Unit, call: Call, maker: Applications) -> Entry:
    """Start an application and fill it, files and sealed scan included; its leader is in the register."""
    register_leader(unit)
    actor = actor_of(unit.secretary)
    entry = start_entry(actor=actor, call=call, unit=unit.organisation, secretary=unit.secretary.account)
    form = form_of(call)
    answers = maker.answers(form, leader=unit.leader, trade=unit.trade, unit=host_unit_answers(unit))
    save_answers(actor=actor, entry=entry, answers=answers, base_revision=entry.answers.revision)
    for path, field, count in places_for_files(form, answers):
        for number in range(count):
            attach_file(actor=actor, entry=entry, path=path, upload=upload_for(field, f"{field.code}{number + 1}"))
    entry.answers.refresh_from_db()
    scan = SimpleUploadedFile("sealed.pdf", papers.pdf(f"sealed {entry.number}"), "application/pdf")
    attach_sealed_scan(actor=actor, entry=entry, upload=scan)
    entry.refresh_from_db()
    entry.answers.refresh_from_db()
    return entry


def hand_in(unit: Unit, call: Call, maker: Applications) -> Entry:
    """Write an application and submit it."""
    entry = write_draft(unit, call, maker)
    submit_entry(actor=actor_of(unit.secretary), entry=entry, expected_version=entry.version)
    entry.refresh_from_db()
    return entry


def recommend_to_city(entry: Entry, unit: Unit, county: Duty, *, county_at: datetime | None = None) -> Entry:
    """Recommend a submitted entry at the unit and at its county or industrial union."""
    recommend_entry(
        actor=actor_of(unit.officer),
        entry=entry,
        opinion="材料真实，本单位公示无异议，同意推荐。",
        expected_version=entry.version,
    )
    with clock.stopped_at(county_at or clock.now()):
        recommend_entry(
            actor=actor_of(county),
            entry=entry,
            opinion="经审核符合条件，同意推荐。",
            expected_version=entry.version,
            document_number="",
        )
    entry.refresh_from_db()
    return entry


def names_in(entry: Entry) -> list[str]:
    """Return the names of people an application mentions (leader and members)."""
    answers = draft_answers(entry)
    members = [str(row.get("name", "")) for row in answers.get("members", ())]
    return [entry.leader_name, *filter(None, members)]
