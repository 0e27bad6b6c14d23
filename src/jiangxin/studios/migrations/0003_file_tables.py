import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The studio's file: dated facts."""

    dependencies = [
        ("awards", "0004_outcome_reasons"),
        ("core", "0003_kept_rows"),
        ("orgs", "0002_errand_order"),
        ("people", "0002_start_passwords"),
        ("studios", "0002_filters_together"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StudioEquipment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_periods",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "设备",
                "ordering": ["since", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="studioequipment_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("entered_at", models.DateTimeField(null=True)),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                ("unit_name", models.CharField(max_length=120, verbose_name="所在单位")),
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
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_periods",
                        to="studios.studio",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="studio_hostings",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "所在单位",
                "ordering": ["since", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="studiohosting_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="studiohosting_struck_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StudioLeadership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("entered_at", models.DateTimeField(null=True)),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                ("person_name", models.CharField(max_length=60, verbose_name="领衔人")),
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
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="studio_leaderships",
                        to="people.person",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_periods",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "领衔人",
                "ordering": ["since", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="studioleadership_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="studioleadership_struck_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StudioLevelHeld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "award",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels_held",
                        to="awards.award",
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
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_periods",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "所获级别",
                "ordering": ["since", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="studiolevelheld_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        choices=[("core", "核心成员"), ("member", "成员"), ("adviser", "顾问"), ("apprentice", "学徒")],
                        max_length=12,
                        verbose_name="角色",
                    ),
                ),
                ("front_line", models.BooleanField(default=False, verbose_name="一线职工")),
                ("task", models.CharField(blank=True, max_length=60, verbose_name="分工")),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="studio_memberships",
                        to="people.person",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_periods",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作室成员",
                "ordering": ["since", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="studiomembership_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_periods",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作室名称",
                "ordering": ["since", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="studioname_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="studioname_struck_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StudioPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_periods",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作场所",
                "ordering": ["since", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="studioplace_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_periods",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作室状态",
                "ordering": ["since", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="studiostanding_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True), models.Q(("struck_reason", ""), _negated=True), _connector="OR"
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
    ]
