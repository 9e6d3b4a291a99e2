"""Levels, units, goals, indicators, duties, expectations and measurements."""

from datetime import date

import pytest

from enslinje.core.errors import DuplicateValue
from enslinje.core.terms import (
    Basis,
    IndicatorKind,
    LevelCode,
    MeasurementKind,
    OccasionKind,
    Relevance,
    RollUp,
    Sex,
    UnitKind,
)
from enslinje.core.values import SCALE
from enslinje.goals import errors, operations
from enslinje.goals.drafts import DutyDraft, ExpectationDraft, LevelDraft
from enslinje.goals.models import (
    Duty,
    ExpectedContribution,
    Goal,
    GoalEdition,
    IndicatorEdition,
    Level,
    Measurement,
    MeasureUnit,
)
from enslinje.journal import kept_by
from enslinje.organisation import errors as organisation_errors
from enslinje.organisation import operations as organisation
from tests.town import (
    KIM,
    LOADER,
    STATED,
    YEAR,
    goal,
    indicator,
    measurement,
    occasion,
    refused,
    unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


class TestLevelsAndUnits:
    def name(self, *levels):
        return operations.name_levels(actor=KIM, levels=levels)

    def test_a_level_takes_a_new_name(self):
        code = LevelCode.AREA_GOAL
        self.name(LevelDraft(depth=2, code=code, name_sv="Områdesmål", name_en="Area goal"))

        assert Level.objects.get(code=code).name_sv == "Områdesmål"
        assert Level.objects.count() == 5

    def test_a_depth_has_one_level(self):
        taken = LevelDraft(
            depth=1, code=LevelCode.UNIT_GOAL, name_sv="Enhetsmål", name_en="Unit goal"
        )

        refused(errors.LevelAlreadyNamed, lambda: self.name(taken))

    def test_a_unit_keeps_its_kind_and_range(self):
        def define(*units):
            return operations.define_units(actor=KIM, units=units)

        define(
            unit("percent", UnitKind.PERCENT, 0, 100 * SCALE), unit("index", UnitKind.INDEX, 0, 5)
        )
        refused(
            errors.UnitAlreadyDefined, lambda: define(unit("percent", UnitKind.PERCENT, 0, None))
        )
        assert MeasureUnit.objects.count() == 4


class TestGoals:
    def set(self, *goals, year=YEAR):
        return operations.set_goals(actor=KIM, year=year, goals=goals)

    def test_a_goal_reads_anew_in_place_of_how_it_read(self):
        self.set(goal("1.1", LevelCode.AREA_GOAL, parent="1", name="Alla har arbete"))

        assert GoalEdition.objects.current().get(goal__code="1.1").name == "Alla har arbete"
        assert Goal.objects.count() == 3
        assert GoalEdition.objects.count() == 4

    def test_a_body_sets_goals_of_its_own_under_the_council_s(self):
        self.set(
            goal("SKOLA-2", LevelCode.UNIT_GOAL, parent="SKOLA-1", owner="SKOLA"),
            goal("SKOLA-1", LevelCode.BODY_GOAL, parent="1.1-F", owner="SKOLA"),
        )

        parents = dict(GoalEdition.objects.values_list("goal__code", "parent__code"))
        assert parents == {
            "1": None,
            "1.1": "1",
            "1.1-F": "1.1",
            "SKOLA-1": "1.1-F",
            "SKOLA-2": "SKOLA-1",
        }

    @pytest.mark.parametrize(
        ("refusal", "bad"),
        [
            (errors.UnknownGoal, goal("2.1", LevelCode.AREA_GOAL, parent="2")),
            (errors.GoalMisplaced, goal("1.2", LevelCode.AREA_GOAL, parent="1.1")),
            (errors.GoalMisplaced, goal("1.2", LevelCode.AREA_GOAL, parent="1.2")),
            (errors.GoalMisplaced, goal("1.1", LevelCode.UNIT_GOAL, parent="1")),
            (errors.GoalAlreadyOwned, goal("1.1", LevelCode.AREA_GOAL, owner="SKOLA")),
            (organisation_errors.UnknownBody, goal("2", LevelCode.AREA_GOAL, owner="SKOL")),
            (DuplicateValue, goal("3", LevelCode.OVERARCHING_GOAL)),
        ],
    )
    def test_one_that_does_not_fit_refuses_all(self, refusal, bad):
        found = refused(refusal, lambda: self.set(goal("3", LevelCode.OVERARCHING_GOAL), bad))

        assert found.row == 1

    def test_a_year_has_goals_of_its_own(self):
        refused(
            errors.UnknownGoal,
            lambda: self.set(goal("1.1", LevelCode.AREA_GOAL, parent="1"), year=2022),
        )
        self.set(goal("1", LevelCode.OVERARCHING_GOAL), year=2022)

        assert GoalEdition.objects.current().filter(goal__code="1").count() == 2

    def test_a_level_that_is_not_named_is_unknown(self):
        Level.objects.filter(code="unit_goal").delete()

        refused(
            errors.UnknownLevel,
            lambda: self.set(goal("X", LevelCode.UNIT_GOAL, parent="1.1", owner="SKOLA")),
        )


class TestIndicators:
    def define(self, *indicators):
        return operations.define_indicators(actor=KIM, year=YEAR, indicators=indicators)

    def test_every_field_of_a_draft_is_kept(self):
        fields = {
            "decimals": 2,
            "counts": True,
            "tolerance": 1_000,
            "by_sex": True,
            "end_year": 2023,
            "survey": True,
            "survey_answers_required": 50,
            "definition": "Andel av alla",
            "definition_version": 3,
            "basis_by_field": {"tolerance": Basis.INVENTED},
            "source_ref": "source.txt:855",
            "note": "Ny",
        }
        self.define(indicator("NEW", **fields))

        found = IndicatorEdition.objects.values(*fields).get(indicator__code="NEW")
        assert found == fields

    def test_a_weighted_mean_and_its_base_come_in_one_batch(self):
        weighted = indicator("MEAN", roll_up=RollUp.WEIGHTED_MEAN, base="pupils")
        self.define(weighted, indicator("pupils", kind=IndicatorKind.BASE_METRIC, goal=""))

        assert IndicatorEdition.objects.get(indicator__code="MEAN").base.code == "pupils"

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (errors.IndicatorMisdefined, {"roll_up": RollUp.WEIGHTED_MEAN}),
            (errors.IndicatorMisdefined, {"base": "residents"}),
            (errors.IndicatorMisdefined, {"roll_up": RollUp.SINGLE}),
            (errors.IndicatorMisdefined, {"answering_body": "SKOLA"}),
            (errors.IndicatorMisdefined, {"goal": "1", "sub_area": "1.1-F"}),
            (errors.IndicatorMisdefined, {"decimals": 5}),
            (errors.IndicatorMisdefined, {"tolerance": -1}),
            (errors.IndicatorMisdefined, {"survey_answers_required": 3}),
            (errors.NotABaseMetric, {"roll_up": RollUp.WEIGHTED_MEAN, "base": "JOBS"}),
            (errors.UnknownIndicator, {"roll_up": RollUp.WEIGHTED_MEAN, "base": "resident"}),
            (errors.UnknownUnit, {"unit": "piece"}),
            (errors.UnknownGoal, {"goal": "9"}),
            (organisation_errors.UnknownBody, {"owner": "SKOL"}),
            (
                organisation_errors.UnknownBody,
                {"roll_up": RollUp.SINGLE, "answering_body": "SKOL"},
            ),
            (errors.IndicatorAlreadyDefined, {"code": "JOBS", "kind": IndicatorKind.MANDATORY}),
            (DuplicateValue, {"code": "GOOD"}),
        ],
    )
    def test_one_that_does_not_fit_refuses_all(self, refusal, changes):
        bad = indicator(**{"code": "BAD"} | changes)

        found = refused(refusal, lambda: self.define(indicator("GOOD"), bad))
        assert found.row == 1


