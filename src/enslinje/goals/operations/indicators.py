"""Define units of measure and a year's indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import IndicatorKind, RollUp
from enslinje.goals import access
from enslinje.goals.codes import goal_codes, unit_codes
from enslinje.goals.drafts import IndicatorDraft, UnitDraft
from enslinje.goals.errors import (
    IndicatorAlreadyDefined,
    IndicatorConflict,
    IndicatorMisdefined,
    NotABaseMetric,
    UnitAlreadyDefined,
    UnknownIndicator,
)
from enslinje.goals.models import Duty, Indicator, IndicatorEdition, MeasureUnit
from enslinje.journal import record
from enslinje.journal.lookup import UNKNOWN_ID, Codes, remedy
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import queries as organisation
from enslinje.organisation import rights


@transaction.atomic
def define_units(
    *, actor: Actor, units: Sequence[UnitDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Define units of measure. One that is there with the same kind and range takes the names.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnitAlreadyDefined: the code belongs to a unit of another kind or range.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(actor=actor, action="define_units", key=key, why=why, content=units)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    there = {unit.code: unit for unit in MeasureUnit.objects.all()}
    for row, draft in enumerate(units):
        unit = there.setdefault(draft.code, _unit(draft))
        if (unit.kind, unit.min_value, unit.max_value) != (
            draft.kind.value,
            draft.min_value,
            draft.max_value,
        ):
            refusals.add(
                UnitAlreadyDefined(
                    _("{code} finns redan med annat slag eller andra gränser.").format(
                        code=draft.code
                    ),
                    row=row,
                    column="code",
                    value=draft.code,
                    remedy=_("Ge den nya enheten en egen kod."),
                )
            )
    refusals.settle()
    MeasureUnit.objects.bulk_create(
        {draft.code: _unit(draft) for draft in units}.values(),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_sv", "name_en"],
    )
    return record.finish(change)


@transaction.atomic
def define_indicators(
    *,
    actor: Actor,
    year: int,
    indicators: Sequence[IndicatorDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Say how indicators read in the year; each comes in the place of its earlier edition.

    A base metric may be in the same batch as the indicators it weights, in any order. A body has
    the duty to state a target for an indicator of its own.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownUnit, UnknownGoal: a code is not known, or the goal not in the year.
        UnknownIndicator: a base is neither defined nor in the batch.
        NotABaseMetric: a base is another kind of indicator.
        IndicatorMisdefined: base, answering body, sub-area, tolerance or decimals do not fit.
        IndicatorAlreadyDefined: the code belongs to an indicator of another kind or body.
        DuplicateValue: two drafts are about the same indicator.
    """
    actor = _require_defining(actor, indicators)
    change = _begin(indicators, actor=actor, year=year, key=key, why=why)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    known = {indicator.code: indicator for indicator in Indicator.objects.all()}
    new = _new_indicators(indicators, known, refusals)
    known |= new
    codes = _codes(indicators, year)
    for row, draft in enumerate(indicators):
        _check_definition(draft, row, codes.area_of, refusals)
        _check_base(draft, row, known, refusals)
    facts = [
        _edition(draft, row, year=year, codes=codes, refusals=refusals)
        for row, draft in enumerate(indicators)
    ]
    refusals.settle()
    Indicator.objects.bulk_create(new.values())
    for fact, draft in zip(facts, indicators, strict=True):
        fact.indicator, fact.base = known[draft.code], known.get(draft.base)
    recorded = restate(
        facts,
        place=("indicator_id",),
        current=access.indicator_editions(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in indicators],
        refusal=IndicatorConflict,
        named=lambda row: indicators[row].code,
    )
    _bind_owners(indicators, known, year=year, change=change)
    return record.finish(change, recorded)


def _begin(
    drafts: Sequence[IndicatorDraft], *, actor: Actor, year: int, key: UUID | None, why: Why
) -> record.Change:
    return record.begin(
        actor=actor,
        action="define_indicators",
        year=year,
        bodies={draft.owner for draft in drafts if draft.kind is IndicatorKind.BODY},
        key=key,
        why=why,
        content=drafts,
    )


