"""Contributions, own goals and indicators, and activities of a plan: through the pages."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import (
    ContributionState,
    Criterion,
    LevelCode,
    OccasionKind,
    OccasionState,
)
from enslinje.goals import operations as goal_operations
from enslinje.goals import own_queries, queries
from enslinje.goals.models import Duty
from enslinje.journal.models import ChangeSet
from enslinje.organisation import operations as organisation
from enslinje.plans import content_queries, operations
from enslinje.plans.drafts import ContributionDraft
from tests.contents import led
from tests.town import LOADER, STATED, YEAR, goal, occasion
from tests.web.base import standing_of
from tests.web.contents.sending import CONFLICT, ROOT, sent
from tests.web.reader import read

pytestmark = pytest.mark.django_db

LISTS = (
    *("innehall/", "bidrag/", "egna-mal/", "aktiviteter/", "aktiviteter.csv", "aktiviteter.json"),
    *("teman/", "budget/", "budget.csv", "budget.json"),
)
TEXTS = (
    *("malkonflikter/", "malkonflikter.csv", "malkonflikter.json", "hinder.csv", "hinder.json"),
    "beredning/",
)
FORMS = (
    "egna-mal/nytt/",
    "egna-mal/SKOLA-M1/",
    "egna-mal/SKOLA-M1/ta-bort/",
    "egna-indikatorer/ny/",
    "egna-indikatorer/SKOLA-I1/",
    "egna-indikatorer/SKOLA-I1/ta-bort/",
    "aktiviteter/ny/",
    "aktiviteter/ACT-SKOLA/",
    "malkonflikter/ny/",
    CONFLICT,
    f"{CONFLICT}ta-bort/",
    "hinder/nytt/",
    "hinder/SKOLA-H1/",
    "hinder/SKOLA-H1/ta-bort/",
    "beredning/ny/",
    "beredning/SKOLA-B1/",
    "beredning/SKOLA-B1/ta-bort/",
)
OTHER_FORMS = (
    "budget/andra/",
    "teman/mal/SKOLA-M1/",
    "teman/indikator/SKOLA-I1/",
    "teman/aktivitet/ACT-SKOLA/",
)
"""Forms that may be sent without anything filled in."""
MOST_QUERIES = 10
"""Three tell who asks and what has been written; the others are the page's own."""


@pytest.mark.parametrize("path", LISTS)
def test_whoever_sees_the_draft_reads_it(signed_in, path):
    for who in ("editor", "approver", "reader", "politician", "auditor"):
        assert signed_in(who).get(ROOT + path).status_code == 200
    for who in ("strategist", "board_secretary", "administrator"):
        assert signed_in(who).get(ROOT + path).status_code == 404


@pytest.mark.parametrize("path", TEXTS)
def test_what_is_not_filed_the_office_does_not_read(signed_in, path):
    for who in ("editor", "approver", "auditor"):
        assert signed_in(who).get(ROOT + path).status_code == 200
    assert signed_in("strategist").get(ROOT + path).status_code == 404


@pytest.mark.parametrize("path", [*FORMS, *OTHER_FORMS])
def test_only_the_bodys_editor_comes_to_a_form(signed_in, path):
    assert signed_in("editor").get(ROOT + path).status_code == 200
    for who in ("approver", "reader", "strategist"):
        assert signed_in(who).get(ROOT + path).status_code == 404
    assert signed_in("editor").get(f"/arbete/2021/namnd/park/{path}").status_code == 404


@pytest.mark.parametrize("path", FORMS)
def test_an_empty_form_is_refused_with_what_is_missing(signed_in, path):
    before = ChangeSet.objects.count()
    answer = signed_in("editor").post(ROOT + path, {"key": str(uuid4())})

    assert answer.status_code == 422
    assert b"ds-error-summary" in answer.content
    assert ChangeSet.objects.count() == before


