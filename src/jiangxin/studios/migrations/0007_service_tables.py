import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.database import KeepRows, PerEngine

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
    """Offers, slots and bookings without an account; the service log; satisfaction nobody can trace."""

    dependencies = [
        ("studios", "0006_fund_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ],
            options={
                "verbose_name": "预约",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ServiceOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "服务项目",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SatisfactionSlip",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("channel", models.CharField(choices=[("booking", "预约人"), ("slip", "现场评价条")], max_length=10)),
                ("valid_until", models.DateField()),
                ("spent", models.BooleanField(default=False)),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="studios.studio"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="studios.serviceoffer",
                    ),
                ),
            ],
            options={
                "verbose_name": "评价凭证",
            },
        ),
        migrations.CreateModel(
            name="SatisfactionAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("channel", models.CharField(choices=[("booking", "预约人"), ("slip", "现场评价条")], max_length=10)),
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
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="satisfaction_answers",
                        to="studios.studio",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="satisfaction_answers",
                        to="studios.serviceoffer",
                    ),
                ),
            ],
            options={
                "verbose_name": "服务评价",
            },
        ),
        migrations.CreateModel(
            name="ServiceRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "booking",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_record",
                        to="studios.booking",
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
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_records",
                        to="studios.serviceoffer",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="service_records", to="studios.studio"
                    ),
                ),
            ],
            options={
                "verbose_name": "服务记录",
                "ordering": ["-day", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ServiceRecordStrike",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200, verbose_name="更正原因")),
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
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="strike", to="studios.servicerecord"
                    ),
                ),
            ],
            options={
                "verbose_name": "服务记录更正",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ServiceSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                ("starts", models.TimeField(verbose_name="开始")),
                ("ends", models.TimeField(verbose_name="结束")),
                ("capacity", models.PositiveSmallIntegerField(verbose_name="可约人数")),
                ("taken", models.PositiveIntegerField(default=0, editable=False, verbose_name="已约人数")),
                ("called_off_at", models.DateTimeField(blank=True, null=True)),
                ("called_off_reason", models.CharField(blank=True, max_length=200, verbose_name="取消原因")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slots", to="studios.serviceoffer"
                    ),
                ),
            ],
            options={
                "verbose_name": "服务时段",
                "ordering": ["day", "starts", "id"],
            },
        ),
        migrations.AddField(
            model_name="booking",
            name="slot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="studios.serviceslot"
            ),
        ),
        migrations.AddIndex(
            model_name="serviceoffer",
            index=models.Index(fields=["state", "-published_at", "-id"], name="offer_by_state"),
        ),
        migrations.AddIndex(
            model_name="serviceoffer",
            index=models.Index(fields=["studio", "state", "-id"], name="offer_by_studio"),
        ),
        migrations.AddConstraint(
            model_name="serviceoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "published", "paused", "closed"])), name="offer_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["service", "visit", "sharing"])), name="offer_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("field__in", ["medical", "education", "community", "utilities", "window", "skills", "other"])
                ),
                name="offer_field_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceoffer",
            constraint=models.CheckConstraint(condition=models.Q(("capacity__gt", 0)), name="offer_capacity_positive"),
        ),
        migrations.AddConstraint(
            model_name="satisfactionslip",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["booking", "slip"])), name="slip_channel_known"
            ),
        ),
        migrations.AddIndex(
            model_name="satisfactionanswer",
            index=models.Index(fields=["studio", "counted_on"], name="answer_by_studio"),
        ),
        migrations.AddConstraint(
            model_name="satisfactionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__in", [5, 4, 3, 2, 1])), name="answer_score_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="satisfactionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["booking", "slip"])), name="answer_channel_known"
            ),
        ),
        migrations.AddIndex(
            model_name="servicerecord",
            index=models.Index(fields=["studio", "-day", "-id"], name="servicerecord_by_day"),
        ),
        migrations.AddConstraint(
            model_name="servicerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("cases__gt", 0)), name="servicerecord_cases_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("served__in", ["workers", "residents", "enterprises", "students", "elderly", "other"])
                ),
                name="servicerecord_served_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerecordstrike",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="servicestrike_with_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="serviceslot",
            index=models.Index(fields=["day", "offer"], name="slot_by_day"),
        ),
        migrations.AddConstraint(
            model_name="serviceslot",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))), name="slot_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceslot",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__lte", models.F("capacity"))), name="slot_not_overbooked"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceslot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("called_off_at", None)), fields=("offer", "day", "starts"), name="slot_once"
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["slot", "state"], name="booking_by_slot"),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["phone_digest", "state"], name="booking_by_phone"),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["state", "booked_at"], name="booking_by_state"),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(("booker__in", ["person", "unit"])), name="booking_booker_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(condition=models.Q(("people__gt", 0)), name="booking_people_positive"),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["pending", "confirmed", "waiting"])),
                fields=("slot", "phone_digest"),
                name="booking_once_of_phone",
            ),
        ),
        _COUNT_PLACES,
        KeepRows("studios_servicerecord"),
        KeepRows("studios_servicerecordstrike"),
    ]
