"""The parts of an address that are more than text: years, forms of a list, occasions."""

from django.urls import register_converter

from enslinje.core.terms import OccasionKind

OCCASIONS = {
    OccasionKind.PLAN: "verksamhetsplan",
    OccasionKind.RECONCILIATION: "avstamning",
    OccasionKind.TERTIAL_REPORT_1: "tertialrapport-1",
    OccasionKind.TERTIAL_REPORT_2: "tertialrapport-2",
    OccasionKind.ACTIVITY_REPORT: "verksamhetsberattelse",
}
"""How each occasion is written in an address: for ever."""


class YearConverter:
    """Four digits, so that no year shadows a word."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        """Return the year as a number."""
        return int(value)

    def to_url(self, value: int | str) -> str:
        """Return the year as it stands in an address."""
        return str(value)


class FormConverter:
    """The forms of a list besides the page: `csv`, `xlsx` and `json`."""

    regex = "csv|xlsx|json"

    def to_python(self, value: str) -> str:
        """Return the form as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the form as it is."""
        return value


class OccasionConverter:
    """An occasion of a year, by its Swedish name."""

    regex = "|".join(OCCASIONS.values())

    def to_python(self, value: str) -> OccasionKind:
        """Return the kind of the occasion."""
        return next(kind for kind, written in OCCASIONS.items() if written == value)

    def to_url(self, value: OccasionKind | str) -> str:
        """Return the occasion as it stands in an address."""
        return OCCASIONS[OccasionKind(value)]


register_converter(YearConverter, "year")
register_converter(FormConverter, "form")
register_converter(OccasionConverter, "occasion")
