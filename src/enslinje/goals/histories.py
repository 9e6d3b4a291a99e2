"""The histories of goals, indicators, duties, targets and measurements."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.terms import (
    Change,
    Form,
    Frequency,
    MeasurementKind,
    Nature,
    OccasionKind,
    OutcomeSource,
    Polarity,
    Relevance,
    RollUp,
    Sex,
)
from enslinje.core.terms import Kind as ValueKind
from enslinje.goals import restoring
from enslinje.goals.models import (
    BodyQuota,
    CouncilTarget,
    Duty,
    ExpectedContribution,
    GoalEdition,
    IndicatorEdition,
    Measurement,
    Target,
)
from enslinje.goals.naming import Named, named_at
from enslinje.journal.history.columns import (
    ORIGIN,
    YEAR,
    chosen,
    day_of,
    number_words,
    written,
    year_of,
)
from enslinje.journal.history.register import Field, Key, Kind, Part, Row
from enslinje.journal.vocabulary import word


def _value(row: Row, about: Named) -> str:
    """A stated value in words: a number, an interval, words, or that there is none."""

    def number(name: str) -> str:
        return about.number(row[name], row["indicator__code"], row["year"])

    match ValueKind(row["kind"]):
        case ValueKind.NUMBER:
            return f"{word(Form, row['form'])} {number('low')}"
        case ValueKind.INTERVAL:
            return f"{number('low')}–{number('high')}"
        case ValueKind.YES_NO:
            return gettext("ja") if row["low"] else gettext("nej")
        case ValueKind.CHANGE:
            return word(Change, row["change"])
        case _none:
            return _no_value(row)


def _no_value(row: Row) -> str:
    """That there is no value, and when there will be."""
    if row["kind"] == ValueKind.PENDING:
        when = word(OccasionKind, row["due_occasion__kind"])
        return gettext("fastställs i {when}").format(when=when)
    is_relevant = row["kind"] != ValueKind.NOT_RELEVANT
    return gettext("uppgift saknas") if is_relevant else gettext("inte relevant")


def _number(name: str) -> Callable[[Row, Named], str]:
    return lambda row, about: about.number(row[name], row["indicator__code"], row["year"])


def _scaled(name: str) -> Callable[[Row, Any], str]:
    return lambda row, _about: number_words(row[name])


def _measured(name: str) -> Callable[[Row, Named], str]:
    return lambda row, about: about.number(
        row[name], row["indicator__code"], row["period_from"].year
    )


def _response_rate(row: Row, _about: Any) -> str:
    rate = row["response_rate"]
    return "" if rate is None else number_words(rate * 100, 0, "%")


def _decision(row: Row, _about: Any) -> str:
    case, item = row["decision__standing_number"], row["decision__item_no"]
    return "" if case is None else gettext("{case}, punkt {item}").format(case=case, item=item)


def _for(key: Key, for_year: int, sex: str = "all") -> str:
    """What a target is for, when it is not the year's own and everybody's."""
    parts = [str(for_year)] if for_year != key[0] else []
    parts += [word(Sex, sex) if sex in set(Sex) else sex] if sex != Sex.ALL else []
    return f" ({', '.join(parts)})" if parts else ""


def _target_title(key: Key, about: Named) -> str:
    year, code, body, for_year, sex = key
    return f"{about.indicator(code, year)}, {about.body(body)}{_for(key, for_year, sex)}"


def _council_target_title(key: Key, about: Named) -> str:
    year, code, for_year, sex = key
    return f"{about.indicator(code, year)}{_for(key, for_year, sex)}"


def _quota_title(key: Key, about: Named) -> str:
    year, code, body, for_year = key
    return f"{about.indicator(code, year)}, {about.body(body)}{_for(key, for_year)}"


def _duty_title(key: Key, about: Named) -> str:
    return f"{about.indicator(key[1], key[0])}, {about.body(key[2])}"


def _goal_title(key: Key, about: Named) -> str:
    return about.goal(key[1], key[0])


def _indicator_title(key: Key, about: Named) -> str:
    return about.indicator(key[1], key[0])


def _expectation_title(key: Key, about: Named) -> str:
    return f"{about.goal(key[1], key[0])}, {about.body(key[2])}"


def _measurement_title(key: Key, about: Named) -> str:
    code, body, sex, first, after, *_known = key
    period = gettext("{first} till {after}").format(first=first, after=after)
    whom = f", {word(Sex, sex)}" if sex in set(Sex) - {Sex.ALL} else ""
    return f"{about.indicator(code, first.year)}, {about.body(body)}, {period}{whom}"


_INDICATOR = Part("indicator__code")
_BODY = Part("body__code")
_FOR_YEAR = Part("for_year", year_of)
_SEX = Part("sex")

_STATED = (
    Field("value", _("Värde"), _value),
    Field("numerator", _("Täljare"), _scaled("numerator")),
    Field("denominator", _("Nämnare"), _scaled("denominator")),
    Field("reason", _("Skäl"), is_text=True),
    Field("raw_text", _("Som det skrevs")),
    Field("stated_on", _("Angivet")),
)

_TARGETS = (
    Kind(
        name="arsmal",
        label=_("Årsmål"),
        model=Target,
        place=(YEAR, _INDICATOR, _BODY, _FOR_YEAR, _SEX),
        title=_target_title,
        about=named_at(indicator=1, body=2),
        body="body__code",
        reads=("due_occasion__kind",),
        fields=(*_STATED, *ORIGIN),
        restore=restoring.target,
        occasions=restoring.occasions_of_targets,
    ),
    Kind(
        name="kf-arsmal",
        label=_("KF:s årsmål"),
        model=CouncilTarget,
        place=(YEAR, _INDICATOR, _FOR_YEAR, _SEX),
        title=_council_target_title,
        about=named_at(indicator=1),
        reads=("due_occasion__kind", "decision__standing_number", "decision__item_no"),
        fields=(
            *_STATED,
            chosen("nature", _("Slag"), Nature),
            Field("decision", _("Beslut"), _decision),
            *ORIGIN,
        ),
        restore=restoring.council_target,
    ),
    Kind(
        name="beting",
        label=_("Beting"),
        model=BodyQuota,
        place=(YEAR, _INDICATOR, _BODY, _FOR_YEAR),
        title=_quota_title,
        about=named_at(indicator=1, body=2),
        body="body__code",
        fields=(Field("low", _("Värde"), _number("low")), *ORIGIN),
        restore=restoring.quota,
    ),
    Kind(
        name="skyldighet",
        label=_("Skyldighet att ha årsmål"),
        model=Duty,
        place=(YEAR, _INDICATOR, _BODY),
        title=_duty_title,
        about=named_at(indicator=1, body=2),
        body="body__code",
        reads=("via_group__code",),
        fields=(Field("via_group", _("Genom krets"), written("via_group__code")), *ORIGIN),
        restore=restoring.duty,
    ),
)

_GOALS = (
    Kind(
        name="mal",
        label=_("Mål"),
        model=GoalEdition,
        place=(YEAR, Part("goal__code")),
        title=_goal_title,
        about=named_at(goal=1),
        body="goal__owner__code",
        is_owned=True,
        reads=("level__code", "level__name_sv", "parent__code"),
        fields=(
            Field("number", _("Nummer")),
            Field("name", _("Namn"), is_text=True),
            Field("level", _("Nivå"), written("level__name_sv")),
            Field("parent", _("Ligger under"), written("parent__code")),
            Field("sort_order", _("Ordning")),
            Field("expected_result", _("Förväntat resultat"), is_text=True),
            *ORIGIN,
        ),
        restore=restoring.goal,
    ),
    Kind(
        name="vantat-bidrag",
        label=_("Väntat bidrag"),
        model=ExpectedContribution,
        place=(YEAR, Part("goal__code"), _BODY),
        title=_expectation_title,
        about=named_at(goal=1, body=2),
        body="body__code",
        fields=(
            chosen("relevance", _("Väntas"), Relevance),
            Field("reason", _("Skäl"), is_text=True),
            *ORIGIN,
        ),
        restore=restoring.expectation,
    ),
)

_INDICATORS = (
    Kind(
        name="indikator",
        label=_("Indikator"),
        model=IndicatorEdition,
        place=(YEAR, _INDICATOR),
        title=_indicator_title,
        about=named_at(indicator=1),
        body="indicator__owner__code",
        is_owned=True,
        reads=(
            *("indicator__kind", "goal__code", "sub_area__code", "unit__code", "unit__name_sv"),
            *("base__code", "answering_body__code"),
        ),
        fields=(
            Field("name", _("Namn"), is_text=True),
            Field("goal", _("Mål"), written("goal__code")),
            Field("sub_area", _("Delområde"), written("sub_area__code")),
            Field("unit", _("Enhet"), written("unit__name_sv")),
            Field("decimals", _("Decimaler")),
            chosen("polarity", _("Riktning"), Polarity),
            chosen("form", _("Villkor"), Form),
            Field("counts", _("Räknas i andelen uppnådda")),
            chosen("roll_up", _("Räknesätt"), RollUp),
            Field("base", _("Vägs med"), written("base__code")),
            Field("answering_body", _("Svarar för staden"), written("answering_body__code")),
            chosen("outcome_source", _("Mäts av"), OutcomeSource),
            Field("tolerance", _("Tolerans"), _scaled("tolerance")),
            Field("by_sex", _("Könsuppdelad")),
            chosen("frequency", _("Periodicitet"), Frequency),
            Field("end_year", _("Slutår")),
            Field("survey", _("Enkät")),
            Field("survey_answers_required", _("Minsta antal svar")),
            Field("definition", _("Definition"), is_text=True),
            Field("definition_version", _("Definitionens version")),
            *ORIGIN,
        ),
        restore=restoring.indicator,
    ),
)

_PERIOD = (
    *(_INDICATOR, _BODY, _SEX),
    *(Part("period_from", day_of), Part("period_to", day_of)),
)
_MEASURED = (
    Field("value", _("Värde"), _measured("value")),
    Field("numerator", _("Täljare"), _scaled("numerator")),
    Field("denominator", _("Nämnare"), _scaled("denominator")),
    Field("answers", _("Antal svar")),
    Field("response_rate", _("Svarsfrekvens"), _response_rate),
    Field("margin", _("Felmarginal"), _measured("margin")),
    Field("known_on", _("Känt från")),
    *ORIGIN,
)
_of_period = named_at(indicator=0, body=1, year=lambda key: int(key[3].year))

_MEASUREMENTS = (
    Kind(
        name="utfall",
        label=_("Utfall"),
        model=Measurement,
        only=(("kind", MeasurementKind.OUTCOME.value),),
        place=(*_PERIOD, Part("known_on", day_of)),
        title=_measurement_title,
        about=_of_period,
        body="body__code",
        reads=("occasion__year", "occasion__kind"),
        fields=_MEASURED,
        restore=restoring.measurement,
    ),
    Kind(
        name="prognos",
        label=_("Prognos"),
        model=Measurement,
        only=(("kind", MeasurementKind.FORECAST.value),),
        place=(*_PERIOD, Part("occasion__year", year_of), Part("occasion__kind")),
        title=_measurement_title,
        about=_of_period,
        body="body__code",
        reads=("occasion__year", "occasion__kind"),
        fields=_MEASURED,
        restore=restoring.measurement,
    ),
)

KINDS = (*_TARGETS, *_GOALS, *_INDICATORS, *_MEASUREMENTS)

OPERATIONS = {
    "name_levels": _("namngav nivåer"),
    "define_units": _("definierade måttenheter"),
    "set_goals": _("satte mål"),
    "expect_contributions": _("angav väntade bidrag"),
    "define_indicators": _("ändrade indikatorer"),
    "lay_duties": _("ålade organ att ha årsmål"),
    "lift_duties": _("lyfte skyldigheter att ha årsmål"),
    "set_council_targets": _("satte KF:s årsmål"),
    "set_quotas": _("satte beting"),
    "state_targets": _("angav årsmål"),
    "undo_targets": _("ångrade en ändring av årsmål"),
    "record_measurements": _("antecknade utfall"),
    "end_goals": _("tog bort mål"),
    "end_own_indicators": _("tog bort egna indikatorer"),
}
