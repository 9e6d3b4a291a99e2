"""The one way a page of money gets its ledger, and how its amounts are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enslinje.budget import statements
from enslinje.budget.figures.parts import case_slug
from enslinje.budget.rows import DecisionRef, PostingRow
from enslinje.core.money import in_mnkr
from enslinje.core.policy import Action
from enslinje.core.terms import Basis
from enslinje.journal import kept_by
from enslinje.organisation import directory
from enslinje.reconciliation import queries as reconciliation
from enslinje.web import moments, writing
from enslinje.web.downloads import Stamp
from enslinje.web.moments import BadMoment
from enslinje.web.pages import kept, show
from enslinje.web.viewers import viewer_of
from enslinje.web.writing import Shown

Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Ledger:
    """A year's postings, as decided on the day `on` (None is now), and who is who in them."""

    year: int
    on: date | None
    rows: tuple[PostingRow, ...]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The bodies' names by code."""
        return directory.body_names()

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """The bodies' parts of addresses by code."""
        return directory.body_slugs()

    def whom(self, row: PostingRow) -> str:
        """Whose a posting is, "" when nobody is named."""
        if row.body:
            return self.names.get(row.body, row.body)
        return row.group_name

    @property
    def stamp(self) -> Stamp:
        """What a file says of itself."""
        recorded = [row.origin.recorded_at for row in self.rows if row.origin.recorded_at]
        known_on = self.on or timezone.localdate(max(recorded))
        return Stamp(self.year, known_on, kept_by.ground_of(self.year))


LedgerView = Callable[Concatenate[HttpRequest, Ledger, Arguments], HttpResponse]


def shows_ledger(view: LedgerView[Arguments]) -> Callable[..., HttpResponse]:
    """Give `view` the ledger of the year in its address, as decided on the date asked for.

    A year that is there and has no budget yet says so, and who may make it. What is in a budget
    that is not there, or was not on that date, answers 404; a date that is none 400.
    """

    @require_safe
    @wraps(view)
    def answer(
        request: HttpRequest, year: int, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        try:
            moment = moments.asked(request)
        except BadMoment as fault:
            return show(request, "web/bad_moment.html", {"text": fault.text}, status=400)
        day = moment.day if moment else None
        try:
            rows = statements.postings_of(year, on=day)
        except statements.LedgerNotFound:
            rows = ()
        if not rows and day is None and not kwargs and year in reconciliation.years():
            context: dict[str, object] = {
                "asked": year,
                "may_post": viewer_of(request).may(Action.POST_TRANSACTION),
            }
            return show(request, "web/budget/no_ledger.html", context, section="budget", year=year)
        if not rows:
            return show(request, "web/year_not_found.html", {"asked": year}, status=404)
        ledger = Ledger(year, day, rows)
        return kept(request, show=lambda: view(request, ledger, *args, **kwargs))

    return answer


def mnkr(ore: int, reference: str = "", basis: Basis | None = None) -> Shown:
    """An amount as it is shown: mnkr with one decimal, and where it comes from.

    Nothing is nothing, whatever its parts rest on: a zero bears no mark of being invented.
    """
    return Shown(written(ore), reference, basis if ore else None)


def written(ore: int) -> str:
    """Write an amount in mnkr with one decimal, in the reader's language."""
    return writing.number(in_mnkr(ore), 1)


def signed(ore: int) -> str:
    """Write a change in mnkr with its sign."""
    return writing.signed(in_mnkr(ore), 1)


def decision_words(decision: DecisionRef) -> str:
    """Name a decision item."""
    return _("{case}, punkt {item}").format(case=decision.case_number, item=decision.item_no)


def decision_figure(row: PostingRow) -> str:
    """The figure of what a decision item has led to."""
    case, item = case_slug(row.decision), row.decision.item_no
    return f"beslut.medgett/{row.ledger_year}/{case}/{item}"