def _bind_owners(
    drafts: Sequence[IndicatorDraft],
    known: Mapping[str, Indicator],
    *,
    year: int,
    change: record.Change,
) -> None:
    """Give each body the duty to have a target for what it measures for itself, if it has none."""
    own = {draft.code: draft for draft in drafts if draft.kind is IndicatorKind.BODY}
    bound = set(
        access.duties(sight=EVERYTHING)
        .filter(year=year, indicator__code__in=own)
        .values_list("indicator__code", flat=True)
    )
    duties = [
        Duty(
            indicator=known[code],
            year=year,
            body_id=known[code].owner_id,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
        )
        for code, draft in own.items()
        if code not in bound
    ]
    record.record_many(duties, change=change)


def _require_defining(actor: Actor, drafts: Sequence[IndicatorDraft]) -> Actor:
    """A body defines its own indicators, the office the others, the council the base metrics."""
    base_metrics = [draft for draft in drafts if draft.kind is IndicatorKind.BASE_METRIC]
    if base_metrics:
        rights.require(actor, Action.DEFINE_BASE_METRIC, [""] * len(base_metrics), column="kind")
    own = [draft for draft in drafts if draft.kind is IndicatorKind.BODY]
    places = rights.places_of([draft.owner for draft in own])
    places += [""] * (len(drafts) - len(own) - len(base_metrics))
    return rights.require(actor, Action.DEFINE_INDICATOR, places, column="owner")


@dataclass(frozen=True)
class _Codes:
    """What the definitions of a batch name, and each sub-area's goal."""

    units: Codes
    goals: Codes
    bodies: Codes
    area_of: Mapping[str, str]


def _codes(drafts: Sequence[IndicatorDraft], year: int) -> _Codes:
    goals = {code for draft in drafts for code in (draft.goal, draft.sub_area)}
    editions = access.goal_editions(sight=EVERYTHING).filter(year=year, goal__code__in=goals)
    return _Codes(
        units=unit_codes({draft.unit for draft in drafts}),
        goals=goal_codes(goals, year=year),
        bodies=organisation.body_codes({draft.answering_body for draft in drafts}),
        area_of={
            code: parent or ""
            for code, parent in editions.values_list("goal__code", "parent__code")
        },
    )


def _new_indicators(
    drafts: Sequence[IndicatorDraft], there: Mapping[str, Indicator], refusals: Refusals
) -> Mapping[str, Indicator]:
    """The indicators that are not there yet; refuse those that are there as something else."""
    owners = organisation.body_codes({draft.owner for draft in drafts})
    new: dict[str, Indicator] = {}
    for row, draft in enumerate(drafts):
        owner_id = owners.id_of(draft.owner, row=row, field="owner", refusals=refusals)
        indicator = there.get(draft.code)
        if indicator is None:
            new[draft.code] = Indicator(code=draft.code, kind=draft.kind.value, owner_id=owner_id)
        elif owner_id != UNKNOWN_ID and (indicator.kind, indicator.owner_id) != (
            draft.kind.value,
            owner_id,
        ):
            refusals.add(
                IndicatorAlreadyDefined(
                    _("{code} är redan en indikator av annat slag eller annat organ.").format(
                        code=draft.code
                    ),
                    row=row,
                    column="code",
                    value=draft.code,
                    remedy=_("Ge den nya indikatorn en egen kod."),
                )
            )
    return new


