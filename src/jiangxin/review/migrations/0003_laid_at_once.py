"""Experts, panels, sheets and visits; what is locked or signed stays."""

from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows, LayTables

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, **facts):
    return models.ForeignKey(**{"on_delete": models.PROTECT, "related_name": "+", "to": model, **facts})


def _once(model, **facts):
    return models.OneToOneField(**{"on_delete": models.PROTECT, "to": model, **facts})


class Migration(migrations.Migration):
    replaces = [("review", "0001_tables"), ("review", "0002_kept_rows"), ("review", "0003_kept_visits")]

    initial = True

    dependencies = [
        ("campaigns", "0001_tables"),
        ("core", "0002_links"),
        ("orgs", "0001_tables"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Expert",
                fields=[
                    ("id", _KEY.clone()),
                    ("workplace", models.CharField(max_length=120, verbose_name="工作单位")),
                    ("title", models.CharField(blank=True, max_length=60, verbose_name="职称职务")),
                    ("industry_sections", models.JSONField(default=list, verbose_name="熟悉行业")),
                    ("specialities", models.CharField(blank=True, max_length=200, verbose_name="专长")),
                    ("is_active", models.BooleanField(default=True, verbose_name="在库")),
                    ("account", _once(settings.AUTH_USER_MODEL, related_name="expert")),
                    ("organisation", _to("orgs.organisation", blank=True, null=True)),
                    ("person", _once("people.person", related_name="expert")),
                ],
                options={"verbose_name": "专家", "ordering": ["person__name"]},
            ),
            migrations.CreateModel(
                name="Panel",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("building", "组建中"),
                                ("declaring", "申报回避中"),
                                ("scoring", "评分中"),
                                ("closed", "已结束"),
                            ],
                            default="building",
                            max_length=12,
                        ),
                    ),
                    (
                        "sheets_per_entry",
                        models.PositiveSmallIntegerField(default=5, verbose_name="每份申报评分专家数"),
                    ),
                    ("is_blind", models.BooleanField(default=True, verbose_name="匿名评审")),
                    ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="评分截止")),
                    ("call", _once("campaigns.call", related_name="panel")),
                ],
                options={
                    "verbose_name": "评审组",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("sheets_per_entry__gte", 1), ("sheets_per_entry__lte", 15)),
                            name="panel_sheets_sensible",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AssignmentRun",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "预览"), ("published", "已发布"), ("undone", "已撤销")],
                            default="draft",
                            max_length=10,
                        ),
                    ),
                    ("seed", models.BigIntegerField()),
                    ("demands", models.JSONField(default=dict)),
                    ("pairs", models.JSONField(default=list)),
                    ("statistics", models.JSONField(default=dict)),
                    ("computed_at", models.DateTimeField()),
                    ("published_at", models.DateTimeField(blank=True, null=True)),
                    ("undone_at", models.DateTimeField(blank=True, null=True)),
                    ("undone_reason", models.CharField(blank=True, max_length=300, verbose_name="撤销原因")),
                    ("computed_by", _to(settings.AUTH_USER_MODEL)),
                    ("panel", _to("review.panel", on_delete=models.CASCADE, related_name="runs")),
                ],
                options={
                    "verbose_name": "分配方案",
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("state", "published")),
                            fields=("panel",),
                            name="assignment_one_published_per_panel",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PanelMember",
                fields=[
                    ("id", _KEY.clone()),
                    ("most", models.PositiveIntegerField(default=0, verbose_name="最多评分份数")),
                    ("invited_at", models.DateTimeField(blank=True, null=True, verbose_name="邀请时间")),
                    ("declared_at", models.DateTimeField(blank=True, null=True, verbose_name="回避申报时间")),
                    ("declaration", models.TextField(blank=True, verbose_name="回避申报")),
                    ("declared_as", models.CharField(blank=True, max_length=60, verbose_name="签名")),
                    ("declared_entries", models.JSONField(default=list)),
                    ("expert", _to("review.expert", related_name="seats")),
                    ("panel", _to("review.panel", on_delete=models.CASCADE, related_name="members")),
                ],
                options={
                    "verbose_name": "评审组成员",
                    "ordering": ["id"],
                    "constraints": [models.UniqueConstraint(fields=("panel", "expert"), name="panel_member_once")],
                },
            ),
            migrations.CreateModel(
                name="Conflict",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("same_unit", "同一单位"),
                                ("recommended_by", "所在组织为推荐单位"),
                                ("member_of", "工作室成员"),
                                ("leader_of", "工作室领衔人"),
                                ("kin", "亲属"),
                                ("mentor", "师徒"),
                                ("collaboration", "项目或成果合作"),
                                ("money", "经济利益"),
                                ("other", "其他可能影响公正的关系"),
                            ],
                            max_length=20,
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            choices=[("derived", "系统比对"), ("declared", "本人申报"), ("officer", "经办登记")],
                            max_length=10,
                        ),
                    ),
                    ("explanation", models.CharField(blank=True, max_length=300)),
                    ("found_at", models.DateTimeField()),
                    ("entry", _to("campaigns.entry", on_delete=models.CASCADE, related_name="conflicts")),
                    ("member", _to("review.panelmember", on_delete=models.CASCADE, related_name="conflicts")),
                ],
                options={
                    "verbose_name": "回避关系",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("member", "entry", "kind", "source"), name="conflict_once_per_kind"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Assignment",
                fields=[
                    ("id", _KEY.clone()),
                    ("case_number", models.PositiveIntegerField(verbose_name="案卷号")),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="收回原因")),
                    ("entry", _to("campaigns.entry", related_name="assignments")),
                    ("replaces", _once("review.assignment", blank=True, null=True, related_name="replaced_by")),
                    ("run", _to("review.assignmentrun", related_name="assignments")),
                    ("member", _to("review.panelmember", related_name="assignments")),
                ],
                options={
                    "verbose_name": "评审分配",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("member", "entry"),
                            name="assignment_once",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="RedactedCopy",
                fields=[
                    ("id", _KEY.clone()),
                    ("version_number", models.PositiveSmallIntegerField()),
                    ("data", models.JSONField()),
                    ("replacements", models.JSONField(default=list)),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("checked_at", models.DateTimeField(blank=True, null=True)),
                    ("accepted_unread", models.BooleanField(default=False, verbose_name="按自动处理结果采用")),
                    ("checked_by", _to(settings.AUTH_USER_MODEL, blank=True, null=True)),
                    ("entry", _once("campaigns.entry", on_delete=models.CASCADE, related_name="redacted_copy")),
                ],
                options={"verbose_name": "匿名稿"},
            ),
            migrations.CreateModel(
                name="ScoreSheet",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "评分中"), ("locked", "已签名锁定")], default="draft", max_length=10
                        ),
                    ),
                    ("rubric", models.CharField(max_length=60)),
                    ("revision", models.PositiveIntegerField(default=0)),
                    ("comment", models.TextField(blank=True, verbose_name="总体意见")),
                    ("vetoes", models.JSONField(default=list, verbose_name="一票否决")),
                    ("veto_reasons", models.JSONField(default=dict, verbose_name="否决依据")),
                    (
                        "total",
                        models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="总分"),
                    ),
                    ("saved_at", models.DateTimeField()),
                    ("signed_as", models.CharField(blank=True, max_length=60, verbose_name="签名")),
                    ("locked_at", models.DateTimeField(blank=True, null=True)),
                    ("assignment", _once("review.assignment", related_name="sheet")),
                ],
                options={
                    "verbose_name": "评分表",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("locked_at__isnull", True), ("state", "draft")),
                                models.Q(
                                    ("locked_at__isnull", False),
                                    ("state", "locked"),
                                    ("total__isnull", False),
                                    models.Q(("signed_as", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="score_sheet_locked_when_signed",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ScoreLine",
                fields=[
                    ("id", _KEY.clone()),
                    ("item", models.CharField(max_length=60)),
                    ("most", models.DecimalField(decimal_places=2, max_digits=5)),
                    ("points", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                    ("note", models.CharField(blank=True, max_length=500, verbose_name="依据")),
                    ("is_locked", models.BooleanField(default=False)),
                    ("sheet", _to("review.scoresheet", on_delete=models.CASCADE, related_name="lines")),
                ],
                options={
                    "verbose_name": "评分项",
                    "constraints": [
                        models.UniqueConstraint(fields=("sheet", "item"), name="score_line_once_per_item"),
                        models.CheckConstraint(
                            condition=models.Q(("points__gte", 0), ("points__lte", models.F("most"))),
                            name="score_line_within_scale",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Visit",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "state",
                        models.CharField(
                            choices=[("planned", "待考察"), ("recorded", "已记录"), ("signed", "已签名")],
                            default="planned",
                            max_length=10,
                        ),
                    ),
                    ("revision", models.PositiveIntegerField(default=0)),
                    ("planned_for", models.DateTimeField(verbose_name="考察时间")),
                    ("place", models.CharField(max_length=200, verbose_name="地点")),
                    ("arrived_at", models.DateTimeField(blank=True, null=True, verbose_name="实际到达")),
                    ("findings", models.TextField(blank=True, verbose_name="考察意见")),
                    (
                        "points",
                        models.DecimalField(
                            blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="考察得分"
                        ),
                    ),
                    ("entry", _once("campaigns.entry", related_name="visit")),
                ],
                options={"verbose_name": "实地考察", "ordering": ["planned_for", "id"]},
            ),
            migrations.CreateModel(
                name="VisitItem",
                fields=[
                    ("id", _KEY.clone()),
                    ("code", models.CharField(max_length=60)),
                    (
                        "verdict",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("met", "符合"),
                                ("partly_met", "基本符合"),
                                ("not_met", "不符合"),
                                ("not_applicable", "不适用"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("note", models.CharField(blank=True, max_length=500)),
                    ("visit", _to("review.visit", on_delete=models.CASCADE, related_name="items")),
                ],
                options={
                    "verbose_name": "考察项",
                    "constraints": [models.UniqueConstraint(fields=("visit", "code"), name="visit_item_once")],
                },
            ),
            migrations.CreateModel(
                name="VisitMember",
                fields=[
                    ("id", _KEY.clone()),
                    ("signed_as", models.CharField(blank=True, max_length=60, verbose_name="签名")),
                    ("signed_at", models.DateTimeField(blank=True, null=True)),
                    ("account", _to(settings.AUTH_USER_MODEL, related_name="visits")),
                    ("visit", _to("review.visit", on_delete=models.CASCADE, related_name="members")),
                ],
                options={
                    "verbose_name": "考察组成员",
                    "constraints": [models.UniqueConstraint(fields=("visit", "account"), name="visit_member_once")],
                },
            ),
            migrations.CreateModel(
                name="VisitPhoto",
                fields=[
                    ("id", _KEY.clone()),
                    ("caption", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                    ("item", models.CharField(blank=True, max_length=60, verbose_name="对应考察项")),
                    ("taken_at", models.DateTimeField(verbose_name="拍摄时间")),
                    (
                        "time_source",
                        models.CharField(
                            choices=[("camera", "照片自带"), ("device", "设备提供"), ("typed", "手工填写")],
                            max_length=10,
                        ),
                    ),
                    ("latitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                    ("longitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                    (
                        "place_source",
                        models.CharField(
                            blank=True,
                            choices=[("camera", "照片自带"), ("device", "设备提供"), ("typed", "手工填写")],
                            max_length=10,
                        ),
                    ),
                    ("added_by", _to(settings.AUTH_USER_MODEL)),
                    ("stored", _to("core.storedfile")),
                    ("visit", _to("review.visit", on_delete=models.CASCADE, related_name="photos")),
                ],
                options={"verbose_name": "考察照片", "ordering": ["taken_at", "id"]},
            ),
        ),
        KeepRows("review_scoresheet", "OLD.state = 'locked'"),
        KeepRows("review_scoreline", "OLD.is_locked"),
        KeepRows("review_visit", "OLD.state = 'signed'"),
    ]
