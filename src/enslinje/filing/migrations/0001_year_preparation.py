"""Years that were prepared from others."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0002_log_entry"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearPreparation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_year", models.PositiveSmallIntegerField()),
                ("to_year", models.PositiveSmallIntegerField()),
                (
                    "recorded_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
                (
                    "superseded_in",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.changeset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_in__lt", models.F("superseded_in")),
                            ("recorded_in__isnull", True),
                            ("superseded_in__isnull", True),
                            _connector="OR",
                        ),
                        name="yearpreparation_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("to_year",),
                        name="yearpreparation_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_year__gte", 1), ("from_year", None), _connector="OR"
                        ),
                        name="yearpreparation_from_year_at_least_1",
                        violation_error_message="Talet är för litet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_year__lt", models.F("to_year")),
                            ("from_year__isnull", True),
                            ("to_year__isnull", True),
                            _connector="OR",
                        ),
                        name="yearpreparation_from_year_before_to_year",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                ],
            },
        ),
    ]
