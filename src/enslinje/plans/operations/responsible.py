"""Name who of a body sees to its activities: a part of planning them."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING, Marking
from enslinje.journal import record
from enslinje.journal.lookup import UNKNOWN_ID
from enslinje.journal.record import Change
from enslinje.organisation import queries as organisation
from enslinje.organisation.people import ever_of
from enslinje.plans import access
from enslinje.plans.drafts import ActivityDraft
from enslinje.plans.errors import UnknownResponsible
from enslinje.plans.models import ActivityResponsible


def people_of(
    drafts: Sequence[ActivityDraft],
    planning: Callable[[Sequence[ActivityDraft]], list[str]],
    refusals: Refusals,
) -> Mapping[tuple[str, str], int]:
    """Return the ids of the people that drafts name, by body and code. Two queries when any is.

    Somebody whose role is over may be named still: so is an earlier version restored. A code that
    nobody has is refused like one that somebody else has.
    """
    bodies = {one.body for draft in drafts if (one := draft.responsible)}
    ever = {body: ever_of(body) for body in sorted(bodies)}
    found = {}
    for row, draft in enumerate(drafts):
        named = draft.responsible
        if named is None or not named.person:
            continue
        person = ever[named.body].get(named.person)
        if person is None or named.body not in planning([draft]):
            refusals.add(_unknown(named.person, row))
        else:
            found[named.body, named.person] = person
    return found


def name(
    drafts: Sequence[ActivityDraft],
    ids: Mapping[str, int],
    people: Mapping[tuple[str, str], int],
    *,
    year: int,
    change: Change,
) -> None:
    """Record whom the drafts name in place of whom was named before, where it is another.

    It is marked as working material: a read that asks for nothing more leaves it out.
    """
    asked = [(draft, draft.responsible) for draft in drafts if draft.responsible]
    if not asked:
        return
    bodies = organisation.body_codes({one.body for _draft, one in asked})
    there = {
        (fact.activity_id, fact.body_id): fact
        for fact in access.activity_responsible(sight=EVERYTHING).filter(
            year=year, activity__in={ids[draft.code] for draft, _one in asked}
        )
    }
    gone, new = [], []
    for draft, one in asked:
        place = ids[draft.code], bodies.known.get(one.body, UNKNOWN_ID)
        before, person = there.get(place), people.get((one.body, one.person))
        if (before.person_id if before else None) == person:
            continue
        if before:
            gone.append(before)
        if person:
            new.append(_fact(place, year, person))
    record.supersede(gone, change=change)
    record.record_many(new, change=change)


def _fact(place: tuple[int, int], year: int, person: int) -> ActivityResponsible:
    activity, body = place
    return ActivityResponsible(
        activity_id=activity,
        year=year,
        body_id=body,
        person_id=person,
        marking=Marking.WORKING.value,
    )


def _unknown(code: str, row: int) -> UnknownResponsible:
    return UnknownResponsible(
        _("Ingen som arbetar eller har arbetat hos er har koden {code}.").format(code=code),
        row=row,
        column="responsible",
        value=code,
        remedy=_("Välj någon i listan, eller be den som ger roller."),
    )