@pytest.mark.parametrize(
    "path",
    ["egna-mal/1.1/", "egna-mal/X/ta-bort/", "egna-indikatorer/JOBS/", "aktiviteter/ACT-PARK/"],
)
def test_what_is_not_ones_own_is_not_found(signed_in, path):
    assert signed_in("editor").get(ROOT + path).status_code == 404


@pytest.mark.parametrize("path", [*LISTS, *TEXTS])
def test_few_queries_however_much_the_plan_holds(signed_in, path):
    client = signed_in("editor")
    client.get(ROOT + path)
    with CaptureQueriesContext(connection) as found:
        client.get(ROOT + path)

    assert len(found) <= MOST_QUERIES


def test_a_year_that_is_not_recorded_is_not_found(signed_in):
    assert signed_in("editor").get("/arbete/1999/namnd/skola/innehall/").status_code == 404


def test_the_first_page_leads_to_the_latest_year(signed_in):
    answer = signed_in("editor").get("/arbete/namnd/skola/innehall/")

    assert (answer.status_code, answer.url) == (302, f"{ROOT}innehall/")
    assert (
        f"{ROOT}aktiviteter/" in read(signed_in("editor").get(f"{ROOT}innehall/").content).hrefs()
    )


class TestContributions:
    address = f"{ROOT}bidrag/"

    def given(self, **changes):
        base = standing_of("bidrag", 2021, "1.1", "SKOLA")
        first = {"state-1.1": "stated", "text-1.1": "Fler lärare", "base-1.1": base}
        return sent(**first) | changes

    def state(self, year=YEAR, **changes):
        given = {
            "body": "SKOLA",
            "goal": "1.1",
            "state": ContributionState.STATED,
            "criterion": Criterion.DESCRIBED_OR_OWN_GOALS,
            "text": "Fler platser",
            "basis": STATED,
        }
        draft = ContributionDraft(**given | changes)
        operations.state_contributions(actor=LOADER, year=year, contributions=[draft])

    def said(self):
        found = content_queries.contributions_of("SKOLA", years=[YEAR], sight=EVERYTHING)
        return found.get((YEAR, "1.1"))

    def test_what_is_written_is_saved_and_keeps_how_it_is_counted(self, signed_in):
        self.state()
        answer = signed_in("editor").post(self.address, self.given())

        assert answer.status_code == 303
        said = self.said()
        assert (said.text, said.criterion) == ("Fler lärare", Criterion.DESCRIBED_OR_OWN_GOALS)

    def test_sent_twice_it_is_one_write(self, signed_in):
        given, client = self.given(), signed_in("editor")
        for _ in range(2):
            assert client.post(self.address, given).status_code == 303

        assert ChangeSet.objects.filter(action="state_contributions").count() == 1

    def test_what_is_not_changed_is_not_written(self, signed_in):
        self.state()
        before = self.said().fact
        signed_in("editor").post(self.address, self.given(**{"text-1.1": "Fler platser"}))

        assert self.said().fact == before

    def test_a_contribution_says_in_what_way(self, signed_in):
        answer = signed_in("editor").post(self.address, self.given(**{"text-1.1": " "}))

        assert answer.status_code == 422
        assert "Skriv på vilket sätt" in answer.content.decode()

    def test_a_second_save_from_the_same_base_meets_theirs_and_keeps_mine(self, signed_in):
        mine = self.given()
        self.state(text="Deras ord")
        client = signed_in("editor")
        answer = client.post(self.address, mine)

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Deras ord" in page
        assert "Fler lärare" in page
        again = mine | {"base-1.1": str(self.said().fact), "key": str(uuid4())}
        assert f'value="{again["base-1.1"]}"' in page
        assert client.post(self.address, again).status_code == 303
        assert self.said().text == "Fler lärare"

    def test_last_years_text_is_fetched_into_the_form_and_nothing_is_saved(self, signed_in):
        before = [
            goal("1", LevelCode.OVERARCHING_GOAL),
            goal("1.1", LevelCode.AREA_GOAL, parent="1"),
        ]
        goal_operations.set_goals(actor=LOADER, year=YEAR - 1, goals=before)
        self.state(year=YEAR - 1, text="Som förra året")
        client = signed_in("editor")
        assert "Så skrev ni 2020" in read(client.get(self.address).content).text
        answer = client.post(self.address, self.given(copy="1.1", **{"text-1.1": ""}))

        assert answer.status_code == 200
        assert ">\nSom förra året</textarea>" in answer.content.decode()
        assert self.said() is None

    def test_after_the_time_it_is_refused_and_stays_in_the_form(self, signed_in):
        organisation.open_occasions(
            actor=LOADER, occasions=[occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)]
        )
        answer = signed_in("editor").post(self.address, self.given())

        assert answer.status_code == 422
        assert "Fler lärare" in answer.content.decode()
        assert self.said() is None


