"""How many writes changed what plans rest on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0003_change_set_role_and_restores"),
    ]

    operations = [
        migrations.AddField(
            model_name="pulse",
            name="ground_version",
            field=models.BigIntegerField(default=0),
        ),
    ]
