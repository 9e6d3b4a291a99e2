"""Budget, actuals, deviation and forecast for whoever asks: frozen rows of whole öre."""

from collections.abc import Iterable
from dataclasses import dataclass

from enslinje.budget import amount_queries, frames, statements
from enslinje.budget.rows import AmountImportRow, AmountRow
from enslinje.core import outturn as core
from enslinje.core.budget_terms import AmountKind, StatementRow
from enslinje.core.lazy import collect
from enslinje.core.marking import PUBLIC_SIGHT, Sight
from enslinje.core.outturn import MONTHS


@dataclass(frozen=True)
class OutturnRow:
    """A body, or a row of its result budget. What nobody has handed in is None; + is better.

    Attributes:
        row: of the result budget; None for the body's sum.
        budget: of the year, with every granted change.
        to_date: budget for the months until then; as twelfths unless `is_periodised`.
        actual: booked in them. `deviation` is actual less budget to date.
        forecast: for the whole year. `forecast_deviation` is forecast less budget.
    """

    body: str
    row: StatementRow | None
    budget: int
    to_date: int
    is_periodised: bool
    actual: int | None
    deviation: int | None
    forecast: int | None
    forecast_deviation: int | None


@dataclass(frozen=True)
class Outturn:
    """The year until a month, 1–12; 0 when nothing is booked.

    `months` are those that something is booked in; `forecast_of` the month of the forecast, or 0.
    """

    year: int
    month: int
    months: tuple[int, ...]
    forecast_of: int
    bodies: tuple[OutturnRow, ...]
    rows: tuple[OutturnRow, ...]
    imports: tuple[AmountImportRow, ...]

    def of_body(self, body: str) -> tuple[OutturnRow, ...]:
        """The rows of the result budget of a body."""
        return tuple(one for one in self.rows if one.body == body)


def outturn(
    year: int, *, month: int | None = None, body: str = "", sight: Sight = PUBLIC_SIGHT
) -> Outturn:
    """Return what is budgeted, booked and expected by body, until `month` or the latest booked.

    Raises:
        LedgerNotFound: the year has no ledger.
    """
    postings = [
        row for row in statements.postings_of(year) if row.body and (not body or row.body == body)
    ]
    amounts = amount_queries.amounts(year=year, body=body, sight=sight)
    booked = sorted({_month(one) for one in amounts if one.kind is AmountKind.ACTUAL})
    until = month or (booked[-1] if booked else 0)
    forecast_of = max(
        (_month(one) for one in amounts if one.kind is AmountKind.FORECAST), default=0
    )
    table = core.outturn(
        frames.postings(postings),
        frames.amounts(_of(amounts, AmountKind.PERIOD_BUDGET, until)),
        frames.amounts(_of(amounts, AmountKind.ACTUAL, until)),
        frames.amounts(_latest(amounts)),
        month=until or MONTHS,
    )
    rows = tuple(sorted(map(_row, collect(table).iter_rows(named=True)), key=_order))
    imports = amount_queries.amount_imports(year=year, sight=sight)
    return Outturn(year, until, tuple(booked), forecast_of, _summed(rows), rows, imports)


def _month(one: AmountRow) -> int:
    return one.period % 100


def _of(amounts: Iterable[AmountRow], kind: AmountKind, until: int) -> list[AmountRow]:
    return [one for one in amounts if one.kind is kind and _month(one) <= until]


def _latest(amounts: Iterable[AmountRow]) -> list[AmountRow]:
    """Of each set of books the latest forecast: an earlier one of the same year is out of date."""
    forecasts = [one for one in amounts if one.kind is AmountKind.FORECAST]
    latest: dict[str, int] = {}
    for one in forecasts:
        latest[one.books] = max(latest.get(one.books, 0), one.period)
    return [one for one in forecasts if one.period == latest[one.books]]


def _row(found: dict[str, object]) -> OutturnRow:
    amount = {name: value for name, value in found.items() if isinstance(value, int)}
    has_actual, has_forecast = amount["has_actual"] == 1, amount["has_forecast"] == 1
    return OutturnRow(
        body=str(found["body"]),
        row=StatementRow(str(found["row"])),
        budget=amount["budget"],
        to_date=amount["to_date"],
        is_periodised=amount["has_period_budget"] == 1,
        actual=amount["actual"] if has_actual else None,
        deviation=amount["deviation"] if has_actual else None,
        forecast=amount["forecast"] if has_forecast else None,
        forecast_deviation=amount["forecast_deviation"] if has_forecast else None,
    )


def _summed(rows: Iterable[OutturnRow]) -> tuple[OutturnRow, ...]:
    by_body: dict[str, list[OutturnRow]] = {}
    for row in rows:
        by_body.setdefault(row.body, []).append(row)
    return tuple(
        OutturnRow(
            body,
            None,
            sum(one.budget for one in of_one),
            sum(one.to_date for one in of_one),
            of_one[0].is_periodised,
            *(
                _sum(of_one, name)
                for name in ("actual", "deviation", "forecast", "forecast_deviation")
            ),
        )
        for body, of_one in by_body.items()
    )


def _sum(rows: Iterable[OutturnRow], name: str) -> int | None:
    amounts = [getattr(row, name) for row in rows]
    return None if None in amounts else sum(amounts)


def _order(row: OutturnRow) -> tuple[str, int]:
    return row.body, list(StatementRow).index(row.row) if row.row else -1
