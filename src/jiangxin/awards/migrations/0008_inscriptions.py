"""What a replaced certificate or plaque says where it is otherwise than when the award was given.

The column may be empty: it then says what the award does, and SQLite adds it without laying the table anew.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0007_grade_facts")]

    operations = [migrations.AddField("certificate", "inscription", models.JSONField(null=True))]
