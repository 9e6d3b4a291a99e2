"""A submitted plan beside last year's: what everybody reads, and what nobody is told."""

import csv
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.marking import EVERYTHING, Marking
from enslinje.core.terms import LevelCode, OccasionKind, OccasionState, WorkState
from enslinje.filing import contents, operations
from enslinje.filing.drafts import FilingDraft
from enslinje.goals import operations as goals
from enslinje.goals.drafts import DutyDraft
from enslinje.journal.together import PreparedRead
from enslinje.organisation import operations as organisation
from enslinje.organisation.operations import mark_fact
from enslinje.plans import operations as plans
from enslinje.web.plan.words import Measured, difference
from tests.contents import amount, led, plan_budget
from tests.filing.plans import contribution, submit
from tests.town import (
    LOADER,
    STATED,
    YEAR,
    goal,
    indicator,
    occasion,
    section,
    section_text,
    state,
    target,
)
from tests.web.base import standing_of
from tests.web.reader import read

pytestmark = pytest.mark.django_db

BEFORE = YEAR - 1
PUBLIC = "/2021/namnd/skola/plan/"
PAGE = f"{PUBLIC}forra-aret/"
CHECK = "/arbete/2021/namnd/skola/kontrollera/"
MOST_QUERIES = 10
CANARY = "kanarie"


def say(year, text, **changes):
    said = contribution(text=text, **changes)
    plans.state_contributions(actor=LOADER, year=year, contributions=[said])


def write(year, text):
    by = {"actor": LOADER, "year": year}
    plans.set_sections(**by, sections=[section("inledning")])
    ready = section_text(text, state=WorkState.READY)
    plans.write_sections(**by, texts=[ready])


def record_last_year():
    by = {"actor": LOADER, "year": BEFORE}
    organisation.open_occasions(
        actor=LOADER,
        occasions=[occasion(OccasionKind.PLAN, year=BEFORE, state=OccasionState.CLOSED)],
    )
    goals.set_goals(
        **by,
        goals=[
            goal("1", LevelCode.OVERARCHING_GOAL),
            goal("1.1", LevelCode.AREA_GOAL, parent="1"),
            goal("1.9", LevelCode.AREA_GOAL, parent="1", name="Det vi hade förr"),
        ],
    )
    goals.define_indicators(**by, indicators=[indicator("JOBS")])
    duty = DutyDraft(indicator="JOBS", body="SKOLA", basis=STATED)
    goals.lay_duties(**by, duties=[duty])
    last = [target(25), target(77, for_year=YEAR)]
    goals.state_targets(**by, targets=last)
    say(BEFORE, "Färre platser.")
    say(BEFORE, "Som förr.", goal="1.9")
    write(BEFORE, "Skolan krymper.")
    plans.plan_activities(**by, activities=[led("A-2020", "SKOLA", title="Gammalt läslyft")])
    costs = [amount(-70_000_000_00, for_year=year) for year in (BEFORE, YEAR)]
    plans.state_plan_budgets(**by, budgets=[plan_budget(*costs)])


def submit_last_year():
    plan = FilingDraft(body="SKOLA", basis=STATED)
    operations.file_plans(actor=LOADER, year=BEFORE, filings=[plan])


@pytest.fixture
def two_years(planned):
    record_last_year()
    submit_last_year()
    write(YEAR, "Skolan växer.")
    plans.plan_activities(
        actor=LOADER, year=YEAR, activities=[led("A-2021", "SKOLA", title="Nytt läslyft")]
    )
    plans.state_plan_budgets(actor=LOADER, year=YEAR, budgets=[plan_budget(amount(-60_000_000_00))])
    submit()


def text(client, address=PAGE):
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.content).text


def test_what_differs_from_last_year_is_told_in_words_and_numbers(two_years, client):
    page = text(client)

    for told in (
        "Indikator JOBS minst 25 pieces minst 30 pieces +5",
        "Färre platser.",
        "Fler platser.",
        "Inledning Skolan krymper. Skolan växer.",
        "Nytt läslyft – Nytt läslyft (planerad)",
        "Gammalt läslyft Gammalt läslyft (planerad) –",
        "Grundskola, personal −70,0 mnkr −60,0 mnkr +10,0",
    ):
        assert told in page
    assert "77" not in page  # What last year's plan said of this year is no target of last year.
    assert "Aktiviteter 1 ny, 1 borttagen" in page
    assert "Årsmål 1 ändrad, 2 nya" in page


