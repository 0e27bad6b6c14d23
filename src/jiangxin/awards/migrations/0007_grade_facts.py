"""The reason of a grade as codes and numbers, so that everybody reads it in their own language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0006_restored")]

    operations = [migrations.AddField("gradeline", "facts", models.JSONField(default=dict))]
