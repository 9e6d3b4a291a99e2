"""Record editions of bodies, and refuse what rests on another than the latest."""

from enslinje.core.marking import EVERYTHING
from enslinje.core.versions import Seen
from enslinje.journal.conflict import Save, check
from enslinje.journal.record import Change
from enslinje.journal.restate import restate
from enslinje.organisation import access
from enslinje.organisation.errors import BodyConflict
from enslinje.organisation.models import BodyEdition


def restate_editions(editions: list[BodyEdition], change: Change) -> list[BodyEdition]:
    """Record editions, each in the place of what is said for the same day.

    Whoever calls has refused what rests on another edition: see `refuse_unseen`.
    """
    current = access.body_editions(sight=EVERYTHING).filter(
        body_id__in={one.body_id for one in editions}
    )
    there = {(one.body_id, one.valid_from): one.pk for one in current}
    return restate(
        editions,
        place=("body_id", "valid_from"),
        current=current,
        change=change,
        seen=[there.get((one.body_id, one.valid_from)) for one in editions],
    )


def refuse_unseen(mine: BodyEdition, latest: BodyEdition, seen: Seen, change: Change) -> None:
    """Raise `BodyConflict` when what the writer saw is not the body's latest edition.

    That one is the base of any change, also of one from a later day on.
    """
    save = Save(row=0, name=latest.short_name, seen=seen, refusal=BodyConflict)
    check(save, mine=mine, theirs=latest, change_set=change.change_set)