def _edition(
    draft: IndicatorDraft,
    row: int,
    *,
    year: int,
    codes: _Codes,
    refusals: Refusals,
) -> IndicatorEdition:
    """The edition, all but the indicator and its base: they may not be inserted yet."""
    goals, bodies = codes.goals, codes.bodies
    return IndicatorEdition(
        year=year,
        goal_id=goals.id_or_none(draft.goal, row=row, field="goal", refusals=refusals),
        sub_area_id=goals.id_or_none(draft.sub_area, row=row, field="sub_area", refusals=refusals),
        name=draft.name,
        unit_id=codes.units.id_of(draft.unit, row=row, field="unit", refusals=refusals),
        decimals=draft.decimals,
        polarity=draft.polarity.value,
        form=draft.form.value if draft.form else None,
        counts=draft.counts,
        roll_up=draft.roll_up.value,
        answering_body_id=bodies.id_or_none(
            draft.answering_body, row=row, field="answering_body", refusals=refusals
        ),
        outcome_source=draft.outcome_source.value,
        tolerance=draft.tolerance,
        by_sex=draft.by_sex,
        frequency=draft.frequency.value,
        end_year=draft.end_year,
        survey=draft.survey,
        survey_answers_required=draft.survey_answers_required,
        definition=draft.definition,
        definition_version=draft.definition_version,
        basis_by_field={name: basis.value for name, basis in draft.basis_by_field.items()},
        basis=draft.basis.value,
        source_ref=draft.source_ref,
        note=draft.note,
    )


def _check_definition(
    draft: IndicatorDraft, row: int, area_of: Mapping[str, str], refusals: Refusals
) -> None:
    for column, wrong, fault, mend in _faults(draft, area_of):
        if wrong:
            value = getattr(draft, column)
            refusals.add(
                IndicatorMisdefined(fault, row=row, column=column, value=value, remedy=mend)
            )


def _check_base(
    draft: IndicatorDraft, row: int, known: Mapping[str, Indicator], refusals: Refusals
) -> None:
    base = known.get(draft.base)
    if draft.base and base is None:
        refusals.add(
            UnknownIndicator(
                _("Det finns ingen indikator {code}.").format(code=draft.base),
                row=row,
                column="base",
                value=draft.base,
                remedy=remedy(draft.base, known),
            )
        )
    elif base is not None and base.kind != IndicatorKind.BASE_METRIC:
        refusals.add(
            NotABaseMetric(
                _("{code} är inget basnyckeltal och kan inte vikta.").format(code=draft.base),
                row=row,
                column="base",
                value=draft.base,
                remedy=_("Ange ett basnyckeltal."),
            )
        )


def _faults(
    draft: IndicatorDraft, area_of: Mapping[str, str]
) -> tuple[tuple[str, bool, str, str], ...]:
    """Column, whether it is wrong, what is wrong and what mends it."""
    weighted = draft.roll_up is RollUp.WEIGHTED_MEAN
    single = draft.roll_up is RollUp.SINGLE
    known_area = draft.sub_area in area_of
    return (
        (
            "base",
            weighted != bool(draft.base),
            _("Ett viktat medelvärde, och bara det, har ett basnyckeltal att vikta med."),
            _("Ange basnyckeltal eller en annan sammanvägning."),
        ),
        (
            "answering_body",
            single != bool(draft.answering_body),
            _("Ett svarande organ anges när ett enda organ svarar för alla, och bara då."),
            _("Ange organet eller en annan sammanvägning."),
        ),
        (
            "sub_area",
            known_area and area_of[draft.sub_area] != draft.goal,
            _("Delområdet hör inte till indikatorns mål."),
            _("Ange målets eget delområde."),
        ),
        (
            "decimals",
            not 0 <= draft.decimals <= 4,  # noqa: PLR2004 - the scale is 10⁻⁴
            _("Högst fyra decimaler sparas."),
            _("Ange 0–4."),
        ),
        ("tolerance", draft.tolerance < 0, _("Toleransen är noll eller mer."), _("Ange 0.")),
        (
            "survey_answers_required",
            draft.survey_answers_required is not None and not draft.survey,
            _("Bara en enkät har ett minsta antal svar."),
            _("Ange att indikatorn är en enkät."),
        ),
    )


def _unit(draft: UnitDraft) -> MeasureUnit:
    return MeasureUnit(
        code=draft.code,
        name_sv=draft.name_sv,
        name_en=draft.name_en,
        kind=draft.kind.value,
        min_value=draft.min_value,
        max_value=draft.max_value,
    )
