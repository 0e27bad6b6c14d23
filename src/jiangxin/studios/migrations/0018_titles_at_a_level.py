"""The kind of title a level was given as: two kinds are held at one level, each with its document and term.

Titles entered before were of the studio's own kind. SQLite lays the table anew for the column, which takes its guards
away, so they are taken down before and put up afterwards, the kind among what they guard.
"""

from django.db import migrations, models

from jiangxin.core.database import PerEngine

_TABLE = "studios_studiolevelheld"
_KINDS = {
    "model_worker_innovation": "劳模创新工作室",
    "model_worker_service": "劳模服务工作室",
    "craftsman_innovation": "工匠（人才）创新工作室",
    "high_skill_innovation": "高技能人才（劳模）创新工作室",
    "worker_innovation": "职工创新工作室",
    "craft_master": "传统工艺（手艺）大师创新工作室",
    "technician": "技师创新工作室",
    "women": "巾帼创新工作室",
    "youth": "青年创新工作室",
    "talent": "英才创新工作室",
    "joint": "联合创新工作室",
    "skill_master": "技能大师工作室",
}
_LEVELS = ("enterprise", "county", "city", "province", "province_demo", "national_demo")
_DATED = ("studio_id", "since", "document_number", "proof_id", "note", "entered_by_id", "entered_at")
_FACTS = ("level", "awarding_body", "award_id", "valid_until")


def _when(columns, differs):
    changed = [f"OLD.{column} {differs} NEW.{column}" for column in ("id", *_DATED, *columns)]
    return " OR ".join(
        [*changed, f"(OLD.until IS NOT NULL AND OLD.until {differs} NEW.until)", "OLD.struck_at IS NOT NULL"]
    )


def _on_sqlite(columns, same):
    no = f"SELECT RAISE(ABORT, 'rows of {_TABLE} are not changed or deleted')"
    meets = (
        f"NEW.struck_at IS NULL AND EXISTS (SELECT 1 FROM {_TABLE} other WHERE other.studio_id = NEW.studio_id{same}"
        " AND other.struck_at IS NULL AND other.id IS NOT NEW.id AND other.since <= COALESCE(NEW.until, '9999-12-31')"
        " AND NEW.since <= COALESCE(other.until, '9999-12-31'))"
    )
    return [
        f"CREATE TRIGGER {_TABLE}_keep_update BEFORE UPDATE ON {_TABLE} WHEN {_when(columns, 'IS NOT')} BEGIN {no}; END",
        f"CREATE TRIGGER {_TABLE}_keep_delete BEFORE DELETE ON {_TABLE} BEGIN {no}; END",
        f"CREATE TRIGGER {_TABLE}_keep_insert BEFORE insert ON {_TABLE}"
        f" WHEN (EXISTS (SELECT 1 FROM {_TABLE} AS kept WHERE (kept.id = NEW.id))) BEGIN {no}; END",
        *(
            f"CREATE TRIGGER {_TABLE}_apart_{act} BEFORE {act.upper()} ON {_TABLE} WHEN {meets}"
            f" BEGIN SELECT RAISE(ABORT, 'periods of {_TABLE} overlap'); END"
            for act in ("insert", "update")
        ),
    ]


def _on_postgresql(columns, same):
    periods = f"int8range(studio_id, studio_id, '[]') WITH &&, daterange(since, until, '[]') WITH &&{same}"
    return [
        f"CREATE TRIGGER {_TABLE}_keep_update BEFORE UPDATE ON {_TABLE}"
        f" FOR EACH ROW WHEN ({_when(columns, 'IS DISTINCT FROM')}) EXECUTE FUNCTION jiangxin_refuse_change()",
        *(
            f"ALTER TABLE {_TABLE} ADD CONSTRAINT {_TABLE}_apart_{level}"
            f" EXCLUDE USING gist ({periods}) WHERE (struck_at IS NULL AND level = '{level}')"
            for level in _LEVELS
        ),
    ]


_DOWN = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {_TABLE}_{name}"
        for name in ("keep_update", "keep_delete", "keep_insert", "apart_insert", "apart_update")
    ],
    "postgresql": [
        f"DROP TRIGGER {_TABLE}_keep_update ON {_TABLE}",
        *(f"ALTER TABLE {_TABLE} DROP CONSTRAINT {_TABLE}_apart_{level}" for level in _LEVELS),
    ],
}
# A number of each kind as a range of one, as the other keys: gist compares no words without an extension.
_PLACE = f"array_position(ARRAY[{', '.join(repr(kind) for kind in _KINDS)}]::varchar[], kind)"
_UP = {
    "sqlite": _on_sqlite((*_FACTS, "kind"), " AND other.level = NEW.level AND other.kind = NEW.kind"),
    "postgresql": _on_postgresql((*_FACTS, "kind"), f", int8range({_PLACE}, {_PLACE}, '[]') WITH &&"),
}
_UP_BEFORE = {"sqlite": _on_sqlite(_FACTS, " AND other.level = NEW.level"), "postgresql": _on_postgresql(_FACTS, "")}
_FILL = [f"UPDATE {_TABLE} SET kind = (SELECT kind FROM studios_studio WHERE studios_studio.id = {_TABLE}.studio_id)"]


class Migration(migrations.Migration):
    dependencies = [("studios", "0017_grade_facts")]

    operations = [
        PerEngine(
            "Take down the guards of levels",
            sqlite=_DOWN["sqlite"],
            sqlite_back=_UP_BEFORE["sqlite"],
            postgresql=_DOWN["postgresql"],
            postgresql_back=_UP_BEFORE["postgresql"],
        ),
        migrations.AddField(
            "studiolevelheld",
            "kind",
            models.CharField(
                choices=list(_KINDS.items()), default="worker_innovation", max_length=40, verbose_name="称号类别"
            ),
            preserve_default=False,
        ),
        PerEngine("Titles entered before are of the studio's own kind", sqlite=_FILL, postgresql=_FILL),
        migrations.AddConstraint(
            "studiolevelheld",
            models.CheckConstraint(condition=models.Q(kind__in=list(_KINDS)), name="studiolevelheld_kind_known"),
        ),
        PerEngine(
            "Keep levels, and apart those of one kind",
            sqlite=_UP["sqlite"],
            sqlite_back=_DOWN["sqlite"],
            postgresql=_UP["postgresql"],
            postgresql_back=_DOWN["postgresql"],
        ),
    ]