class TestDutiesAndExpectations:
    def test_a_duty_is_laid_through_a_group(self):
        operations.lay_duties(
            actor=KIM,
            year=YEAR,
            duties=[
                DutyDraft(indicator="JOBS", body="KS", via_group="all_committees", basis=STATED)
            ],
        )

        assert Duty.objects.current().get(body__code="KS").via_group.code == "all_committees"

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (errors.UnknownIndicator, {"indicator": "JOB"}),
            (organisation_errors.UnknownBody, {"body": "SKOL"}),
            (organisation_errors.UnknownGroup, {"via_group": "all_committee"}),
            (DuplicateValue, {}),
        ],
    )
    def test_a_duty_that_does_not_fit_refuses_all(self, refusal, changes):
        good = {"indicator": "JOBS", "body": "KS", "basis": STATED}
        duties = [DutyDraft(**good), DutyDraft(**good | changes)]

        found = refused(refusal, lambda: operations.lay_duties(actor=KIM, year=YEAR, duties=duties))
        assert found.row == 1

    def expect(self, relevance, **changes):
        given = {"goal": "1.1", "body": "SKOLA", "relevance": relevance, "basis": STATED}
        return operations.expect_contributions(
            actor=KIM, year=YEAR, expectations=[ExpectationDraft(**given | changes)]
        )

    def test_what_is_expected_is_restated(self):
        self.expect(Relevance.EXPECTED)
        self.expect(Relevance.NOT_RELEVANT, reason="Ingen verksamhet")

        found = ExpectedContribution.objects.current().get()
        assert (found.relevance, found.reason) == ("not_relevant", "Ingen verksamhet")

    def test_an_expectation_of_what_is_unknown_is_refused(self):
        refused(errors.UnknownGoal, lambda: self.expect(Relevance.EXPECTED, goal="9"))
        refused(organisation_errors.UnknownBody, lambda: self.expect(Relevance.EXPECTED, body="X"))


