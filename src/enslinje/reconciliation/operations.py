"""The use cases that write assessments: each takes a batch, in one transaction."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.goals.codes import (
    goal_codes,
    goal_owners,
    indicator_codes,
    indicator_owners,
)
from enslinje.journal import record
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import gates, rights
from enslinje.organisation import queries as organisation
from enslinje.organisation.errors import OccasionClosed
from enslinje.reconciliation import access
from enslinje.reconciliation.drafts import IndicatorJudgementDraft, JudgementDraft
from enslinje.reconciliation.errors import JudgementConflict, TextWithoutBasis
from enslinje.reconciliation.models import IndicatorJudgement, Judgement


@transaction.atomic
def judge_goals(
    *,
    actor: Actor,
    year: int,
    judgements: Sequence[JudgementDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record how far goals are attained, in place of what was judged at the same occasion.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownGoal, UnknownOccasion: not in the year.
        OccasionClosed: the occasion is locked.
        TextWithoutBasis: a reason or a condition has no basis, or the other way round.
        DuplicateValue: two drafts are about the same goal, occasion and kind.
        JudgementConflict: the current judgement is not the one that was seen; it carries theirs.
    """
    owners = goal_owners([draft.goal for draft in judgements])
    actor = rights.require(actor, Action.JUDGE_GOAL, rights.places_of(owners), column="goal")
    change = record.begin(
        actor=actor, action="judge_goals", year=year, key=key, why=why, content=judgements
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    facts = _judgements(judgements, year, refusals)
    _check_texts(judgements, refusals)
    _check_locks(judgements, owners, actor=actor, year=year, change=change, refusals=refusals)
    refusals.settle()
    recorded = restate(
        facts,
        place=("goal_id", "occasion_id", "kind"),
        current=access.judgements(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in judgements],
        refusal=JudgementConflict,
        named=lambda row: judgements[row].goal,
    )
    return record.finish(change, recorded)


@transaction.atomic
def judge_indicators(
    *,
    actor: Actor,
    year: int,
    judgements: Sequence[IndicatorJudgementDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record whether indicators are in line with what the council wants, by somebody's word.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownIndicator: not in the year.
        DuplicateValue: two drafts are about the same indicator.
        JudgementConflict: the current judgement is not the one that was seen; it carries theirs.
    """
    owners = indicator_owners([draft.indicator for draft in judgements])
    places = rights.places_of(owners)
    actor = rights.require(actor, Action.JUDGE_INDICATOR, places, column="indicator")
    change = record.begin(
        actor=actor, action="judge_indicators", year=year, key=key, why=why, content=judgements
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    indicators = indicator_codes({draft.indicator for draft in judgements}, year=year)
    facts = [
        IndicatorJudgement(
            indicator_id=indicators.id_of(
                draft.indicator, row=row, field="indicator", refusals=refusals
            ),
            year=year,
            in_line=draft.in_line,
            reason=draft.reason,
            judged_by=draft.judged_by,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(judgements)
    ]
    refusals.settle()
    recorded = restate(
        facts,
        place=("indicator_id",),
        current=access.indicator_judgements(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in judgements],
        refusal=JudgementConflict,
        named=lambda row: judgements[row].indicator,
    )
    return record.finish(change, recorded)


def _judgements(drafts: Sequence[JudgementDraft], year: int, refusals: Refusals) -> list[Judgement]:
    goals = goal_codes({draft.goal for draft in drafts}, year=year)
    occasions = organisation.occasion_codes({draft.occasion.value for draft in drafts}, year=year)
    return [
        Judgement(
            goal_id=goals.id_of(draft.goal, row=row, field="goal", refusals=refusals),
            year=year,
            occasion_id=occasions.id_of(
                draft.occasion.value, row=row, field="occasion", refusals=refusals
            ),
            kind=draft.kind.value,
            grade=draft.grade.value,
            stated_as=draft.stated_as,
            reason=draft.reason,
            reason_basis=draft.reason_basis.value if draft.reason_basis else None,
            condition=draft.condition,
            condition_basis=draft.condition_basis.value if draft.condition_basis else None,
            judged_by=draft.judged_by,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(drafts)
    ]


def _check_texts(drafts: Sequence[JudgementDraft], refusals: Refusals) -> None:
    for row, draft in enumerate(drafts):
        for column, text, basis in (
            ("reason", draft.reason, draft.reason_basis),
            ("condition", draft.condition, draft.condition_basis),
        ):
            if bool(text) != (basis is not None):
                refusals.add(
                    TextWithoutBasis(
                        _("En text har en grund, och bara en text har det."),
                        row=row,
                        column=column,
                        value=text,
                        remedy=_("Ange vad texten grundas på."),
                    )
                )


def _check_locks(
    drafts: Sequence[JudgementDraft],
    owners: Sequence[str],
    *,
    actor: Actor,
    year: int,
    change: Change,
    refusals: Refusals,
) -> None:
    gate_of = {
        kind: gates.gate(
            action=Action.JUDGE_GOAL,
            year=year,
            kinds=[kind],
            actor=actor,
            instant=change.change_set.recorded_at,
        )
        for kind in {draft.occasion for draft in drafts}
    }
    for row, (draft, owner) in enumerate(zip(drafts, owners, strict=True)):
        if not gate_of[draft.occasion].is_open_to(owner):
            refusals.add(
                OccasionClosed(
                    _("Tillfället är låst och bedömningen ändras inte."),
                    row=row,
                    column="occasion",
                    value=draft.occasion.value,
                    remedy=_("Gör bedömningen vid nästa tillfälle."),
                )
            )
