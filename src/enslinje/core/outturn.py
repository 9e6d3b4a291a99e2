"""Budget, actuals and forecast beside each other, as lazy tables. All amounts are whole öre."""

import narwhals as nw

from enslinje.core.lazy import Frame
from enslinje.core.schemas import AMOUNTS, POSTINGS

MONTHS = 12
KEPT = ("budget", "to_date", "actual", "forecast")
FOUND = ("has_period_budget", "has_actual", "has_forecast")


def outturn(
    budget: Frame, period_budget: Frame, actuals: Frame, forecast: Frame, *, month: int
) -> Frame:
    """Return what is budgeted, booked and expected by row of the result budget and body.

    Args:
        budget: of schema `POSTINGS`, of the whole year.
        period_budget: of schema `AMOUNTS`: the budget of the months up to `month`, where there is
            one. A body without one has so many twelfths of the year's, cut to whole öre.
        actuals: of schema `AMOUNTS`, of the months up to `month`.
        forecast: of schema `AMOUNTS`: what is expected of the whole year.
        month: 1–12.

    Returns:
        row, body, budget, to_date, actual, deviation (actual less budget to date), forecast,
        forecast_deviation (forecast less budget), and by body whether there is a period budget,
        an actual and a forecast at all: none is not zero. + is better than the budget.
    """
    POSTINGS.check(budget)
    for amounts in (period_budget, actuals, forecast):
        AMOUNTS.check(amounts)
    rows = budget.filter(~nw.col("row").is_null()).select("row", "body", "amount")
    parts = [
        _part(rows, "budget"),
        _part(period_budget, "to_date", "has_period_budget"),
        _part(actuals, "actual", "has_actual"),
        _part(forecast, "forecast", "has_forecast"),
    ]
    by_row = nw.concat(parts, how="vertical").group_by("row", "body")
    summed = by_row.agg(*(nw.col(name).sum() for name in KEPT))
    found = (
        nw.concat(parts, how="vertical")
        .group_by("body")
        .agg(*(nw.col(name).max() for name in FOUND))
    )
    share = (nw.col("budget") * month) // MONTHS
    whole = summed.join(found, on="body", how="inner").with_columns(
        to_date=nw.when(nw.col("has_period_budget") == 1).then(nw.col("to_date")).otherwise(share)
    )
    return whole.with_columns(
        deviation=nw.col("actual") - nw.col("to_date"),
        forecast_deviation=nw.col("forecast") - nw.col("budget"),
    )


def _part(amounts: Frame, name: str, found: str = "") -> Frame:
    """The amounts in the column `name`, and 1 in `found` for there being any; else zeros."""
    return amounts.select(
        "row",
        "body",
        *((nw.col("amount") if one == name else nw.lit(0, nw.Int64)).alias(one) for one in KEPT),
        *(nw.lit(int(one == found), nw.Int64).alias(one) for one in FOUND),
    )