class TestOwnGoals:
    def given(self, **changes):
        first = {"number": "1.1.1", "name": "Alla läser", "level": "body_goal", "parent": "1.1"}
        return sent(code="SKOLA-ny", base="-", expected_result="Nio av tio", **first) | changes

    def row(self, code):
        return next((one for one in queries.goals(year=YEAR) if one.code == code), None)

    def test_one_is_added_with_its_expected_result(self, signed_in):
        answer = signed_in("editor").post(f"{ROOT}egna-mal/nytt/", self.given())

        assert answer.status_code == 303
        row = self.row("SKOLA-ny")
        assert (row.owner, row.parent, row.expected_result) == ("SKOLA", "1.1", "Nio av tio")

    def test_one_is_changed_and_told_in_its_history(self, signed_in):
        client, address = signed_in("editor"), f"{ROOT}egna-mal/SKOLA-M1/"
        base = standing_of("mal", 2021, "SKOLA-M1")
        client.post(address, self.given(base=base, reason="Tydligare"))

        assert self.row("SKOLA-M1").name == "Alla läser"
        assert "Tydligare" in client.get("/arbete/historik/om/mal/2021/SKOLA-M1/").content.decode()

    def test_a_goal_of_another_body_is_not_taken_over_by_its_code(self, signed_in):
        answer = signed_in("editor").post(f"{ROOT}egna-mal/nytt/", self.given(code="1.1"))

        assert answer.status_code in {409, 422}
        assert self.row("1.1").owner == "KF"

    def test_one_is_removed_once_however_often_that_is_sent(self, signed_in):
        client, address = signed_in("editor"), f"{ROOT}egna-mal/SKOLA-M1/ta-bort/"
        given = sent(base=standing_of("mal", 2021, "SKOLA-M1"), reason="Sammanslaget")
        for _ in range(2):
            assert client.post(address, given).status_code == 303

        assert self.row("SKOLA-M1") is None

    def test_one_that_is_used_stays_until_what_hangs_on_it_is_moved(self, signed_in):
        serves = led("ACT-SKOLA", "SKOLA")
        goals = (serves.goals[0], type(serves.goals[0])(goal="SKOLA-M1", basis=STATED))
        draft = led("ACT-SKOLA", "SKOLA", goals=goals)
        operations.plan_activities(actor=LOADER, year=YEAR, activities=[draft])
        given = sent(base=standing_of("mal", 2021, "SKOLA-M1"), reason="Sammanslaget")
        answer = signed_in("editor").post(f"{ROOT}egna-mal/SKOLA-M1/ta-bort/", given)

        assert answer.status_code == 422
        assert "Målet används av en aktivitet." in answer.content.decode()
        assert self.row("SKOLA-M1") is not None


