"""From the ranking to plaque and grade: meetings, notices, objections, naming."""

from django.conf import settings
from django.db import migrations, models

from jiangxin.core.crypto import EncryptedTextField
from jiangxin.core.database import KeepRows, LayTables

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, **facts):
    return models.ForeignKey(**{"on_delete": models.PROTECT, "related_name": "+", "to": model, **facts})


def _once(model, **facts):
    return models.OneToOneField(**{"on_delete": models.PROTECT, "to": model, **facts})


class Migration(migrations.Migration):
    replaces = [
        ("awards", "0001_tables"),
        ("awards", "0002_links"),
        ("awards", "0003_kept_rows"),
        ("awards", "0004_outcome_reasons"),
        ("awards", "0005_assessments"),
        ("awards", "0006_restored"),
    ]

    initial = True

    dependencies = [
        ("campaigns", "0004_assessments"),
        ("core", "0002_links"),
        ("orgs", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Award",
                fields=[
                    ("id", _KEY.clone()),
                    ("position", models.PositiveIntegerField()),
                    ("studio_name", models.CharField(max_length=120, verbose_name="工作室名称")),
                    ("leader_name", models.CharField(max_length=60, verbose_name="领衔人")),
                    ("unit_name", models.CharField(max_length=120, verbose_name="所在单位")),
                    ("kind", models.CharField(max_length=40)),
                    ("level", models.CharField(max_length=20)),
                    ("awarding_body", models.CharField(max_length=120, verbose_name="命名机关")),
                    ("awarded_on", models.DateField(verbose_name="命名日期")),
                    ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                    (
                        "standing",
                        models.CharField(
                            choices=[("stands", "有效"), ("replaced", "已换发"), ("withdrawn", "已撤销")],
                            default="stands",
                            max_length=10,
                        ),
                    ),
                    ("withdrawn_on", models.DateField(blank=True, null=True)),
                    ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                    ("withdrawn_document", models.CharField(blank=True, max_length=60, verbose_name="撤销文号")),
                    ("area", _to("orgs.organisation")),
                    ("entry", _once("campaigns.entry", related_name="award")),
                    ("document", _to("awards.namingdocument", related_name="awards")),
                    ("restored_on", models.DateField(blank=True, null=True)),
                    ("restored_reason", models.CharField(blank=True, default="", max_length=300)),
                    (
                        "restored_document",
                        models.CharField(blank=True, default="", max_length=60, verbose_name="恢复文号"),
                    ),
                ],
                options={
                    "verbose_name": "命名",
                    "ordering": ["document", "position"],
                    "constraints": [
                        models.UniqueConstraint(fields=("document", "position"), name="award_once_per_position"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("standing", "withdrawn"), _negated=True),
                                models.Q(
                                    ("withdrawn_on__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                            name="award_withdrawn_with_a_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("restored_on__isnull", True),
                                models.Q(
                                    ("withdrawn_on__isnull", False), models.Q(("restored_reason", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                            name="award_restored_with_a_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Certificate",
                fields=[
                    ("id", _KEY.clone()),
                    ("kind", models.CharField(choices=[("certificate", "证书"), ("plaque", "牌匾")], max_length=12)),
                    ("number", models.CharField(max_length=60, unique=True, verbose_name="编号")),
                    ("lookup", models.CharField(db_index=True, editable=False, max_length=60)),
                    ("issued_on", models.DateField(verbose_name="发证日期")),
                    (
                        "standing",
                        models.CharField(
                            choices=[("stands", "有效"), ("replaced", "已换发"), ("withdrawn", "已撤销")],
                            default="stands",
                            max_length=10,
                        ),
                    ),
                    ("replaced_reason", models.CharField(blank=True, max_length=300, verbose_name="换发原因")),
                    (
                        "last_act",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("made", "已制作"),
                                ("delivered", "已送达"),
                                ("signed_for", "已签收"),
                                ("lost", "遗失或损坏"),
                                ("returned", "已收回"),
                            ],
                            max_length=12,
                            verbose_name="现状",
                        ),
                    ),
                    ("award", _to("awards.award", related_name="certificates")),
                    ("replaces", _once("awards.certificate", blank=True, null=True, related_name="replaced_by")),
                ],
                options={
                    "verbose_name": "证书与牌匾",
                    "ordering": ["number"],
                    "indexes": [models.Index(fields=["kind", "last_act", "number"], name="certificate_by_act")],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("standing", "stands")),
                            fields=("award", "kind"),
                            name="certificate_one_standing",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Meeting",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "草拟"), ("prepared", "待审定"), ("concluded", "已定")],
                            default="draft",
                            max_length=10,
                        ),
                    ),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("title", models.CharField(max_length=120, verbose_name="会议名称")),
                    ("minutes_number", models.CharField(max_length=60, verbose_name="纪要编号")),
                    ("held_at", models.DateTimeField(verbose_name="时间")),
                    ("place", models.CharField(max_length=120, verbose_name="地点")),
                    ("chair", models.CharField(max_length=60, verbose_name="主持人")),
                    ("attendees", models.TextField(verbose_name="参会人员")),
                    ("minutes", models.TextField(verbose_name="会议纪要")),
                    ("concluded_at", models.DateTimeField(blank=True, null=True)),
                    ("call", _to("campaigns.call", related_name="meetings")),
                    ("concluded_by", _to(settings.AUTH_USER_MODEL, blank=True, null=True)),
                    ("minutes_file", _to("core.storedfile", blank=True, null=True)),
                    ("ranking", _to("awards.ranking", related_name="meetings")),
                ],
                options={
                    "verbose_name": "决定会议",
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("minutes_number",), name="meeting_minutes_number_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="MeetingItem",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "outcome",
                        models.CharField(choices=[("selected", "拟命名"), ("not_selected", "不命名")], max_length=20),
                    ),
                    ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                    ("entry", _to("campaigns.entry", related_name="meeting_items")),
                    ("meeting", _to("awards.meeting", on_delete=models.CASCADE, related_name="items")),
                ],
                options={
                    "verbose_name": "会议决定",
                    "constraints": [models.UniqueConstraint(fields=("meeting", "entry"), name="meeting_item_once")],
                },
            ),
            migrations.CreateModel(
                name="NamingDocument",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "拟稿"), ("issued", "已印发")], default="draft", max_length=10
                        ),
                    ),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("number", models.CharField(max_length=60, unique=True, verbose_name="发文字号")),
                    ("title", models.CharField(max_length=120, verbose_name="标题")),
                    ("recipients", models.TextField(verbose_name="主送机关")),
                    ("body", models.TextField(verbose_name="正文")),
                    ("dated", models.DateField(verbose_name="成文日期")),
                    ("issued_at", models.DateTimeField(blank=True, null=True)),
                    ("call", _to("campaigns.call", related_name="naming_documents")),
                    ("docx", _to("core.storedfile", blank=True, null=True)),
                    ("pdf", _to("core.storedfile", blank=True, null=True)),
                    ("notice", _once("awards.notice", related_name="naming_document")),
                ],
                options={"verbose_name": "命名文件", "ordering": ["-id"]},
            ),
            migrations.CreateModel(
                name="Notice",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "草拟"), ("published", "公示中"), ("closed", "公示结束")],
                            db_index=True,
                            default="draft",
                            max_length=10,
                        ),
                    ),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("title", models.CharField(max_length=120, verbose_name="标题")),
                    ("body", models.TextField(verbose_name="正文")),
                    ("contact", models.CharField(max_length=200, verbose_name="受理单位与联系方式")),
                    ("working_days", models.PositiveSmallIntegerField(verbose_name="公示工作日")),
                    ("opens_on", models.DateField(blank=True, null=True, verbose_name="公示开始")),
                    ("closes_on", models.DateField(blank=True, null=True, verbose_name="公示截止")),
                    ("is_calendar_certain", models.BooleanField(default=True)),
                    ("published_at", models.DateTimeField(blank=True, null=True)),
                    ("call", _to("campaigns.call", related_name="notices")),
                    ("meeting", _once("awards.meeting", related_name="notice")),
                ],
                options={
                    "verbose_name": "公示",
                    "ordering": ["-id"],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("working_days__gte", 1)), name="notice_lasts_a_day"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("closes_on__isnull", True), ("closes_on__gte", models.F("opens_on")), _connector="OR"
                            ),
                            name="notice_closes_after_open",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="NoticeItem",
                fields=[
                    ("id", _KEY.clone()),
                    ("position", models.PositiveIntegerField()),
                    ("shown_name", models.CharField(max_length=120)),
                    ("shown_leader", models.CharField(max_length=60)),
                    ("shown_unit", models.CharField(max_length=120)),
                    ("shown_area", models.CharField(max_length=60)),
                    ("struck_at", models.DateTimeField(blank=True, null=True)),
                    ("struck_reason", models.CharField(blank=True, max_length=500, verbose_name="异议成立原因")),
                    ("entry", _to("campaigns.entry", related_name="notice_items")),
                    ("notice", _to("awards.notice", on_delete=models.CASCADE, related_name="items")),
                    ("shown_grade", models.CharField(blank=True, max_length=60, verbose_name="拟定等次")),
                ],
                options={
                    "verbose_name": "公示名单",
                    "ordering": ["position"],
                    "constraints": [models.UniqueConstraint(fields=("notice", "entry"), name="notice_item_once")],
                },
            ),
            migrations.CreateModel(
                name="Objection",
                fields=[
                    ("id", _KEY.clone()),
                    ("receipt", models.CharField(max_length=20, unique=True, verbose_name="受理号")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("received", "已收到"),
                                ("investigating", "调查中"),
                                ("upheld", "异议成立"),
                                ("dismissed", "异议不成立"),
                            ],
                            default="received",
                            max_length=15,
                        ),
                    ),
                    ("revision", models.PositiveIntegerField(default=1)),
                    (
                        "objector_kind",
                        models.CharField(choices=[("person", "个人（实名）"), ("unit", "单位（盖章）")], max_length=10),
                    ),
                    ("objector_name", EncryptedTextField(blank=True, default=b"", verbose_name="姓名或单位名称")),
                    ("objector_contact", EncryptedTextField(blank=True, default=b"", verbose_name="联系方式")),
                    ("content", models.TextField(verbose_name="异议内容")),
                    ("received_at", models.DateTimeField()),
                    ("due_on", models.DateField(verbose_name="答复期限")),
                    ("finding", models.TextField(blank=True, verbose_name="调查情况")),
                    ("reply", models.TextField(blank=True, verbose_name="答复")),
                    ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ("origin", models.CharField(blank=True, editable=False, max_length=64)),
                    ("content_digest", models.CharField(blank=True, editable=False, max_length=64)),
                    ("handler", _to(settings.AUTH_USER_MODEL, blank=True, null=True, related_name="objections")),
                    ("handler_organisation", _to("orgs.organisation", blank=True, null=True)),
                    ("item", _to("awards.noticeitem", related_name="objections")),
                    (
                        "outcome_reason",
                        models.CharField(blank=True, default="", max_length=500, verbose_name="移出名单的理由"),
                    ),
                ],
                options={
                    "verbose_name": "异议",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(fields=["state", "due_on"], name="objection_by_due"),
                        models.Index(fields=["origin", "received_at"], name="objection_by_origin"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("content_digest", ""), _negated=True),
                            fields=("item", "content_digest"),
                            name="objection_same_words_once",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ObjectionFile",
                fields=[
                    ("id", _KEY.clone()),
                    ("is_seal", models.BooleanField(default=False, verbose_name="盖章件")),
                    ("from_handler", models.BooleanField(default=False, verbose_name="调查材料")),
                    ("objection", _to("awards.objection", related_name="files")),
                    ("stored", _to("core.storedfile")),
                ],
                options={"verbose_name": "异议材料"},
            ),
            migrations.CreateModel(
                name="PlaqueEvent",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "act",
                        models.CharField(
                            choices=[
                                ("made", "已制作"),
                                ("delivered", "已送达"),
                                ("signed_for", "已签收"),
                                ("lost", "遗失或损坏"),
                                ("returned", "已收回"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("happened_on", models.DateField(verbose_name="日期")),
                    ("person", models.CharField(max_length=60, verbose_name="经手或签收人")),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                    ("entered_at", models.DateTimeField()),
                    ("entered_by", _to(settings.AUTH_USER_MODEL)),
                    ("plaque", _to("awards.certificate", related_name="events")),
                    ("proof", _to("core.storedfile", blank=True, null=True)),
                ],
                options={"verbose_name": "牌匾记录", "ordering": ["id"]},
            ),
            migrations.CreateModel(
                name="Ranking",
                fields=[
                    ("id", _KEY.clone()),
                    ("method", models.JSONField()),
                    ("computed_at", models.DateTimeField()),
                    ("call", _to("campaigns.call", related_name="rankings")),
                    ("computed_by", _to(settings.AUTH_USER_MODEL)),
                ],
                options={"verbose_name": "排名", "ordering": ["-id"]},
            ),
            migrations.CreateModel(
                name="RankingRow",
                fields=[
                    ("id", _KEY.clone()),
                    ("order", models.PositiveIntegerField()),
                    ("place", models.PositiveIntegerField(verbose_name="名次")),
                    ("score", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="得分")),
                    ("lowest", models.DecimalField(decimal_places=2, max_digits=6)),
                    ("highest", models.DecimalField(decimal_places=2, max_digits=6)),
                    ("deviation", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="离散度")),
                    ("sheets", models.JSONField(default=list)),
                    ("dropped", models.PositiveSmallIntegerField(default=0)),
                    ("decided_by", models.CharField(blank=True, max_length=40)),
                    ("keys", models.JSONField(default=dict)),
                    ("vetoed", models.BooleanField(default=False)),
                    ("entry", _to("campaigns.entry", related_name="ranking_rows")),
                    ("ranking", _to("awards.ranking", on_delete=models.CASCADE, related_name="rows")),
                ],
                options={
                    "verbose_name": "名次",
                    "ordering": ["order"],
                    "constraints": [
                        models.UniqueConstraint(fields=("ranking", "entry"), name="ranking_row_once_per_entry"),
                        models.UniqueConstraint(fields=("ranking", "order"), name="ranking_row_once_per_order"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AssessmentResult",
                fields=[
                    ("id", _KEY.clone()),
                    ("document_number", models.CharField(max_length=60, verbose_name="通报文号")),
                    ("decided_at", models.DateTimeField()),
                    ("call", _once("campaigns.call", related_name="assessment_result")),
                    ("decided_by", _to(settings.AUTH_USER_MODEL)),
                    ("meeting", _once("awards.meeting", related_name="assessment_result")),
                ],
                options={"verbose_name": "考核结果", "ordering": ["-id"]},
            ),
            migrations.CreateModel(
                name="GradeLine",
                fields=[
                    ("id", _KEY.clone()),
                    ("order", models.PositiveIntegerField()),
                    (
                        "score",
                        models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="得分"),
                    ),
                    ("earned", models.CharField(max_length=40, verbose_name="按得分")),
                    ("proposed", models.CharField(max_length=40, verbose_name="按规则")),
                    ("grade", models.CharField(max_length=40, verbose_name="等次")),
                    (
                        "cause",
                        models.CharField(
                            choices=[
                                ("score", "得分"),
                                ("cap", "名额上限"),
                                ("veto", "一票否决"),
                                ("unreported", "未按期报送"),
                                ("failed_check", "形式审查未通过"),
                            ],
                            max_length=12,
                            verbose_name="原因",
                        ),
                    ),
                    ("reason", models.CharField(max_length=500, verbose_name="说明")),
                    ("deviation", models.CharField(blank=True, max_length=500, verbose_name="调整理由")),
                    ("amended_at", models.DateTimeField(blank=True, null=True)),
                    ("amended_reason", models.CharField(blank=True, max_length=500, verbose_name="公示后更正理由")),
                    ("entry", _to("campaigns.entry", related_name="grade_lines")),
                    ("meeting", _to("awards.meeting", on_delete=models.CASCADE, related_name="grade_lines")),
                ],
                options={
                    "verbose_name": "考核等次",
                    "ordering": ["order"],
                    "constraints": [
                        models.UniqueConstraint(fields=("meeting", "entry"), name="grade_line_once_per_entry"),
                        models.UniqueConstraint(fields=("meeting", "order"), name="grade_line_once_per_order"),
                        models.CheckConstraint(
                            condition=models.Q(("cause__in", ["score", "cap", "veto", "unreported", "failed_check"])),
                            name="grade_line_cause_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("grade", models.F("proposed")),
                                models.Q(("deviation", ""), _negated=True),
                                models.Q(("amended_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="grade_line_deviates_with_a_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="VetoFinding",
                fields=[
                    ("id", _KEY.clone()),
                    ("code", models.CharField(max_length=40)),
                    ("reason", models.CharField(max_length=500, verbose_name="认定情况")),
                    ("found_by_name", models.CharField(max_length=100, verbose_name="认定人")),
                    ("found_at", models.DateTimeField()),
                    ("lifted_at", models.DateTimeField(blank=True, null=True)),
                    ("lifted_reason", models.CharField(blank=True, max_length=500, verbose_name="撤销原因")),
                    ("entry", _to("campaigns.entry", related_name="veto_findings")),
                    ("found_by", _to(settings.AUTH_USER_MODEL)),
                    ("lifted_by", _to(settings.AUTH_USER_MODEL, blank=True, null=True)),
                ],
                options={
                    "verbose_name": "一票否决认定",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("lifted_at__isnull", True)),
                            fields=("entry", "code"),
                            name="veto_finding_stands_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="veto_finding_has_a_reason"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("lifted_at__isnull", True),
                                models.Q(("lifted_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="veto_finding_lifted_with_a_reason",
                        ),
                    ],
                },
            ),
        ),
        KeepRows("awards_plaqueevent"),
        KeepRows("awards_assessmentresult"),
    ]
