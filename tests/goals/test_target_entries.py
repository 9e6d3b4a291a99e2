"""What is typed, held against what is stated: changed, alike, refused or left."""

from dataclasses import replace
from datetime import date

import pytest

from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Marking
from enslinje.core.terms import Form, Kind, Sex
from enslinje.core.values import SCALE, Stated
from enslinje.goals.target_entries import Entry, Skipped, Verdict, plan
from enslinje.goals.target_grid import target_grid
from enslinje.organisation.operations import marking
from tests.town import LOADER, STATED, YEAR, number, state, target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

CHANGED, EQUAL, REFUSED, SKIPPED = Verdict


def grid(sight=EVERYTHING):
    return target_grid(year=YEAR, body="SKOLA", on=date(YEAR, 2, 1), sight=sight)


def planned(text=None, reason=None, code="SHARE", of=None):
    found = of or grid()
    (one,) = plan(found, [Entry(code, text, reason, found.by_code[code].seen)])
    return one


def test_the_rows_are_the_duties_of_the_body_and_nothing_else():
    assert [row.code for row in grid().rows] == ["JOBS", "PLAN", "SHARE"]
    assert target_grid(year=YEAR, body="KS", on=date(YEAR, 2, 1), sight=EVERYTHING).rows == ()


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("60", number(60)),
        ("högst 60,5 %", Stated(Kind.NUMBER, Form.AT_MOST, 605_000, 605_000)),
        ("50–100", Stated(Kind.INTERVAL, low=50 * SCALE, high=100 * SCALE)),
        ("ca 30", Stated(Kind.MISSING, raw_text="ca 30")),
    ],
)
def test_a_new_value_changes_the_row(text, means):
    one = planned(text)

    assert (one.text, one.value) == (CHANGED, means)
    assert one.is_unread == (text == "ca 30")


def test_the_same_in_other_words_is_alike():
    state(target(60, indicator="SHARE"))

    assert [planned(text).text for text in ("60", "minst 60,0", "60 procent")] == [EQUAL] * 3
    assert planned("60").value is None


def test_raw_text_beside_a_number_is_no_difference():
    state(target(replace(number(60), raw_text="Sextio"), indicator="SHARE"))

    assert planned("60").value is None


def test_an_empty_cell_where_nothing_is_stated_is_alike():
    assert planned("").text is EQUAL
    assert planned("–").text is EQUAL


def test_a_dash_takes_a_value_away():
    state(target(60, indicator="SHARE"))

    assert planned("–").value == Stated(Kind.MISSING)


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("1.234", "Menar du 1\u00a0234 eller 1,234?", ""),
        ("12.5", "Menar du 12,5?", ""),
        ("600", "600 ligger utanför vad percent kan vara.", "Ange ett värde från 0 till 100."),
        ("60,55", "60,55 har fler decimaler än indikatorn.", "Ange högst 1 decimaler."),
        ("ja", "SHARE mäts i percent.", "Ange ett tal."),
        ("100–50", "Det första talet i ”100–50” är inte lägre", "Skriv det lägre talet först."),
        ("ej relevant", "Det sägs inte varför.", "Skriv skälet i kolumnen motivering"),
        ("1,23456", "är ett för stort tal eller har för många decimaler.", "högst fyra"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_remedy(text, what, remedy):
    one = planned(text)

    assert (one.text, one.value) == (REFUSED, None)
    assert what in one.refusal.what
    assert remedy in one.refusal.remedy


def test_a_point_is_asked_about_in_the_words_of_the_city():
    refusal = planned("1.234").refusal
    assert refusal.what == "Menar du 1\u00a0234 eller 1,234?"
    assert refusal.remedy == "Skriv tusental med mellanslag och decimaler med komma."


def test_a_reason_alone_keeps_the_value():
    state(target(60, indicator="SHARE"))

    one = planned(reason="Vi bygger om")
    assert (one.text, one.reason) == (None, CHANGED)
    assert one.value == replace(number(60), reason="Vi bygger om")


def test_a_reason_beside_a_refused_value_keeps_the_value_that_stands():
    state(target(60, indicator="SHARE"))

    one = planned("1.234", "Vi bygger om")
    assert (one.text, one.reason) == (REFUSED, CHANGED)
    assert one.value == replace(number(60), reason="Vi bygger om")


def test_a_target_by_parts_is_locked():
    by_parts = Stated(Kind.NUMBER, Form.AT_LEAST, 5_000, 5_000, numerator=1, denominator=2)
    state(target(by_parts, indicator="SHARE"))

    one = planned("60", "Varför")
    assert (one.text, one.reason, one.why_skipped) == (SKIPPED, SKIPPED, Skipped.BY_PARTS)
    assert one.value is None


def test_what_one_may_not_see_is_locked_and_not_told():
    state(target(60, indicator="SHARE"))
    marking.mark_fact(
        actor=LOADER,
        address="arsmal/2021/SHARE/SKOLA/2021/all",
        marking=Marking.SECRET,
        ground="OSL 19:1",
        reason="Upphandling",
    )

    found = grid(PUBLIC_SIGHT)
    row = found.by_code["SHARE"]
    assert (row.is_hidden, row.stated, row.text) == (True, None, "")
    assert planned("60", of=found).why_skipped is Skipped.HIDDEN
    assert not grid().by_code["SHARE"].is_hidden


def test_last_years_target_and_those_for_women_stand_aside():
    state(target(60, indicator="SHARE", sex=Sex.WOMEN))

    row = grid().by_code["SHARE"]
    assert row.stated is None
    assert row.is_missing


def test_a_row_that_the_body_does_not_have_is_left_out():
    assert plan(grid(), [Entry("NONE", "60", None, None)]) == ()


def test_a_draft_rests_on_what_was_seen():
    state(target(60, indicator="SHARE"))
    one = planned("70")
    draft = one.draft("SKOLA", date(YEAR, 2, 1))

    assert draft.seen == grid().by_code["SHARE"].seen
    assert (draft.basis, draft.value, draft.stated_on) == (STATED, number(70), date(YEAR, 2, 1))
