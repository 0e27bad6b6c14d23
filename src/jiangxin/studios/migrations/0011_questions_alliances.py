import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.database import KeepRows, PerEngine


def _overlaps(act, table, key):
    same = f" AND other.{key} = NEW.{key}" if key else ""
    return (
        f"CREATE TRIGGER {table}_apart_{act.lower()} BEFORE {act} ON {table} WHEN EXISTS ("
        f"SELECT 1 FROM {table} other WHERE other.alliance_id = NEW.alliance_id{same}"
        " AND other.id IS NOT NEW.id AND other.since <= COALESCE(NEW.until, '9999-12-31')"
        " AND NEW.since <= COALESCE(other.until, '9999-12-31'))"
        f" BEGIN SELECT RAISE(ABORT, 'periods of {table} overlap'); END"
    )


def _apart(table, key):
    """Keep periods of an alliance apart: PostgreSQL by an exclusion constraint, SQLite by triggers (as in 0005)."""
    also = f", int8range({key}, {key}, '[]') WITH &&" if key else ""
    rule = (
        "EXCLUDE USING gist (int8range(alliance_id, alliance_id, '[]') WITH &&,"
        f" daterange(since, until, '[]') WITH &&{also})"
    )
    return PerEngine(
        f"Keep the periods of {table} apart",
        sqlite=[_overlaps(act, table, key) for act in ("INSERT", "UPDATE")],
        sqlite_back=[f"DROP TRIGGER {table}_apart_{act}" for act in ("insert", "update")],
        postgresql=[f"ALTER TABLE {table} ADD CONSTRAINT {table}_apart {rule}"],
        postgresql_back=[f"ALTER TABLE {table} DROP CONSTRAINT {table}_apart"],
    )


class Migration(migrations.Migration):
    """Questions to a studio's leader; alliances with members and chair by dates, agreements, joint projects."""

    dependencies = [
        ("core", "0008_sealed_log"),
        ("orgs", "0003_audit_role"),
        ("studios", "0010_ledger_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alliance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="联盟名称")),
                ("purpose", models.TextField(max_length=1000, verbose_name="宗旨")),
                ("exit_rule", models.CharField(blank=True, max_length=300, verbose_name="退出规则")),
                ("plan", models.TextField(blank=True, max_length=2000, verbose_name="年度计划")),
                ("founded_on", models.DateField(verbose_name="成立日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="解散日期")),
                ("revision", models.PositiveIntegerField(default=1)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "secretariat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secretariats",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作室联盟",
                "ordering": ["-founded_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AllianceAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="协议名称")),
                ("signed_on", models.DateField(verbose_name="签订日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("entered_at", models.DateTimeField()),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="studios.alliance"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "联盟协议",
                "ordering": ["-signed_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AllianceChair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="轮值开始")),
                ("until", models.DateField(blank=True, null=True, verbose_name="轮值结束")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chairs", to="studios.alliance"
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="alliance_chairs", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "轮值盟主",
                "ordering": ["since", "id"],
            },
        ),
        migrations.CreateModel(
            name="AllianceMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="加入日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="退出日期")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="退出原因")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="studios.alliance"
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alliance_memberships",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "联盟成员",
                "ordering": ["since", "id"],
            },
        ),
        migrations.CreateModel(
            name="JointProject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="projects", to="studios.alliance"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="joint_projects", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "联合项目",
                "ordering": ["-since", "-id"],
            },
        ),
        migrations.CreateModel(
            name="StudioQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "提问",
                "ordering": ["-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="alliance",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("founded_on")), _connector="OR"),
                name="alliance_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="alliancechair",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="alliancechair_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="alliancemember",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="alliancemember_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointproject",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["running", "done", "ended"])), name="joint_state_known"
            ),
        ),
        migrations.AddIndex(
            model_name="studioquestion",
            index=models.Index(fields=["studio", "state", "-id"], name="question_by_studio"),
        ),
        migrations.AddIndex(
            model_name="studioquestion",
            index=models.Index(fields=["state", "-id"], name="question_by_state"),
        ),
        migrations.AddConstraint(
            model_name="studioquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "pending", "published", "done", "rejected"])),
                name="question_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="studioquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True), ("may_show", True), _connector="OR"
                ),
                name="question_shown_with_leave",
            ),
        ),
        _apart("studios_alliancemember", "studio_id"),
        _apart("studios_alliancechair", ""),
        KeepRows("studios_allianceagreement"),
    ]
