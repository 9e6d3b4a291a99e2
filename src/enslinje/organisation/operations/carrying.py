"""Record the organisation's part of a new year, inside the operation that prepares it."""

from enslinje.journal import record
from enslinje.journal.models import Fact
from enslinje.journal.record import Change
from enslinje.organisation import carrying
from enslinje.organisation.operations.occasions import record_occasions


def carry_bodies(*, change: Change, from_year: int, to_year: int) -> list[Fact]:
    """Record register, groups and occasions of `to_year`. Whoever opened `change` asked the policy.

    See `organisation.carrying.year_of_bodies` for what is carried.
    """
    year = carrying.year_of_bodies(from_year=from_year, to_year=to_year)
    return [
        *record.record_many(year.register, change=change),
        *record.record_many(year.members, change=change),
        *record.record_many(year.exclusions, change=change),
        *record_occasions(year.occasions, change=change),
    ]
