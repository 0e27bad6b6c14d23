from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_kept_rows")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("times", models.PositiveIntegerField()),
                ("ends_at", models.BigIntegerField(db_index=True)),
            ],
            options={"verbose_name": "尝试次数"},
        ),
    ]
