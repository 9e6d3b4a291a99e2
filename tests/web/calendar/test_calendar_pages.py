"""The year by date, by month and as a feed: what everybody sees, and what only a body does."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from enslinje.core.terms import OccasionKind
from enslinje.organisation import operations
from enslinje.organisation.drafts import BodyChangeDraft, OccasionBodyDraft
from tests.people import record_people
from tests.town import LOADER, STATED, occasion
from tests.web.reader import read

pytestmark = pytest.mark.django_db

PAGE = "/2021/arshjul/"
DUE = datetime(2021, 4, 23, 21, 59, 59, 999999, tzinfo=UTC)
LATER = datetime(2021, 4, 29, 14, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def reported(recorded_town, db):
    """The first tertial report is due on a Friday; PARK has been given until Thursday after."""
    record_people()
    operations.open_occasions(
        actor=LOADER,
        occasions=[
            occasion(
                OccasionKind.TERTIAL_REPORT_1,
                name="Tertialrapport 1",
                opens_at=datetime(2021, 4, 6, 6, 0, tzinfo=UTC),
                due_at=DUE,
                bodies=(
                    OccasionBodyDraft(
                        body="PARK", extended_due_at=LATER, reason="Sjukdom på kontoret"
                    ),
                    OccasionBodyDraft(body="SKOLA"),
                ),
            )
        ],
    )


def test_the_list_says_day_weekday_week_and_clock(visit):
    page = visit(PAGE)

    assert page.h1 == "Årets gång 2021"
    assert "Fredag 23 april 2021 (v. 16)" in page.text
    assert "dagen ut" in page.text  # The whole day is in time.
    assert "Tisdag 6 april 2021 (v. 14)" in page.text
    assert "08.00" in page.text
    assert page.text.index("6 april") < page.text.index("23 april")


def test_by_month_it_is_a_table_with_week_numbers(client):
    content = client.get(f"{PAGE}?visa=manader").content.decode()

    assert "<caption>April 2021</caption>" in content
    assert '<th scope="row">16</th>' in content
    week = content.split('<th scope="row">16</th>')[1].split("</tr>")[0]
    friday = week.split("<td")[5]
    assert "Tertialrapport 1: sista tid" in friday
    assert "Inget är satt i januari" in read(content).text


def test_nobody_sees_an_extension_in_public(client, visit, signed_in):
    for address in (
        PAGE,
        f"{PAGE}?organ=park",
        "/2021/arshjul.ics",
        "/2021/arshjul.ics?organ=park",
    ):
        assert "Sjukdom" not in client.get(address).content.decode()
    assert "Sjukdom" not in signed_in("strategist").get(PAGE).content.decode()


def test_the_feed_holds_every_event_by_its_name(client):
    answer = client.get("/2021/arshjul.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = {event["uid"]: event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    due = events["due-2021-tertial_report_1@testserver"]
    assert due["summary"] == "Tertialrapport 1: sista tid"
    assert due["url"] == "http://testserver/2021/arshjul/"


def test_a_body_that_takes_no_part_has_nothing(visit):
    assert "Tertialrapport 1" in visit(f"{PAGE}?organ=skola").text
    assert "Tertialrapport 1" not in visit(f"{PAGE}?organ=bolag").text


def test_a_year_that_nobody_knows_is_not_found(visit):
    visit("/1999/arshjul/", status=404)
    visit(f"{PAGE}?organ=ingen", status=404)


def test_an_old_address_of_a_body_leads_on_for_ever(client, visit, signed_in):
    change = BodyChangeDraft(body="PARK", valid_from=date(2021, 1, 1), basis=STATED, slug="parken")
    operations.change_body(actor=LOADER, draft=change)
    for old, new in (
        (f"{PAGE}?organ=park&visa=manader", f"{PAGE}?organ=parken&visa=manader"),
        ("/2021/arshjul.ics?organ=park", "/2021/arshjul.ics?organ=parken"),
        ("/2021/namnd/park/?x=1", "/2021/namnd/parken/?x=1"),
        ("/2021/namnd/park.csv", "/2021/namnd/parken.csv"),
        ("/en/2021/namnd/park/", "/en/2021/namnd/parken/"),
    ):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new)

    strategist = signed_in("strategist")
    answer = strategist.get("/arbete/namnd/park/arshjul/?ar=2021")
    assert answer.status_code == 301
    assert answer["Location"] == "/arbete/namnd/parken/arshjul/?ar=2021"
    assert signed_in("editor").get("/arbete/namnd/park/arshjul/").status_code == 404
    assert signed_in("administrator").post("/arbete/namnd/park/medlemmar/").status_code == 308


class TestOfABody:
    def test_it_sees_its_own_extension_and_why(self, signed_in):
        operations.extend_occasion(
            actor=LOADER,
            year=2021,
            kind=OccasionKind.TERTIAL_REPORT_1,
            body="SKOLA",
            until=datetime(2999, 5, 3, 10, 0, tzinfo=UTC),
            reason="Ny ekonomichef",
        )

        page = read(signed_in("editor").get("/arbete/namnd/skola/arshjul/?ar=2021").content)

        assert "Ny ekonomichef" in page.text
        assert "öppet genom anstånd" in page.text
        assert "Sista tid med anstånd" in page.text
        assert "Sjukdom" not in page.text

    def test_nobody_sees_anothers(self, signed_in):
        assert signed_in("editor").get("/arbete/namnd/park/arshjul/").status_code == 404
        assert signed_in("politician").get("/arbete/namnd/skola/arshjul/").status_code == 404
        centre = signed_in("strategist").get("/arbete/namnd/park/arshjul/?ar=2021")
        assert "Sjukdom på kontoret" in centre.content.decode()

    def test_it_leads_from_the_first_page(self, signed_in):
        page = read(signed_in("editor").get("/arbete/").content)

        assert "/arbete/namnd/skola/arshjul/" in page.hrefs()

    @pytest.mark.parametrize("text", ["x", "99999", "-1", "²"])
    def test_a_year_that_is_none_is_the_latest(self, signed_in, text):
        answer = signed_in("editor").get(f"/arbete/namnd/skola/arshjul/?ar={text}")

        assert "Årets gång 2021" in answer.content.decode()
