from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_tables")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="start_password_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="起始口令有效期至"),
        ),
    ]