class TestOwnIndicators:
    def given(self, **changes):
        first = {"name": "Läsår", "goal": "SKOLA-M1", "unit": "pieces", "polarity": "higher"}
        more = {"form": "at_least", "decimals": "0", "frequency": "yearly"}
        return sent(code="SKOLA-nyi", base="-", definition="Räknas", **first, **more) | changes

    def names(self):
        return [one.name for one in own_queries.own_indicators("SKOLA", year=YEAR)]

    def has_duty(self, code):
        return Duty.objects.current().filter(indicator__code=code, body__code="SKOLA").exists()

    def test_one_is_added_and_brings_the_duty_to_have_a_target(self, signed_in):
        answer = signed_in("editor").post(f"{ROOT}egna-indikatorer/ny/", self.given())

        assert answer.status_code == 303
        assert "Läsår" in self.names()
        assert self.has_duty("SKOLA-nyi")

    def test_one_is_changed_and_keeps_its_unit(self, signed_in):
        base = standing_of("indikator", 2021, "SKOLA-I1")
        given = self.given(base=base, name="Läsmånader", unit="percent")
        signed_in("editor").post(f"{ROOT}egna-indikatorer/SKOLA-I1/", given)

        (row,) = own_queries.own_indicators("SKOLA", year=YEAR)
        assert (row.name, row.goal, row.unit_sv) == ("Läsmånader", "SKOLA-M1", "pieces")

    def test_one_is_removed_with_its_duty(self, signed_in):
        given = sent(base=standing_of("indikator", 2021, "SKOLA-I1"), reason="Mäts inte")
        address = f"{ROOT}egna-indikatorer/SKOLA-I1/ta-bort/"
        for _ in range(2):
            assert signed_in("editor").post(address, given).status_code == 303

        assert self.names() == []
        assert not self.has_duty("SKOLA-I1")


class TestActivities:
    def given(self, **changes):
        first = {"title": "Läslyft", "goals": ["1.1", "SKOLA-M1"], "state": "ongoing"}
        days = {"starts_on": "2021-02-01", "last_day": "2021-06-30"}
        return sent(code="SKOLA-nya", base="-", participants=["PARK"], **first, **days) | changes

    def activity(self, code):
        return content_queries.activity(code, year=YEAR, sight=EVERYTHING)

    def test_one_is_added_and_its_last_day_is_part_of_it(self, signed_in):
        answer = signed_in("editor").post(f"{ROOT}aktiviteter/ny/", self.given())

        assert answer.status_code == 303
        found = self.activity("SKOLA-nya")
        assert found.ends_on.isoformat() == "2021-07-01"
        assert found.goals == ("1.1", "SKOLA-M1")
        assert [(one.body, one.role) for one in found.parties] == [
            ("SKOLA", "lead"),
            ("PARK", "participant"),
        ]
        page = read(signed_in("editor").get(f"{ROOT}aktiviteter/").content)
        assert "2021-06-30" in page.text

    def test_one_is_changed_from_what_its_writer_saw(self, signed_in):
        client, address = signed_in("editor"), f"{ROOT}aktiviteter/ACT-SKOLA/"
        given = self.given(base=standing_of("aktivitet", 2021, "ACT-SKOLA"), reason="Senare")
        assert client.post(address, given).status_code == 303
        again = client.post(address, given | {"key": str(uuid4()), "title": "Annat"})

        assert again.status_code == 409
        assert self.activity("ACT-SKOLA").title == "Läslyft"

    def test_one_that_ends_before_it_begins_is_refused_at_its_last_day(self, signed_in):
        given = self.given(last_day="2021-01-01")
        answer = signed_in("editor").post(f"{ROOT}aktiviteter/ny/", given)

        assert answer.status_code == 422
        assert 'id="id_last_day_error"' in answer.content.decode()

    def test_the_file_says_the_same_as_the_page(self, signed_in):
        rows = signed_in("editor").get(f"{ROOT}aktiviteter.json").json()["rows"]

        assert [(one["code"], one["leads"], one["takes_part"]) for one in rows] == [
            ("ACT-PARK", "Parknämnden", "Skolanämnden"),
            ("ACT-SKOLA", "Skolanämnden", "Parknämnden"),
        ]
        assert b"ACT-PARK" in signed_in("editor").get(f"{ROOT}aktiviteter.csv").content
