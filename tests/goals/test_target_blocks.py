"""A block laid over the grid: by code or by position, what changes, and what is left alone."""

from datetime import date

import pytest

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import Form, Kind
from enslinje.core.values import Stated
from enslinje.goals.target_blocks import By, Cell, match, plan_block
from enslinje.goals.target_entries import Skipped, Verdict
from enslinje.goals.target_grid import target_grid
from tests.town import YEAR, number, state, target

CODES = ("JOBS", "PLAN", "SHARE")
CHANGED, EQUAL, REFUSED, SKIPPED = Verdict


def laid(*rows, **how):
    return match(rows, CODES, **{"by": None} | how)


def cells(matched):
    return [(row.code, row.text, row.reason) for row in matched.rows]


class TestMatching:
    def test_by_position_from_the_cell_one_stands_in(self):
        found = laid(("1", "skäl"), ("2", ""), at="PLAN")

        assert found.by is By.POSITION
        assert cells(found) == [("PLAN", "1", "skäl"), ("SHARE", "2", "")]

    def test_what_reaches_below_the_last_row_is_outside(self):
        found = laid(("1", "a"), ("2", "b"), at="SHARE")

        assert cells(found) == [("SHARE", "1", "a")]
        assert found.outside == 2

    def test_one_column_from_the_reason_is_reasons(self):
        assert cells(laid(("därför",), column=Cell.REASON)) == [("JOBS", None, "därför")]

    def test_by_code_wherever_it_stands(self):
        found = laid(("1", "SHARE", "skäl"), ("2", "JOBS", ""))

        assert found.by is By.CODE
        assert cells(found) == [("SHARE", "1", "skäl"), ("JOBS", "2", "")]

    def test_an_unknown_code_and_one_that_comes_again_are_told(self):
        found = laid(("SHARE", "1"), ("JOBS", "2"), ("SHARE", "3"), ("NONE", "4"))

        assert cells(found) == [("SHARE", "1", None), ("JOBS", "2", None)]
        assert found.unknown == ((3, "SHARE"), (4, "NONE"))
        assert found.outside == 2

    def test_heads_say_what_the_columns_are_and_the_others_are_left(self):
        found = laid(
            ("Kod", "Indikator", "Motivering", "Vårt årsmål"), ("JOBS", "Jobb", "skäl", "5")
        )

        assert cells(found) == [("JOBS", "5", "skäl")]
        assert (found.rows[0].number, found.outside) == (2, 0)

    def test_one_may_switch_to_position(self):
        found = laid(("PLAN", "1"), by=By.POSITION)

        assert (found.proposed, cells(found)) == (By.CODE, [("JOBS", "1", None)])

    def test_nothing_is_nothing(self):
        assert laid().rows == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("recorded_town")
class TestPlanning:
    def plan(self, *rows, **how):
        grid = target_grid(year=YEAR, body="SKOLA", on=date(YEAR, 2, 1), sight=EVERYTHING)
        return [one for _row, one in plan_block(grid, laid(*rows, **how), {})]

    def test_each_cell_gets_its_verdict(self):
        state(target(60, indicator="SHARE"))
        share, jobs = self.plan(("SHARE", "60", "ny"), ("JOBS", "7", ""))

        assert (share.text, share.reason) == (EQUAL, CHANGED)
        assert (jobs.text, jobs.reason) == (CHANGED, EQUAL)

    def test_an_empty_cell_takes_nothing_away(self):
        state(target(60, indicator="SHARE"))
        (share,) = self.plan(("SHARE", "", ""))

        assert (share.text, share.value, share.why_skipped) == (SKIPPED, None, Skipped.EMPTY)

    def test_text_that_is_no_target_never_takes_the_place_of_one(self):
        state(target(60, indicator="SHARE"))
        (share,) = self.plan(("SHARE", "ca 30"))

        assert (share.text, share.value) == (REFUSED, None)
        assert "”ca 30” är inget årsmål." in share.refusal.what

    def test_where_nothing_is_stated_it_is_kept_as_it_was_written(self):
        (share,) = self.plan(("SHARE", "ca 30"))

        assert share.text is REFUSED
        assert share.value == Stated(Kind.MISSING, raw_text="ca 30")

    def test_a_locked_row_is_skipped_and_counted(self):
        parts = Stated(Kind.NUMBER, Form.AT_LEAST, 5_000, 5_000, numerator=1, denominator=2)
        state(target(parts, indicator="SHARE"))
        (share,) = self.plan(("SHARE", "60", "ny"))

        assert (share.text, share.reason, share.value) == (SKIPPED, SKIPPED, None)

    def test_an_ambiguous_number_changes_nothing(self):
        (jobs,) = self.plan(("JOBS", "1.234"))

        assert (jobs.text, jobs.value) == (REFUSED, None)

    def test_the_value_is_the_one_that_would_be_stated(self):
        (jobs,) = self.plan(("JOBS", "7"))

        assert jobs.value == number(7)
