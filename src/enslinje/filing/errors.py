"""What filing refuses."""

from enslinje.core.errors import Refusal


class YearsReversed(Refusal):
    """A year is prepared from a later one, or from itself."""


class NothingToCarry(Refusal):
    """The year to prepare from has nothing."""


class YearHasContent(Refusal):
    """The year to prepare has something already."""
