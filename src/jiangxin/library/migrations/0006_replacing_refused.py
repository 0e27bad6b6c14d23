"""Keep SQLite from putting a new row in the place of a kept one, in the tables of every room.

It stands in the last room, so that all kept tables are there.
"""

from django.db import migrations

from jiangxin.core.database import RefuseReplacing


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_sealed_log"),
        ("campaigns", "0003_kept_rows"),
        ("review", "0003_kept_visits"),
        ("awards", "0005_assessments"),
        ("studios", "0015_assessment_consequences"),
        ("library", "0005_ceremonies"),
    ]

    operations = [RefuseReplacing()]
