"""Say which perspectives, programmes and steering documents activities have."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.goals.codes import theme_codes
from enslinje.journal import record
from enslinje.journal.conflict import SetSave, check_sets
from enslinje.journal.history.entries import ITEM_SEPARATOR
from enslinje.journal.record import Change, Receipt
from enslinje.journal.restate import restate
from enslinje.organisation import rights
from enslinje.plans import access, queries
from enslinje.plans.drafts import TaggedActivityDraft
from enslinje.plans.errors import ThemesConflict
from enslinje.plans.models import ActivityTheme


@transaction.atomic
def tag_activities(
    *, actor: Actor, year: int, items: Sequence[TaggedActivityDraft], key: UUID | None = None
) -> Receipt:
    """Say which themes activities have in the year: these and no others.

    Raises:
        NotAllowed: the actor may not plan one of the activities.
        UnknownActivity, UnknownTheme: none of the year has the code.
        DuplicateValue: two drafts are about the same activity.
        ThemesConflict: an activity has not the themes that its writer saw.
    """
    places = queries.planners({draft.activity for draft in items}, year=year)
    planners = dict.fromkeys(body for draft in items for body in places.get(draft.activity, ("",)))
    actor = rights.require(actor, Action.PLAN_ACTIVITY, list(planners), column="activity")
    change = record.begin(actor=actor, action="tag_activities", year=year, key=key, content=items)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    activities = queries.activity_codes({draft.activity for draft in items}, year=year)
    themes = theme_codes({code for draft in items for code in draft.themes}, year=year)
    facts = [
        ActivityTheme(
            activity_id=activities.id_of(
                draft.activity, row=row, field="activity", refusals=refusals
            ),
            year=year,
            theme_id=themes.id_of(code, row=row, field="themes", refusals=refusals),
            basis=draft.basis.value,
            source_ref=draft.source_ref,
        )
        for row, draft in enumerate(items)
        for code in draft.themes
    ]
    refusals.settle()
    _check_themes_seen(items, year, change)
    tagged = {draft.activity for draft in items}
    current = access.activity_themes(sight=EVERYTHING).filter(year=year, activity__code__in=tagged)
    kept = {(fact.activity_id, fact.theme_id) for fact in facts}
    gone = [one for one in current if (one.activity_id, one.theme_id) not in kept]
    record.supersede(gone, change=change)
    there = {(one.activity_id, one.theme_id): one.pk for one in current}
    recorded = restate(
        facts,
        place=("activity_id", "theme_id"),
        current=current,
        change=change,
        seen=[there.get((fact.activity_id, fact.theme_id)) for fact in facts],
    )
    return record.finish(change, recorded)


def _check_themes_seen(items: Sequence[TaggedActivityDraft], year: int, change: Change) -> None:
    """Refuse what rests on other themes of an activity than those that it has."""
    saves = [
        SetSave(
            row=row,
            name=draft.activity,
            seen=draft.seen,
            refusal=ThemesConflict,
            key=(year, draft.activity),
            words={"themes": ITEM_SEPARATOR.join(sorted(set(draft.themes)))},
        )
        for row, draft in enumerate(items)
    ]
    check_sets("aktivitetens-teman", saves, change_set=change.change_set)