class TestMeasurements:
    def record(self, *measurements):
        return operations.record_measurements(actor=KIM, measurements=measurements)

    def test_a_correction_comes_in_the_place_of_what_was_known_that_day(self):
        self.record(measurement(40))
        self.record(measurement(41))

        assert Measurement.objects.current().get().value == 41 * SCALE

    def test_what_is_known_later_stands_beside_what_was_known_before(self):
        self.record(measurement(40))
        self.record(measurement(42, known_on=date(2021, 3, 1)))

        assert Measurement.objects.current().count() == 2

    def test_forecasts_and_outcomes_come_in_one_batch_and_keep_their_order(self):
        organisation.open_occasions(
            actor=LOADER, occasions=[occasion(OccasionKind.TERTIAL_REPORT_1)]
        )
        of_t1 = {
            "kind": MeasurementKind.FORECAST,
            "occasion": (YEAR, OccasionKind.TERTIAL_REPORT_1),
        }
        rows = self.record(
            measurement(1, **of_t1), measurement(2), measurement(3, body="PARK")
        ).rows

        values = dict(Measurement.objects.values_list("pk", "value"))
        assert [values[pk] // SCALE for pk in rows] == [1, 2, 3]
        self.record(measurement(4, **of_t1, known_on=date(2021, 6, 1)))
        assert Measurement.objects.current().get(kind="forecast").value == 4 * SCALE

    def test_every_field_of_a_draft_is_kept(self):
        fields = {
            "sex": Sex.WOMEN,
            "numerator": 3,
            "denominator": 4,
            "answers": 120,
            "response_rate": 6_500,
            "margin": 20_000,
            "source_ref": "utfall.csv:4",
            "note": "Preliminärt",
        }
        self.record(measurement(70, indicator="SHARE", **fields))

        assert Measurement.objects.values(*fields).get() == fields

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (errors.UnknownIndicator, {"indicator": "JOB"}),
            (organisation_errors.UnknownBody, {"body": "SKOL"}),
            (
                organisation_errors.UnknownOccasion,
                {"kind": MeasurementKind.FORECAST, "occasion": (YEAR, OccasionKind.PLAN)},
            ),
            (errors.ForecastWithoutOccasion, {"kind": MeasurementKind.FORECAST}),
            (errors.OutsideUnitRange, {"value": -1}),
            (errors.NotBySex, {"sex": Sex.MEN}),
            (errors.PeriodReversed, {"period_to": date(2020, 1, 1)}),
            (errors.MeasurementConflict, {"seen": 1}),
            (DuplicateValue, {"body": "PARK"}),
        ],
    )
    def test_one_that_does_not_fit_refuses_all(self, refusal, changes):
        bad = measurement(**{"value": 1} | changes)

        found = refused(refusal, lambda: self.record(measurement(1, body="PARK"), bad))
        assert found.row == 1

    def test_it_touches_every_year_since_other_years_compare_with_it(self):
        before = [kept_by.pulse_of(year) for year in (2021, 2022)]
        self.record(measurement(40))

        assert [kept_by.pulse_of(year) for year in (2021, 2022)] == [v + 1 for v in before]
