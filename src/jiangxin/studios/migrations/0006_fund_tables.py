import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    """Subsidies, matching share, expenses. What was paid and spent stays as it was entered."""

    dependencies = [
        ("core", "0003_kept_rows"),
        ("studios", "0005_file_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Subsidy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="subsidies", to="studios.studio"
                    ),
                ),
                (
                    "voucher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "补助资金",
                "ordering": ["paid_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="MatchingPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", models.BigIntegerField(verbose_name="金额（分）")),
                ("paid_on", models.DateField(verbose_name="到账日期")),
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
                    "voucher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "subsidy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matching_payments",
                        to="studios.subsidy",
                    ),
                ),
            ],
            options={
                "verbose_name": "配套资金",
                "ordering": ["paid_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Expense",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "voucher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
                (
                    "subsidy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="expenses", to="studios.subsidy"
                    ),
                ),
            ],
            options={
                "verbose_name": "支出",
                "ordering": ["spent_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ExpenseReversal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="冲销原因")),
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
                    "expense",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reversal", to="studios.expense"
                    ),
                ),
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
        migrations.AddConstraint(
            model_name="subsidy",
            constraint=models.UniqueConstraint(fields=("studio", "approval_number", "paid_on"), name="subsidy_once"),
        ),
        migrations.AddConstraint(
            model_name="subsidy",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="subsidy_amount_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidy",
            constraint=models.CheckConstraint(
                condition=models.Q(("matching_due_fen__gte", 0)), name="subsidy_matching_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidy",
            constraint=models.CheckConstraint(
                condition=models.Q(("spent_fen__gte", 0), ("spent_fen__lte", models.F("amount_fen"))),
                name="subsidy_not_overdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidy",
            constraint=models.CheckConstraint(
                condition=models.Q(("matched_spent_fen__gte", 0), ("matched_spent_fen__lte", models.F("matched_fen"))),
                name="subsidy_match_not_overdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidy",
            constraint=models.CheckConstraint(
                condition=models.Q(("spend_by__gte", models.F("paid_on"))), name="subsidy_days_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchingpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="matching_amount_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="expense",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="expense_amount_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="expense",
            constraint=models.CheckConstraint(
                condition=models.Q(("purse__in", ["subsidy", "matching"])), name="expense_purse_known"
            ),
        ),
        KeepRows("studios_matchingpayment"),
        KeepRows("studios_expense"),
        KeepRows("studios_expensereversal"),
    ]
