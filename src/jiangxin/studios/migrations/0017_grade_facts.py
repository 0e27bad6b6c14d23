"""The reason of the grade an outcome follows from, as codes and numbers.

The column may be empty: SQLite adds such a one without laying the table anew, which would take its guards away.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("studios", "0016_candidacies")]

    operations = [migrations.AddField("assessmentoutcome", "reason_facts", models.JSONField(null=True))]
