"""Record the goals' part of a new year, inside the operation that prepares it."""

from collections.abc import Collection

from enslinje.goals import carrying
from enslinje.journal import record
from enslinje.journal.models import Fact
from enslinje.journal.record import Change


def carry_goals(
    *, change: Change, from_year: int, to_year: int, bodies: Collection[str]
) -> list[Fact]:
    """Record goals, indicators, duties and more of `to_year`. Who opened `change` asked the policy.

    See `goals.carrying.year_of_goals` for what is carried.
    """
    year = carrying.year_of_goals(from_year=from_year, to_year=to_year, bodies=bodies)
    return [
        *record.record_many(year.goals, change=change),
        *record.record_many(year.expectations, change=change),
        *record.record_many(year.indicators, change=change),
        *record.record_many(year.duties, change=change),
        *record.record_many(year.council_targets, change=change),
        *record.record_many(year.quotas, change=change),
        *record.record_many(year.themes, change=change),
        *record.record_many(year.tags, change=change),
    ]
