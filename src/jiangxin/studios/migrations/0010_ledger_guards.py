"""Guard the ledger: what was entered stays; rows of projects and outcomes are struck, never deleted."""

from django.db import migrations

from jiangxin.core.database import KeepRows, PerEngine

_ENTRY = (
    "id",
    "studio_id",
    "category",
    "day",
    "title",
    "place",
    "content",
    "minutes",
    "headcount",
    "level",
    "project_id",
    "outcome_id",
    "entered_by_id",
    "entered_at",
)
_STRUCK = "OLD.struck_at IS NOT NULL"


def _keep(table, columns=()):
    def when(differs):
        return " OR ".join([*(f"OLD.{column} {differs} NEW.{column}" for column in columns), _STRUCK])

    no = f"SELECT RAISE(ABORT, 'rows of {table} are not changed or deleted')"
    act = "EXECUTE FUNCTION jiangxin_refuse_change()"
    return PerEngine(
        f"Keep the rows of {table}",
        sqlite=[
            f"CREATE TRIGGER {table}_keep_update BEFORE UPDATE ON {table} WHEN {when('IS NOT')} BEGIN {no}; END",
            f"CREATE TRIGGER {table}_keep_delete BEFORE DELETE ON {table} BEGIN {no}; END",
        ],
        sqlite_back=[f"DROP TRIGGER {table}_keep_update", f"DROP TRIGGER {table}_keep_delete"],
        postgresql=[
            f"CREATE TRIGGER {table}_keep_update BEFORE UPDATE ON {table}"
            f" FOR EACH ROW WHEN ({when('IS DISTINCT FROM')}) {act}",
            f"CREATE TRIGGER {table}_keep_delete BEFORE DELETE ON {table} FOR EACH ROW {act}",
            f"CREATE TRIGGER {table}_keep_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {act}",
        ],
        postgresql_back=[f"DROP TRIGGER {table}_keep_{word} ON {table}" for word in ("update", "delete", "truncate")],
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0003_kept_rows"), ("studios", "0009_ledger_tables")]

    operations = [
        _keep("studios_ledgerentry", _ENTRY),
        _keep("studios_project"),
        _keep("studios_outcome"),
        _keep("studios_milestone"),
        KeepRows("studios_ledgerfile"),
        KeepRows("studios_signin"),
    ]
