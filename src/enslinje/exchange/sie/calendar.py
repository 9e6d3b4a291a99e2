"""The fiscal years of a file, and whether its dates and months lie within them."""

from datetime import date

from enslinje.exchange.sie.faults import Code, Faults, Severity
from enslinje.exchange.sie.model import FiscalYear, Period
from enslinje.exchange.sie.values import shown_day


class Calendar:
    """Knows the years that have come so far; the standard puts them before what refers to them."""

    def __init__(self, faults: Faults) -> None:
        self.years: dict[int, FiscalYear] = {}
        self._faults = faults
        self._used: dict[int, tuple[str, int, int]] = {}

    @property
    def has_own_year(self) -> bool:
        return 0 in self.years

    def take(self, year: FiscalYear) -> None:
        """Add a year."""
        first = self.years.setdefault(year.number, year)
        if first is not year:
            severity = Severity.REMARK if first == year else Severity.FAULT
            self._faults.add(
                year.line,
                "#RAR",
                Code.REPEATED_RECORD,
                str(year.number),
                severity=severity,
                first=first.line,
            )

    def used(self, number: int, period: Period | None, line: int, label: str) -> None:
        """Look at the year of a record, and that its month has days in the year."""
        first_label, first, count = self._used.get(number, (label, line, 0))
        self._used[number] = first_label, first, count + 1
        year = self.years.get(number)
        if year is None or period is None:
            return
        begins, ends = (Period(day.year, day.month) for day in (year.begins, year.ends))
        if not begins <= period <= ends:
            self._faults.add(
                line,
                label,
                Code.PERIOD_OUTSIDE_YEAR,
                str(period),
                year=number,
                begins=str(begins),
                ends=str(ends),
            )

    def day(
        self, day: object, line: int, label: str, *, severity: Severity = Severity.FAULT
    ) -> int | None:
        """Return the number of the year a day lies in. Tell when it lies in none."""
        if not isinstance(day, date):
            return None
        for year in self.years.values():
            if year.begins <= day <= year.ends:
                return year.number
        if self.years:
            self._faults.add(
                line, label, Code.DATE_OUTSIDE_YEARS, shown_day(day), severity=severity
            )
        return None

    def finish(self) -> None:
        """Tell which years are referred to and not there."""
        for number, (label, line, count) in self._used.items():
            if number not in self.years:
                self._faults.add(
                    line, label, Code.UNKNOWN_YEAR, str(number), year=number, count=count
                )
