"""State targets: the council's for the whole group, quotas, and each body's own."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import OccasionKind, Sex
from enslinje.core.values import Stated
from enslinje.goals import access
from enslinje.goals.codes import Measure, measured_codes, measures
from enslinje.goals.drafts import CouncilTargetDraft, QuotaDraft, TargetDraft
from enslinje.goals.errors import NoDuty, TargetConflict
from enslinje.goals.ground import Ground, kept_ground
from enslinje.goals.models import BodyQuota, CouncilTarget, Indicator, Target
from enslinje.goals.operations.values import check_number, check_target, check_years
from enslinje.journal import record
from enslinje.journal.before import as_before
from enslinje.journal.inserting import columns_of, instances
from enslinje.journal.lookup import MANY, UNKNOWN_ID, Codes
from enslinje.journal.prepared import Prepared
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import gates, rights
from enslinje.organisation import queries as organisation
from enslinje.organisation.models import Body

TARGETS_ARE_TAKEN_AT = (
    OccasionKind.PLAN,
    OccasionKind.TERTIAL_REPORT_1,
    OccasionKind.TERTIAL_REPORT_2,
)
"""The occasions at which bodies may state targets: plans, and revised ones in tertial reports."""


@transaction.atomic
def state_targets(
    *,
    actor: Actor,
    year: int,
    targets: Sequence[TargetDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record what bodies state as their targets, in place of what they stated before.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownIndicator, UnknownBody, UnknownOccasion: a code is not known in the year.
        NoDuty: the body is not expected to state this target.
        OccasionClosed: no occasion that takes targets is open to the body.
        OutsideUnitRange, TooManyDecimals, WrongKindOfValue, NotBySex, BaseMetricHasNoTarget,
            YearBeforePlan: the value does not fit the indicator.
        DuplicateValue: two drafts are about the same target.
        TargetConflict: the current target is not the one that was seen; it carries theirs.
        KeyReused: the key came before, with other content.
    """
    stating = [draft.body for draft in targets]
    actor = rights.require(actor, Action.STATE_TARGET, stating)
    change = record.begin(
        actor=actor,
        action="state_targets",
        year=year,
        bodies=stating,
        key=key,
        why=why,
        content=targets,
        of=(Target,),
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    with as_before(change, year=year):  # What it rests on is counted once.
        rests_on = kept_ground(year=year, on=timezone.localdate())
        known = _measures(targets, rests_on, year=year)
        facts = _targets(targets, year=year, known=known, change=change, refusals=refusals)
        _check_duties(targets, facts, rests_on, year=year, refusals=refusals)
        _check_gate(targets, actor=actor, year=year, change=change, refusals=refusals)
        _check_values(targets, known, year=year, refusals=refusals)
        refusals.settle()
    recorded = restate(
        facts,
        place=("indicator_id", "body_id", "for_year", "sex"),
        current=_current(facts, year),
        change=change,
        seen=[draft.seen for draft in targets],
        refusal=TargetConflict,
        named=lambda row: f"{targets[row].indicator} {targets[row].body}",
    )
    return record.finish(change, recorded)


@transaction.atomic
def set_council_targets(
    *,
    actor: Actor,
    year: int,
    targets: Sequence[CouncilTargetDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record the council's targets for the whole group, in place of those set before.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownIndicator, UnknownOccasion: a code is not known in the year.
        UnknownDecision, DecisionNotChecked: a decision is not recorded, or checked by nobody.
        OutsideUnitRange, TooManyDecimals, WrongKindOfValue, NotBySex, BaseMetricHasNoTarget,
            YearBeforePlan: the value does not fit the indicator.
        DuplicateValue: two drafts are about the same target.
        TargetConflict: the current target is not the one that was seen.
    """
    actor = rights.require(actor, Action.SET_COUNCIL_TARGET)
    change = record.begin(
        actor=actor, action="set_council_targets", year=year, key=key, why=why, content=targets
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    known = measures({draft.indicator for draft in targets}, year=year)
    indicators = measured_codes(known, year=year)
    decisions = organisation.decisions({d.decision for d in targets if d.decision})
    occasions = _occasions(targets, year)
    facts = []
    for row, draft in enumerate(targets):
        decision = draft.decision and organisation.may_rest_on(
            draft.decision, decisions, row=row, refusals=refusals
        )
        facts.append(
            CouncilTarget(
                indicator_id=indicators.id_of(
                    draft.indicator, row=row, field="indicator", refusals=refusals
                ),
                nature=draft.nature.value,
                decision_id=decision.pk if decision else None,
                **_columns(draft, row, year=year, occasions=occasions, refusals=refusals),
            )
        )
    _check_values(targets, known, year=year, refusals=refusals)
    refusals.settle()
    recorded = restate(
        facts,
        place=("indicator_id", "for_year", "sex"),
        current=access.council_targets(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in targets],
        refusal=TargetConflict,
        named=lambda row: targets[row].indicator,
    )
    return record.finish(change, recorded)


@transaction.atomic
def set_quotas(
    *,
    actor: Actor,
    year: int,
    quotas: Sequence[QuotaDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record each body's part of a council target that is a sum.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownIndicator, UnknownBody: a code is not known in the year.
        OutsideUnitRange, YearBeforePlan: the value does not fit the indicator.
        DuplicateValue: two drafts are about the same quota.
        TargetConflict: the current quota is not the one that was seen.
    """
    given = [draft.body for draft in quotas]
    actor = rights.require(actor, Action.LAY_DUTY, given)
    change = record.begin(
        actor=actor,
        action="set_quotas",
        year=year,
        bodies=given,
        key=key,
        why=why,
        content=quotas,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    facts = _quotas(quotas, year, refusals)
    refusals.settle()
    recorded = restate(
        facts,
        place=("indicator_id", "body_id", "for_year"),
        current=access.quotas(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in quotas],
        refusal=TargetConflict,
        named=lambda row: f"{quotas[row].indicator} {quotas[row].body}",
    )
    return record.finish(change, recorded)


def _quotas(drafts: Sequence[QuotaDraft], year: int, refusals: Refusals) -> list[BodyQuota]:
    known = measures({draft.indicator for draft in drafts}, year=year)
    indicators = measured_codes(known, year=year)
    bodies = organisation.body_codes({draft.body for draft in drafts})
    facts = []
    for row, draft in enumerate(drafts):
        for_year = year if draft.for_year is None else draft.for_year
        if measure := known.get(draft.indicator):
            check_number(draft.value, measure, sex=Sex.ALL, row=row, refusals=refusals)
        check_years(year, for_year, row=row, refusals=refusals)
        facts.append(
            BodyQuota(
                indicator_id=indicators.id_of(
                    draft.indicator, row=row, field="indicator", refusals=refusals
                ),
                body_id=bodies.id_of(draft.body, row=row, field="body", refusals=refusals),
                year=year,
                for_year=for_year,
                low=draft.value,
                **_origin(draft),
            )
        )
    return facts


def _targets(
    drafts: Sequence[TargetDraft],
    *,
    year: int,
    known: Mapping[str, Measure],
    change: record.Change,
    refusals: Refusals,
) -> list[Target]:
    indicators = measured_codes(known, year=year)
    bodies = organisation.body_codes({draft.body for draft in drafts})
    change.covered.know(Indicator, indicators.known)
    change.covered.know(Body, bodies.known)
    occasions = _occasions(drafts, year)
    return [
        Target(
            indicator_id=indicators.id_of(
                draft.indicator, row=row, field="indicator", refusals=refusals
            ),
            body_id=bodies.id_of(draft.body, row=row, field="body", refusals=refusals),
            **_columns(draft, row, year=year, occasions=occasions, refusals=refusals),
        )
        for row, draft in enumerate(drafts)
    ]


def _occasions(drafts: Sequence[TargetDraft | CouncilTargetDraft], year: int) -> Codes:
    """The ids of the occasions by which pending values will be set."""
    return organisation.occasion_codes(
        {str(draft.value.due_occasion) for draft in drafts if draft.value.due_occasion}, year=year
    )


def _current(facts: Sequence[Target], year: int) -> Sequence[Target]:
    """What is stated in the places of `facts` now; more, where they are many."""
    bodies = tuple({fact.body_id for fact in facts})
    indicators = tuple({fact.indicator_id for fact in facts})
    asked = indicators if len(indicators) <= MANY else ()
    return instances(Target, _stated(year, bodies, asked))


@Prepared
def _stated(year: int, bodies: tuple[int, ...], indicators: tuple[int, ...]) -> QuerySet[Any, Any]:
    """What bodies state now; of these indicators, or of all when none is named."""
    rows = access.targets(sight=EVERYTHING).filter(year=year, body_id__in=bodies)
    if indicators:
        rows = rows.filter(indicator_id__in=indicators)
    return rows.values_list(*columns_of(Target))


def _check_gate(
    drafts: Sequence[TargetDraft],
    *,
    actor: Actor,
    year: int,
    change: record.Change,
    refusals: Refusals,
) -> None:
    gates.refuse_closed(
        [draft.body for draft in drafts],
        refusals,
        action=Action.STATE_TARGET,
        year=year,
        kinds=TARGETS_ARE_TAKEN_AT,
        actor=actor,
        instant=change.change_set.recorded_at,
        fact=_("Tiden för att lämna årsmål har gått ut."),
    )


def _measures(
    drafts: Sequence[TargetDraft], rests_on: Ground | None, *, year: int
) -> Mapping[str, Measure]:
    """What the values of the indicators can be, by code; from what is at hand, if it is."""
    wanted = {draft.indicator for draft in drafts}
    if rests_on is None:
        return measures(wanted, year=year)
    return {code: one for code, one in rests_on.measures.items() if code in wanted}


def _check_duties(
    drafts: Sequence[TargetDraft],
    facts: Sequence[Target],
    rests_on: Ground | None,
    *,
    year: int,
    refusals: Refusals,
) -> None:
    bodies = {draft.body for draft in drafts}
    there = (
        set(_duties(year, tuple(bodies)))
        if rests_on is None
        else {(code, body) for body in bodies for code in rests_on.duties(body, EVERYTHING)}
    )
    for row, (draft, fact) in enumerate(zip(drafts, facts, strict=True)):
        is_known = UNKNOWN_ID not in (fact.indicator_id, fact.body_id)
        if is_known and (draft.indicator, draft.body) not in there:
            refusals.add(
                NoDuty(
                    _("{body} ska inte ha årsmål för {indicator}.").format(
                        body=draft.body, indicator=draft.indicator
                    ),
                    row=row,
                    column="indicator",
                    value=draft.indicator,
                    remedy=_("Lägg skyldigheten på organet först, eller ta bort raden."),
                )
            )


@Prepared
def _duties(year: int, bodies: tuple[str, ...]) -> QuerySet[Any, Any]:
    duties = access.duties(sight=EVERYTHING).filter(year=year, body__code__in=bodies)
    return duties.values_list("indicator__code", "body__code")


def _check_values(
    drafts: Sequence[TargetDraft | CouncilTargetDraft],
    known: Mapping[str, Measure],
    *,
    year: int,
    refusals: Refusals,
) -> None:
    for row, draft in enumerate(drafts):
        if measure := known.get(draft.indicator):
            check_target(
                draft.value,
                measure,
                sex=draft.sex,
                year=year,
                for_year=year if draft.for_year is None else draft.for_year,
                row=row,
                refusals=refusals,
            )


def _columns(
    draft: TargetDraft | CouncilTargetDraft,
    row: int,
    *,
    year: int,
    occasions: Codes,
    refusals: Refusals,
) -> Mapping[str, Any]:
    """The columns that every stated value has."""
    value: Stated = draft.value
    return {
        "year": year,
        "for_year": year if draft.for_year is None else draft.for_year,
        "sex": draft.sex.value,
        "kind": value.kind.value,
        "form": value.form.value if value.form else None,
        "change": value.change.value if value.change else None,
        "low": value.low,
        "high": value.high,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "reason": value.reason,
        "due_occasion_id": occasions.id_or_none(
            str(value.due_occasion), row=row, field="due_occasion", refusals=refusals
        ),
        "raw_text": value.raw_text,
        "stated_on": draft.stated_on,
        **_origin(draft),
    }


def _origin(draft: TargetDraft | CouncilTargetDraft | QuotaDraft) -> Mapping[str, str]:
    return {"basis": draft.basis.value, "source_ref": draft.source_ref, "note": draft.note}
