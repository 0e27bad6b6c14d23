"""Why an upheld objection takes a studio off the list, in words its people may read; the reply is the objector's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds `outcome_reason` to objections."""

    dependencies = [("awards", "0003_kept_rows")]

    operations = [
        migrations.AddField(
            "objection",
            "outcome_reason",
            models.CharField("移出名单的理由", max_length=500, blank=True, default=""),
        ),
    ]
