"""The first tables of reconciliation."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goals", "0001_initial"),
        ("journal", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("source", "source"),
                            ("inferred", "inferred"),
                            ("knowledge", "knowledge"),
                            ("invented", "invented"),
                        ],
                        max_length=9,
                    ),
                ),
                ("source_ref", models.CharField(blank=True, default="", max_length=200)),
                ("note", models.TextField(blank=True, default="")),
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
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="goals.goal",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="organisation.occasion",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("plan", "plan"), ("forecast", "forecast"), ("result", "result")],
                        max_length=8,
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("attained", "attained"),
                            ("partly_attained", "partly_attained"),
                            ("not_attained", "not_attained"),
                        ],
                        max_length=15,
                    ),
                ),
                ("stated_as", models.CharField(blank=True, default="", max_length=200)),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "reason_basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("source", "source"),
                            ("inferred", "inferred"),
                            ("knowledge", "knowledge"),
                            ("invented", "invented"),
                        ],
                        max_length=9,
                        null=True,
                    ),
                ),
                ("condition", models.TextField(blank=True, default="")),
                (
                    "condition_basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("source", "source"),
                            ("inferred", "inferred"),
                            ("knowledge", "knowledge"),
                            ("invented", "invented"),
                        ],
                        max_length=9,
                        null=True,
                    ),
                ),
                ("judged_by", models.CharField(max_length=64)),
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
                        name="judgement_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="judgement_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "goal", "occasion", "kind"),
                        name="judgement_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["plan", "forecast", "result"])),
                        name="judgement_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grade__in", ["attained", "partly_attained", "not_attained"])
                        ),
                        name="judgement_grade_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason_basis__in",
                                ["stated", "source", "inferred", "knowledge", "invented"],
                            ),
                            ("reason_basis", None),
                            _connector="OR",
                        ),
                        name="judgement_reason_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "condition_basis__in",
                                ["stated", "source", "inferred", "knowledge", "invented"],
                            ),
                            ("condition_basis", None),
                            _connector="OR",
                        ),
                        name="judgement_condition_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("reason_basis__isnull", True)),
                            models.Q(
                                models.Q(("reason", ""), _negated=True),
                                ("reason_basis__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="judgement_reason_with_basis",
                        violation_error_message="En text har en grund, och bara en text har det.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("condition", ""), ("condition_basis__isnull", True)),
                            models.Q(
                                models.Q(("condition", ""), _negated=True),
                                ("condition_basis__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="judgement_condition_with_basis",
                        violation_error_message="En text har en grund, och bara en text har det.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("judged_by", ""), _negated=True),
                        name="judgement_judged_by_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("source", "source"),
                            ("inferred", "inferred"),
                            ("knowledge", "knowledge"),
                            ("invented", "invented"),
                        ],
                        max_length=9,
                    ),
                ),
                ("source_ref", models.CharField(blank=True, default="", max_length=200)),
                ("note", models.TextField(blank=True, default="")),
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
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="goals.indicator",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("in_line", models.BooleanField()),
                ("reason", models.TextField()),
                ("judged_by", models.CharField(max_length=64)),
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
                        name="indicatorjudgement_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="indicatorjudgement_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "indicator"),
                        name="indicatorjudgement_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="indicatorjudgement_reason_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("judged_by", ""), _negated=True),
                        name="indicatorjudgement_judged_by_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                ],
            },
        ),
    ]
