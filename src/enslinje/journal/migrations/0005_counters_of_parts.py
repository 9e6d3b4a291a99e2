"""How many writes changed each part of plans."""

from django.db import migrations, models

COUNTERS = (
    *("targets_version", "texts_version", "contributions_version", "activities_version"),
    *("budgets_version", "preparations_version", "obstacles_version"),
    *("comments_version", "steps_version", "filings_version"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0004_ground_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="pulse",
            name=counter,
            field=models.BigIntegerField(default=0),
        )
        for counter in COUNTERS
    ]
