"""Register plans, state contributions, plan activities."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import DuplicateValue, Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import OccasionKind, OwnerKind, PartyRole
from enslinje.goals.codes import goal_codes
from enslinje.journal import record
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import gates, rights
from enslinje.organisation import queries as organisation
from enslinje.plans import access, queries
from enslinje.plans.drafts import (
    ActivityDraft,
    ContributionDraft,
    PartyDraft,
    PlanDraft,
)
from enslinje.plans.errors import (
    ActivityConflict,
    ActivityMisdated,
    ContributionConflict,
    PartyWithoutName,
)
from enslinje.plans.models import (
    Activity,
    ActivityEdition,
    ActivityGoal,
    ActivityParty,
    Contribution,
    Plan,
)
from enslinje.plans.operations import responsible

CONTRIBUTIONS_ARE_TAKEN_AT = (
    OccasionKind.PLAN,
    OccasionKind.TERTIAL_REPORT_1,
    OccasionKind.TERTIAL_REPORT_2,
)
"""The occasions at which bodies may say how they contribute."""


@transaction.atomic
def register_plans(
    *,
    actor: Actor,
    year: int,
    plans: Sequence[PlanDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Register plans of the year; those that are there stay as they are.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: a body is not registered.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA, [draft.body for draft in plans])
    change = record.begin(
        actor=actor,
        action="register_plans",
        year=year,
        bodies={draft.body for draft in plans},
        key=key,
        why=why,
        content=plans,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    bodies = organisation.body_codes({draft.body for draft in plans})
    new = [
        Plan(
            body_id=bodies.id_of(draft.body, row=row, field="body", refusals=refusals),
            year=year,
            label=draft.label,
        )
        for row, draft in enumerate(plans)
    ]
    refusals.settle()
    Plan.objects.bulk_create(new, ignore_conflicts=True)
    return record.finish(change)


@transaction.atomic
def state_contributions(
    *,
    actor: Actor,
    year: int,
    contributions: Sequence[ContributionDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record how bodies contribute to goals, in place of what they said before.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownGoal: a code is not known, or the goal not in the year.
        OccasionClosed: no occasion that takes contributions is open to the body.
        DuplicateValue: two drafts are about the same body and goal.
        ContributionConflict: the current row is not the one that was seen; it carries theirs.
    """
    contributing = [draft.body for draft in contributions]
    actor = rights.require(actor, Action.STATE_CONTRIBUTION, contributing)
    change = record.begin(
        actor=actor,
        action="state_contributions",
        year=year,
        bodies={draft.body for draft in contributions},
        key=key,
        why=why,
        content=contributions,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    bodies = organisation.body_codes({draft.body for draft in contributions})
    goals = goal_codes({draft.goal for draft in contributions}, year=year)
    facts = [
        Contribution(
            body_id=bodies.id_of(draft.body, row=row, field="body", refusals=refusals),
            goal_id=goals.id_of(draft.goal, row=row, field="goal", refusals=refusals),
            year=year,
            state=draft.state.value,
            criterion=draft.criterion.value,
            text=draft.text,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(contributions)
    ]
    _check_gate(contributions, actor=actor, year=year, change=change, refusals=refusals)
    refusals.settle()
    current = access.contributions(sight=EVERYTHING).filter(year=year)
    recorded = restate(
        facts,
        place=("goal_id", "body_id"),
        current=current.filter(body_id__in={fact.body_id for fact in facts}),
        change=change,
        seen=[draft.seen for draft in contributions],
        refusal=ContributionConflict,
        named=lambda row: f"{contributions[row].goal} {contributions[row].body}",
    )
    return record.finish(change, recorded)


@transaction.atomic
def plan_activities(
    *,
    actor: Actor,
    year: int,
    activities: Sequence[ActivityDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record activities with their goals and parties, in place of what they were in the year.

    The receipt's rows are those of the activities, in order; goals and parties are not in it.

    Raises:
        NotAllowed: the policy gives no right to it, to whom it is planned for or whose it is.
        UnknownGoal, UnknownBody, UnknownGroup: a code is not known, or the goal not in the year.
        PartyWithoutName: a party is neither a body nor a group, or both.
        ActivityMisdated: an activity ends before it begins.
        UnknownResponsible: a person named works or has worked for no body whose activity it is.
        DuplicateValue: two drafts are about the same activity, or one has a goal or party twice.
        ActivityConflict: the current activity is not the one that was seen; it carries theirs.
    """
    places = list(dict.fromkeys([*_planning(activities), *_planned_by(activities, year)]))
    actor = rights.require(actor, Action.PLAN_ACTIVITY, places, column="parties")
    ids = _locked(activities)
    change = record.begin(
        actor=actor,
        action="plan_activities",
        year=year,
        bodies={party.body for draft in activities for party in draft.parties},
        key=key,
        why=why,
        content=activities,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    facts = [_edition(draft, ids[draft.code], year) for draft in activities]
    goals = _goals(activities, ids, year, refusals)
    parties = _parties(activities, ids, year, refusals)
    people = responsible.people_of(activities, _planning, refusals)
    for row, draft in enumerate(activities):
        _check_days(draft, row, refusals)
        _check_once(draft, row, refusals)
    refusals.settle()
    recorded = restate(
        facts,
        place=("activity_id",),
        current=access.activity_editions(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in activities],
        refusal=ActivityConflict,
        named=lambda row: activities[row].code,
    )
    for before in (access.activity_goals, access.activity_parties):
        facts_of = before(sight=EVERYTHING).filter(year=year, activity__in=ids.values())
        record.supersede(facts_of, change=change)
    record.record_many(goals, change=change)
    record.record_many(parties, change=change)
    responsible.name(activities, ids, people, year=year, change=change)
    return record.finish(change, recorded)


def _planning(drafts: Sequence[ActivityDraft]) -> list[str]:
    """The bodies whose activities these are, those that lead or else take part; "" for the rest."""
    found: list[str] = []
    for draft in drafts:
        parties = draft.parties if draft.owner_kind is OwnerKind.BODY else ()
        leading = [party.body for party in parties if party.role is PartyRole.LEAD]
        found += leading or [party.body for party in parties] or [""]
    return list(dict.fromkeys(found))


def _planned_by(drafts: Sequence[ActivityDraft], year: int) -> list[str]:
    """The bodies whose the activities are by now: nobody takes over another's by leading it."""
    there = queries.planners({draft.code for draft in drafts}, year=year)
    return [body for bodies in there.values() for body in bodies]


def _locked(drafts: Sequence[ActivityDraft]) -> Mapping[str, int]:
    """Insert the activities that are new and lock all of them. Return their ids by code.

    Two writers of one activity may have no body in common, and so no pulse: this is their lock. It
    is taken before those of the pulses, so that their change sets are numbered in its order.
    """
    wanted = sorted({draft.code for draft in drafts})
    there = set(Activity.objects.filter(code__in=wanted).values_list("code", flat=True))
    new = [Activity(code=code) for code in wanted if code not in there]
    Activity.objects.bulk_create(new, ignore_conflicts=True)
    rows = Activity.objects.select_for_update().filter(code__in=wanted).order_by("code")
    return dict(rows.values_list("code", "pk"))


def _edition(draft: ActivityDraft, activity_id: int, year: int) -> ActivityEdition:
    return ActivityEdition(
        activity_id=activity_id,
        year=year,
        title=draft.title,
        owner_kind=draft.owner_kind.value,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        state=draft.state.value,
        responsible_function=" ".join(draft.responsible_function.split()),
        basis=draft.basis.value,
        source_ref=draft.source_ref,
        note=draft.note,
    )


def _goals(
    drafts: Sequence[ActivityDraft], ids: Mapping[str, int], year: int, refusals: Refusals
) -> list[ActivityGoal]:
    goals = goal_codes({one.goal for draft in drafts for one in draft.goals}, year=year)
    return [
        ActivityGoal(
            activity_id=ids[draft.code],
            year=year,
            goal_id=goals.id_of(one.goal, row=row, field="goals", refusals=refusals),
            basis=one.basis.value,
            source_ref=draft.source_ref,
        )
        for row, draft in enumerate(drafts)
        for one in draft.goals
    ]


def _parties(
    drafts: Sequence[ActivityDraft], ids: Mapping[str, int], year: int, refusals: Refusals
) -> list[ActivityParty]:
    parties = [(row, draft, one) for row, draft in enumerate(drafts) for one in draft.parties]
    bodies = organisation.body_codes({one.body for _row, _draft, one in parties})
    groups = organisation.group_codes({one.group for _row, _draft, one in parties})
    for row, _draft, one in parties:
        _check_party(one, row, refusals)
    return [
        ActivityParty(
            activity_id=ids[draft.code],
            year=year,
            body_id=bodies.id_or_none(one.body, row=row, field="parties", refusals=refusals),
            group_id=groups.id_or_none(one.group, row=row, field="parties", refusals=refusals),
            role=one.role.value,
            basis=one.basis.value,
            source_ref=draft.source_ref,
        )
        for row, draft, one in parties
    ]


def _check_gate(
    drafts: Sequence[ContributionDraft],
    *,
    actor: Actor,
    year: int,
    change: Change,
    refusals: Refusals,
) -> None:
    gates.refuse_closed(
        [draft.body for draft in drafts],
        refusals,
        action=Action.STATE_CONTRIBUTION,
        year=year,
        kinds=CONTRIBUTIONS_ARE_TAKEN_AT,
        actor=actor,
        instant=change.change_set.recorded_at,
        fact=_("Tiden för att lämna bidrag till mål har gått ut."),
    )


def _check_party(party: PartyDraft, row: int, refusals: Refusals) -> None:
    if bool(party.body) == bool(party.group):
        refusals.add(
            PartyWithoutName(
                _("En part är ett organ eller en krets av organ."),
                row=row,
                column="parties",
                value=party.body,
                remedy=_("Ange det ena av de två."),
            )
        )


def _check_days(draft: ActivityDraft, row: int, refusals: Refusals) -> None:
    if draft.starts_on and draft.ends_on and draft.starts_on >= draft.ends_on:
        refusals.add(
            ActivityMisdated(
                _("{code} slutar innan den börjar.").format(code=draft.code),
                row=row,
                column="ends_on",
                value=draft.ends_on.isoformat(),
                remedy=_("Ange en senare dag."),
            )
        )


def _check_once(draft: ActivityDraft, row: int, refusals: Refusals) -> None:
    goals = [one.goal for one in draft.goals]
    parties = [one.body or one.group for one in draft.parties]
    for column, named in (("goals", goals), ("parties", parties)):
        for name, times in Counter(named).items():
            if times > 1:
                refusals.add(
                    DuplicateValue(
                        _("{name} anges två gånger för {code}.").format(name=name, code=draft.code),
                        row=row,
                        column=column,
                        value=name,
                        remedy=_("Ta bort den ena."),
                    )
                )
