"""Guard the dated facts: what was entered stays, and no two periods that exclude each other share a day.

A period is ended once and struck once; nothing else about it ever changes. PostgreSQL keeps periods apart by exclusion
constraints (numbers as ranges of one, for which no extension is needed), SQLite, with its single writer, by triggers.
"""

from django.db import migrations

from jiangxin.core.database import PerEngine

_DATED = ("studio_id", "since", "document_number", "proof_id", "note", "entered_by_id", "entered_at")
_FACTS = {
    "studioname": ("name", "display_name", "basis"),
    "studioleadership": ("person_id", "person_name"),
    "studiomembership": ("person_id", "person_name", "role", "front_line", "task"),
    "studiohosting": ("unit_id", "unit_name"),
    "studiolevelheld": ("level", "awarding_body", "award_id", "valid_until"),
    "studioplace": ("address", "area_m2", "functions"),
    "studioequipment": ("name", "number", "value"),
    "studiostanding": ("state",),
}
# Beside the studio, what two periods must have in common to exclude each other. Equipment never does.
_APART = {
    "studioname": "",
    "studioleadership": "",
    "studiomembership": "person_id",
    "studiohosting": "",
    "studiolevelheld": "level",
    "studioplace": "",
    "studiostanding": "",
}
_LEVELS = ("enterprise", "county", "city", "province", "province_demo", "national_demo")
_REFUSAL = "rows of {table} are not changed or deleted"


def _changes(facts, differs):
    changed = [f"OLD.{column} {differs} NEW.{column}" for column in ("id", *_DATED, *facts)]
    ended_again = f"(OLD.until IS NOT NULL AND OLD.until {differs} NEW.until)"
    return " OR ".join([*changed, ended_again, "OLD.struck_at IS NOT NULL"])


def _keep(name, facts):
    table = f"studios_{name}"
    no = f"SELECT RAISE(ABORT, '{_REFUSAL.format(table=table)}')"
    act = "EXECUTE FUNCTION jiangxin_refuse_change()"
    when = _changes(facts, "IS DISTINCT FROM")
    return PerEngine(
        f"Keep the periods of {table} as they were entered",
        sqlite=[
            f"CREATE TRIGGER {table}_keep_update BEFORE UPDATE ON {table} WHEN {_changes(facts, 'IS NOT')} BEGIN {no}; END",
            f"CREATE TRIGGER {table}_keep_delete BEFORE DELETE ON {table} BEGIN {no}; END",
        ],
        sqlite_back=[f"DROP TRIGGER {table}_keep_update", f"DROP TRIGGER {table}_keep_delete"],
        postgresql=[
            f"CREATE TRIGGER {table}_keep_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({when}) {act}",
            f"CREATE TRIGGER {table}_keep_delete BEFORE DELETE ON {table} FOR EACH ROW {act}",
            f"CREATE TRIGGER {table}_keep_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {act}",
        ],
        postgresql_back=[f"DROP TRIGGER {table}_keep_{word} ON {table}" for word in ("update", "delete", "truncate")],
    )


def _no_overlap(act, table, key):
    same = f" AND other.{key} = NEW.{key}" if key else ""
    return (
        f"CREATE TRIGGER {table}_apart_{act.lower()} BEFORE {act} ON {table} WHEN NEW.struck_at IS NULL AND EXISTS ("
        f"SELECT 1 FROM {table} other WHERE other.studio_id = NEW.studio_id{same} AND other.struck_at IS NULL"
        " AND other.id IS NOT NEW.id AND other.since <= COALESCE(NEW.until, '9999-12-31')"
        " AND NEW.since <= COALESCE(other.until, '9999-12-31'))"
        f" BEGIN SELECT RAISE(ABORT, 'periods of {table} overlap'); END"
    )


def _exclusions(table, key):
    def exclude(name, extra, where):
        days = "int8range(studio_id, studio_id, '[]') WITH &&, daterange(since, until, '[]') WITH &&"
        rule = f"EXCLUDE USING gist ({days}{extra}) WHERE (struck_at IS NULL{where})"
        return name, f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}"

    if key == "person_id":
        return [exclude(f"{table}_apart", ", int8range(person_id, person_id, '[]') WITH &&", "")]
    if key == "level":
        return [exclude(f"{table}_apart_{level}", "", f" AND level = '{level}'") for level in _LEVELS]
    return [exclude(f"{table}_apart", "", "")]


def _apart(name, key):
    table = f"studios_{name}"
    rules = _exclusions(table, key)
    return PerEngine(
        f"Keep the periods of {table} apart",
        sqlite=[_no_overlap(act, table, key) for act in ("INSERT", "UPDATE")],
        sqlite_back=[f"DROP TRIGGER {table}_apart_{act}" for act in ("insert", "update")],
        postgresql=[statement for _name, statement in rules],
        postgresql_back=[f"ALTER TABLE {table} DROP CONSTRAINT {rule}" for rule, _statement in rules],
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0003_kept_rows"), ("studios", "0004_file_history")]

    operations = [
        *(_keep(name, facts) for name, facts in _FACTS.items()),
        *(_apart(name, key) for name, key in _APART.items()),
    ]
