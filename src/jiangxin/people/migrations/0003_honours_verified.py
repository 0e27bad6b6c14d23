"""Who entered an honour, who checked it against its document, and why one was withdrawn."""

from django.conf import settings
from django.db import migrations, models


def _account():
    return models.ForeignKey(
        blank=True,
        editable=False,
        null=True,
        on_delete=models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0002_start_passwords")]

    operations = [
        migrations.AddField(model_name="honour", name="entered_by", field=_account()),
        migrations.AddField(model_name="honour", name="verified_by", field=_account()),
        migrations.AddField(
            model_name="honour",
            name="verified_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="核验时间"),
        ),
        migrations.AddField(
            model_name="honour",
            name="withdrawn_document",
            field=models.CharField(blank=True, max_length=60, verbose_name="撤销文号"),
        ),
        migrations.AddField(
            model_name="honour",
            name="withdrawn_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="撤销原因"),
        ),
    ]
