"""How many writes changed goals and indicators, and how many were of decisions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0005_counters_of_parts"),
    ]

    operations = [
        migrations.AddField(
            model_name="pulse",
            name=counter,
            field=models.BigIntegerField(default=0),
        )
        for counter in ("goals_version", "decisions_version")
    ]
