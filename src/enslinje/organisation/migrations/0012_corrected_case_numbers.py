"""A decision's case number may be corrected, once and by two persons."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce


def change_set(*, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=not null,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="journal.changeset",
    )


def filled(field: str, of: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(**{field: ""}),
        name=f"{of}_{field}_filled",
        violation_error_message="Fältet måste fyllas i.",
    )


def together(field: str, other: str, of: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True, f"{other}__isnull": True})
        | Q(**{f"{field}__isnull": False, f"{other}__isnull": False}),
        name=f"{of}_{field}_with_{other}",
        violation_error_message="De två fälten fylls i tillsammans eller inte alls.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0003_change_set_role_and_restores"),
        ("organisation", "0011_case_registers"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="decision", name="decision_once"),
        migrations.AddField("decision", "corrected_in", change_set(null=True)),
        migrations.AddField(
            "decision", "corrected_number", models.CharField(max_length=60, null=True)
        ),
        migrations.AddField(
            "decision",
            "standing_number",
            models.GeneratedField(
                db_persist=True,
                expression=Coalesce("corrected_number", "case_number"),
                output_field=models.CharField(max_length=60),
            ),
        ),
        migrations.AddConstraint("decision", filled("corrected_number", "decision")),
        migrations.AddConstraint(
            "decision", together("corrected_number", "corrected_in", "decision")
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(corrected_in=None) | Q(checked_by_code__isnull=False),
                name="decision_corrected_when_checked",
                violation_error_message="Bara det som är kontrollerat rättas så.",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.UniqueConstraint(
                condition=Q(rejected_in=None),
                fields=["standing_number", "item_no"],
                name="decision_once",
                violation_error_message="Beslutspunkten finns redan.",
            ),
        ),
        migrations.CreateModel(
            name="NumberCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="organisation.decision",
                    ),
                ),
                ("case_number", models.CharField(max_length=60)),
                ("reason", models.TextField()),
                ("proposed_by_code", models.CharField(max_length=64)),
                ("confirmed_by_code", models.CharField(max_length=64, null=True)),
                ("rejected_by_code", models.CharField(max_length=64, null=True)),
                ("recorded_in", change_set()),
                ("confirmed_in", change_set(null=True)),
                ("rejected_in", change_set(null=True)),
            ],
            options={
                "constraints": [
                    filled("case_number", "numbercorrection"),
                    filled("reason", "numbercorrection"),
                    filled("proposed_by_code", "numbercorrection"),
                    together("confirmed_by_code", "confirmed_in", "numbercorrection"),
                    together("rejected_by_code", "rejected_in", "numbercorrection"),
                    models.CheckConstraint(
                        condition=(
                            Q(confirmed_by_code=None) | ~Q(proposed_by_code=F("confirmed_by_code"))
                        )
                        & (Q(rejected_by_code=None) | ~Q(proposed_by_code=F("rejected_by_code"))),
                        name="numbercorrection_by_two",
                        violation_error_message="En annan person prövar det nya numret.",
                    ),
                    models.CheckConstraint(
                        condition=Q(confirmed_in=None) | Q(rejected_in=None),
                        name="numbercorrection_confirmed_or_rejected",
                        violation_error_message="Det nya numret är redan prövat.",
                    ),
                    models.UniqueConstraint(
                        condition=Q(confirmed_in=None, rejected_in=None),
                        fields=["decision"],
                        name="numbercorrection_one_waits",
                        violation_error_message="Ett nytt nummer väntar redan.",
                    ),
                ]
            },
        ),
    ]
