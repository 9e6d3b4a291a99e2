"""Name the levels of the cascade, set a year's goals, say whose contribution is expected."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.goals import access
from enslinje.goals.codes import goal_codes, level_codes
from enslinje.goals.drafts import ExpectationDraft, GoalDraft, LevelDraft
from enslinje.goals.errors import (
    GoalAlreadyOwned,
    GoalConflict,
    GoalMisplaced,
    LevelAlreadyNamed,
    UnknownGoal,
)
from enslinje.goals.models import ExpectedContribution, Goal, GoalEdition, Level
from enslinje.journal import record
from enslinje.journal.lookup import UNKNOWN_ID, remedy
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import queries as organisation
from enslinje.organisation import rights


@transaction.atomic
def name_levels(
    *, actor: Actor, levels: Sequence[LevelDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Name the levels of the cascade. One that is there by its code takes the new names.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        LevelAlreadyNamed: the depth belongs to another level.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(actor=actor, action="name_levels", key=key, why=why, content=levels)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    taken = {level.depth: level.code for level in Level.objects.all()}
    for row, draft in enumerate(levels):
        if taken.setdefault(draft.depth, draft.code.value) != draft.code.value:
            refusals.add(
                LevelAlreadyNamed(
                    _("Djupet {depth} är redan en annan nivå.").format(depth=draft.depth),
                    row=row,
                    column="depth",
                    value=draft.depth,
                    remedy=_("Ange ett annat djup."),
                )
            )
    refusals.settle()
    Level.objects.bulk_create(
        [
            Level(
                depth=draft.depth,
                code=draft.code.value,
                name_sv=draft.name_sv,
                name_en=draft.name_en,
            )
            for draft in levels
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["depth", "name_sv", "name_en"],
    )
    return record.finish(change)


@transaction.atomic
def set_goals(
    *,
    actor: Actor,
    year: int,
    goals: Sequence[GoalDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Say how goals read in the year; each comes in the place of its earlier edition.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownLevel: an owner or a level is not known.
        UnknownGoal: a parent has no edition in the year and is not in the batch.
        GoalMisplaced: a parent is not on a level above.
        GoalAlreadyOwned: the code belongs to a goal of another body.
        DuplicateValue: two drafts are about the same goal.
    """
    places = rights.places_of([draft.owner for draft in goals])
    actor = rights.require(actor, Action.SET_GOAL, places, column="owner")
    change = record.begin(
        actor=actor, action="set_goals", year=year, key=key, why=why, content=goals
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    level_ids = _level_ids(goals, refusals)
    new = _new_goals(goals, refusals)
    _check_places(goals, year, refusals)
    refusals.settle()
    Goal.objects.bulk_create(new)
    ids = dict(Goal.objects.values_list("code", "pk"))
    facts = [
        GoalEdition(
            goal_id=ids[draft.code],
            year=year,
            level_id=level_id,
            number=draft.number,
            name=draft.name,
            parent_id=ids.get(draft.parent),
            sort_order=draft.sort_order,
            expected_result=draft.expected_result,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for draft, level_id in zip(goals, level_ids, strict=True)
    ]
    recorded = restate(
        facts,
        place=("goal_id",),
        current=access.goal_editions(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in goals],
        refusal=GoalConflict,
        named=lambda row: goals[row].code,
    )
    return record.finish(change, recorded)


@transaction.atomic
def expect_contributions(
    *,
    actor: Actor,
    year: int,
    expectations: Sequence[ExpectationDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Say of pairs of body and goal that a contribution is expected, or that none is.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownGoal: a code is not known, or the goal not in the year.
        DuplicateValue: two drafts are about the same pair.
    """
    actor = rights.require(actor, Action.LAY_DUTY, [draft.body for draft in expectations])
    change = record.begin(
        actor=actor,
        action="expect_contributions",
        year=year,
        bodies={draft.body for draft in expectations},
        key=key,
        why=why,
        content=expectations,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    bodies = organisation.body_codes({draft.body for draft in expectations})
    goals = goal_codes({draft.goal for draft in expectations}, year=year)
    facts = [
        ExpectedContribution(
            goal_id=goals.id_of(draft.goal, row=row, field="goal", refusals=refusals),
            year=year,
            body_id=bodies.id_of(draft.body, row=row, field="body", refusals=refusals),
            relevance=draft.relevance.value,
            reason=draft.reason,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(expectations)
    ]
    refusals.settle()
    current = access.expected_contributions(sight=EVERYTHING).filter(year=year)
    recorded = restate(
        facts,
        place=("goal_id", "body_id"),
        current=current.filter(body_id__in={fact.body_id for fact in facts}),
        change=change,
        seen=[draft.seen for draft in expectations],
        named=lambda row: f"{expectations[row].goal} {expectations[row].body}",
    )
    return record.finish(change, recorded)


def _level_ids(drafts: Sequence[GoalDraft], refusals: Refusals) -> list[int]:
    levels = level_codes()
    return [
        levels.id_of(draft.level.value, row=row, field="level", refusals=refusals)
        for row, draft in enumerate(drafts)
    ]


def _new_goals(drafts: Sequence[GoalDraft], refusals: Refusals) -> list[Goal]:
    """The goals that are not there yet; refuse those that another body owns."""
    owners = organisation.body_codes({draft.owner for draft in drafts})
    there = dict(Goal.objects.values_list("code", "owner_id"))
    new: dict[str, Goal] = {}
    for row, draft in enumerate(drafts):
        owner_id = owners.id_of(draft.owner, row=row, field="owner", refusals=refusals)
        if draft.code not in there:
            new[draft.code] = Goal(code=draft.code, owner_id=owner_id)
        elif owner_id not in {UNKNOWN_ID, there[draft.code]}:
            refusals.add(
                GoalAlreadyOwned(
                    _("{code} är redan ett annat organs mål.").format(code=draft.code),
                    row=row,
                    column="owner",
                    value=draft.owner,
                    remedy=_("Ge det nya målet en egen kod."),
                )
            )
    return list(new.values())


def _check_places(drafts: Sequence[GoalDraft], year: int, refusals: Refusals) -> None:
    """Refuse a parent that is missing, or that is not above; children already there count too."""
    depths = dict(Level.objects.values_list("code", "depth"))
    editions = access.goal_editions(sight=EVERYTHING).filter(year=year)
    places: dict[str, tuple[int | None, str]] = {
        code: (depth, parent or "")
        for code, depth, parent in editions.values_list(
            "goal__code", "level__depth", "parent__code"
        )
    }
    rows: dict[str, int] = {}
    for row, draft in enumerate(drafts):
        rows[draft.code] = row
        places[draft.code] = (depths.get(draft.level.value), draft.parent)
    for code, (depth, parent) in places.items():
        row = rows.get(code, rows.get(parent, -1))
        if not parent or row < 0:
            continue
        if parent not in places:
            refusals.add(_unknown_parent(parent, row, places))
        elif not _is_above(places[parent][0], depth):
            refusals.add(_misplaced(code, parent, row))


def _is_above(parent: int | None, child: int | None) -> bool:
    """Whether a depth is above another; a level that is not known is refused elsewhere."""
    return parent is None or child is None or parent < child


def _unknown_parent(parent: str, row: int, places: Mapping[str, object]) -> UnknownGoal:
    return UnknownGoal(
        _("Det finns inget mål {code} för året.").format(code=parent),
        row=row,
        column="parent",
        value=parent,
        remedy=remedy(parent, places),
    )


def _misplaced(code: str, parent: str, row: int) -> GoalMisplaced:
    return GoalMisplaced(
        _("{code} kan inte ligga under {parent}, som inte är på en nivå ovanför.").format(
            code=code, parent=parent
        ),
        row=row,
        column="parent",
        value=parent,
        remedy=_("Ange ett mål på en nivå ovanför."),
    )