def test_what_is_gone_is_called_as_it_was_called_then(two_years, client):
    assert "1.9 Det vi hade förr" in text(client)


def test_the_way_in_is_on_the_plan_and_the_files_say_the_same(two_years, client):
    assert PAGE in read(client.get(PUBLIC).content).hrefs()
    links = read(client.get(PAGE).content).hrefs()
    assert "/2020/namnd/skola/plan/" in links
    rows = client.get(f"{PUBLIC}forra-aret.json").json()["rows"]
    assert {"part", "about", "before", "after"} <= set(rows[0])
    assert ("Indikator JOBS", "minst 25\xa0pieces", "minst 30\xa0pieces", "+5") in {
        (one["about"], one["before"], one["after"], one["difference"]) for one in rows
    }
    sheet = client.get(f"{PUBLIC}forra-aret.csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(sheet.splitlines(), delimiter=";"))) > len(rows)


NUMBER = Measured(Fraction(25), 0, "procent")


@pytest.mark.parametrize(
    ("after", "before", "said"),
    [
        (Measured(Fraction(53, 2), 1, "procent"), NUMBER, "+1,5"),
        (NUMBER, NUMBER, "0"),
        (Measured(Fraction(20), 0, "procent"), NUMBER, "−5"),
        (Measured(Fraction(20), 0, "pieces"), NUMBER, ""),
        (NUMBER, None, ""),
        (None, NUMBER, ""),
    ],
)
def test_only_numbers_of_one_unit_have_a_difference(after, before, said):
    assert difference(after, before) == said


def test_without_last_years_plan_it_says_so(planned, client):
    record_last_year()
    assert client.get(PAGE).status_code == 404
    submit()
    assert "För 2020 finns ingen inlämnad plan här." in text(client)
    submit_last_year()
    assert "finns ingen inlämnad plan" not in text(client)


def mark(year):
    address = ("bidrag", year, "1.1", "SKOLA")
    mark_fact(
        actor=LOADER,
        address="/".join(map(str, address)),
        marking=Marking.WORKING,
        seen=int(standing_of(*address)),
        reason="Rör larm",
    )


@pytest.fixture
def marked_in_both(planned):
    """A contribution in both plans that is marked, and was when they were submitted."""
    record_last_year()
    for year in (BEFORE, YEAR):
        say(year, f"{CANARY}-{year}")
        mark(year)
    submit_last_year()
    submit()


def test_what_is_not_submitted_or_is_marked_is_told_nobody(marked_in_both, client, signed_in):
    for year in (BEFORE, YEAR):
        write(year, f"{CANARY}-sent-{year}")
    for who in ("", "strategist", "editor"):
        asking = signed_in(who) if who else client
        for address in (PAGE, f"{PUBLIC}forra-aret.json", f"{PUBLIC}forra-aret.csv"):
            assert CANARY not in asking.get(address).content.decode("utf-8-sig")


def test_what_is_marked_after_it_was_submitted_neither(planned, client):
    record_last_year()
    for year in (BEFORE, YEAR):
        say(year, f"{CANARY}-{year}")
    submit_last_year()
    submit()
    assert CANARY in text(client)
    for year in (BEFORE, YEAR):
        mark(year)
    assert CANARY not in text(client)


def test_without_asking_for_what_is_public_it_would_be_told(marked_in_both, client, monkeypatch):
    within_sight = contents.within_sight
    monkeypatch.setattr(
        contents,
        "within_sight",
        lambda held, _sight, *, is_past: within_sight(held, EVERYTHING, is_past=is_past),
    )
    monkeypatch.setattr(contents, "_there", PreparedRead(contents._there._build))
    assert f"{CANARY}-{BEFORE}" in text(client)


def test_few_queries_once_it_has_been_read(two_years, client):
    client.get(PAGE)
    with CaptureQueriesContext(connection) as found:
        client.get(PAGE)

    assert len(found) <= MOST_QUERIES


def test_whoever_writes_the_plan_is_told_the_same_of_the_draft(two_years, signed_in):
    state(target(31))
    page = text(signed_in("editor"), CHECK)

    assert "Indikator JOBS minst 25 pieces minst 31 pieces" in page
    assert "1.9 Det vi hade förr" in page
    assert "A-2020" not in page  # Codes are nobody's words; what hangs on activities is not listed.
