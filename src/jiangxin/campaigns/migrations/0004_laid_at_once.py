"""Calls, entries and their way through the stages."""

from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows, LayTables

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, **facts):
    return models.ForeignKey(**{"on_delete": models.PROTECT, "related_name": "+", "to": model, **facts})


def _once(model, **facts):
    return models.OneToOneField(**{"on_delete": models.PROTECT, "to": model, **facts})


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0001_tables"),
        ("campaigns", "0002_links"),
        ("campaigns", "0003_kept_rows"),
        ("campaigns", "0004_assessments"),
    ]

    initial = True

    dependencies = [
        ("core", "0002_links"),
        ("orgs", "0003_audit_role"),
        ("people", "0003_honours_verified"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Call",
                fields=[
                    ("id", _KEY.clone()),
                    ("definition", models.JSONField()),
                    ("definition_digest", models.CharField(max_length=64)),
                    ("title", models.CharField(max_length=120, verbose_name="标题")),
                    ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "草稿"), ("open", "进行中"), ("closed", "已结束")],
                            db_index=True,
                            default="draft",
                            max_length=10,
                        ),
                    ),
                    ("announcement", models.TextField(blank=True, verbose_name="通知正文")),
                    ("contact", models.CharField(blank=True, max_length=120, verbose_name="联系人及电话")),
                    ("rule_document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("seats", models.PositiveIntegerField(default=0, verbose_name="拟命名数")),
                    ("who_may_apply", models.JSONField(default=dict)),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("opened_at", models.DateTimeField(blank=True, null=True)),
                    ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ("last_entry_number", models.PositiveIntegerField(default=0)),
                    ("blueprint", _to("campaigns.blueprint", related_name="calls")),
                    ("organiser", _to("orgs.organisation", related_name="calls")),
                    ("rule_document", _to("core.storedfile", blank=True, null=True)),
                ],
                options={
                    "verbose_name": "申报通知",
                    "ordering": ["-year", "-id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("organiser", "year", "title"), name="call_once_per_title")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Entry",
                fields=[
                    ("id", _KEY.clone()),
                    ("number", models.CharField(max_length=30, verbose_name="编号")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "草稿"),
                                ("submitted", "已提交"),
                                ("returned", "已退回"),
                                ("recommended_unit", "基层已推荐"),
                                ("recommended_county", "县（市、区）或产业已推荐"),
                                ("supplement", "待补正"),
                                ("formal_passed", "形式审查通过"),
                                ("formal_failed", "形式审查未通过"),
                                ("scored", "评审完成"),
                                ("selected", "拟命名"),
                                ("not_selected", "未入选"),
                                ("displayed", "公示中"),
                                ("graded", "已拟定等次"),
                                ("assessed", "等次已定"),
                                ("named", "已命名"),
                                ("rejected", "异议成立，不予命名"),
                                ("withdrawn", "已撤回"),
                                ("expired", "逾期未报"),
                            ],
                            default="draft",
                            max_length=20,
                            verbose_name="状态",
                        ),
                    ),
                    ("version", models.PositiveIntegerField(default=1)),
                    ("name", models.CharField(blank=True, max_length=120, verbose_name="工作室名称")),
                    ("kind", models.CharField(blank=True, max_length=40, verbose_name="类别")),
                    ("variant", models.CharField(blank=True, max_length=20)),
                    ("field", models.CharField(blank=True, max_length=60, verbose_name="专业领域")),
                    ("industry_section", models.CharField(blank=True, max_length=1, verbose_name="所属行业")),
                    ("leader_name", models.CharField(blank=True, max_length=60, verbose_name="领衔人")),
                    ("leader_honour_level", models.SmallIntegerField(default=0)),
                    (
                        "benefit_wan",
                        models.DecimalField(
                            decimal_places=2, default=0, max_digits=14, verbose_name="经济效益（万元）"
                        ),
                    ),
                    ("is_non_public", models.BooleanField(default=False, verbose_name="非公单位")),
                    ("is_front_line", models.BooleanField(default=False, verbose_name="一线领衔")),
                    ("leader_gender", models.CharField(blank=True, max_length=10)),
                    ("created_at", models.DateTimeField()),
                    ("submitted_at", models.DateTimeField(blank=True, null=True)),
                    ("moved_at", models.DateTimeField()),
                    ("area", _to("orgs.organisation", related_name="area_entries")),
                    ("call", _to("campaigns.call", related_name="entries")),
                    ("holder", _to("orgs.organisation", blank=True, null=True, related_name="held_entries")),
                    ("leader", _to("people.person", blank=True, null=True, related_name="led_entries")),
                    ("secretary", _to(settings.AUTH_USER_MODEL, related_name="entries")),
                    ("unit", _to("orgs.organisation", related_name="entries")),
                    ("subject_facts", models.JSONField(default=dict)),
                    ("subject_id", models.PositiveBigIntegerField(blank=True, null=True)),
                    ("subject_kind", models.CharField(blank=True, max_length=20)),
                ],
                options={
                    "verbose_name": "申报",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(fields=["call", "state", "number"], name="entry_by_state"),
                        models.Index(fields=["call", "number"], name="entry_by_number"),
                        models.Index(fields=["holder", "state", "moved_at"], name="entry_by_holder"),
                        models.Index(fields=["area", "state"], name="entry_by_area"),
                        models.Index(fields=["subject_kind", "subject_id"], name="entry_by_subject"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("call", "number"), name="entry_once_per_number"),
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("leader__isnull", False),
                                ("subject_id__isnull", True),
                                models.Q(("state__in", ["expired", "withdrawn"]), _negated=True),
                            ),
                            fields=("call", "leader"),
                            name="entry_one_per_leader_and_call",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("subject_id__isnull", False)),
                            fields=("call", "subject_kind", "subject_id"),
                            name="entry_one_per_subject_and_call",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("subject_id__isnull", True), ("subject_kind", "")),
                                models.Q(models.Q(("subject_kind", ""), _negated=True), ("subject_id__isnull", False)),
                                _connector="OR",
                            ),
                            name="entry_subject_whole",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "state__in",
                                    [
                                        "draft",
                                        "submitted",
                                        "returned",
                                        "recommended_unit",
                                        "recommended_county",
                                        "supplement",
                                        "formal_passed",
                                        "formal_failed",
                                        "scored",
                                        "selected",
                                        "not_selected",
                                        "displayed",
                                        "graded",
                                        "assessed",
                                        "named",
                                        "rejected",
                                        "withdrawn",
                                        "expired",
                                    ],
                                )
                            ),
                            name="entry_state_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="EntryAnswers",
                fields=[
                    ("id", _KEY.clone()),
                    ("data", models.JSONField(default=dict)),
                    ("revision", models.PositiveIntegerField(default=0)),
                    ("saved_at", models.DateTimeField()),
                    ("sealed_digest", models.CharField(blank=True, max_length=64)),
                    ("entry", _once("campaigns.entry", on_delete=models.CASCADE, related_name="answers")),
                    ("saved_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("sealed_scan", _to("core.storedfile", blank=True, null=True)),
                ],
                options={"verbose_name": "填报内容"},
            ),
            migrations.CreateModel(
                name="EntryFile",
                fields=[
                    ("id", _KEY.clone()),
                    ("path", models.CharField(max_length=120)),
                    ("hidden_when_blind", models.BooleanField(default=True)),
                    ("added_at", models.DateTimeField()),
                    ("removed_at", models.DateTimeField(blank=True, null=True)),
                    ("entry", _to("campaigns.entry", related_name="files")),
                    ("redacted", _to("core.storedfile", blank=True, null=True)),
                    ("stored", _to("core.storedfile")),
                ],
                options={"verbose_name": "附件", "ordering": ["path", "id"]},
            ),
            migrations.CreateModel(
                name="EntryVersion",
                fields=[
                    ("id", _KEY.clone()),
                    ("number", models.PositiveSmallIntegerField()),
                    ("data", models.JSONField()),
                    ("digest", models.CharField(max_length=64)),
                    ("submitted_at", models.DateTimeField()),
                    ("entry", _to("campaigns.entry", related_name="versions")),
                    ("sealed_scan", _to("core.storedfile", null=True)),
                    ("submitted_by", _to(settings.AUTH_USER_MODEL)),
                ],
                options={
                    "verbose_name": "提交版本",
                    "ordering": ["-number"],
                    "constraints": [models.UniqueConstraint(fields=("entry", "number"), name="entry_version_once")],
                },
            ),
            migrations.CreateModel(
                name="FormalCheckItem",
                fields=[
                    ("id", _KEY.clone()),
                    ("code", models.CharField(max_length=60)),
                    (
                        "verdict",
                        models.CharField(
                            choices=[("met", "符合"), ("not_met", "不符合"), ("not_applicable", "不适用")],
                            max_length=20,
                        ),
                    ),
                    ("note", models.CharField(blank=True, max_length=300)),
                    ("checked_at", models.DateTimeField()),
                    ("checked_by", _to(settings.AUTH_USER_MODEL)),
                    ("entry", _to("campaigns.entry", on_delete=models.CASCADE, related_name="formal_checks")),
                ],
                options={
                    "verbose_name": "形式审查项",
                    "constraints": [
                        models.UniqueConstraint(fields=("entry", "code"), name="formal_check_once_per_item")
                    ],
                },
            ),
            migrations.CreateModel(
                name="LateException",
                fields=[
                    ("id", _KEY.clone()),
                    ("until", models.DateTimeField(verbose_name="延至")),
                    ("reason", models.CharField(max_length=300, verbose_name="事由")),
                    ("given_at", models.DateTimeField()),
                    ("given_by", _to(settings.AUTH_USER_MODEL)),
                    ("organisation", _to("orgs.organisation")),
                    ("stage", _to("campaigns.stage", on_delete=models.CASCADE, related_name="late_exceptions")),
                ],
                options={
                    "verbose_name": "逾期例外",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="late_exception_has_a_reason"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Quota",
                fields=[
                    ("id", _KEY.clone()),
                    ("hard_limit", models.PositiveIntegerField(blank=True, null=True, verbose_name="硬名额")),
                    ("soft_limit", models.PositiveIntegerField(blank=True, null=True, verbose_name="参考名额")),
                    ("used", models.PositiveIntegerField(default=0, verbose_name="已用")),
                    ("call", _to("campaigns.call", on_delete=models.CASCADE, related_name="quotas")),
                    ("organisation", _to("orgs.organisation", blank=True, null=True, related_name="quotas")),
                ],
                options={
                    "verbose_name": "名额",
                    "ordering": ["organisation__path"],
                    "constraints": [
                        models.UniqueConstraint(fields=("call", "organisation"), name="quota_once_per_organisation"),
                        models.UniqueConstraint(
                            condition=models.Q(("organisation__isnull", True)),
                            fields=("call",),
                            name="quota_one_reserve_per_call",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("hard_limit__isnull", True), ("used__lte", models.F("hard_limit")), _connector="OR"
                            ),
                            name="quota_never_exceeded",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Recommendation",
                fields=[
                    ("id", _KEY.clone()),
                    ("rank", models.PositiveIntegerField(blank=True, null=True, verbose_name="推荐排序")),
                    ("opinion", models.TextField(verbose_name="推荐意见")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("made_at", models.DateTimeField()),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                    ("entry", _to("campaigns.entry", related_name="recommendations")),
                    ("made_by", _to(settings.AUTH_USER_MODEL)),
                    ("organisation", _to("orgs.organisation", related_name="recommendations")),
                    ("sealed_page", _to("core.storedfile", blank=True, null=True)),
                    ("stage", _to("campaigns.stage", related_name="recommendations")),
                ],
                options={
                    "verbose_name": "推荐",
                    "ordering": ["rank", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("entry", "organisation"),
                            name="recommendation_one_standing",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("rank__isnull", False), ("withdrawn_at__isnull", True)),
                            fields=("stage", "organisation", "rank"),
                            name="recommendation_rank_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("opinion", ""), _negated=True), name="recommendation_has_an_opinion"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Recusal",
                fields=[
                    ("id", _KEY.clone()),
                    ("reason", models.CharField(max_length=300)),
                    ("since", models.DateTimeField()),
                    ("entry", _to("campaigns.entry", on_delete=models.CASCADE, related_name="recusals")),
                    ("person", _to("people.person", related_name="recusals")),
                ],
                options={
                    "verbose_name": "回避",
                    "constraints": [models.UniqueConstraint(fields=("entry", "person"), name="recusal_once")],
                },
            ),
            migrations.CreateModel(
                name="Stage",
                fields=[
                    ("id", _KEY.clone()),
                    ("position", models.PositiveSmallIntegerField()),
                    ("code", models.SlugField(max_length=40)),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("declare", "申报"),
                                ("recommend", "推荐"),
                                ("formal_check", "形式审查"),
                                ("expert_review", "专家评审"),
                                ("inspection", "实地考察"),
                                ("decision", "会议研究"),
                                ("notice", "公示"),
                                ("naming", "命名授牌"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("label", models.CharField(max_length=60, verbose_name="名称")),
                    ("level", models.CharField(blank=True, max_length=20, verbose_name="推荐层级")),
                    ("opens_at", models.DateTimeField(verbose_name="开始")),
                    ("closes_at", models.DateTimeField(verbose_name="截止")),
                    ("rights", models.JSONField(default=list)),
                    ("call", _to("campaigns.call", on_delete=models.CASCADE, related_name="stages")),
                ],
                options={
                    "verbose_name": "阶段",
                    "ordering": ["position"],
                    "constraints": [
                        models.UniqueConstraint(fields=("call", "code"), name="stage_once_per_code"),
                        models.CheckConstraint(
                            condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="stage_closes_after_open"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Supplement",
                fields=[
                    ("id", _KEY.clone()),
                    ("number", models.PositiveSmallIntegerField()),
                    ("asked", models.TextField(verbose_name="补正内容")),
                    ("asked_at", models.DateTimeField()),
                    ("due_at", models.DateTimeField(verbose_name="补正期限")),
                    ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ("asked_by", _to(settings.AUTH_USER_MODEL)),
                    ("entry", _to("campaigns.entry", related_name="supplements")),
                ],
                options={
                    "verbose_name": "补正",
                    "ordering": ["number"],
                    "constraints": [
                        models.UniqueConstraint(fields=("entry", "number"), name="supplement_once_per_number"),
                        models.CheckConstraint(
                            condition=models.Q(("number__gte", 1), ("number__lte", 2)), name="supplement_at_most_two"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Transition",
                fields=[
                    ("id", _KEY.clone()),
                    ("act", models.CharField(max_length=40)),
                    ("from_state", models.CharField(max_length=20)),
                    ("to_state", models.CharField(max_length=20)),
                    ("at", models.DateTimeField()),
                    ("actor_name", models.CharField(max_length=100)),
                    ("role", models.CharField(blank=True, max_length=30)),
                    ("opinion", models.TextField(blank=True)),
                    ("document_number", models.CharField(blank=True, max_length=60)),
                    ("entry_version", models.PositiveSmallIntegerField(default=0)),
                    ("account", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("attachment", _to("core.storedfile", null=True)),
                    ("entry", _to("campaigns.entry", related_name="transitions")),
                    ("organisation", _to("orgs.organisation", null=True)),
                ],
                options={
                    "verbose_name": "办理记录",
                    "ordering": ["id"],
                    "indexes": [models.Index(fields=["entry", "id"], name="transition_by_entry")],
                },
            ),
            migrations.CreateModel(
                name="Blueprint",
                fields=[
                    ("id", _KEY.clone()),
                    ("code", models.SlugField(max_length=60, verbose_name="代码")),
                    ("version", models.PositiveIntegerField(verbose_name="版本")),
                    ("title", models.CharField(max_length=120, verbose_name="名称")),
                    ("kind", models.CharField(max_length=60, verbose_name="活动种类")),
                    ("definition", models.JSONField()),
                    ("digest", models.CharField(max_length=64)),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "草稿"), ("published", "已发布")], default="draft", max_length=12
                        ),
                    ),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("edited_at", models.DateTimeField()),
                    ("cloned_from", _to("campaigns.blueprint", blank=True, null=True, related_name="clones")),
                    ("edited_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("owner", _to("orgs.organisation", blank=True, null=True, related_name="blueprints")),
                ],
                options={
                    "verbose_name": "活动方案",
                    "ordering": ["title", "-version"],
                    "constraints": [
                        models.UniqueConstraint(fields=("code", "version"), name="blueprint_once_per_version")
                    ],
                },
            ),
        ),
        KeepRows("campaigns_transition"),
        KeepRows("campaigns_entryversion"),
    ]
