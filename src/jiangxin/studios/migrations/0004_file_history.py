"""Open the file of every studio of the directory with what its naming document says."""

from datetime import timedelta

from django.db import migrations

_AT_ONCE = 500
_PERIODS = ("StudioName", "StudioLeadership", "StudioHosting", "StudioLevelHeld", "StudioStanding")
_ONE_DAY = timedelta(days=1)


def fill(apps, schema_editor):
    """Enter name, leader, host, level and standing of each studio since its naming."""
    del schema_editor
    studios = apps.get_model("studios", "Studio").objects.select_related("award__document").order_by("pk")
    rows = {name: [] for name in _PERIODS}
    for studio in studios.iterator(chunk_size=_AT_ONCE):
        _add(apps, rows, studio)
        if len(rows["StudioName"]) >= _AT_ONCE:
            _write(apps, rows)
    _write(apps, rows)


def _write(apps, rows):
    for name, made in rows.items():
        apps.get_model("studios", name).objects.bulk_create(made)
        made.clear()


def _add(apps, rows, studio):
    award, number = studio.award, studio.award.document.number

    def add(kind, /, since=studio.named_on, until=None, document_number=number, **facts):
        model = apps.get_model("studios", kind)
        rows[kind].append(model(studio=studio, since=since, until=until, document_number=document_number, **facts))

    add("StudioName", name=studio.name)
    if studio.leader_name:
        add("StudioLeadership", person_id=studio.leader_id, person_name=studio.leader_name)
    add("StudioHosting", unit_id=studio.unit_id, unit_name=studio.unit_name)
    ended_on = award.withdrawn_on if studio.state == "withdrawn" else None
    until = ended_on - _ONE_DAY if ended_on else None
    if until is None or until >= studio.named_on:
        term = award.valid_until if award.valid_until and award.valid_until >= studio.named_on else None
        held = {"level": studio.level, "awarding_body": award.awarding_body, "award": award, "valid_until": term}
        add("StudioLevelHeld", until=until, **held)
        add("StudioStanding", until=until, state="active")
    if ended_on:
        add("StudioStanding", since=ended_on, document_number=award.withdrawn_document, state="withdrawn")


def empty(apps, schema_editor):
    """Leave the tables empty."""
    del schema_editor
    for name in _PERIODS:
        apps.get_model("studios", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("studios", "0003_file_tables")]

    operations = [migrations.RunPython(fill, empty)]
