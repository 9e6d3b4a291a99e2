"""The plan's texts through the pages: by form, by script, in conflict, the skeleton."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enslinje.core.actors import Source
from enslinje.core.policy import Role
from enslinje.core.terms import OccasionKind, OccasionState, SectionScope, WorkState
from enslinje.journal.models import ChangeSet
from enslinje.organisation.operations import grant_roles, open_occasions
from enslinje.plans import operations
from enslinje.plans.models import SectionPresence, SectionText
from enslinje.plans.section_queries import PRESENT_FOR, sections, sections_of, writing_now
from tests.people import invite, record_people, role, somebody
from tests.town import LOADER, YEAR, occasion, section, section_text
from tests.web.reader import read

pytestmark = pytest.mark.django_db
LIST = "/arbete/2021/namnd/skola/text/"
INTRO = f"{LIST}inledning/"
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def skeleton(recorded_town, db):
    record_people()
    operations.set_sections(
        actor=LOADER,
        year=YEAR,
        sections=[
            section("inledning", sort_order=1, guidance="Säg vad som är nytt."),
            section("uppdrag", sort_order=2),
            section("agare", sort_order=3, scope=SectionScope.COMPANIES),
        ],
    )


def intro(body="SKOLA", year=YEAR):
    return next(one for one in sections_of(body, year) if one.section.code == "inledning")


def written(text, *, seen=None, by="editor", state=WorkState.STARTED):
    actor = replace(somebody(by), source=Source.PAGE)
    draft = section_text(text, seen=seen, state=state)
    return operations.write_sections(actor=actor, year=YEAR, texts=[draft]).rows[0]


def given(text, *, base="-", do="save", **more):
    return {"key": str(uuid4()), "base": str(base), "text": text, "do": do, **more}


def test_the_list_tells_how_far_each_section_has_come(signed_in):
    written("Vi växer nu.", state=WorkState.READY)
    page = read(signed_in("reader").get(LIST).content)
    assert "Klar för kontroll" in page.text
    assert "Inte påbörjad" in page.text
    assert "3 ord" in page.text
    assert "Agare" not in page.text


def test_a_section_is_written_without_a_script(signed_in):
    client = signed_in("editor")
    answer = client.post(INTRO, given("Vi växer.\r\nMer."))
    assert (answer.status_code, answer["Location"]) == (303, INTRO)
    assert (intro().text, intro().state) == ("Vi växer.\nMer.", WorkState.STARTED)
    page = client.get(INTRO).content.decode()
    assert "Texten är sparad. Sparat" in page
    assert f'data-saved="{INTRO}"' in page
    assert "Säg vad som är nytt." in page


def test_it_is_said_to_be_ready_and_taken_up_again(signed_in):
    client = signed_in("editor")
    client.post(INTRO, given("Vi växer.", do="ready"))
    assert intro().state is WorkState.READY
    client.post(INTRO, given("Vi växer.", base=intro().fact))
    assert intro().state is WorkState.READY
    client.post(INTRO, given("Vi växer.", base=intro().fact, do="started"))
    assert intro().state is WorkState.STARTED
    assert SectionText.objects.count() == 1


def test_an_empty_section_is_refused_at_its_field(signed_in):
    answer = signed_in("editor").post(INTRO, given("", do="ready"))
    assert answer.status_code == 422
    assert "Avsnittet är tomt och kan inte vara klart" in answer.content.decode()


def test_a_script_is_told_what_its_next_save_rests_on(signed_in):
    client = signed_in("editor")
    told = client.post(INTRO, given("Vi får 5 mnkr."), headers=JSON).json()
    assert told["base"] == str(intro().fact)
    assert re.fullmatch(r"\d\d\.\d\d", told["clock"])
    assert told["state"]["words"] == "Påbörjad"
    assert told["unbound"][0].startswith("Obunden siffra: 5 mnkr är inte kopplad till data.")
    again = client.post(INTRO, given("Vi får mer.", base=told["base"]), headers=JSON).json()
    assert again["unbound"] == []
    assert intro().text == "Vi får mer."


def test_the_same_save_sent_twice_is_written_once(signed_in):
    client, sent = signed_in("editor"), given("Vi växer.")
    once = client.post(INTRO, sent, headers=JSON).json()
    before = ChangeSet.objects.count()
    twice = client.post(INTRO, sent, headers=JSON).json()
    assert (twice["base"], ChangeSet.objects.count()) == (once["base"], before)


def test_without_the_key_the_second_would_meet_the_first(signed_in):
    """The control: another key and it is another save, which rests on what is no longer there."""
    client, sent = signed_in("editor"), given("Vi växer.")
    client.post(INTRO, sent, headers=JSON)
    other = {**sent, "key": str(uuid4()), "text": "Vi växer mer."}
    assert client.post(INTRO, other, headers=JSON).status_code == 409


def test_a_script_gets_theirs_mine_and_a_merge_and_nothing_is_written(signed_in):
    base = written("Skolan växer. Köerna ska kortas.")
    theirs = written("Skolan krymper. Köerna ska kortas.", seen=base)
    answer = signed_in("editor").post(
        INTRO, given("Skolan växer. Köerna ska halveras.", base=base), headers=JSON
    )
    told = answer.json()
    assert (answer.status_code, told["base"]) == (409, str(theirs))
    texts = dict(re.findall(r'data-text="(\w+)"[^>]*>([^<]*)<', told["panel"]))
    assert texts == {
        "theirs": "Skolan krymper. Köerna ska kortas.",
        "mine": "Skolan växer. Köerna ska halveras.",
        "merged": "Skolan krymper. Köerna ska halveras.",
    }
    assert "editor sparade samma text kl." in told["panel"]
    assert intro().fact == theirs


def test_a_form_in_conflict_shows_both_and_keeps_mine(signed_in):
    base = written("Skolan växer.")
    written("Skolan krymper.", seen=base)
    answer = signed_in("editor").post(INTRO, given("Skolan står still.", base=base))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Skolan krymper." in page
    assert "Skolan står still." in page


def test_a_closed_occasion_says_so_to_the_script(signed_in):
    open_occasions(
        actor=LOADER, occasions=[occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)]
    )
    answer = signed_in("editor").post(INTRO, given("För sent"), headers=JSON)
    assert answer.status_code == 422
    assert "Tiden för att skriva i planen har gått ut." in json.dumps(
        answer.json(), ensure_ascii=False
    )


def test_whoever_is_signed_out_is_told_and_nothing_is_written(client):
    assert client.post(INTRO, given("Vi växer."), headers=JSON).status_code == 401
    assert SectionText.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "reads", "writes"),
    [("editor", 200, 303), ("reader", 200, 404), ("strategist", 404, 404), ("auditor", 200, 404)],
)
def test_the_body_reads_and_its_editors_write(signed_in, person, reads, writes):
    written("Kanariefågel.")
    client = signed_in(person)
    answer = client.get(INTRO)
    assert answer.status_code == reads
    assert ("Kanariefågel." in answer.content.decode()) == (reads == 200)
    assert client.post(INTRO, given("Nytt", base=intro().fact)).status_code == writes


def test_a_section_of_others_is_not_there(signed_in):
    client = signed_in("editor")
    assert client.get(f"{LIST}agare/").status_code == 404
    assert client.get(f"{LIST}finns-inte/").status_code == 404


def test_a_preview_shows_what_was_typed_and_saves_nothing(signed_in):
    typed = "# Läget\n\n<script>alert(1)</script> {{ siffra finns.inte/2021 }}"
    answer = signed_in("editor").post(INTRO, given(typed, do="preview"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<h3>Läget</h3>" in page
    assert "<script>alert(1)" not in page
    assert "siffran finns.inte/2021 finns inte" in page
    assert SectionText.objects.count() == 0


def test_the_text_of_the_year_before_is_fetched_after_what_is_typed(signed_in):
    operations.set_sections(actor=LOADER, year=YEAR - 1, sections=[section("inledning")])
    operations.write_sections(
        actor=LOADER, year=YEAR - 1, texts=[section_text("Förra årets text.")]
    )
    client = signed_in("editor")
    assert "Hämta från 2020" in client.get(INTRO).content.decode()
    page = client.post(INTRO, given("Nytt.", do="copy")).content.decode()
    assert re.search(r"<textarea[^>]*>\s*Nytt\.\s+Förra årets text\.</textarea>", page)
    assert "data-unsaved" in page
    assert SectionText.objects.count() == 1


def test_who_writes_is_shown_and_forgotten_and_is_no_write_of_the_record(signed_in):
    invite("second")
    grant_roles(actor=LOADER, roles=[role("second", Role.EDITOR)])
    place = {"body": "SKOLA", "year": YEAR, "section": "inledning"}
    before = ChangeSet.objects.count()
    operations.be_present(actor=somebody("second"), **place)
    client, address = signed_in("editor"), f"{INTRO}narvaro/"
    assert client.post(address).json()["words"] == "second skriver här"
    assert writing_now(**place, but="second") == ("editor",)
    client.post(address, {"lamnar": "1"})
    assert writing_now(**place, but="second") == ()
    SectionPresence.objects.update(seen_at=timezone.now() - PRESENT_FOR - timedelta(seconds=1))
    assert client.get(address).json()["words"] == ""
    assert ChangeSet.objects.count() == before


def test_presence_locks_nothing(signed_in):
    invite("second")
    grant_roles(actor=LOADER, roles=[role("second", Role.EDITOR)])
    operations.be_present(actor=somebody("second"), body="SKOLA", year=YEAR, section="inledning")
    assert signed_in("editor").post(INTRO, given("Vi växer.")).status_code == 303


def test_the_page_asks_few_questions(signed_in):
    written("Vi växer.")
    client = signed_in("editor")
    client.get(INTRO)
    with CaptureQueriesContext(connection) as caught:
        client.get(INTRO)
    told = [one["sql"][:160] for one in caught]
    assert len(told) <= 10, "\n".join(told)


def test_the_office_sets_changes_and_ends_sections(signed_in):
    client = signed_in("strategist")
    root = "/arbete/stamdata/2021/avsnitt/"
    new = {
        **given("", do=""),
        "code": "samverkan",
        "heading": "Samverkan",
        "scope": "all",
        "sort_order": "9",
        "reason": "Nytt i år",
    }
    assert client.post("/arbete/stamdata/2021/nytt-avsnitt/", new).status_code == 303
    assert [one.code for one in sections(year=YEAR)][-1] == "samverkan"
    row = sections(year=YEAR)[-1]
    changed = {**new, "key": str(uuid4()), "base": row.fact, "heading": "Samarbete"}
    assert client.post(f"{root}samverkan/", changed).status_code == 303
    assert "Samarbete" in client.get(root).content.decode()
    assert client.post(f"{root}samverkan/", {**changed, "key": str(uuid4())}).status_code == 409
    row = sections(year=YEAR)[-1]
    end = {"key": str(uuid4()), "base": row.fact, "reason": "Behövs inte"}
    assert client.post(f"{root}samverkan/ta-bort/", end).status_code == 303
    assert "samverkan" not in [one.code for one in sections(year=YEAR)]
