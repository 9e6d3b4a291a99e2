"""What the database itself refuses of goals, NULL's tricks among it. Each with its control."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.values import LIMIT
from enslinje.goals.models import (
    BodyQuota,
    CouncilTarget,
    GoalEdition,
    Indicator,
    IndicatorEdition,
    Measurement,
    MeasureUnit,
    Target,
)
from enslinje.journal.models import ChangeSet
from enslinje.organisation.models import Body, Occasion
from tests.journal.protections import without_check

pytestmark = pytest.mark.django_db

NUMBER = {"kind": "number", "form": "at_least", "low": 30_000, "high": 30_000}
SPAN = {"kind": "interval", "form": None, "low": 10_000, "high": 20_000}
YES = {"kind": "yes_no", "form": None, "low": 10_000, "high": 10_000}
WORDS = {"form": None, "low": None, "high": None}
PENDING = WORDS | {"kind": "pending", "reason": "Ny", "due_occasion": True}

GOOD = {
    "a number": NUMBER,
    "zero": NUMBER | {"low": 0, "high": 0},
    "below zero": NUMBER | {"low": -5, "high": -5, "form": "at_most"},
    "the largest": NUMBER | {"low": LIMIT, "high": LIMIT},
    "an interval": SPAN,
    "yes": YES,
    "no": YES | {"low": 0, "high": 0},
    "more": WORDS | {"kind": "change", "change": "increase"},
    "pending": PENDING,
    "not relevant": WORDS | {"kind": "not_relevant", "reason": "Har inga"},
    "missing": WORDS | {"kind": "missing", "raw_text": "ca 30"},
    "a ratio": NUMBER | {"numerator": 3, "denominator": 4},
    "a later year": NUMBER | {"for_year": 2023},
    "women": NUMBER | {"sex": "women"},
}

BAD = {
    "ends_fit_kind": [
        NUMBER | {"high": 40_000},
        NUMBER | {"low": None},
        NUMBER | {"high": None},
        NUMBER | {"low": None, "high": None},
        SPAN | {"low": 20_000},
        SPAN | {"low": 30_000},
        SPAN | {"low": None},
        SPAN | {"high": None},
        SPAN | {"low": None, "high": None},
        YES | {"low": 5_000, "high": 5_000},
        YES | {"high": 0},
        YES | {"low": None, "high": None},
        WORDS | {"kind": "missing", "low": 0, "high": 0},
        WORDS | {"kind": "missing", "low": 0},
        PENDING | {"high": 0},
    ],
    "form_exactly_when": [NUMBER | {"form": None}, SPAN | {"form": "at_least"}],
    "change_exactly_when": [
        WORDS | {"kind": "change", "change": None},
        NUMBER | {"change": "keep"},
    ],
    "due_occasion_exactly_when": [
        PENDING | {"due_occasion": False},
        NUMBER | {"due_occasion": True},
    ],
    "says_why": [PENDING | {"reason": ""}, WORDS | {"kind": "not_relevant", "reason": ""}],
    "numerator_with_denominator": [NUMBER | {"numerator": 3}, NUMBER | {"denominator": 4}],
    "denominator_positive": [NUMBER | {"numerator": 3, "denominator": 0}],
    "within_limits": [NUMBER | {"low": LIMIT + 1, "high": LIMIT + 1}],
    "year_before_for_year": [NUMBER | {"for_year": 2020}],
    "kind_known": [WORDS | {"kind": "other"}],
    "form_known": [NUMBER | {"form": "other"}],
    "change_known": [WORDS | {"kind": "change", "change": "other"}],
    "sex_known": [NUMBER | {"sex": "other"}],
    "basis_known": [NUMBER | {"basis": "other"}],
}
FAULTS = [(name, columns) for name, faults in BAD.items() for columns in faults]
BREAKS_TWO = {"kind_known": "ends_fit_kind"}
"""A constraint that the row breaks besides the one it is about."""


@pytest.fixture
def place(recorded_everything, db):
    """What a value needs besides itself."""
    return {
        "indicator": Indicator.objects.get(code="JOBS"),
        "year": 2021,
        "for_year": 2022,
        "basis": "stated",
        "recorded_in": ChangeSet.objects.latest("pk"),
    }


def create(model, place, columns):
    given = place | columns
    if "due_occasion" in given:
        given["due_occasion"] = Occasion.objects.first() if given["due_occasion"] else None
    if model is Target:
        given["body"] = Body.objects.get(code="BOLAG")
    return model.objects.create(**given)


@pytest.mark.parametrize("model", [Target, CouncilTarget])
@pytest.mark.parametrize("columns", GOOD.values(), ids=GOOD)
def test_a_value_that_says_what_it_should_is_kept(place, model, columns):
    found = model.objects.get(pk=create(model, place, columns).pk)

    assert (found.low, found.high) == (columns["low"], columns["high"])


@pytest.mark.parametrize("model", [Target, CouncilTarget])
@pytest.mark.parametrize(("name", "columns"), FAULTS)
def test_a_value_that_does_not_is_refused(place, model, name, columns):
    found = rf"{model.__name__.lower()}_({name}|{BREAKS_TWO.get(name, name)})"

    with pytest.raises(IntegrityError, match=found), transaction.atomic():
        create(model, place, columns)


@pytest.mark.parametrize(("name", "columns"), [(n, c) for n, c in FAULTS if n not in BREAKS_TWO])
def test_without_its_check_it_goes_through(place, name, columns):
    with without_check("goals_target", f"target_{name}"):
        create(Target, place, columns)

    assert Target.objects.filter(for_year=columns.get("for_year", 2022)).exists()


def of(model, **columns):
    """A copy of the first row of `model`, changed."""
    row = model.objects.values().order_by("pk").first()
    return model.objects.create(**row | {"id": None, "superseded_in_id": None} | columns)


def refuses(name, write):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


EDITION = {"year": 2032}
INDICATOR_FAULTS = {
    "base_exactly_when": [{"roll_up": "weighted_mean"}, {"base_id": 1}],
    "answering_body_exactly_when": [{"roll_up": "single"}, {"answering_body_id": 1}],
    "decimals_in_scale": [{"decimals": 5}],
    "tolerance_in_range": [{"tolerance": -1}, {"tolerance": LIMIT + 1}],
    "sub_area_of_a_goal": [{"goal_id": None, "sub_area_id": 1}],
    "answers_of_a_survey": [{"survey_answers_required": 10}],
    "year_before_end_year": [{"end_year": 2021}],
    "roll_up_known": [{"roll_up": "median"}],
    "polarity_known": [{"polarity": "up"}],
    "form_known": [{"form": "about"}],
    "outcome_source_known": [{"outcome_source": "nobody"}],
    "frequency_known": [{"frequency": "daily"}],
    "name_filled": [{"name": ""}],
}


@pytest.mark.parametrize(
    ("name", "columns"), [(n, c) for n, faults in INDICATOR_FAULTS.items() for c in faults]
)
def test_an_indicator_that_does_not_fit_together_is_refused(place, name, columns):
    ids = {"base_id": Indicator, "answering_body_id": Body, "sub_area_id": None}
    for column, model in ids.items():
        if columns.get(column):
            some = model.objects.first().pk if model else GoalEdition.objects.first().goal_id
            columns = columns | {column: some}

    refuses(f"indicatoredition_{name}", lambda: of(IndicatorEdition, **EDITION | columns))
    with without_check("goals_indicatoredition", f"indicatoredition_{name}"):
        of(IndicatorEdition, **EDITION | columns)


def test_an_indicator_that_fits_together_is_kept(place):
    of(IndicatorEdition, **EDITION)
    base = Indicator.objects.get(code="residents").pk
    of(IndicatorEdition, year=2023, roll_up="weighted_mean", base_id=base)
    body = Body.objects.first().pk
    of(IndicatorEdition, year=2024, roll_up="single", answering_body_id=body, end_year=2024)


PERIOD = {"period_from": date(2019, 1, 1), "period_to": date(2020, 1, 1)}
MEASUREMENT_FAULTS = {
    "period_from_before_period_to": [{"period_to": date(2019, 1, 1)}],
    "occasion_exactly_when": [{"kind": "forecast"}, {"occasion_id": True}],
    "numerator_with_denominator": [{"numerator": 1}],
    "denominator_positive": [{"numerator": 1, "denominator": -1}],
    "response_rate_share": [{"response_rate": 10_001}],
    "margin_at_least_0": [{"margin": -1}],
    "within_limits": [{"value": -LIMIT - 1}],
    "sex_known": [{"sex": "other"}],
}


@pytest.mark.parametrize(
    ("name", "columns"), [(n, c) for n, faults in MEASUREMENT_FAULTS.items() for c in faults]
)
def test_a_measurement_that_does_not_fit_together_is_refused(place, name, columns):
    if "occasion_id" in columns:
        columns = columns | {"occasion_id": Occasion.objects.first().pk}

    refuses(f"measurement_{name}", lambda: of(Measurement, **PERIOD | columns))
    with without_check("goals_measurement", f"measurement_{name}"):
        of(Measurement, **PERIOD | columns)


def test_what_is_known_of_a_period_is_one_row_a_day_and_one_forecast_an_occasion(place):
    occasion = Occasion.objects.first().pk
    forecast = PERIOD | {"kind": "forecast", "occasion_id": occasion}
    of(Measurement, **PERIOD)
    of(Measurement, **PERIOD | {"known_on": date(2020, 3, 1)})
    of(Measurement, **forecast)

    refuses("measurement|UNIQUE", lambda: of(Measurement, **PERIOD))
    refuses(
        "measurement|UNIQUE", lambda: of(Measurement, **forecast | {"known_on": date(2020, 9, 1)})
    )
    assert Measurement.objects.filter(period_from=PERIOD["period_from"]).count() == 3


def test_the_other_tables_refuse_what_is_out_of_range(place):
    refuses("bodyquota_within_limits", lambda: of(BodyQuota, for_year=2022, low=LIMIT + 1))
    refuses("bodyquota_year_before", lambda: of(BodyQuota, for_year=2020))
    refuses(
        "measureunit_min_value_before",
        lambda: MeasureUnit.objects.filter(code="percent").update(min_value=1, max_value=0),
    )
    goal = GoalEdition.objects.first().goal_id
    refuses("goaledition_not_its_own", lambda: of(GoalEdition, year=2032, parent_id=goal))
    refuses("counciltarget_nature", lambda: of(CouncilTarget, for_year=2022, nature="wish"))
