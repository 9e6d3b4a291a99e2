"""Comments beside the section that they are about: read, written and answered where one writes."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.terms import Audience
from enslinje.plans import operations
from tests.plans.commenting import record_commenters, say, seen, settle, texts
from tests.town import LOADER, section
from tests.web.reader import read

pytestmark = pytest.mark.django_db
SECTION = "/arbete/2021/namnd/skola/text/inledning/"
COMMENTS = "/arbete/2021/namnd/skola/kommentarer/om/avsnitt/inledning/"
FROM_THERE = f"{COMMENTS}?till=tingen"


@pytest.fixture(autouse=True)
def commenters(recorded_town, db):
    record_commenters()


def told(client, address=SECTION):
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.content).text


def given(text, do="write", **more):
    return {"key": str(uuid4()), "do": do, "audience": "internal", "text": text, **more}


def test_open_threads_stand_beside_the_text_and_resolved_ones_are_counted(signed_in):
    first = say("Stämmer siffran?")
    say("Ja, enligt bokslutet.", thread=first)
    settle(say("Stavfel"), resolved=True, seen=None)
    page = told(signed_in("editor"))

    assert "Stämmer siffran?" in page
    assert "Ja, enligt bokslutet." in page
    assert "1 öppen kommentar" in page
    assert "Stavfel" not in page
    assert "Alla kommentarer, 1 löst tråd" in page


def test_one_is_written_there_and_one_comes_back_to_it(signed_in):
    client = signed_in("editor")
    (form,) = set(
        re.findall(r'action="([^"]*kommentarer[^"]*)"', client.get(SECTION).content.decode())
    )
    assert form == FROM_THERE
    answer = client.post(form, given("Nytt stycke?"))
    (thread,) = seen()

    assert (answer.status_code, answer.url) == (303, f"{SECTION}#trad-{thread.code}")
    assert texts([thread]) == [["Nytt stycke?"]]
    assert "Nytt stycke?" in told(client)


def test_one_is_answered_and_resolved_there(signed_in):
    first = say("Stämmer det?")
    client = signed_in("editor")
    answer = client.post(FROM_THERE, given("Ja.", "answer", thread=first))
    assert answer.url == f"{SECTION}#trad-{first}"
    client.post(FROM_THERE, given("", "resolve", thread=first, base="-"))

    assert [one.is_resolved for one in seen()] == [True]
    assert "Inga öppna kommentarer." in told(client)


def test_what_is_refused_stays_in_its_form_with_everything_beside(signed_in):
    answer = signed_in("editor").post(FROM_THERE, given("Vad säger du, @strategist?"))

    assert answer.status_code == 422
    assert "Vad säger du, @strategist?" in answer.content.decode()


def test_an_address_that_asks_for_another_page_leads_nowhere_else(signed_in):
    answer = signed_in("editor").post(f"{COMMENTS}?till=https://x.example/", given("Hej"))

    assert answer.url.startswith(COMMENTS)


def test_who_will_read_it_is_said_before_it_is_sent_and_the_narrowest_chosen(signed_in):
    page = signed_in("editor").get(SECTION).content.decode()

    assert "Bara oss i Skolanämnden" in page
    assert "Oss och stadsledningskontoret" in page
    assert re.search(r'value="internal"[^>]*checked', page)


def test_its_fields_have_names_of_their_own(signed_in):
    say("Stämmer det?")
    ids = re.findall(r' id="([^"]+)"', signed_in("editor").get(SECTION).content.decode())

    assert len(ids) == len(set(ids))


def test_who_does_not_comment_has_no_margin(signed_in):
    say("Stämmer det?", audience=Audience.SHARED)
    page = signed_in("auditor").get(SECTION).content.decode()

    assert "Stämmer det?" not in page
    assert 'id="kommentarer"' not in page


def test_the_number_of_queries_is_the_same_for_one_thread_and_for_many(signed_in):
    client, counts = signed_in("editor"), []
    for times in (1, 8):
        for number in range(times):
            say("Svar", thread=say(f"Fråga {number}"))
        client.get(SECTION)
        with CaptureQueriesContext(connection) as found:
            client.get(SECTION)
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_a_section_is_written_also_in_a_year_whose_goals_are_not_set_yet(signed_in):
    operations.set_sections(actor=LOADER, year=2022, sections=[section("inledning")])
    answer = signed_in("editor").get(SECTION.replace("2021", "2022"))

    assert answer.status_code == 200
    assert 'id="kommentarer"' in answer.content.decode()
