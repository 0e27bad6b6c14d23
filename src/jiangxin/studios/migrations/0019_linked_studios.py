"""What a studio is linked with and stays apart from: a skill-master studio of another office, a university, an institute."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import PerEngine

_TABLE = "studios_studiolink"
_KINDS = [("skill_master", "技能大师工作室"), ("research", "合作高校、科研院所"), ("other", "其他")]
_KEPT = ("id", "studio_id", "since", "document_number", "proof_id", "note", "entered_by_id", "entered_at")
_FACTS = ("kind", "name", "body", "linked_id")


def _to(model, **facts):
    return models.ForeignKey(
        **{"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": model, **facts}
    )


def _when(differs):
    changed = [f"OLD.{column} {differs} NEW.{column}" for column in (*_KEPT, *_FACTS)]
    ended_again = f"(OLD.until IS NOT NULL AND OLD.until {differs} NEW.until)"
    return " OR ".join([*changed, ended_again, "OLD.struck_at IS NOT NULL"])


_NO = f"SELECT RAISE(ABORT, 'rows of {_TABLE} are not changed or deleted')"
_REFUSE = "EXECUTE FUNCTION jiangxin_refuse_change()"


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_sealed_log"),
        ("studios", "0018_titles_at_a_level"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StudioLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("entered_at", models.DateTimeField(null=True)),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                ("kind", models.CharField(choices=_KINDS, max_length=12, verbose_name="关联类型")),
                ("name", models.CharField(max_length=120, verbose_name="关联对象名称")),
                ("body", models.CharField(max_length=120, verbose_name="主管部门或所属单位")),
                ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ("linked", _to("studios.studio", blank=True, null=True, verbose_name="名录中的工作室")),
                ("proof", _to("core.storedfile", blank=True, null=True)),
                ("studio", _to("studios.studio", related_name="%(class)s_periods")),
            ],
            options={
                "verbose_name": "关联对象",
                "ordering": ["since", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="studiolink_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="studiolink_struck_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", [code for code, _label in _KINDS])),
                        name="studiolink_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("linked", models.F("studio")), _negated=True),
                        name="studiolink_with_another",
                    ),
                ],
            },
        ),
        PerEngine(
            "Keep the links of studios as they were entered",
            sqlite=[
                f"CREATE TRIGGER {_TABLE}_keep_update BEFORE UPDATE ON {_TABLE} WHEN {_when('IS NOT')} BEGIN {_NO}; END",
                f"CREATE TRIGGER {_TABLE}_keep_delete BEFORE DELETE ON {_TABLE} BEGIN {_NO}; END",
                f"CREATE TRIGGER {_TABLE}_keep_insert BEFORE insert ON {_TABLE}"
                f" WHEN (EXISTS (SELECT 1 FROM {_TABLE} AS kept WHERE (kept.id = NEW.id))) BEGIN {_NO}; END",
            ],
            sqlite_back=[f"DROP TRIGGER {_TABLE}_keep_{act}" for act in ("update", "delete", "insert")],
            postgresql=[
                f"CREATE TRIGGER {_TABLE}_keep_update BEFORE UPDATE ON {_TABLE}"
                f" FOR EACH ROW WHEN ({_when('IS DISTINCT FROM')}) {_REFUSE}",
                f"CREATE TRIGGER {_TABLE}_keep_delete BEFORE DELETE ON {_TABLE} FOR EACH ROW {_REFUSE}",
                f"CREATE TRIGGER {_TABLE}_keep_truncate BEFORE TRUNCATE ON {_TABLE} FOR EACH STATEMENT {_REFUSE}",
            ],
            postgresql_back=[
                f"DROP TRIGGER {_TABLE}_keep_{act} ON {_TABLE}" for act in ("update", "delete", "truncate")
            ],
        ),
    ]
