from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_tallies")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="worker",
            field=models.CharField(blank=True, default="", max_length=36),
            preserve_default=False,
        ),
        migrations.AddField(model_name="job", name="beat_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="job", name="attempts", field=models.PositiveSmallIntegerField(default=0)),
    ]
