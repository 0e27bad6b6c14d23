"""The studios: file, money, service, ledger, alliances and takeovers, with what guards them."""

import uuid

import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.database import KeepRows, LayTables, PerEngine

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, **facts):
    return models.ForeignKey(**{"on_delete": models.PROTECT, "related_name": "+", "to": model, **facts})


def _once(model, **facts):
    return models.OneToOneField(**{"on_delete": models.PROTECT, "to": model, **facts})


# What a row of these tables says never changes; it may be struck once. A period is, besides, ended once.
_DATED = ("id", "studio_id", "since", "document_number", "proof_id", "note", "entered_by_id", "entered_at")
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
_KEPT = {
    "studios_studioname": (*_DATED, "name", "display_name", "basis"),
    "studios_studioleadership": (*_DATED, "person_id", "person_name"),
    "studios_studiomembership": (*_DATED, "person_id", "person_name", "role", "front_line", "task"),
    "studios_studiohosting": (*_DATED, "unit_id", "unit_name"),
    "studios_studiolevelheld": (*_DATED, "level", "awarding_body", "award_id", "valid_until"),
    "studios_studioplace": (*_DATED, "address", "area_m2", "functions"),
    "studios_studioequipment": (*_DATED, "name", "number", "value"),
    "studios_studiostanding": (*_DATED, "state"),
    "studios_ledgerentry": _ENTRY,
    "studios_project": (),
    "studios_outcome": (),
    "studios_milestone": (),
    "studios_studiopaper": (),
}
_NEVER_CHANGED = (
    "studios_matchingpayment",
    "studios_expense",
    "studios_expensereversal",
    "studios_servicerecord",
    "studios_servicerecordstrike",
    "studios_clawback",
    "studios_clawbackreturn",
    "studios_ledgerfile",
    "studios_signin",
    "studios_allianceagreement",
    "studios_studiochangepaper",
    "studios_assessmentoutcome",
    "studios_reconfirmation",
    "studios_levelrecommendation",
    "studios_rectificationfile",
)


