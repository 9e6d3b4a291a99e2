"""The first tables of goals."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0001_initial"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Level",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("depth", models.PositiveSmallIntegerField(unique=True)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("overarching_goal", "overarching_goal"),
                            ("area_goal", "area_goal"),
                            ("sub_area", "sub_area"),
                            ("body_goal", "body_goal"),
                            ("unit_goal", "unit_goal"),
                        ],
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("name_sv", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=100)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "overarching_goal",
                                    "area_goal",
                                    "sub_area",
                                    "body_goal",
                                    "unit_goal",
                                ],
                            )
                        ),
                        name="level_code_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_sv", ""), _negated=True),
                        name="level_name_sv_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_en", ""), _negated=True),
                        name="level_name_en_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="organisation.body",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="goal_code_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GoalEdition",
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
                        related_name="editions",
                        to="goals.goal",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="goals.level",
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                ("name", models.TextField()),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_editions",
                        to="goals.goal",
                    ),
                ),
                ("sort_order", models.IntegerField(default=0)),
                ("expected_result", models.TextField(blank=True, default="")),
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
                        name="goaledition_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="goaledition_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "goal"),
                        name="goaledition_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="goaledition_number_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="goaledition_name_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1), ("year", None), _connector="OR"),
                        name="goaledition_year_at_least_1",
                        violation_error_message="Talet är för litet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None),
                            models.Q(("parent", models.F("goal")), _negated=True),
                            _connector="OR",
                        ),
                        name="goaledition_not_its_own_parent",
                        violation_error_message="Ett mål kan inte ligga under sig självt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpectedContribution",
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
                        related_name="expected_contributions",
                        to="goals.goal",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expected_contributions",
                        to="organisation.body",
                    ),
                ),
                (
                    "relevance",
                    models.CharField(
                        choices=[("expected", "expected"), ("not_relevant", "not_relevant")],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
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
                        name="expectedcontribution_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="expectedcontribution_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "goal", "body"),
                        name="expectedcontribution_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("relevance__in", ["expected", "not_relevant"])),
                        name="expectedcontribution_relevance_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("name_sv", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("count", "count"),
                            ("percent", "percent"),
                            ("index", "index"),
                            ("amount", "amount"),
                            ("yes_no", "yes_no"),
                        ],
                        max_length=7,
                    ),
                ),
                ("min_value", models.BigIntegerField(null=True)),
                ("max_value", models.BigIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="measureunit_code_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_sv", ""), _negated=True),
                        name="measureunit_name_sv_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_en", ""), _negated=True),
                        name="measureunit_name_en_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["count", "percent", "index", "amount", "yes_no"])
                        ),
                        name="measureunit_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("min_value__lt", models.F("max_value")),
                            ("min_value__isnull", True),
                            ("max_value__isnull", True),
                            _connector="OR",
                        ),
                        name="measureunit_min_value_before_max_value",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "council"),
                            ("mandatory", "mandatory"),
                            ("body", "body"),
                            ("base_metric", "base_metric"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="organisation.body",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="indicator_code_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["council", "mandatory", "body", "base_metric"])
                        ),
                        name="indicator_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorEdition",
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
                        related_name="editions",
                        to="goals.indicator",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "goal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicator_editions",
                        to="goals.goal",
                    ),
                ),
                (
                    "sub_area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_area_indicator_editions",
                        to="goals.goal",
                    ),
                ),
                ("name", models.TextField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicator_editions",
                        to="goals.measureunit",
                    ),
                ),
                ("decimals", models.PositiveSmallIntegerField(default=0)),
                (
                    "polarity",
                    models.CharField(
                        choices=[("higher", "higher"), ("lower", "lower"), ("neutral", "neutral")],
                        max_length=7,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("at_least", "at_least"),
                            ("at_most", "at_most"),
                            ("exactly", "exactly"),
                        ],
                        max_length=8,
                        null=True,
                    ),
                ),
                ("counts", models.BooleanField(default=False)),
                (
                    "roll_up",
                    models.CharField(
                        choices=[
                            ("sum", "sum"),
                            ("mean", "mean"),
                            ("weighted_mean", "weighted_mean"),
                            ("ratio", "ratio"),
                            ("min", "min"),
                            ("max", "max"),
                            ("span", "span"),
                            ("single", "single"),
                            ("central", "central"),
                            ("none", "none"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weighted_editions",
                        to="goals.indicator",
                    ),
                ),
                (
                    "answering_body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_indicator_editions",
                        to="organisation.body",
                    ),
                ),
                (
                    "outcome_source",
                    models.CharField(
                        choices=[("bodies", "bodies"), ("central", "central")], max_length=7
                    ),
                ),
                ("tolerance", models.BigIntegerField(default=0)),
                ("by_sex", models.BooleanField(default=False)),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("yearly", "yearly"),
                            ("tertial", "tertial"),
                            ("monthly", "monthly"),
                        ],
                        max_length=7,
                    ),
                ),
                ("end_year", models.PositiveSmallIntegerField(null=True)),
                ("survey", models.BooleanField(default=False)),
                ("survey_answers_required", models.PositiveIntegerField(null=True)),
                ("definition", models.TextField(blank=True, default="")),
                ("definition_version", models.PositiveSmallIntegerField(default=1)),
                ("basis_by_field", models.JSONField(blank=True, default=dict)),
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
                        name="indicatoredition_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="indicatoredition_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "indicator"),
                        name="indicatoredition_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="indicatoredition_name_filled",
                        violation_error_message="Fältet måste fyllas i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("polarity__in", ["higher", "lower", "neutral"])),
                        name="indicatoredition_polarity_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("form__in", ["at_least", "at_most", "exactly"]),
                            ("form", None),
                            _connector="OR",
                        ),
                        name="indicatoredition_form_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "roll_up__in",
                                [
                                    "sum",
                                    "mean",
                                    "weighted_mean",
                                    "ratio",
                                    "min",
                                    "max",
                                    "span",
                                    "single",
                                    "central",
                                    "none",
                                ],
                            )
                        ),
                        name="indicatoredition_roll_up_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome_source__in", ["bodies", "central"])),
                        name="indicatoredition_outcome_source_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("frequency__in", ["yearly", "tertial", "monthly"])),
                        name="indicatoredition_frequency_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1), ("year", None), _connector="OR"),
                        name="indicatoredition_year_at_least_1",
                        violation_error_message="Talet är för litet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__lte", models.F("end_year")),
                            ("year__isnull", True),
                            ("end_year__isnull", True),
                            _connector="OR",
                        ),
                        name="indicatoredition_year_before_end_year",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("roll_up", "weighted_mean"), ("base__isnull", False)),
                            models.Q(
                                models.Q(("roll_up", "weighted_mean"), _negated=True),
                                ("base__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="indicatoredition_base_exactly_when",
                        violation_error_message="Ange ett basnyckeltal att vikta med, bara för ett viktat medelvärde.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("roll_up", "single"), ("answering_body__isnull", False)),
                            models.Q(
                                models.Q(("roll_up", "single"), _negated=True),
                                ("answering_body__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="indicatoredition_answering_body_exactly_when",
                        violation_error_message="Ange vilket organ som svarar för alla, bara då ett enda gör det.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decimals__gte", 0), ("decimals__lte", 4)),
                        name="indicatoredition_decimals_in_scale",
                        violation_error_message="Högst fyra decimaler sparas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tolerance__gte", 0), ("tolerance__lte", 10000000000000)
                        ),
                        name="indicatoredition_tolerance_in_range",
                        violation_error_message="Toleransen är noll eller mer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sub_area", None), ("goal__isnull", False), _connector="OR"
                        ),
                        name="indicatoredition_sub_area_of_a_goal",
                        violation_error_message="Ett delområde hör till ett mål.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("survey_answers_required", None), ("survey", True), _connector="OR"
                        ),
                        name="indicatoredition_answers_of_a_survey",
                        violation_error_message="Bara en enkät har ett minsta antal svar.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
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
                        related_name="duties",
                        to="goals.indicator",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="organisation.body",
                    ),
                ),
                (
                    "via_group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="organisation.bodygroup",
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
                        name="duty_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="duty_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "indicator", "body"),
                        name="duty_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
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
                        related_name="measurements",
                        to="goals.indicator",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="organisation.body",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("all", "all"), ("women", "women"), ("men", "men")],
                        default="all",
                        max_length=5,
                    ),
                ),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("known_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("outcome", "outcome"), ("forecast", "forecast")], max_length=8
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecasts",
                        to="organisation.occasion",
                    ),
                ),
                ("value", models.BigIntegerField()),
                ("numerator", models.BigIntegerField(null=True)),
                ("denominator", models.BigIntegerField(null=True)),
                ("answers", models.PositiveIntegerField(null=True)),
                ("response_rate", models.PositiveSmallIntegerField(null=True)),
                ("margin", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("superseded_in", None)),
                        fields=["period_from"],
                        name="measurement_current_period",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_in__lt", models.F("superseded_in")),
                            ("recorded_in__isnull", True),
                            ("superseded_in__isnull", True),
                            _connector="OR",
                        ),
                        name="measurement_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="measurement_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None), ("kind", "outcome")),
                        fields=("indicator", "body", "sex", "period_from", "period_to", "known_on"),
                        name="measurement_one_current_outcome",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None), ("kind", "forecast")),
                        fields=("indicator", "body", "sex", "period_from", "period_to", "occasion"),
                        name="measurement_one_current_forecast",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["all", "women", "men"])),
                        name="measurement_sex_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["outcome", "forecast"])),
                        name="measurement_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_from__lt", models.F("period_to")),
                            ("period_from__isnull", True),
                            ("period_to__isnull", True),
                            _connector="OR",
                        ),
                        name="measurement_period_from_before_period_to",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                            models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                            _connector="OR",
                        ),
                        name="measurement_numerator_with_denominator",
                        violation_error_message="De två fälten fylls i tillsammans eller inte alls.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("margin__gte", 0), ("margin", None), _connector="OR"),
                        name="measurement_margin_at_least_0",
                        violation_error_message="Talet är för litet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "forecast"), ("occasion__isnull", False)),
                            models.Q(
                                models.Q(("kind", "forecast"), _negated=True),
                                ("occasion__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="measurement_occasion_exactly_when",
                        violation_error_message="En prognos lämnas vid ett tillfälle, ett utfall gör det inte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__gte", -10000000000000), ("value__lte", 10000000000000)
                        ),
                        name="measurement_within_limits",
                        violation_error_message="Talet är för stort för att kunna sparas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("denominator", None), ("denominator__gt", 0), _connector="OR"
                        ),
                        name="measurement_denominator_positive",
                        violation_error_message="Nämnaren är större än noll.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("response_rate", None), ("response_rate__lte", 10000), _connector="OR"
                        ),
                        name="measurement_response_rate_share",
                        violation_error_message="Svarsfrekvensen är högst 100 procent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
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
                        related_name="%(class)ss",
                        to="goals.indicator",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("for_year", models.PositiveSmallIntegerField()),
                (
                    "sex",
                    models.CharField(
                        choices=[("all", "all"), ("women", "women"), ("men", "men")],
                        default="all",
                        max_length=5,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("number", "number"),
                            ("interval", "interval"),
                            ("change", "change"),
                            ("yes_no", "yes_no"),
                            ("pending", "pending"),
                            ("not_relevant", "not_relevant"),
                            ("missing", "missing"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("at_least", "at_least"),
                            ("at_most", "at_most"),
                            ("exactly", "exactly"),
                        ],
                        max_length=8,
                        null=True,
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("increase", "increase"),
                            ("keep", "keep"),
                            ("decrease", "decrease"),
                        ],
                        max_length=8,
                        null=True,
                    ),
                ),
                ("low", models.BigIntegerField(null=True)),
                ("high", models.BigIntegerField(null=True)),
                ("numerator", models.BigIntegerField(null=True)),
                ("denominator", models.BigIntegerField(null=True)),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "due_occasion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pending_%(class)ss",
                        to="organisation.occasion",
                    ),
                ),
                ("raw_text", models.TextField(blank=True, default="")),
                ("stated_on", models.DateField(null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="organisation.body",
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
                        name="target_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="target_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["all", "women", "men"])),
                        name="target_sex_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "number",
                                    "interval",
                                    "change",
                                    "yes_no",
                                    "pending",
                                    "not_relevant",
                                    "missing",
                                ],
                            )
                        ),
                        name="target_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("form__in", ["at_least", "at_most", "exactly"]),
                            ("form", None),
                            _connector="OR",
                        ),
                        name="target_form_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("change__in", ["increase", "keep", "decrease"]),
                            ("change", None),
                            _connector="OR",
                        ),
                        name="target_change_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__lte", models.F("for_year")),
                            ("year__isnull", True),
                            ("for_year__isnull", True),
                            _connector="OR",
                        ),
                        name="target_year_before_for_year",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                            models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                            _connector="OR",
                        ),
                        name="target_numerator_with_denominator",
                        violation_error_message="De två fälten fylls i tillsammans eller inte alls.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "number"), ("form__isnull", False)),
                            models.Q(
                                models.Q(("kind", "number"), _negated=True), ("form__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="target_form_exactly_when",
                        violation_error_message="Ange minst, högst eller exakt för ett tal, och bara för ett tal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "change"), ("change__isnull", False)),
                            models.Q(
                                models.Q(("kind", "change"), _negated=True),
                                ("change__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="target_change_exactly_when",
                        violation_error_message="En förändring är öka, behålla eller minska.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "pending"), ("due_occasion__isnull", False)),
                            models.Q(
                                models.Q(("kind", "pending"), _negated=True),
                                ("due_occasion__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="target_due_occasion_exactly_when",
                        violation_error_message="Ange till vilket tillfälle värdet kommer, bara när det ska komma senare.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "number"),
                                ("low", models.F("high")),
                                ("high__isnull", False),
                                ("low__isnull", False),
                            ),
                            models.Q(
                                ("kind", "yes_no"),
                                ("low", models.F("high")),
                                ("low__in", [0, 10000]),
                                ("high__isnull", False),
                                ("low__isnull", False),
                            ),
                            models.Q(
                                ("kind", "interval"),
                                ("low__lt", models.F("high")),
                                ("high__isnull", False),
                                ("low__isnull", False),
                            ),
                            models.Q(
                                ("high__isnull", True),
                                ("kind__in", ["change", "pending", "not_relevant", "missing"]),
                                ("low__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="target_ends_fit_kind",
                        violation_error_message="Ange ett tal, ett intervall eller inget värde alls.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low", None),
                            models.Q(("high__lte", 10000000000000), ("low__gte", -10000000000000)),
                            _connector="OR",
                        ),
                        name="target_within_limits",
                        violation_error_message="Talet är för stort för att kunna sparas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("denominator", None), ("denominator__gt", 0), _connector="OR"
                        ),
                        name="target_denominator_positive",
                        violation_error_message="Nämnaren är större än noll.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["pending", "not_relevant"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="target_says_why",
                        violation_error_message="Ange varför det inte finns något värde.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "indicator", "body", "for_year", "sex"),
                        name="target_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilTarget",
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
                        related_name="%(class)ss",
                        to="goals.indicator",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("for_year", models.PositiveSmallIntegerField()),
                (
                    "sex",
                    models.CharField(
                        choices=[("all", "all"), ("women", "women"), ("men", "men")],
                        default="all",
                        max_length=5,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("number", "number"),
                            ("interval", "interval"),
                            ("change", "change"),
                            ("yes_no", "yes_no"),
                            ("pending", "pending"),
                            ("not_relevant", "not_relevant"),
                            ("missing", "missing"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("at_least", "at_least"),
                            ("at_most", "at_most"),
                            ("exactly", "exactly"),
                        ],
                        max_length=8,
                        null=True,
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("increase", "increase"),
                            ("keep", "keep"),
                            ("decrease", "decrease"),
                        ],
                        max_length=8,
                        null=True,
                    ),
                ),
                ("low", models.BigIntegerField(null=True)),
                ("high", models.BigIntegerField(null=True)),
                ("numerator", models.BigIntegerField(null=True)),
                ("denominator", models.BigIntegerField(null=True)),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "due_occasion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pending_%(class)ss",
                        to="organisation.occasion",
                    ),
                ),
                ("raw_text", models.TextField(blank=True, default="")),
                ("stated_on", models.DateField(null=True)),
                (
                    "nature",
                    models.CharField(
                        choices=[("target", "target"), ("ambition", "ambition")],
                        default="target",
                        max_length=8,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_targets",
                        to="organisation.decision",
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
                        name="counciltarget_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="counciltarget_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["all", "women", "men"])),
                        name="counciltarget_sex_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "number",
                                    "interval",
                                    "change",
                                    "yes_no",
                                    "pending",
                                    "not_relevant",
                                    "missing",
                                ],
                            )
                        ),
                        name="counciltarget_kind_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("form__in", ["at_least", "at_most", "exactly"]),
                            ("form", None),
                            _connector="OR",
                        ),
                        name="counciltarget_form_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("change__in", ["increase", "keep", "decrease"]),
                            ("change", None),
                            _connector="OR",
                        ),
                        name="counciltarget_change_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__lte", models.F("for_year")),
                            ("year__isnull", True),
                            ("for_year__isnull", True),
                            _connector="OR",
                        ),
                        name="counciltarget_year_before_for_year",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                            models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                            _connector="OR",
                        ),
                        name="counciltarget_numerator_with_denominator",
                        violation_error_message="De två fälten fylls i tillsammans eller inte alls.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "number"), ("form__isnull", False)),
                            models.Q(
                                models.Q(("kind", "number"), _negated=True), ("form__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="counciltarget_form_exactly_when",
                        violation_error_message="Ange minst, högst eller exakt för ett tal, och bara för ett tal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "change"), ("change__isnull", False)),
                            models.Q(
                                models.Q(("kind", "change"), _negated=True),
                                ("change__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="counciltarget_change_exactly_when",
                        violation_error_message="En förändring är öka, behålla eller minska.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "pending"), ("due_occasion__isnull", False)),
                            models.Q(
                                models.Q(("kind", "pending"), _negated=True),
                                ("due_occasion__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="counciltarget_due_occasion_exactly_when",
                        violation_error_message="Ange till vilket tillfälle värdet kommer, bara när det ska komma senare.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "number"),
                                ("low", models.F("high")),
                                ("high__isnull", False),
                                ("low__isnull", False),
                            ),
                            models.Q(
                                ("kind", "yes_no"),
                                ("low", models.F("high")),
                                ("low__in", [0, 10000]),
                                ("high__isnull", False),
                                ("low__isnull", False),
                            ),
                            models.Q(
                                ("kind", "interval"),
                                ("low__lt", models.F("high")),
                                ("high__isnull", False),
                                ("low__isnull", False),
                            ),
                            models.Q(
                                ("high__isnull", True),
                                ("kind__in", ["change", "pending", "not_relevant", "missing"]),
                                ("low__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="counciltarget_ends_fit_kind",
                        violation_error_message="Ange ett tal, ett intervall eller inget värde alls.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low", None),
                            models.Q(("high__lte", 10000000000000), ("low__gte", -10000000000000)),
                            _connector="OR",
                        ),
                        name="counciltarget_within_limits",
                        violation_error_message="Talet är för stort för att kunna sparas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("denominator", None), ("denominator__gt", 0), _connector="OR"
                        ),
                        name="counciltarget_denominator_positive",
                        violation_error_message="Nämnaren är större än noll.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["pending", "not_relevant"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="counciltarget_says_why",
                        violation_error_message="Ange varför det inte finns något värde.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nature__in", ["target", "ambition"])),
                        name="counciltarget_nature_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "indicator", "for_year", "sex"),
                        name="counciltarget_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyQuota",
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
                        related_name="quotas",
                        to="goals.indicator",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("for_year", models.PositiveSmallIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotas",
                        to="organisation.body",
                    ),
                ),
                ("low", models.BigIntegerField()),
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
                        name="bodyquota_recorded_in_before_superseded_in",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["stated", "source", "inferred", "knowledge", "invented"])
                        ),
                        name="bodyquota_basis_known",
                        violation_error_message="Värdet finns inte bland dem som kan väljas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_in", None)),
                        fields=("year", "indicator", "body", "for_year"),
                        name="bodyquota_one_current",
                        violation_error_message="Det finns redan ett gällande värde här.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__lte", models.F("for_year")),
                            ("year__isnull", True),
                            ("for_year__isnull", True),
                            _connector="OR",
                        ),
                        name="bodyquota_year_before_for_year",
                        violation_error_message="Det första måste komma före det andra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low__gte", -10000000000000), ("low__lte", 10000000000000)
                        ),
                        name="bodyquota_within_limits",
                        violation_error_message="Talet är för stort för att kunna sparas.",
                    ),
                ],
            },
        ),
    ]
