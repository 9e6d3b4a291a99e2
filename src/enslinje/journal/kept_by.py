"""By what answers are kept: how often that has been written which they rest on."""

from enslinje.journal.counters import RESTED_ON, Counters, counted
from enslinje.journal.keeping import Version
from enslinje.journal.models import Counted


def pulse_of(year: int) -> int:
    """Return the version of everything about `year`: it grows with every write that touches it.

    What belongs to no single year, such as bodies and measurements, touches every year.
    """
    return counted().pulse(year)


def ground_of(year: int) -> int:
    """Return the version of what the plans of `year` rest on; saves of plans leave it as it is.

    What belongs to no single year is among it.
    """
    return counted().ground(year)


OF_EVERY_YEAR = Version(lambda counters: counters.ground_of_every_year())
"""The version of what belongs to no single year, decisions aside, for what is kept by it."""


def of_all(*counted_in: Counted) -> Version:
    """The version of what is counted so in all years, for what is kept by it."""
    return Version(lambda counters: counters.of_all(*counted_in))


GROUND_OF_ALL = of_all(*RESTED_ON)
"""The version of what the plans of all years rest on, for what is kept by it."""

SHOWN_TO_ALL = of_all(*RESTED_ON, Counted.DECISIONS, Counted.FILINGS)
"""The version of what everybody may be shown of all years, for what is kept by it."""

COMMENTS_OF_ALL = of_all(Counted.GROUND, Counted.COMMENTS)
"""The version of all comments, and of who reads them, for what is kept by it."""


def everything(year: int) -> Version:
    """The version of everything about `year`, for what is kept until anything is written."""
    return Version(lambda counters: counters.pulse(year))


def ground(year: int, *and_of: Counted, seen: Counters | None = None) -> Version:
    """The version of what the plans of `year` rest on, for what is kept by it.

    With more that is counted: the version of that too, for what shows those parts of the plans.
    `seen` is what has been counted already, for who asks for several.
    """
    return Version(lambda counters: counters.of(year, *RESTED_ON, *and_of), seen)


def goals_apart(year: int, *and_of: Counted) -> Version:
    """The version of what the plans of `year` rest on besides goals, for what is kept by it.

    It may name a goal or an indicator by its code, and show nothing else of it.
    """
    return Version(lambda counters: counters.of(year, Counted.GROUND, *and_of))
