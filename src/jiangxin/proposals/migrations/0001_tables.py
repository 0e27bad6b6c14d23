import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows, LayTables


class Migration(migrations.Migration):
    """Proposals: whose they are, what was done with them, what they brought, what they became, what is like them."""

    initial = True

    dependencies = [
        ("campaigns", "0004_laid_at_once"),
        ("core", "0009_energy_factors"),
        ("orgs", "0005_escalations"),
        ("people", "0006_skill_certificates"),
        ("studios", "0016_candidacies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Proposal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("number", models.CharField(max_length=30, verbose_name="编号")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("submitted", "待受理"),
                                ("taken_up", "已受理"),
                                ("adopted", "已采纳"),
                                ("pilot", "试行中"),
                                ("stored", "暂存备用"),
                                ("rejected", "未采纳"),
                                ("in_use", "已投入使用"),
                                ("withdrawn", "已撤回"),
                            ],
                            default="submitted",
                            max_length=12,
                            verbose_name="状态",
                        ),
                    ),
                    ("version", models.PositiveIntegerField(default=1)),
                    ("title", models.CharField(max_length=120, verbose_name="建议")),
                    ("category", models.CharField(blank=True, max_length=40, verbose_name="类别")),
                    ("body", models.TextField(blank=True)),
                    ("answers", models.JSONField(default=dict)),
                    ("is_anonymous", models.BooleanField(default=False, verbose_name="匿名")),
                    ("code", models.CharField(max_length=12, unique=True, verbose_name="查询码")),
                    ("accept_due_on", models.DateField(verbose_name="受理期限")),
                    ("answer_due_on", models.DateField(verbose_name="答复期限")),
                    ("submitted_at", models.DateTimeField(verbose_name="提出时间")),
                    ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                    ("answer", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                    ("reason_code", models.CharField(blank=True, max_length=40)),
                    ("owner", models.CharField(blank=True, max_length=60, verbose_name="落实人")),
                    ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                    ("used_on", models.DateField(blank=True, null=True, verbose_name="投入使用日期")),
                    ("effect", models.TextField(blank=True, max_length=1000, verbose_name="使用情况")),
                    ("moved_at", models.DateTimeField()),
                    (
                        "call",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="campaigns.call"
                        ),
                    ),
                    (
                        "proposer",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposals",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposals",
                            to="orgs.organisation",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "建议",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(fields=["call", "state", "-id"], name="proposal_by_call"),
                        models.Index(fields=["unit", "state", "-id"], name="proposal_by_unit"),
                        models.Index(fields=["proposer", "-id"], name="proposal_by_proposer"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("call", "number"), name="proposal_once_per_number"),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "state__in",
                                    [
                                        "submitted",
                                        "taken_up",
                                        "adopted",
                                        "pilot",
                                        "stored",
                                        "rejected",
                                        "in_use",
                                        "withdrawn",
                                    ],
                                )
                            ),
                            name="proposal_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("is_anonymous", True), ("proposer__isnull", True)),
                                models.Q(("is_anonymous", False), ("proposer__isnull", False)),
                                _connector="OR",
                            ),
                            name="proposal_without_a_name_has_none",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("state__in", ("adopted", "pilot", "stored", "rejected", "in_use")), _negated=True
                                ),
                                models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="proposal_answered_with_words",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state__in", ("adopted", "pilot")), _negated=True),
                                models.Q(("due_on__isnull", False), models.Q(("owner", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="proposal_adopted_has_an_owner",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Fingerprint",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("number", models.PositiveIntegerField()),
                    (
                        "proposal",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="fingerprints",
                            to="proposals.proposal",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "比对指纹",
                    "indexes": [models.Index(fields=["proposal"], name="fingerprint_by_proposal")],
                    "constraints": [models.UniqueConstraint(fields=("number", "proposal"), name="fingerprint_once")],
                },
            ),
            migrations.CreateModel(
                name="Benefit",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                    ("rule_code", models.CharField(max_length=40)),
                    ("rule_label", models.CharField(max_length=60, verbose_name="算法")),
                    ("formula", models.CharField(max_length=200, verbose_name="公式")),
                    ("quantities", models.JSONField(default=list)),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="年效益（元）")),
                    ("proven_by", models.CharField(max_length=60, verbose_name="财务证明人")),
                    ("reason", models.CharField(blank=True, max_length=200, verbose_name="更正原因")),
                    ("recorded_at", models.DateTimeField()),
                    (
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                        ),
                    ),
                    (
                        "recorded_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="benefits",
                            to="proposals.proposal",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "建议效益",
                    "ordering": ["-year", "-id"],
                    "indexes": [models.Index(fields=["proposal", "-year", "-id"], name="benefit_by_year")],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="benefit_is_a_gain"),
                        models.CheckConstraint(
                            condition=models.Q(("proven_by", ""), _negated=True), name="benefit_proven_by_somebody"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProposalAuthor",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("position", models.PositiveSmallIntegerField()),
                    ("name", models.CharField(blank=True, max_length=60, verbose_name="姓名")),
                    ("percent", models.PositiveSmallIntegerField(verbose_name="份额（%）")),
                    (
                        "person",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="authors", to="proposals.proposal"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "建议人",
                    "ordering": ["position"],
                    "constraints": [
                        models.UniqueConstraint(fields=("proposal", "position"), name="proposal_author_once"),
                        models.CheckConstraint(
                            condition=models.Q(("percent__gte", 1), ("percent__lte", 100)),
                            name="proposal_share_in_range",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProposalFile",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("path", models.CharField(max_length=120)),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="files", to="proposals.proposal"
                        ),
                    ),
                    (
                        "stored",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "附件",
                    "ordering": ["id"],
                },
            ),
            migrations.CreateModel(
                name="ProposalProject",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("made_at", models.DateTimeField()),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    (
                        "project",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="from_proposal",
                            to="studios.project",
                        ),
                    ),
                    (
                        "proposal",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="made_project",
                            to="proposals.proposal",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "建议立项",
                },
            ),
            migrations.CreateModel(
                name="ProposalStep",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("act", models.CharField(max_length=20)),
                    ("from_state", models.CharField(blank=True, max_length=12)),
                    ("to_state", models.CharField(max_length=12)),
                    ("words", models.TextField(blank=True, max_length=1000)),
                    ("by_name", models.CharField(max_length=100)),
                    ("at", models.DateTimeField()),
                    (
                        "by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="orgs.organisation",
                        ),
                    ),
                    (
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="proposals.proposal"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "办理记录",
                    "ordering": ["id"],
                },
            ),
            migrations.CreateModel(
                name="Reward",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="奖励（元）")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("decided_at", models.DateTimeField()),
                    (
                        "benefit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.benefit"
                        ),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    (
                        "proposal",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="reward", to="proposals.proposal"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "建议奖励",
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="reward_is_something")
                    ],
                },
            ),
        ),
        KeepRows("proposals_proposalstep"),
        KeepRows("proposals_benefit"),
        KeepRows("proposals_reward"),
    ]
