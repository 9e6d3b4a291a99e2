"""Record outcomes, weights and forecasts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import MeasurementKind
from enslinje.goals import access
from enslinje.goals.codes import Measure, indicator_codes_of_any_year, latest_measures
from enslinje.goals.drafts import MeasurementDraft
from enslinje.goals.errors import ForecastWithoutOccasion, MeasurementConflict, PeriodReversed
from enslinje.goals.models import Measurement
from enslinje.goals.operations.values import check_number
from enslinje.journal import record
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import queries as organisation
from enslinje.organisation import rights

PLACE = ("indicator_id", "body_id", "sex", "period_from", "period_to", "kind")


@transaction.atomic
def record_measurements(
    *,
    actor: Actor,
    measurements: Sequence[MeasurementDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record what was measured, or is expected to be.

    An outcome comes in the place of one of the same period that was known on the same day; one
    known on another day stands beside it. A forecast comes in the place of that of its occasion.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownIndicator, UnknownBody, UnknownOccasion: a code is not known.
        OutsideUnitRange, NotBySex: the value does not fit the indicator.
        PeriodReversed: the period ends before it begins.
        ForecastWithoutOccasion: a forecast names no occasion, or an outcome does.
        DuplicateValue: two drafts are about the same place.
        MeasurementConflict: the current row is not the one that was seen.
    """
    bodies_measured = [draft.body for draft in measurements]
    actor = rights.require(actor, Action.RECORD_MEASUREMENT, bodies_measured)
    change = record.begin(
        actor=actor,
        action="record_measurements",
        bodies={draft.body for draft in measurements},
        key=key,
        why=why,
        content=measurements,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    known = latest_measures({draft.indicator for draft in measurements})
    indicators = indicator_codes_of_any_year({draft.indicator for draft in measurements})
    bodies = organisation.body_codes({draft.body for draft in measurements})
    kinds: dict[int, set[str]] = defaultdict(set)
    for year, kind in (draft.occasion for draft in measurements if draft.occasion):
        kinds[year].add(kind.value)
    occasions = {
        year: organisation.occasion_codes(of_year, year=year) for year, of_year in kinds.items()
    }
    facts = []
    for row, draft in enumerate(measurements):
        _check(draft, row, known, refusals)
        occasion_id = None
        if draft.occasion:
            year, kind = draft.occasion
            occasion_id = occasions[year].id_of(
                kind.value, row=row, field="occasion", refusals=refusals
            )
        indicator_id = indicators.id_of(
            draft.indicator, row=row, field="indicator", refusals=refusals
        )
        body_id = bodies.id_of(draft.body, row=row, field="body", refusals=refusals)
        facts.append(_fact(draft, (indicator_id, body_id, occasion_id)))
    refusals.settle()
    return record.finish(change, _restate(measurements, facts, change))


def _fact(draft: MeasurementDraft, ids: tuple[int, int, int | None]) -> Measurement:
    indicator_id, body_id, occasion_id = ids
    return Measurement(
        indicator_id=indicator_id,
        body_id=body_id,
        sex=draft.sex.value,
        period_from=draft.period_from,
        period_to=draft.period_to,
        known_on=draft.known_on,
        kind=draft.kind.value,
        occasion_id=occasion_id,
        value=draft.value,
        numerator=draft.numerator,
        denominator=draft.denominator,
        answers=draft.answers,
        response_rate=draft.response_rate,
        margin=draft.margin,
        basis=draft.basis.value,
        source_ref=draft.source_ref,
        note=draft.note,
    )


def _restate(
    drafts: Sequence[MeasurementDraft], facts: Sequence[Measurement], change: record.Change
) -> list[Measurement]:
    """Restate outcomes by the day they were known and forecasts by occasion, in the same order."""
    recorded: dict[int, Measurement] = {}
    for kind, last in (
        (MeasurementKind.OUTCOME, "known_on"),
        (MeasurementKind.FORECAST, "occasion_id"),
    ):
        rows = [row for row, draft in enumerate(drafts) if draft.kind is kind]
        of_kind = [facts[row] for row in rows]
        current = access.measurements(sight=EVERYTHING).filter(
            kind=kind.value,
            indicator_id__in={fact.indicator_id for fact in of_kind},
            period_from__in={fact.period_from for fact in of_kind},
        )
        done = restate(
            of_kind,
            place=(*PLACE, last),
            current=current,
            change=change,
            seen=[drafts[row].seen for row in rows],
            refusal=MeasurementConflict,
            named=lambda row: _named(drafts[row]),
            rows=rows,
        )
        recorded |= dict(zip(rows, done, strict=True))
    return [recorded[row] for row in range(len(facts))]


def _named(draft: MeasurementDraft) -> str:
    return f"{draft.indicator} {draft.body} {draft.period_from.isoformat()}"


def _check(
    draft: MeasurementDraft, row: int, known: Mapping[str, Measure], refusals: Refusals
) -> None:
    if measure := known.get(draft.indicator):
        check_number(draft.value, measure, sex=draft.sex, row=row, refusals=refusals)
    if draft.period_from >= draft.period_to:
        refusals.add(
            PeriodReversed(
                _("Perioden slutar innan den börjar."),
                row=row,
                column="period_to",
                value=draft.period_to.isoformat(),
                remedy=_("Ange första dagen efter perioden."),
            )
        )
    if (draft.kind is MeasurementKind.FORECAST) != (draft.occasion is not None):
        refusals.add(
            ForecastWithoutOccasion(
                _("En prognos, och bara en prognos, lämnas vid ett tillfälle."),
                row=row,
                column="occasion",
                value=draft.occasion[1].value if draft.occasion else "",
                remedy=_("Ange tillfället för prognosen, eller att det är ett utfall."),
            )
        )
