"""Say which goals are in conflict, and how a plan was prepared."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.goals.codes import goal_codes
from enslinje.journal import record
from enslinje.journal.models import Fact
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import queries as organisation
from enslinje.plans import access
from enslinje.plans.content_drafts import (
    EndedGoalConflictDraft,
    EndedPreparationDraft,
    GoalConflictDraft,
    PreparationDraft,
)
from enslinje.plans.errors import (
    GoalConflictEdited,
    PreparationConflict,
    SameGoalTwice,
    UnknownGoalConflict,
    UnknownPreparation,
)
from enslinje.plans.models import GoalConflict, Preparation
from enslinje.plans.operations.content_writes import begin, end_coded, end_facts, refuse_late


@transaction.atomic
def state_goal_conflicts(
    *,
    actor: Actor,
    year: int,
    goal_conflicts: Sequence[GoalConflictDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record which goals bodies find in conflict, in place of what they said of the same two.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownGoal: a code is not known, or the goal not in the year.
        SameGoalTwice: the two goals are one.
        OccasionClosed: no occasion that takes texts is open to the body.
        DuplicateValue: two drafts are about the same two goals.
        GoalConflictEdited: the current row is not the one that was seen; it carries theirs.
    """
    bodies = [draft.body for draft in goal_conflicts]
    change = begin(
        "state_goal_conflicts",
        actor=actor,
        year=year,
        bodies=bodies,
        key=key,
        why=why,
        content=goal_conflicts,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    facts = _goal_conflicts(goal_conflicts, year, refusals)
    refuse_late(bodies, change, actor=actor, year=year, refusals=refusals)
    refusals.settle()
    recorded = restate(
        facts,
        place=("body_id", "goal_id", "other_id"),
        current=access.goal_conflicts(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in goal_conflicts],
        refusal=GoalConflictEdited,
        named=lambda row: f"{goal_conflicts[row].goal} – {goal_conflicts[row].other}",
    )
    return record.finish(change, recorded)


def _goal_conflicts(
    drafts: Sequence[GoalConflictDraft], year: int, refusals: Refusals
) -> list[GoalConflict]:
    ids = organisation.body_codes({draft.body for draft in drafts})
    goals = goal_codes({code for one in drafts for code in (one.goal, one.other)}, year=year)
    facts = []
    for row, draft in enumerate(drafts):
        pair = sorted(
            goals.id_of(code, row=row, field=field, refusals=refusals)
            for field, code in (("goal", draft.goal), ("other", draft.other))
        )
        if draft.goal == draft.other:
            refusals.add(_same_goal(draft, row))
        facts.append(
            GoalConflict(
                body_id=ids.id_of(draft.body, row=row, field="body", refusals=refusals),
                year=year,
                goal_id=pair[0],
                other_id=pair[1],
                text=draft.text,
                handling=draft.handling,
                basis=draft.basis.value,
                source_ref=draft.source_ref,
                note=draft.note,
            )
        )
    return facts


@transaction.atomic
def end_goal_conflicts(
    *,
    actor: Actor,
    year: int,
    goal_conflicts: Sequence[EndedGoalConflictDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Say that goals are in conflict no more. What was said stays in the history.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownGoalConflict: the body has not said that the two are in conflict.
        OccasionClosed: no occasion that takes texts is open to the body.
        GoalConflictEdited: the current row is not the one that was seen; it carries theirs.
    """
    bodies = [draft.body for draft in goal_conflicts]
    change = begin(
        "end_goal_conflicts",
        actor=actor,
        year=year,
        bodies=bodies,
        key=key,
        why=why,
        content=goal_conflicts,
    )
    if change.is_repeat:
        return record.repeated(change)
    current = access.goal_conflicts(sight=EVERYTHING).filter(year=year, body__code__in=bodies)
    there: dict[tuple[str, frozenset[str]], Fact] = {
        (one.body.code, frozenset({one.goal.code, one.other.code})): one
        for one in current.select_related("body", "goal", "other")
    }
    wanted = [(draft.body, frozenset({draft.goal, draft.other})) for draft in goal_conflicts]
    refusals = Refusals()
    for row, place in enumerate(wanted):
        if place not in there:
            refusals.add(_no_goal_conflict(goal_conflicts[row], row))
    refuse_late(bodies, change, actor=actor, year=year, refusals=refusals)
    refusals.settle()
    ended = [
        (f"{draft.goal} – {draft.other}", there[place], draft.seen)
        for draft, place in zip(goal_conflicts, wanted, strict=True)
    ]
    end_facts(ended, change, GoalConflictEdited)
    return record.finish(change)


@transaction.atomic
def record_preparations(
    *,
    actor: Actor,
    year: int,
    preparations: Sequence[PreparationDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record how plans were prepared, in place of what was recorded of the same steps.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: a code is not known.
        OccasionClosed: no occasion that takes texts is open to the body.
        DuplicateValue: two drafts are about the same step.
        PreparationConflict: the current row is not the one that was seen; it carries theirs.
    """
    bodies = [draft.body for draft in preparations]
    change = begin(
        "record_preparations",
        actor=actor,
        year=year,
        bodies=bodies,
        key=key,
        why=why,
        content=preparations,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    ids = organisation.body_codes(set(bodies))
    facts = [
        Preparation(
            body_id=ids.id_of(draft.body, row=row, field="body", refusals=refusals),
            year=year,
            code=draft.code,
            kind=draft.kind.value,
            held_on=draft.held_on,
            counterpart=draft.counterpart,
            said=draft.said,
            minutes_ref=draft.minutes_ref,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(preparations)
    ]
    refuse_late(bodies, change, actor=actor, year=year, refusals=refusals)
    refusals.settle()
    recorded = restate(
        facts,
        place=("body_id", "code"),
        current=access.preparations(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in preparations],
        refusal=PreparationConflict,
        named=lambda row: preparations[row].code,
    )
    return record.finish(change, recorded)


@transaction.atomic
def end_preparations(
    *,
    actor: Actor,
    year: int,
    preparations: Sequence[EndedPreparationDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Take away steps that were recorded by mistake. What was said stays in the history.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownPreparation: the body has no such step.
        OccasionClosed: no occasion that takes texts is open to the body.
        PreparationConflict: the current row is not the one that was seen; it carries theirs.
    """
    return end_coded(
        "end_preparations",
        preparations,
        access.preparations(sight=EVERYTHING),
        gone=_no_preparation,
        refusal=PreparationConflict,
        actor=actor,
        year=year,
        key=key,
        why=why,
    )


def _same_goal(draft: GoalConflictDraft, row: int) -> SameGoalTwice:
    return SameGoalTwice(
        _("Ett mål är inte i konflikt med sig självt."),
        row=row,
        column="other",
        value=draft.other,
        remedy=_("Välj ett annat mål."),
    )


def _no_goal_conflict(draft: EndedGoalConflictDraft, row: int) -> UnknownGoalConflict:
    return UnknownGoalConflict(
        _("Målkonflikten finns inte längre."),
        row=row,
        column="goal",
        value=f"{draft.goal} {draft.other}",
        remedy=_("Läs om sidan: någon annan kan ha tagit bort den."),
    )


def _no_preparation(draft: EndedPreparationDraft, row: int) -> UnknownPreparation:
    return UnknownPreparation(
        _("Beredningen finns inte längre."),
        row=row,
        column="code",
        value=draft.code,
        remedy=_("Läs om sidan: någon annan kan ha tagit bort den."),
    )
