"""hledger and Beancount, which know nothing of this, agree with every balance that we state.

`make oracles` installs both and asks them, `make stress` too. Without one its tests are skipped.
"""

import calendar
import re
from collections import defaultdict
from datetime import date

import pytest

from enslinje.budget import exports, frames, queries, reserves, statements
from enslinje.budget.exports import Form
from enslinje.core.budget_terms import StatementSum
from enslinje.core.statements import ADJUSTED, LINES, bridge, result_budget, up_to
from tests import budget_town
from tests.budget import busy_year, oracles
from tests.town import YEAR

DAYS = [date(YEAR, month, calendar.monthrange(YEAR, month)[1]) for month in range(1, 13)]
CHANGES = 400


@pytest.fixture(params=Form)
def form(request):
    if not oracles.is_there(request.param):
        pytest.skip(f"{oracles.CHECKERS[request.param][0]} is not installed: make oracles")
    return request.param


@pytest.fixture
def journal(form, tmp_path):
    """Writes the year's ledger to a file, changed by whoever asks."""

    def written(change=lambda text: text):
        file = tmp_path / "ledger.txt"
        file.write_text(change(exports.journal(YEAR, form)), encoding="utf-8")
        return file

    return written


@pytest.fixture
def busy(db):
    """The small town's ledger, with much going on in every month."""
    budget_town.record_money()
    busy_year.record(CHANGES)


def places(form):
    """By the name of the journal's account: account, body and year."""
    rows = queries.postings(year=YEAR)
    return {exports.account_of(row, form): (row.account, row.body, row.year) for row in rows}


def said(form, journal, days):
    """What the program says, by day and by account, body and year."""
    names, told = places(form), {}
    for day, accounts in oracles.held(form, journal, days).items():
        sums = defaultdict(int)
        for name, ore in accounts.items():
            sums[names[name]] += ore
        told[day] = {place: ore for place, ore in sums.items() if ore}
    return told


def by_account(day):
    """What our own statement says on that day, by account, body and year."""
    until = up_to(frames.postings(queries.postings(year=YEAR)), day=day.toordinal())
    by = ("account", "body", "year")
    rows = bridge(up_to(until, number=0), until, by=by).collect().iter_rows(named=True)
    sums = defaultdict(int)
    for row in rows:
        sums[tuple(row[name] for name in by)] += row["amount"]
    signs = {line.place.value: line.sign for line in LINES if not line.is_sum}
    cells = result_budget(until, by=by).collect().iter_rows(named=True)
    stated = {
        tuple(cell[name] for name in by): signs[cell["place"]] * cell[ADJUSTED]
        for cell in cells
        if cell["place"] in signs
    }
    assert {place: sums.get(place, 0) for place in stated} == stated
    return {place: ore for place, ore in sums.items() if ore}


class EachLedger:
    def test_each_account_holds_what_we_state_at_the_end_of_each_month(self, form, journal):
        told = said(form, journal(), DAYS)

        assert told == {day: by_account(day) for day in DAYS}
        assert any(told[DAYS[-1]].values())

    def test_each_body_and_reserve_has_what_its_page_shows(self, form, journal):
        told = said(form, journal(), DAYS[-1:])[DAYS[-1]]
        row_of = {row.account: row.row for row in queries.postings(year=YEAR)}
        net = next(line.of for line in LINES if line.place is StatementSum.NET_COST)

        for body in {where for _account, where, _year in told if where}:
            shown = statements.statement(YEAR, body=body).amount(StatementSum.NET_COST, ADJUSTED)
            of_body = (
                ore
                for (account, where, _year), ore in told.items()
                if where == body and row_of[account] in net
            )
            assert sum(of_body) == shown, body
        for reserve in queries.reserves(year=YEAR):
            if reserve.is_opening_known:
                left = -sum(ore for place, ore in told.items() if place[0] == reserve.account)
                assert reserves.reserve_year(reserve.number, year=YEAR).balance == left

    def test_the_program_agrees_with_every_balance_and_sees_an_ore(self, form, journal):
        asserted = re.compile(r"\d(?=(?: ~ 0\.00)? SEK\n\Z)")

        def one_more(text):
            return asserted.sub(lambda last: str((int(last[0]) + 1) % 10), text, count=1)

        assert oracles.check(form, journal()).returncode == 0
        assert oracles.check(form, journal(one_more)).returncode != 0

    def test_a_change_in_another_month_passes_their_check_and_not_our_comparison(
        self, form, journal
    ):
        rows = queries.postings(year=YEAR)
        number = max(row.number for row in rows)
        first = min(row.decision.decided_on for row in rows)
        dated = re.compile(
            rf'^\d{{4}}-\d\d-\d\d(?= \({number}\) | \* ".*" "{number} )', re.MULTILINE
        )
        moved = journal(lambda text: dated.sub(str(first), text))

        assert oracles.check(form, moved).returncode == 0
        told = said(form, moved, DAYS)
        assert told[DAYS[-1]] == by_account(DAYS[-1])
        assert told[DAYS[1]] != by_account(DAYS[1])


@pytest.mark.stockholm
class TestStockholm(EachLedger):
    pass


@pytest.mark.django_db
@pytest.mark.usefixtures("busy")
class TestABusyYear(EachLedger):
    pass
