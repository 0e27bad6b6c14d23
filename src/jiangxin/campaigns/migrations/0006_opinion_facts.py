"""What the house wrote as an opinion, as codes and numbers, so that everybody reads it in their own language.

The column may be empty: SQLite adds such a one without laying the table anew, which would take its guards away.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0005_leader_exceptions")]

    operations = [migrations.AddField("transition", "opinion_facts", models.JSONField(null=True))]