def _keep(table, columns):
    def when(differs):
        changed = [f"OLD.{column} {differs} NEW.{column}" for column in columns]
        if "since" in columns:
            changed.append(f"(OLD.until IS NOT NULL AND OLD.until {differs} NEW.until)")
        return " OR ".join([*changed, "OLD.struck_at IS NOT NULL"])

    no = f"SELECT RAISE(ABORT, 'rows of {table} are not changed or deleted')"
    act = "EXECUTE FUNCTION jiangxin_refuse_change()"
    return PerEngine(
        f"Keep the rows of {table} as they were entered",
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


# Periods of one owner that have `key`, too, in common share no day. PostgreSQL keeps them apart by exclusion constraints
# (numbers as ranges of one, for which no extension is needed), SQLite, with its single writer, by triggers.
_APART = (
    ("studios_studioname", "", "studio_id"),
    ("studios_studioleadership", "", "studio_id"),
    ("studios_studiomembership", "person_id", "studio_id"),
    ("studios_studiohosting", "", "studio_id"),
    ("studios_studiolevelheld", "level", "studio_id"),
    ("studios_studioplace", "", "studio_id"),
    ("studios_studiostanding", "", "studio_id"),
    ("studios_alliancemember", "studio_id", "alliance_id"),
    ("studios_alliancechair", "", "alliance_id"),
)
_LEVELS = ("enterprise", "county", "city", "province", "province_demo", "national_demo")


def _apart(table, key, owner):
    struck = owner == "studio_id"  # rows of alliances are not struck
    rules = _exclusions(table, key, owner, struck=struck)
    return PerEngine(
        f"Keep the periods of {table} apart",
        sqlite=[_no_overlap(act, table, key, owner, struck=struck) for act in ("INSERT", "UPDATE")],
        sqlite_back=[f"DROP TRIGGER {table}_apart_{act}" for act in ("insert", "update")],
        postgresql=[f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}" for name, rule in rules.items()],
        postgresql_back=[f"ALTER TABLE {table} DROP CONSTRAINT {name}" for name in rules],
    )


def _no_overlap(act, table, key, owner, *, struck):
    same = f" AND other.{key} = NEW.{key}" if key else ""
    standing, other_standing = ("NEW.struck_at IS NULL AND ", " AND other.struck_at IS NULL") if struck else ("", "")
    return (
        f"CREATE TRIGGER {table}_apart_{act.lower()} BEFORE {act} ON {table} WHEN {standing}EXISTS ("
        f"SELECT 1 FROM {table} other WHERE other.{owner} = NEW.{owner}{same}{other_standing}"
        " AND other.id IS NOT NEW.id AND other.since <= COALESCE(NEW.until, '9999-12-31')"
        " AND NEW.since <= COALESCE(other.until, '9999-12-31'))"
        f" BEGIN SELECT RAISE(ABORT, 'periods of {table} overlap'); END"
    )


def _exclusions(table, key, owner, *, struck):
    periods = f"int8range({owner}, {owner}, '[]') WITH &&, daterange(since, until, '[]') WITH &&"
    if key == "level":
        return {
            f"{table}_apart_{level}": f"EXCLUDE USING gist ({periods}) WHERE (struck_at IS NULL AND level = '{level}')"
            for level in _LEVELS
        }
    also = f", int8range({key}, {key}, '[]') WITH &&" if key else ""
    where = " WHERE (struck_at IS NULL)" if struck else ""
    return {f"{table}_apart": f"EXCLUDE USING gist ({periods}{also}){where}"}


# The database counts the places itself, so that no program can forget to; the check constraint refuses what is too many.
_HOLDING = "('pending', 'confirmed', 'done', 'no_show')"


def _held(row):
    return f"CASE WHEN {row}.state IN {_HOLDING} THEN {row}.people ELSE 0 END"


def _count(change, row):
    return f"UPDATE studios_serviceslot SET taken = taken {change} WHERE id = {row}.slot_id;"


def _sqlite(act, counts):
    return f"CREATE TRIGGER studios_booking_places_{act} AFTER {act} ON studios_booking BEGIN {counts} END"


_MORE, _LESS = _count(f"+ ({_held('NEW')})", "NEW"), _count(f"- ({_held('OLD')})", "OLD")
_COUNT_PLACES = PerEngine(
    "Count the places of a slot out of its bookings",
    sqlite=[_sqlite("insert", _MORE), _sqlite("update", f"{_LESS} {_MORE}"), _sqlite("delete", _LESS)],
    sqlite_back=[f"DROP TRIGGER studios_booking_places_{act}" for act in ("insert", "update", "delete")],
    postgresql=[
        f"""CREATE FUNCTION jiangxin_count_places() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN {_LESS} END IF;
            IF TG_OP <> 'DELETE' THEN {_MORE} END IF;
            RETURN NULL;
        END $$""",
        "CREATE TRIGGER studios_booking_places AFTER INSERT OR UPDATE OR DELETE ON studios_booking"
        " FOR EACH ROW EXECUTE FUNCTION jiangxin_count_places()",
    ],
    postgresql_back=["DROP TRIGGER studios_booking_places ON studios_booking", "DROP FUNCTION jiangxin_count_places()"],
)


class Migration(migrations.Migration):
    replaces = [
        ("studios", "0001_tables"),
        ("studios", "0002_filters_together"),
        ("studios", "0003_file_tables"),
        ("studios", "0004_file_history"),
        ("studios", "0005_file_guards"),
        ("studios", "0006_fund_tables"),
        ("studios", "0007_service_tables"),
        ("studios", "0008_clawbacks"),
        ("studios", "0009_ledger_tables"),
        ("studios", "0010_ledger_guards"),
        ("studios", "0011_questions_alliances"),
        ("studios", "0012_basic_papers"),
        ("studios", "0013_takeovers"),
        ("studios", "0014_changes"),
        ("studios", "0015_assessment_consequences"),
    ]

    initial = True

    dependencies = [
        ("awards", "0004_outcome_reasons"),
        ("campaigns", "0004_assessments"),
        ("core", "0008_sealed_log"),
        ("orgs", "0003_audit_role"),
        ("people", "0003_honours_verified"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Studio",
                fields=[
                    ("id", _KEY.clone()),
                    ("name", models.CharField(max_length=120, verbose_name="工作室名称")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("model_worker_innovation", "劳模创新工作室"),
                                ("model_worker_service", "劳模服务工作室"),
                                ("craftsman_innovation", "工匠（人才）创新工作室"),
                                ("high_skill_innovation", "高技能人才（劳模）创新工作室"),
                                ("worker_innovation", "职工创新工作室"),
                                ("craft_master", "传统工艺（手艺）大师创新工作室"),
                                ("technician", "技师创新工作室"),
                                ("women", "巾帼创新工作室"),
                                ("youth", "青年创新工作室"),
                                ("talent", "英才创新工作室"),
                                ("joint", "联合创新工作室"),
                                ("skill_master", "技能大师工作室"),
                            ],
                            max_length=40,
                            verbose_name="类别",
                        ),
                    ),
                    (
                        "level",
                        models.CharField(
                            choices=[
                                ("enterprise", "企业级"),
                                ("county", "县级"),
                                ("city", "市级"),
                                ("province", "省级"),
                                ("province_demo", "省级示范"),
                                ("national_demo", "全国示范性"),
                            ],
                            max_length=20,
                            verbose_name="级别",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("active", "正常"),
                                ("withdrawn", "已撤销"),
                                ("dissolved", "已解散"),
                                ("struck", "误录"),
                            ],
                            default="active",
                            max_length=12,
                            verbose_name="状态",
                        ),
                    ),
                    ("leader_name", models.CharField(max_length=60, verbose_name="领衔人")),
                    ("unit_name", models.CharField(max_length=120, verbose_name="所在单位")),
                    ("industry_section", models.CharField(max_length=1, verbose_name="行业")),
                    ("field", models.CharField(blank=True, max_length=60, verbose_name="专业领域")),
                    ("named_on", models.DateField(verbose_name="命名时间")),
                    ("year", models.PositiveSmallIntegerField(verbose_name="命名年度")),
                    ("founded_on", models.DateField(blank=True, null=True, verbose_name="成立时间")),
                    ("tagline", models.CharField(blank=True, max_length=200, verbose_name="宗旨")),
                    ("summary", models.TextField(blank=True, verbose_name="简介")),
                    ("public_address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                    ("area", _to("orgs.organisation", related_name="area_studios")),
                    ("award", _once("awards.award", blank=True, null=True, related_name="studio")),
                    ("leader", _to("people.person", null=True, related_name="studios")),
                    ("photo", _to("core.storedfile", blank=True, null=True)),
                    ("unit", _to("orgs.organisation", related_name="studios")),
                    ("taken_over", _to("studios.studioimport", blank=True, null=True, related_name="studios")),
                ],
                options={
                    "verbose_name": "工作室",
                    "ordering": ["-named_on", "-id"],
                    "indexes": [
                        models.Index(fields=["-named_on", "-id"], name="studio_by_date"),
                        models.Index(fields=["state", "-named_on", "-id"], name="studio_by_state"),
                        models.Index(fields=["name", "-id"], name="studio_by_name"),
                        models.Index(
                            fields=[
                                "state",
                                "kind",
                                "-named_on",
                                "-id",
                                "level",
                                "area",
                                "industry_section",
                                "year",
                                "field",
                            ],
                            name="studio_by_kind",
                        ),
                        models.Index(
                            fields=[
                                "state",
                                "area",
                                "-named_on",
                                "-id",
                                "kind",
                                "level",
                                "industry_section",
                                "year",
                                "field",
                            ],
                            name="studio_by_area",
                        ),
                        models.Index(
                            fields=[
                                "state",
                                "industry_section",
                                "-named_on",
                                "-id",
                                "kind",
                                "level",
                                "area",
                                "year",
                                "field",
                            ],
                            name="studio_by_industry",
                        ),
                        models.Index(
                            fields=[
                                "state",
                                "year",
                                "-named_on",
                                "-id",
                                "kind",
                                "level",
                                "area",
                                "industry_section",
                                "field",
                            ],
                            name="studio_by_year",
                        ),
                        models.Index(
                            fields=[
                                "state",
                                "level",
                                "-named_on",
                                "-id",
                                "kind",
                                "area",
                                "industry_section",
                                "year",
                                "field",
                            ],
                            name="studio_by_level",
                        ),
                        models.Index(
                            fields=[
                                "state",
                                "field",
                                "-named_on",
                                "-id",
                                "kind",
                                "level",
                                "area",
                                "industry_section",
                                "year",
                            ],
                            name="studio_by_field",
                        ),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["active", "withdrawn", "dissolved", "struck"])),
                            name="studio_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("award__isnull", False), ("taken_over__isnull", True)),
                                models.Q(("award__isnull", True), ("taken_over__isnull", False)),
                                _connector="OR",
                            ),
                            name="studio_named_by_one",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "struck"), _negated=True),
                                ("taken_over__isnull", False),
                                _connector="OR",
                            ),
                            name="studio_struck_with_import",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioToken",
                fields=[
                    ("id", _KEY.clone()),
                    ("token", models.CharField(max_length=2)),
                    ("studio", _to("studios.studio", on_delete=models.CASCADE, related_name="tokens")),
                ],
                options={
                    "verbose_name": "检索词",
                    "constraints": [models.UniqueConstraint(fields=("token", "studio"), name="studio_token_once")],
                },
            ),
            migrations.CreateModel(
                name="StudioEquipment",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ("entered_at", models.DateTimeField(null=True)),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("name", models.CharField(max_length=120, verbose_name="设备名称")),
                    ("number", models.PositiveIntegerField(default=1, verbose_name="数量")),
                    (
                        "value",
                        models.DecimalField(
                            blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="原值（元）"
                        ),
                    ),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                    (
                        "studio",
                        models.ForeignKey(
                            on_delete=models.PROTECT, related_name="%(class)s_periods", to="studios.studio"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "设备",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="studioequipment_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studioequipment_struck_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                            name="studioequipment_value_real",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number__gt", 0)), name="studioequipment_number_positive"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioHosting",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ("entered_at", models.DateTimeField(null=True)),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("unit_name", models.CharField(max_length=120, verbose_name="所在单位")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                    (
                        "studio",
                        models.ForeignKey(
                            on_delete=models.PROTECT, related_name="%(class)s_periods", to="studios.studio"
                        ),
                    ),
                    ("unit", _to("orgs.organisation", related_name="studio_hostings")),
                ],
                options={
                    "verbose_name": "所在单位",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="studiohosting_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studiohosting_struck_with_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioLeadership",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ("entered_at", models.DateTimeField(null=True)),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("person_name", models.CharField(max_length=60, verbose_name="领衔人")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("person", _to("people.person", null=True, related_name="studio_leaderships")),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                    (
                        "studio",
                        models.ForeignKey(
                            on_delete=models.PROTECT, related_name="%(class)s_periods", to="studios.studio"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "领衔人",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="studioleadership_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studioleadership_struck_with_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioLevelHeld",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ("entered_at", models.DateTimeField(null=True)),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    (
                        "level",
                        models.CharField(
                            choices=[
                                ("enterprise", "企业级"),
                                ("county", "县级"),
                                ("city", "市级"),
                                ("province", "省级"),
                                ("province_demo", "省级示范"),
                                ("national_demo", "全国示范性"),
                            ],
                            max_length=20,
                            verbose_name="级别",
                        ),
                    ),
                    ("awarding_body", models.CharField(max_length=120, verbose_name="命名机关")),
                    ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                    ("award", _to("awards.award", blank=True, null=True, related_name="levels_held")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                    (
                        "studio",
                        models.ForeignKey(
                            on_delete=models.PROTECT, related_name="%(class)s_periods", to="studios.studio"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "所获级别",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="studiolevelheld_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studiolevelheld_struck_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "level__in",
                                    ["enterprise", "county", "city", "province", "province_demo", "national_demo"],
                                )
                            ),
                            name="studiolevelheld_level_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("valid_until__isnull", True), ("valid_until__gte", models.F("since")), _connector="OR"
                            ),
                            name="studiolevelheld_term_after_start",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioMembership",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ("entered_at", models.DateTimeField(null=True)),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("person_name", models.CharField(max_length=60, verbose_name="姓名")),
                    (
                        "role",
                        models.CharField(
                            choices=[
                                ("core", "核心成员"),
                                ("member", "成员"),
                                ("adviser", "顾问"),
                                ("apprentice", "学徒"),
                            ],
                            max_length=12,
                            verbose_name="角色",
                        ),
                    ),
                    ("front_line", models.BooleanField(default=False, verbose_name="一线职工")),
                    ("task", models.CharField(blank=True, max_length=60, verbose_name="分工")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("person", _to("people.person", related_name="studio_memberships")),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                    (
                        "studio",
                        models.ForeignKey(
                            on_delete=models.PROTECT, related_name="%(class)s_periods", to="studios.studio"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "工作室成员",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="studiomembership_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studiomembership_struck_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("role__in", ["core", "member", "adviser", "apprentice"])),
                            name="studiomembership_role_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioName",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ("entered_at", models.DateTimeField(null=True)),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("name", models.CharField(max_length=120, verbose_name="登记名称")),
                    ("display_name", models.CharField(blank=True, max_length=120, verbose_name="展示名称")),
                    (
                        "basis",
                        models.CharField(
                            blank=True,
                            choices=[("leader", "领衔人"), ("content", "工作内容"), ("team", "团队名称")],
                            max_length=10,
                            verbose_name="命名依据",
                        ),
                    ),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                    (
                        "studio",
                        models.ForeignKey(
                            on_delete=models.PROTECT, related_name="%(class)s_periods", to="studios.studio"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "工作室名称",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="studioname_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studioname_struck_with_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioPlace",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ("entered_at", models.DateTimeField(null=True)),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("address", models.CharField(max_length=200, verbose_name="地址")),
                    (
                        "area_m2",
                        models.DecimalField(
                            blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="面积（平方米）"
                        ),
                    ),
                    ("functions", models.CharField(blank=True, max_length=200, verbose_name="功能区")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                    (
                        "studio",
                        models.ForeignKey(
                            on_delete=models.PROTECT, related_name="%(class)s_periods", to="studios.studio"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "工作场所",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="studioplace_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studioplace_struck_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("area_m2__isnull", True), ("area_m2__gt", 0), _connector="OR"),
                            name="studioplace_area_positive",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioStanding",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                    ("entered_at", models.DateTimeField(null=True)),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    (
                        "state",
                        models.CharField(
                            choices=[("active", "正常"), ("withdrawn", "已撤销"), ("dissolved", "已解散")],
                            max_length=12,
                            verbose_name="状态",
                        ),
                    ),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                    (
                        "studio",
                        models.ForeignKey(
                            on_delete=models.PROTECT, related_name="%(class)s_periods", to="studios.studio"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "工作室状态",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                            ),
                            name="studiostanding_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studiostanding_struck_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["active", "withdrawn", "dissolved"])),
                            name="studiostanding_state_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Subsidy",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "source",
                        models.CharField(
                            choices=[
                                ("national", "全国总工会"),
                                ("province", "省总工会"),
                                ("city", "市总工会"),
                                ("county", "县（市、区）总工会"),
                                ("industry", "产业工会"),
                                ("other", "其他"),
                            ],
                            max_length=12,
                            verbose_name="资金来源",
                        ),
                    ),
                    ("budget_line", models.CharField(max_length=120, verbose_name="预算科目")),
                    ("approval_number", models.CharField(max_length=60, verbose_name="批准文号")),
                    ("amount_fen", models.BigIntegerField(verbose_name="补助金额（分）")),
                    ("matching_due_fen", models.BigIntegerField(default=0, verbose_name="应配套金额（分）")),
                    ("payee", models.CharField(max_length=120, verbose_name="收款单位")),
                    ("paid_on", models.DateField(verbose_name="拨付日期")),
                    ("spend_by", models.DateField(verbose_name="使用期限")),
                    ("spent_fen", models.BigIntegerField(default=0)),
                    ("matched_fen", models.BigIntegerField(default=0)),
                    ("matched_spent_fen", models.BigIntegerField(default=0)),
                    ("entered_at", models.DateTimeField()),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("studio", _to("studios.studio", related_name="subsidies")),
                    ("voucher", _to("core.storedfile")),
                    ("clawed_back_fen", models.BigIntegerField(default=0)),
                    ("closed_on", models.DateField(blank=True, null=True, verbose_name="结清日期")),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    "verbose_name": "补助资金",
                    "ordering": ["paid_on", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_fen__gt", 0)), name="subsidy_amount_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("matching_due_fen__gte", 0)), name="subsidy_matching_not_negative"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("matched_spent_fen__gte", 0), ("matched_spent_fen__lte", models.F("matched_fen"))
                            ),
                            name="subsidy_match_not_overdrawn",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("spend_by__gte", models.F("paid_on"))), name="subsidy_days_in_order"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("clawed_back_fen__gte", 0),
                                ("spent_fen__gte", 0),
                                (
                                    "amount_fen__gte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("spent_fen"), "+", models.F("clawed_back_fen")
                                    ),
                                ),
                            ),
                            name="subsidy_not_overdrawn",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("closed_on__isnull", True),
                                (
                                    "amount_fen",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("spent_fen"), "+", models.F("clawed_back_fen")
                                    ),
                                ),
                                _connector="OR",
                            ),
                            name="subsidy_closed_for_good",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("struck_at__isnull", True)),
                            fields=("studio", "approval_number", "paid_on"),
                            name="subsidy_once",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MatchingPayment",
                fields=[
                    ("id", _KEY.clone()),
                    ("amount_fen", models.BigIntegerField(verbose_name="金额（分）")),
                    ("paid_on", models.DateField(verbose_name="到账日期")),
                    ("entered_at", models.DateTimeField()),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("voucher", _to("core.storedfile")),
                    ("subsidy", _to("studios.subsidy", related_name="matching_payments")),
                ],
                options={
                    "verbose_name": "配套资金",
                    "ordering": ["paid_on", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_fen__gt", 0)), name="matching_amount_positive"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Expense",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "purse",
                        models.CharField(
                            choices=[("subsidy", "补助资金"), ("matching", "配套资金")],
                            max_length=10,
                            verbose_name="支出渠道",
                        ),
                    ),
                    ("category", models.CharField(max_length=20, verbose_name="支出类别")),
                    ("amount_fen", models.BigIntegerField(verbose_name="金额（分）")),
                    ("spent_on", models.DateField(verbose_name="支出日期")),
                    ("payee", models.CharField(max_length=120, verbose_name="收款方")),
                    ("purpose", models.CharField(max_length=200, verbose_name="用途")),
                    ("entered_at", models.DateTimeField()),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("voucher", _to("core.storedfile")),
                    ("subsidy", _to("studios.subsidy", related_name="expenses")),
                ],
                options={
                    "verbose_name": "支出",
                    "ordering": ["spent_on", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_fen__gt", 0)), name="expense_amount_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("purse__in", ["subsidy", "matching"])), name="expense_purse_known"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ExpenseReversal",
                fields=[
                    ("id", _KEY.clone()),
                    ("reason", models.CharField(max_length=300, verbose_name="冲销原因")),
                    ("entered_at", models.DateTimeField()),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("expense", _once("studios.expense", related_name="reversal")),
                ],
                options={
                    "verbose_name": "冲销",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="reversal_with_reason"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Booking",
                fields=[
                    ("id", _KEY.clone()),
                    ("code", models.CharField(max_length=12, unique=True, verbose_name="预约号")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("pending", "待确认"),
                                ("confirmed", "已确认"),
                                ("waiting", "候补中"),
                                ("cancelled", "已取消"),
                                ("refused", "未能接受"),
                                ("called_off", "工作室取消"),
                                ("done", "已服务"),
                                ("no_show", "未到"),
                                ("expired", "逾期未确认"),
                            ],
                            max_length=12,
                            verbose_name="状态",
                        ),
                    ),
                    (
                        "booker",
                        models.CharField(
                            choices=[("person", "个人"), ("unit", "单位")], max_length=10, verbose_name="预约身份"
                        ),
                    ),
                    ("unit_name", models.CharField(blank=True, max_length=100, verbose_name="单位名称")),
                    ("name", EncryptedTextField(blank=True, default=b"", verbose_name="姓名")),
                    ("phone", EncryptedTextField(blank=True, default=b"", verbose_name="联系电话")),
                    ("need", EncryptedTextField(blank=True, default=b"", verbose_name="需求说明")),
                    ("phone_digest", models.CharField(blank=True, editable=False, max_length=64)),
                    ("people", models.PositiveSmallIntegerField(verbose_name="人数")),
                    ("consent_version", models.CharField(max_length=10)),
                    ("answer", models.CharField(blank=True, max_length=200, verbose_name="工作室答复")),
                    ("booked_at", models.DateTimeField()),
                    ("moved_at", models.DateTimeField()),
                    ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                    ("slot", _to("studios.serviceslot", related_name="bookings")),
                ],
                options={
                    "verbose_name": "预约",
                    "ordering": ["id"],
                    "indexes": [
                        models.Index(fields=["slot", "state"], name="booking_by_slot"),
                        models.Index(fields=["phone_digest", "state"], name="booking_by_phone"),
                        models.Index(fields=["state", "booked_at"], name="booking_by_state"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "state__in",
                                    [
                                        "pending",
                                        "confirmed",
                                        "waiting",
                                        "cancelled",
                                        "refused",
                                        "called_off",
                                        "done",
                                        "no_show",
                                        "expired",
                                    ],
                                )
                            ),
                            name="booking_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("booker__in", ["person", "unit"])), name="booking_booker_known"
                        ),
                        models.CheckConstraint(condition=models.Q(("people__gt", 0)), name="booking_people_positive"),
                        models.UniqueConstraint(
                            condition=models.Q(("state__in", ["pending", "confirmed", "waiting"])),
                            fields=("slot", "phone_digest"),
                            name="booking_once_of_phone",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ServiceOffer",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "kind",
                        models.CharField(
                            choices=[("service", "服务"), ("visit", "参观学习"), ("sharing", "经验交流")],
                            default="service",
                            max_length=10,
                            verbose_name="类型",
                        ),
                    ),
                    (
                        "field",
                        models.CharField(
                            choices=[
                                ("medical", "医疗健康"),
                                ("education", "教育培训"),
                                ("community", "社区民生"),
                                ("utilities", "公用事业"),
                                ("window", "窗口政务"),
                                ("skills", "技术技能"),
                                ("other", "其他"),
                            ],
                            max_length=12,
                            verbose_name="服务领域",
                        ),
                    ),
                    ("title", models.CharField(max_length=60, verbose_name="名称")),
                    ("description", models.TextField(max_length=2000, verbose_name="服务内容")),
                    ("audience", models.CharField(max_length=120, verbose_name="服务对象")),
                    ("place", models.CharField(max_length=200, verbose_name="地点")),
                    ("to_bring", models.CharField(blank=True, max_length=300, verbose_name="请携带")),
                    ("contact", models.CharField(max_length=120, verbose_name="公开联系方式")),
                    ("capacity", models.PositiveSmallIntegerField(verbose_name="每场人数")),
                    ("book_hours", models.PositiveSmallIntegerField(default=12, verbose_name="提前截止预约（小时）")),
                    ("by_hand", models.BooleanField(default=False, verbose_name="由工作室逐个确认")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "草稿"),
                                ("published", "接受预约"),
                                ("paused", "暂停预约"),
                                ("closed", "已结束"),
                            ],
                            default="draft",
                            max_length=10,
                            verbose_name="状态",
                        ),
                    ),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("published_at", models.DateTimeField(blank=True, null=True)),
                    ("entered_at", models.DateTimeField()),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("studio", _to("studios.studio", related_name="offers")),
                ],
                options={
                    "verbose_name": "服务项目",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(fields=["state", "-published_at", "-id"], name="offer_by_state"),
                        models.Index(fields=["studio", "state", "-id"], name="offer_by_studio"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["draft", "published", "paused", "closed"])),
                            name="offer_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["service", "visit", "sharing"])), name="offer_kind_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "field__in",
                                    ["medical", "education", "community", "utilities", "window", "skills", "other"],
                                )
                            ),
                            name="offer_field_known",
                        ),
                        models.CheckConstraint(condition=models.Q(("capacity__gt", 0)), name="offer_capacity_positive"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SatisfactionSlip",
                fields=[
                    ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                    (
                        "channel",
                        models.CharField(choices=[("booking", "预约人"), ("slip", "现场评价条")], max_length=10),
                    ),
                    ("valid_until", models.DateField()),
                    ("spent", models.BooleanField(default=False)),
                    ("studio", _to("studios.studio")),
                    ("offer", _to("studios.serviceoffer", null=True)),
                ],
                options={
                    "verbose_name": "评价凭证",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("channel__in", ["booking", "slip"])), name="slip_channel_known"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SatisfactionAnswer",
                fields=[
                    ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    (
                        "channel",
                        models.CharField(choices=[("booking", "预约人"), ("slip", "现场评价条")], max_length=10),
                    ),
                    (
                        "score",
                        models.PositiveSmallIntegerField(
                            choices=[(5, "非常满意"), (4, "满意"), (3, "一般"), (2, "不满意"), (1, "很不满意")],
                            verbose_name="满意程度",
                        ),
                    ),
                    ("comment", models.CharField(blank=True, max_length=300, verbose_name="意见建议")),
                    ("answered_on", models.DateField()),
                    ("counted_on", models.DateField(blank=True, null=True)),
                    ("studio", _to("studios.studio", related_name="satisfaction_answers")),
                    ("offer", _to("studios.serviceoffer", null=True, related_name="satisfaction_answers")),
                ],
                options={
                    "verbose_name": "服务评价",
                    "indexes": [models.Index(fields=["studio", "counted_on"], name="answer_by_studio")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("score__in", [5, 4, 3, 2, 1])), name="answer_score_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("channel__in", ["booking", "slip"])), name="answer_channel_known"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ServiceRecord",
                fields=[
                    ("id", _KEY.clone()),
                    ("day", models.DateField(verbose_name="服务日期")),
                    ("title", models.CharField(max_length=60, verbose_name="服务事项")),
                    ("cases", models.PositiveIntegerField(default=1, verbose_name="服务件数")),
                    ("minutes", models.PositiveIntegerField(verbose_name="服务时长（分钟）")),
                    ("beneficiaries", models.PositiveIntegerField(verbose_name="受益人次")),
                    (
                        "served",
                        models.CharField(
                            choices=[
                                ("workers", "职工"),
                                ("residents", "居民"),
                                ("enterprises", "企业"),
                                ("students", "学生"),
                                ("elderly", "老年人"),
                                ("other", "其他群众"),
                            ],
                            max_length=12,
                            verbose_name="服务对象",
                        ),
                    ),
                    ("place", models.CharField(max_length=200, verbose_name="地点")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                    ("slips", models.PositiveSmallIntegerField(default=0, verbose_name="评价条数")),
                    ("entered_at", models.DateTimeField()),
                    ("booking", _once("studios.booking", blank=True, null=True, related_name="service_record")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("offer", _to("studios.serviceoffer", blank=True, null=True, related_name="service_records")),
                    ("studio", _to("studios.studio", related_name="service_records")),
                ],
                options={
                    "verbose_name": "服务记录",
                    "ordering": ["-day", "-id"],
                    "indexes": [models.Index(fields=["studio", "-day", "-id"], name="servicerecord_by_day")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("cases__gt", 0)), name="servicerecord_cases_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("served__in", ["workers", "residents", "enterprises", "students", "elderly", "other"])
                            ),
                            name="servicerecord_served_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ServiceRecordStrike",
                fields=[
                    ("id", _KEY.clone()),
                    ("reason", models.CharField(max_length=200, verbose_name="更正原因")),
                    ("entered_at", models.DateTimeField()),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("record", _once("studios.servicerecord", related_name="strike")),
                ],
                options={
                    "verbose_name": "服务记录更正",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="servicestrike_with_reason"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ServiceSlot",
                fields=[
                    ("id", _KEY.clone()),
                    ("day", models.DateField(verbose_name="日期")),
                    ("starts", models.TimeField(verbose_name="开始")),
                    ("ends", models.TimeField(verbose_name="结束")),
                    ("capacity", models.PositiveSmallIntegerField(verbose_name="可约人数")),
                    ("taken", models.PositiveIntegerField(default=0, editable=False, verbose_name="已约人数")),
                    ("called_off_at", models.DateTimeField(blank=True, null=True)),
                    ("called_off_reason", models.CharField(blank=True, max_length=200, verbose_name="取消原因")),
                    ("offer", _to("studios.serviceoffer", related_name="slots")),
                ],
                options={
                    "verbose_name": "服务时段",
                    "ordering": ["day", "starts", "id"],
                    "indexes": [models.Index(fields=["day", "offer"], name="slot_by_day")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends__gt", models.F("starts"))), name="slot_ends_after_start"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("taken__lte", models.F("capacity"))), name="slot_not_overbooked"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("called_off_at", None)),
                            fields=("offer", "day", "starts"),
                            name="slot_once",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Clawback",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "ground",
                        models.CharField(
                            choices=[("unspent", "结余未用"), ("misused", "违规使用")],
                            max_length=10,
                            verbose_name="追回事由",
                        ),
                    ),
                    ("amount_fen", models.BigIntegerField(verbose_name="追回金额（分）")),
                    ("reason", models.CharField(max_length=300, verbose_name="理由")),
                    ("document_number", models.CharField(max_length=60, verbose_name="追回文号")),
                    ("decided_on", models.DateField(verbose_name="决定日期")),
                    ("due_on", models.DateField(verbose_name="应退回日期")),
                    ("subsidy", _to("studios.subsidy", related_name="clawbacks")),
                    ("expense", _once("studios.expense", blank=True, null=True, related_name="clawback")),
                    ("document", _to("core.storedfile", blank=True, null=True)),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("entered_at", models.DateTimeField()),
                ],
                options={
                    "verbose_name": "资金追回",
                    "ordering": ["decided_on", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("amount_fen__gt", 0)), name="clawback_amount_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("ground__in", ["unspent", "misused"])), name="clawback_ground_known"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("due_on__gte", models.F("decided_on"))), name="clawback_days_in_order"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("document_number", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            name="clawback_with_document",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("expense__isnull", True), ("ground", "unspent")),
                                models.Q(("expense__isnull", False), ("ground", "misused")),
                                _connector="OR",
                            ),
                            name="clawback_misuse_names_expense",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("ground", "unspent")), fields=("subsidy",), name="clawback_of_rest_once"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ClawbackReturn",
                fields=[
                    ("id", _KEY.clone()),
                    ("returned_on", models.DateField(verbose_name="退回日期")),
                    ("clawback", _once("studios.clawback", related_name="return_paid")),
                    ("voucher", _to("core.storedfile")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("entered_at", models.DateTimeField()),
                ],
                options={"verbose_name": "退回记录", "ordering": ["id"]},
            ),
            migrations.CreateModel(
                name="Project",
                fields=[
                    ("id", _KEY.clone()),
                    ("entered_at", models.DateTimeField()),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("title", models.CharField(max_length=120, verbose_name="课题名称")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("research", "技术攻关"),
                                ("renovation", "技术革新"),
                                ("five_smalls", "五小"),
                                ("management", "管理创新"),
                                ("service", "服务创新"),
                            ],
                            max_length=12,
                            verbose_name="类型",
                        ),
                    ),
                    ("source", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                    (
                        "level",
                        models.CharField(
                            choices=[
                                ("enterprise", "企业级"),
                                ("county", "县级"),
                                ("city", "市级"),
                                ("province", "省级"),
                                ("national", "国家级"),
                                ("industry", "行业"),
                            ],
                            max_length=12,
                            verbose_name="立项级别",
                        ),
                    ),
                    ("approval_number", models.CharField(blank=True, max_length=60, verbose_name="立项文号")),
                    ("starts_on", models.DateField(verbose_name="开始日期")),
                    ("ends_on", models.DateField(verbose_name="计划完成日期")),
                    ("leader_name", models.CharField(max_length=60, verbose_name="负责人")),
                    ("cost_fen", models.BigIntegerField(blank=True, null=True, verbose_name="经费（分）")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("planned", "筹备中"),
                                ("under_way", "进行中"),
                                ("completed", "已完成"),
                                ("stopped", "已中止"),
                            ],
                            default="under_way",
                            max_length=10,
                            verbose_name="状态",
                        ),
                    ),
                    ("closed_on", models.DateField(blank=True, null=True, verbose_name="结题日期")),
                    ("result", models.TextField(blank=True, verbose_name="结果")),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("approval", _to("core.storedfile", blank=True, null=True)),
                    ("closing", _to("core.storedfile", blank=True, null=True)),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("leader", _to("people.person", blank=True, null=True)),
                    ("studio", _to("studios.studio", related_name="projects")),
                ],
                options={
                    "verbose_name": "项目",
                    "ordering": ["-starts_on", "-id"],
                    "indexes": [models.Index(fields=["studio", "-starts_on", "-id"], name="project_by_start")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="project_struck_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["planned", "under_way", "completed", "stopped"])),
                            name="project_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("kind__in", ["research", "renovation", "five_smalls", "management", "service"])
                            ),
                            name="project_kind_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="project_ends_after_start"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("cost_fen__isnull", True), ("cost_fen__gte", 0), _connector="OR"),
                            name="project_cost_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("closed_on__isnull", False), ("state__in", ["completed", "stopped"])),
                                models.Q(("closed_on__isnull", True), ("state__in", ["planned", "under_way"])),
                                _connector="OR",
                            ),
                            name="project_closed_with_day",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Outcome",
                fields=[
                    ("id", _KEY.clone()),
                    ("entered_at", models.DateTimeField()),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("title", models.CharField(max_length=120, verbose_name="成果名称")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("invention", "发明专利"),
                                ("utility_model", "实用新型专利"),
                                ("design", "外观设计专利"),
                                ("software", "软件著作权"),
                                ("paper", "论文"),
                                ("standard", "标准"),
                                ("construction_method", "工法"),
                                ("operating_method", "先进操作法"),
                                ("qc", "QC 成果"),
                                ("award", "获奖成果"),
                                ("suggestion", "合理化建议"),
                                ("improvement", "革新改进"),
                            ],
                            max_length=20,
                            verbose_name="类型",
                        ),
                    ),
                    ("number", models.CharField(blank=True, max_length=80, verbose_name="编号")),
                    ("day", models.DateField(verbose_name="申请、发表或提出日期")),
                    ("granted_on", models.DateField(blank=True, null=True, verbose_name="授权、采纳或获奖日期")),
                    ("owner", models.CharField(max_length=120, verbose_name="权利人或完成人")),
                    ("rank", models.CharField(blank=True, max_length=20, verbose_name="本工作室排名")),
                    (
                        "level",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("enterprise", "企业级"),
                                ("county", "县级"),
                                ("city", "市级"),
                                ("province", "省级"),
                                ("national", "国家级"),
                                ("industry", "行业"),
                            ],
                            max_length=12,
                            verbose_name="级别",
                        ),
                    ),
                    ("applied_units", models.CharField(blank=True, max_length=300, verbose_name="应用单位")),
                    ("benefit_fen", models.BigIntegerField(blank=True, null=True, verbose_name="经济效益（分）")),
                    (
                        "energy_saved_kg",
                        models.PositiveBigIntegerField(blank=True, null=True, verbose_name="节能量（千克标准煤）"),
                    ),
                    ("social_benefit", models.CharField(blank=True, max_length=300, verbose_name="社会效益")),
                    ("is_public", models.BooleanField(default=False, verbose_name="在门户公开")),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("application_proof", _to("core.storedfile", blank=True, null=True)),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("finance_proof", _to("core.storedfile", blank=True, null=True)),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                    ("studio", _to("studios.studio", related_name="outcomes")),
                    ("project", _to("studios.project", blank=True, null=True, related_name="outcomes")),
                ],
                options={
                    "verbose_name": "成果",
                    "ordering": ["-day", "-id"],
                    "indexes": [models.Index(fields=["studio", "-day", "-id"], name="outcome_by_day")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="outcome_struck_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "kind__in",
                                    [
                                        "invention",
                                        "utility_model",
                                        "design",
                                        "software",
                                        "paper",
                                        "standard",
                                        "construction_method",
                                        "operating_method",
                                        "qc",
                                        "award",
                                        "suggestion",
                                        "improvement",
                                    ],
                                )
                            ),
                            name="outcome_kind_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("benefit_fen__isnull", True),
                                models.Q(("benefit_fen__gt", 0), ("finance_proof__isnull", False)),
                                _connector="OR",
                            ),
                            name="outcome_benefit_proven",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("granted_on__isnull", True), ("granted_on__gte", models.F("day")), _connector="OR"
                            ),
                            name="outcome_days_in_order",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Milestone",
                fields=[
                    ("id", _KEY.clone()),
                    ("entered_at", models.DateTimeField()),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("title", models.CharField(max_length=100, verbose_name="节点")),
                    ("due_on", models.DateField(verbose_name="应完成日期")),
                    ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("project", _to("studios.project", related_name="milestones")),
                ],
                options={
                    "verbose_name": "项目节点",
                    "ordering": ["due_on", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="milestone_struck_with_reason",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="LedgerEntry",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "category",
                        models.CharField(
                            choices=[
                                ("meeting", "会议"),
                                ("learning", "学习"),
                                ("training", "培训"),
                                ("project_step", "项目推进"),
                                ("outcome", "成果应用"),
                                ("mentoring", "带徒"),
                                ("exchange", "交流"),
                                ("visit", "接待参观"),
                                ("publicity", "宣传报道"),
                                ("honour", "荣誉"),
                                ("safety", "安全"),
                            ],
                            max_length=14,
                            verbose_name="类别",
                        ),
                    ),
                    ("day", models.DateField(verbose_name="日期")),
                    ("title", models.CharField(max_length=100, verbose_name="主题")),
                    ("place", models.CharField(blank=True, max_length=200, verbose_name="地点")),
                    ("content", models.TextField(blank=True, verbose_name="内容")),
                    ("minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="时长（分钟）")),
                    ("headcount", models.PositiveIntegerField(default=0, verbose_name="参加人数")),
                    (
                        "level",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("enterprise", "企业级"),
                                ("county", "县级"),
                                ("city", "市级"),
                                ("province", "省级"),
                                ("national", "国家级"),
                                ("industry", "行业"),
                            ],
                            max_length=12,
                            verbose_name="级别",
                        ),
                    ),
                    ("is_public", models.BooleanField(default=False, verbose_name="在门户公开")),
                    ("entered_at", models.DateTimeField()),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("studio", _to("studios.studio", related_name="ledger")),
                    ("successor", _once("studios.ledgerentry", blank=True, null=True, related_name="predecessor")),
                    ("outcome", _to("studios.outcome", blank=True, null=True, related_name="ledger")),
                    ("project", _to("studios.project", blank=True, null=True, related_name="ledger")),
                ],
                options={
                    "verbose_name": "台账记录",
                    "ordering": ["-day", "-id"],
                    "indexes": [
                        models.Index(fields=["studio", "-day", "-id"], name="ledger_by_day"),
                        models.Index(fields=["studio", "category", "-day"], name="ledger_by_category"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "category__in",
                                    [
                                        "meeting",
                                        "learning",
                                        "training",
                                        "project_step",
                                        "outcome",
                                        "mentoring",
                                        "exchange",
                                        "visit",
                                        "publicity",
                                        "honour",
                                        "safety",
                                    ],
                                )
                            ),
                            name="ledger_category_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="ledger_struck_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("successor__isnull", True), ("struck_at__isnull", False), _connector="OR"
                            ),
                            name="ledger_superseded_is_struck",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SignIn",
                fields=[
                    ("id", _KEY.clone()),
                    ("name", models.CharField(max_length=60, verbose_name="姓名")),
                    ("unit_name", models.CharField(blank=True, max_length=120, verbose_name="单位")),
                    (
                        "way",
                        models.CharField(
                            choices=[("listed", "记录人登记"), ("scanned", "扫码签到")],
                            max_length=10,
                            verbose_name="方式",
                        ),
                    ),
                    ("signed_at", models.DateTimeField()),
                    ("entry", _to("studios.ledgerentry", related_name="sign_ins")),
                    ("person", _to("people.person", blank=True, null=True)),
                ],
                options={
                    "verbose_name": "签到",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("person__isnull", False)),
                            fields=("entry", "person"),
                            name="signin_once_of_person",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("person__isnull", True)),
                            fields=("entry", "name", "unit_name"),
                            name="signin_once_of_guest",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True), name="signin_with_name"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SignInSheet",
                fields=[
                    ("id", _KEY.clone()),
                    ("opened_at", models.DateTimeField()),
                    ("closes_at", models.DateTimeField()),
                    ("entry", _once("studios.ledgerentry", related_name="sheet")),
                ],
                options={
                    "verbose_name": "签到表",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("closes_at__gte", models.F("opened_at"))), name="sheet_in_order"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioReport",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "kind",
                        models.CharField(
                            choices=[("quarter", "季度报告"), ("year", "年度报告")],
                            max_length=8,
                            verbose_name="报告类型",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="自")),
                    ("until", models.DateField(verbose_name="至")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "草稿"),
                                ("submitted", "待审核"),
                                ("returned", "退回修改"),
                                ("accepted", "已通过"),
                            ],
                            default="draft",
                            max_length=10,
                            verbose_name="状态",
                        ),
                    ),
                    ("highlights", models.TextField(blank=True, verbose_name="工作亮点")),
                    ("problems", models.TextField(blank=True, verbose_name="问题和请求")),
                    ("plans", models.TextField(blank=True, verbose_name="下一步计划")),
                    ("figures", models.JSONField(default=dict)),
                    ("opinion", models.CharField(blank=True, max_length=300, verbose_name="审核意见")),
                    ("submitted_at", models.DateTimeField(blank=True, null=True)),
                    ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("entered_at", models.DateTimeField()),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("sealed_scan", _to("core.storedfile", blank=True, null=True)),
                    ("studio", _to("studios.studio", related_name="reports")),
                ],
                options={
                    "verbose_name": "工作室报告",
                    "ordering": ["-since", "-id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("studio", "kind", "since"), name="report_once"),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["draft", "submitted", "returned", "accepted"])),
                            name="report_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("until__gt", models.F("since"))), name="report_days_in_order"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LedgerFile",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "part",
                        models.CharField(
                            choices=[("photo", "照片"), ("attachment", "附件")], max_length=10, verbose_name="类型"
                        ),
                    ),
                    ("added_at", models.DateTimeField()),
                    ("entry", _to("studios.ledgerentry", related_name="files")),
                    ("file", _to("core.storedfile")),
                ],
                options={
                    "verbose_name": "台账附件",
                    "ordering": ["id"],
                    "constraints": [models.UniqueConstraint(fields=("entry", "file"), name="ledgerfile_once")],
                },
            ),
            migrations.CreateModel(
                name="Alliance",
                fields=[
                    ("id", _KEY.clone()),
                    ("name", models.CharField(max_length=80, unique=True, verbose_name="联盟名称")),
                    ("purpose", models.TextField(max_length=1000, verbose_name="宗旨")),
                    ("exit_rule", models.CharField(blank=True, max_length=300, verbose_name="退出规则")),
                    ("plan", models.TextField(blank=True, max_length=2000, verbose_name="年度计划")),
                    ("founded_on", models.DateField(verbose_name="成立日期")),
                    ("ended_on", models.DateField(blank=True, null=True, verbose_name="解散日期")),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("entered_at", models.DateTimeField()),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("secretariat", _to("orgs.organisation", blank=True, null=True, related_name="secretariats")),
                ],
                options={
                    "verbose_name": "工作室联盟",
                    "ordering": ["-founded_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ended_on", None), ("ended_on__gte", models.F("founded_on")), _connector="OR"
                            ),
                            name="alliance_days_in_order",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AllianceAgreement",
                fields=[
                    ("id", _KEY.clone()),
                    ("title", models.CharField(max_length=120, verbose_name="协议名称")),
                    ("signed_on", models.DateField(verbose_name="签订日期")),
                    ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                    ("entered_at", models.DateTimeField()),
                    ("alliance", _to("studios.alliance", related_name="agreements")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("file", _to("core.storedfile")),
                ],
                options={"verbose_name": "联盟协议", "ordering": ["-signed_on", "-id"]},
            ),
            migrations.CreateModel(
                name="AllianceChair",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="轮值开始")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="轮值结束")),
                    ("alliance", _to("studios.alliance", related_name="chairs")),
                    ("studio", _to("studios.studio", related_name="alliance_chairs")),
                ],
                options={
                    "verbose_name": "轮值盟主",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                            name="alliancechair_days_in_order",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AllianceMember",
                fields=[
                    ("id", _KEY.clone()),
                    ("since", models.DateField(verbose_name="加入日期")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="退出日期")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="退出原因")),
                    ("alliance", _to("studios.alliance", related_name="members")),
                    ("studio", _to("studios.studio", related_name="alliance_memberships")),
                ],
                options={
                    "verbose_name": "联盟成员",
                    "ordering": ["since", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                            name="alliancemember_days_in_order",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="JointProject",
                fields=[
                    ("id", _KEY.clone()),
                    ("title", models.CharField(max_length=120, verbose_name="项目名称")),
                    ("goal", models.CharField(max_length=500, verbose_name="目标")),
                    ("since", models.DateField(verbose_name="开始日期")),
                    ("due_on", models.DateField(blank=True, null=True, verbose_name="计划完成")),
                    (
                        "state",
                        models.CharField(
                            choices=[("running", "进行中"), ("done", "已完成"), ("ended", "已终止")],
                            default="running",
                            max_length=10,
                            verbose_name="状态",
                        ),
                    ),
                    ("result", models.CharField(blank=True, max_length=500, verbose_name="结果")),
                    ("alliance", _to("studios.alliance", related_name="projects")),
                    ("lead", _to("studios.studio", related_name="joint_projects")),
                ],
                options={
                    "verbose_name": "联合项目",
                    "ordering": ["-since", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["running", "done", "ended"])), name="joint_state_known"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioQuestion",
                fields=[
                    ("id", _KEY.clone()),
                    ("code", models.CharField(max_length=12, unique=True, verbose_name="提问号")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("received", "待答复"),
                                ("pending", "待审核公开"),
                                ("published", "已公开答复"),
                                ("done", "已答复"),
                                ("rejected", "不予答复"),
                            ],
                            default="received",
                            max_length=12,
                            verbose_name="状态",
                        ),
                    ),
                    ("asker", EncryptedTextField(blank=True, default=b"", verbose_name="称呼")),
                    ("text", models.TextField(max_length=1000, verbose_name="问题")),
                    ("may_show", models.BooleanField(default=False, verbose_name="可以公开")),
                    ("asked_at", models.DateTimeField()),
                    ("answer", models.TextField(blank=True, max_length=3000, verbose_name="答复")),
                    ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ("note", models.CharField(blank=True, max_length=200, verbose_name="审核意见")),
                    ("published_at", models.DateTimeField(blank=True, null=True)),
                    ("answered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("studio", _to("studios.studio", related_name="questions")),
                ],
                options={
                    "verbose_name": "提问",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(fields=["studio", "state", "-id"], name="question_by_studio"),
                        models.Index(fields=["state", "-id"], name="question_by_state"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["received", "pending", "published", "done", "rejected"])),
                            name="question_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "published"), _negated=True), ("may_show", True), _connector="OR"
                            ),
                            name="question_shown_with_leave",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioPaper",
                fields=[
                    ("id", _KEY.clone()),
                    ("entered_at", models.DateTimeField()),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("founding", "成立文件"),
                                ("duties", "岗位职责"),
                                ("rules", "规章制度"),
                                ("plan", "年度计划"),
                                ("summary", "年度总结"),
                                ("contract", "师徒协议"),
                            ],
                            max_length=10,
                            verbose_name="类别",
                        ),
                    ),
                    ("title", models.CharField(max_length=120, verbose_name="名称")),
                    ("day", models.DateField(verbose_name="日期")),
                    ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年度")),
                    ("entered_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("file", _to("core.storedfile")),
                    ("studio", _to("studios.studio", related_name="papers")),
                ],
                options={
                    "verbose_name": "基础资料",
                    "ordering": ["kind", "-day", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("struck_at__isnull", True),
                                models.Q(("struck_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studiopaper_struck_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind__in", ["plan", "summary", "contract"]), ("year__isnull", False)),
                                models.Q(("kind__in", ["founding", "duties", "rules"]), ("year__isnull", True)),
                                _connector="OR",
                            ),
                            name="studiopaper_year_of_yearly",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ColumnMemory",
                fields=[
                    ("id", _KEY.clone()),
                    ("table", models.CharField(max_length=20)),
                    ("heading", models.CharField(max_length=60)),
                    ("field", models.CharField(blank=True, max_length=40)),
                    ("owner", _to("orgs.organisation", on_delete=models.CASCADE)),
                ],
                options={
                    "verbose_name": "列名对应",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("owner", "table", "heading"), name="column_memory_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="ImportFault",
                fields=[
                    ("id", _KEY.clone()),
                    ("sheet", models.PositiveSmallIntegerField()),
                    ("sheet_name", models.CharField(max_length=31, verbose_name="工作表")),
                    ("row", models.PositiveIntegerField(verbose_name="行")),
                    ("column", models.CharField(blank=True, max_length=3, verbose_name="列")),
                    ("heading", models.CharField(blank=True, max_length=60, verbose_name="列名")),
                    ("value", models.CharField(blank=True, max_length=120, verbose_name="填写的内容")),
                    ("code", models.CharField(max_length=40)),
                    ("message", models.CharField(max_length=300, verbose_name="问题")),
                    ("batch", _to("studios.studioimport", on_delete=models.CASCADE, related_name="faults")),
                ],
                options={
                    "verbose_name": "导入问题",
                    "ordering": ["sheet", "row", "id"],
                    "indexes": [models.Index(fields=["batch", "sheet", "row", "id"], name="import_fault_by_row")],
                },
            ),
            migrations.CreateModel(
                name="ImportStep",
                fields=[
                    ("id", _KEY.clone()),
                    ("number", models.PositiveIntegerField()),
                    ("sheet", models.PositiveSmallIntegerField()),
                    ("last_row", models.PositiveIntegerField()),
                    ("entered", models.PositiveIntegerField(default=0)),
                    ("left_out", models.PositiveIntegerField(default=0)),
                    ("keys", models.JSONField(default=dict)),
                    ("digest", models.CharField(max_length=64)),
                    ("done_at", models.DateTimeField()),
                    ("undone_at", models.DateTimeField(null=True)),
                    ("batch", _to("studios.studioimport", related_name="steps")),
                ],
                options={
                    "verbose_name": "导入步骤",
                    "ordering": ["batch", "number"],
                    "constraints": [models.UniqueConstraint(fields=("batch", "number"), name="import_step_once")],
                },
            ),
            migrations.CreateModel(
                name="StudioImport",
                fields=[
                    ("id", _KEY.clone()),
                    ("title", models.CharField(max_length=120, verbose_name="名称")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("mapping", "待核对列名"),
                                ("checked", "已试算"),
                                ("entering", "导入中"),
                                ("done", "已导入"),
                                ("undoing", "撤销中"),
                                ("undone", "已撤销"),
                            ],
                            default="mapping",
                            max_length=10,
                            verbose_name="状态",
                        ),
                    ),
                    ("sheets", models.JSONField(default=list)),
                    ("counts", models.JSONField(default=dict)),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("made_at", models.DateTimeField(verbose_name="上传时间")),
                    ("checked_at", models.DateTimeField(null=True)),
                    ("finished_at", models.DateTimeField(null=True)),
                    ("undone_at", models.DateTimeField(null=True)),
                    ("undone_reason", models.CharField(blank=True, max_length=300, verbose_name="撤销原因")),
                    ("file", _to("core.storedfile")),
                    ("job", _to("core.job", null=True, on_delete=models.SET_NULL)),
                    ("made_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("owner", _to("orgs.organisation", related_name="studio_imports")),
                ],
                options={
                    "verbose_name": "台账导入",
                    "ordering": ["-id"],
                    "indexes": [models.Index(fields=["owner", "-id"], name="takeover_by_owner")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["mapping", "checked", "entering", "done", "undoing", "undone"])
                            ),
                            name="takeover_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("undone_at__isnull", True),
                                models.Q(("undone_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="takeover_undone_with_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioChange",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("leader", "变更领衔人"),
                                ("rename", "更名"),
                                ("host", "变更所在单位"),
                                ("dissolve", "自行解散"),
                            ],
                            max_length=10,
                            verbose_name="申请事项",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("submitted", "待县（市、区）、产业审核"),
                                ("recommended", "待市总工会审批"),
                                ("passed", "已批准"),
                                ("returned", "已退回"),
                            ],
                            default="submitted",
                            max_length=12,
                            verbose_name="状态",
                        ),
                    ),
                    ("facts", models.JSONField(default=dict)),
                    ("asked", models.CharField(max_length=300, verbose_name="申请内容")),
                    ("reason", models.CharField(max_length=500, verbose_name="申请理由")),
                    ("submitted_at", models.DateTimeField(verbose_name="提交时间")),
                    ("county_opinion", models.CharField(blank=True, max_length=500, verbose_name="审核意见")),
                    ("county_at", models.DateTimeField(blank=True, null=True)),
                    ("decision", models.CharField(blank=True, max_length=500, verbose_name="办理意见")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="批准文号")),
                    ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ("studio", _to("studios.studio", related_name="changes")),
                    ("submitted_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ],
                options={
                    "verbose_name": "变更申请",
                    "ordering": ["-submitted_at", "-id"],
                    "indexes": [models.Index(fields=["state", "-submitted_at", "-id"], name="studio_change_by_state")],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("state__in", ("submitted", "recommended"))),
                            fields=("studio", "kind"),
                            name="studio_change_open_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["submitted", "recommended", "passed", "returned"])),
                            name="studio_change_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("kind__in", ["leader", "rename", "host", "dissolve"])),
                            name="studio_change_kind_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "passed"), _negated=True),
                                models.Q(("document_number", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="studio_change_approved_by_document",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StudioChangePaper",
                fields=[
                    ("id", _KEY.clone()),
                    ("change", _to("studios.studiochange", related_name="papers")),
                    ("stored", _to("core.storedfile")),
                ],
                options={"verbose_name": "申请附件", "ordering": ["id"]},
            ),
            migrations.CreateModel(
                name="AssessmentOutcome",
                fields=[
                    ("id", _KEY.clone()),
                    ("year", models.PositiveSmallIntegerField(verbose_name="考核年度")),
                    ("grade", models.CharField(max_length=40)),
                    ("grade_name", models.CharField(max_length=60, verbose_name="等次")),
                    ("grade_name_en", models.CharField(blank=True, max_length=60)),
                    ("reason", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                    ("vetoed", models.BooleanField(default=False, verbose_name="一票否决")),
                    ("warned", models.BooleanField(default=False, verbose_name="警示")),
                    ("acts", models.JSONField(default=list)),
                    ("document_number", models.CharField(max_length=60, verbose_name="文号")),
                    ("carried_out_at", models.DateTimeField()),
                    ("call", _to("campaigns.call")),
                    ("carried_out_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("entry", _to("campaigns.entry", blank=True, null=True)),
                    ("studio", _to("studios.studio", related_name="assessment_outcomes")),
                ],
                options={
                    "verbose_name": "考核结果落实",
                    "ordering": ["-year", "-id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("studio", "call"), name="assessment_outcome_once"),
                        models.CheckConstraint(
                            condition=models.Q(("document_number", ""), _negated=True),
                            name="assessment_outcome_with_document",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LevelRecommendation",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "level",
                        models.CharField(
                            choices=[
                                ("enterprise", "企业级"),
                                ("county", "县级"),
                                ("city", "市级"),
                                ("province", "省级"),
                                ("province_demo", "省级示范"),
                                ("national_demo", "全国示范性"),
                            ],
                            max_length=20,
                            verbose_name="推荐级别",
                        ),
                    ),
                    ("outcome", _once("studios.assessmentoutcome", related_name="recommendation")),
                    ("studio", _to("studios.studio", related_name="level_recommendations")),
                ],
                options={
                    "verbose_name": "上一级推荐",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "level__in",
                                    ["enterprise", "county", "city", "province", "province_demo", "national_demo"],
                                )
                            ),
                            name="level_recommendation_level_known",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Reconfirmation",
                fields=[
                    ("id", _KEY.clone()),
                    ("before", models.DateField(blank=True, null=True, verbose_name="原有效期至")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                    ("level", _to("studios.studiolevelheld")),
                    ("outcome", _to("studios.assessmentoutcome", related_name="reconfirmations")),
                ],
                options={
                    "verbose_name": "复核确认",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("outcome", "level"), name="reconfirmation_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("before__isnull", True), ("until__isnull", True)),
                                ("until__gt", models.F("before")),
                                _connector="OR",
                            ),
                            name="reconfirmation_extends",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Rectification",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "origin",
                        models.CharField(
                            choices=[("assessment", "年度考核"), ("warning", "预警"), ("inspection", "检查")],
                            max_length=12,
                            verbose_name="来源",
                        ),
                    ),
                    ("reason", models.CharField(max_length=500, verbose_name="整改原因")),
                    ("document_number", models.CharField(max_length=60, verbose_name="整改通知文号")),
                    ("opened_on", models.DateField(verbose_name="下达日期")),
                    ("due_on", models.DateField(verbose_name="完成期限")),
                    ("first_due_on", models.DateField(verbose_name="原定期限")),
                    ("extended_reason", models.CharField(blank=True, max_length=300, verbose_name="延期理由")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("rectifying", "整改中"),
                                ("reported", "待县（市、区）、产业核查"),
                                ("checked", "待市总工会复核"),
                                ("overdue", "逾期未完成"),
                                ("passed", "整改合格"),
                                ("failed", "整改不合格"),
                            ],
                            default="rectifying",
                            max_length=12,
                            verbose_name="状态",
                        ),
                    ),
                    ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报送时间")),
                    ("county_opinion", models.CharField(blank=True, max_length=500, verbose_name="核查意见")),
                    ("county_at", models.DateTimeField(blank=True, null=True)),
                    ("decision", models.CharField(blank=True, max_length=500, verbose_name="复核意见")),
                    ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ("opened_at", models.DateTimeField()),
                    ("opened_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("outcome", _to("studios.assessmentoutcome", blank=True, null=True, related_name="rectifications")),
                    ("studio", _to("studios.studio", related_name="rectifications")),
                ],
                options={
                    "verbose_name": "整改",
                    "ordering": ["-opened_on", "-id"],
                    "indexes": [models.Index(fields=["state", "due_on", "id"], name="rectification_by_state")],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("state__in", ("rectifying", "reported", "checked", "overdue"))),
                            fields=("studio",),
                            name="rectification_one_running",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["rectifying", "reported", "checked", "overdue", "passed", "failed"])
                            ),
                            name="rectification_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("origin__in", ["assessment", "warning", "inspection"])),
                            name="rectification_origin_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("due_on__gte", models.F("first_due_on")), ("first_due_on__gte", models.F("opened_on"))
                            ),
                            name="rectification_days_in_order",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("due_on", models.F("first_due_on")),
                                models.Q(("extended_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="rectification_extended_with_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("document_number", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            name="rectification_with_document",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state__in", ["passed", "failed"]), _negated=True),
                                models.Q(("decision", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="rectification_decided_with_words",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RectificationItem",
                fields=[
                    ("id", _KEY.clone()),
                    ("position", models.PositiveSmallIntegerField()),
                    ("what", models.CharField(max_length=300, verbose_name="整改事项")),
                    ("due_on", models.DateField(verbose_name="完成期限")),
                    ("answer", models.CharField(blank=True, max_length=1000, verbose_name="整改情况")),
                    ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="完成时间")),
                    (
                        "finding",
                        models.CharField(
                            blank=True,
                            choices=[("sound", "已整改到位"), ("unsound", "未整改到位")],
                            max_length=8,
                            verbose_name="核查结果",
                        ),
                    ),
                    ("finding_note", models.CharField(blank=True, max_length=300, verbose_name="核查说明")),
                    ("checked_at", models.DateTimeField(blank=True, null=True)),
                    ("checked_by", _to(settings.AUTH_USER_MODEL, blank=True, null=True)),
                    ("rectification", _to("studios.rectification", related_name="items")),
                ],
                options={
                    "verbose_name": "整改事项",
                    "ordering": ["position"],
                    "constraints": [
                        models.UniqueConstraint(fields=("rectification", "position"), name="rectification_item_once"),
                        models.CheckConstraint(
                            condition=models.Q(("what", ""), _negated=True), name="rectification_item_said"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("done_at__isnull", True), models.Q(("answer", ""), _negated=True), _connector="OR"
                            ),
                            name="rectification_item_answered",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("checked_at__isnull", True), ("finding", "")),
                                models.Q(("checked_at__isnull", False), ("finding__in", ["sound", "unsound"])),
                                _connector="OR",
                            ),
                            name="rectification_item_found_once_checked",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RectificationFile",
                fields=[
                    ("id", _KEY.clone()),
                    ("stored", _to("core.storedfile")),
                    ("item", _to("studios.rectificationitem", related_name="files")),
                ],
                options={"verbose_name": "整改佐证", "ordering": ["id"]},
            ),
            migrations.CreateModel(
                name="Reward",
                fields=[
                    ("id", _KEY.clone()),
                    ("amount_fen", models.BigIntegerField(verbose_name="奖励金额（分）")),
                    ("outcome", _once("studios.assessmentoutcome", related_name="reward")),
                    ("studio", _to("studios.studio", related_name="rewards")),
                    ("subsidy", _once("studios.subsidy", blank=True, null=True, related_name="reward")),
                ],
                options={
                    "verbose_name": "考核奖励",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="reward_amount_positive")
                    ],
                },
            ),
        ),
        *(_keep(table, columns) for table, columns in _KEPT.items()),
        *(_apart(table, key, owner) for table, key, owner in _APART),
        _COUNT_PLACES,
        *(KeepRows(table) for table in _NEVER_CHANGED),
    ]
