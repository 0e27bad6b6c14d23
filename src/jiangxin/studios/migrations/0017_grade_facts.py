"""The reason of the grade an outcome follows from, as codes and numbers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("studios", "0016_candidacies")]

    operations = [migrations.AddField("assessmentoutcome", "reason_facts", models.JSONField(default=dict))]
