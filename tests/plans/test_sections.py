"""The sections of text in plans: what the office asks for, what bodies write, how far they are."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.actors import Source
from enslinje.core.errors import DuplicateValue
from enslinje.core.marking import EVERYTHING, Marking
from enslinje.core.policy import NotAllowed
from enslinje.core.terms import OccasionKind, OccasionState, SectionScope, WorkState
from enslinje.journal.errors import BaseNotSaid
from enslinje.journal.history import queries as history
from enslinje.journal.history.register import HistoryNotFound
from enslinje.journal.models import ChangeSet
from enslinje.organisation.errors import OccasionClosed
from enslinje.organisation.operations import mark_fact, open_occasions
from enslinje.organisation.sight import facts_within_sight, sight_of
from enslinje.plans import errors, operations
from enslinje.plans.drafts import EndedSectionDraft
from enslinje.plans.models import SectionState, SectionText
from enslinje.plans.section_queries import section_states, sections, sections_of
from enslinje.plans.section_tasks import section_tasks
from tests.everything import recorded_town
from tests.people import record_people, somebody
from tests.town import LOADER, YEAR, occasion, refused, section, section_text

__all__ = ["recorded_town"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]
HISTORY = "avsnittstext/2021/inledning/SKOLA"


@pytest.fixture(autouse=True)
def skeleton():
    """Three sections: one of all plans, one of the committees', one of the companies'."""
    record_people()
    operations.set_sections(
        actor=LOADER,
        year=YEAR,
        sections=[
            section("uppdrag", sort_order=2, scope=SectionScope.COMMITTEES),
            section("inledning", sort_order=1, guidance="Säg vad som är nytt."),
            section("agare", sort_order=3, scope=SectionScope.COMPANIES),
        ],
    )


def page(code):
    return replace(somebody(code), source=Source.PAGE)


def write(text, *, actor=None, **changes):
    key = changes.pop("key", None)
    draft = section_text(text, **changes)
    return operations.write_sections(
        actor=actor or page("editor"), year=YEAR, texts=[draft], key=key
    )


def intro(body="SKOLA", **changes):
    return next(
        one for one in sections_of(body, YEAR, **changes) if one.section.code == "inledning"
    )


def test_a_body_s_plan_has_the_sections_that_concern_it_in_order():
    assert [one.section.code for one in sections_of("SKOLA", YEAR)] == ["inledning", "uppdrag"]
    assert [one.section.code for one in sections_of("BOLAG", YEAR)] == ["inledning", "agare"]
    assert [one.section.code for one in sections_of("KF", YEAR)] == ["inledning"]
    assert [one.code for one in sections(year=YEAR)] == ["inledning", "uppdrag", "agare"]


def test_nothing_is_started_until_somebody_writes():
    one = intro()
    assert (one.text, one.fact, one.state) == ("", None, WorkState.NOT_STARTED)
    assert (one.written, one.moved) == (None, None)
    assert one.section.guidance == "Säg vad som är nytt."


def test_a_text_is_started_by_its_first_words_and_says_who_wrote_it():
    receipt = write("Vi växer.")
    one = intro()
    assert (one.text, one.fact, one.state) == ("Vi växer.", receipt.rows[0], WorkState.STARTED)
    assert one.written.by == one.moved.by == "editor"
    assert one.written.at == ChangeSet.objects.get(pk=receipt.change_set).recorded_at


def test_a_text_that_is_ready_is_started_again_by_another_word():
    base = write("Vi växer.", state=WorkState.READY).rows[0]
    assert intro().state is WorkState.READY
    write("Vi växer mer.", seen=base)
    assert intro().state is WorkState.STARTED
    assert section_states(year=YEAR) == {"SKOLA": {"inledning": WorkState.STARTED}}


def test_to_say_that_it_is_ready_does_not_write_it_again():
    base = write("Vi växer.").rows[0]
    receipt = write("Vi växer.", seen=base, state=WorkState.READY)
    assert receipt.rows == (base,)
    assert SectionText.objects.count() == 1
    assert intro().moved.at == ChangeSet.objects.get(pk=receipt.change_set).recorded_at


def test_who_says_that_it_is_ready_has_seen_what_stands_there():
    base = write("Vi växer.").rows[0]
    theirs = write("Vi krymper.", seen=base).rows[0]
    found = refused(
        errors.SectionTextConflict,
        lambda: write("Vi växer.", seen=base, state=WorkState.READY),
    )
    assert found.theirs.pk == theirs
    assert intro().state is WorkState.STARTED


def test_an_empty_section_is_not_ready():
    found = refused(errors.SectionEmpty, lambda: write(" \n", state=WorkState.READY))
    assert found.column == "text"
    assert intro().state is WorkState.NOT_STARTED


def test_the_second_of_two_writers_gets_theirs_mine_and_a_merge():
    base = write("Skolan växer. Köerna ska kortas.").rows[0]
    theirs = write("Skolan krymper. Köerna ska kortas.", seen=base).rows[0]
    found = refused(
        errors.SectionTextConflict,
        lambda: write("Skolan växer. Köerna ska halveras.", seen=base),
    )
    assert found.theirs.pk == theirs
    (text,) = [one for one in found.differences if one.name == "text"]
    assert text.merge.text == "Skolan krymper. Köerna ska halveras."
    refused(BaseNotSaid, lambda: write("Ny"))


def test_the_same_key_twice_writes_once():
    key = uuid4()
    once, twice = write("Vi växer.", seen=None, key=key), write("Vi växer.", seen=None, key=key)
    assert (twice.rows, twice.is_repeat) == (once.rows, True)
    assert (SectionText.objects.count(), SectionState.objects.count()) == (1, 1)


@pytest.mark.parametrize("person", ["reader", "approver", "strategist", "auditor"])
def test_the_body_s_editors_write_and_nobody_else(person):
    refused(NotAllowed, lambda: write("Vi växer.", actor=page(person)))


def test_nobody_writes_in_another_body_s_plan():
    refused(NotAllowed, lambda: write("Vi växer.", body="PARK"))


def test_a_section_that_the_plan_has_not_is_refused():
    found = refused(errors.UnknownSection, lambda: write("Vi äger.", section="agare"))
    assert found.what == "Planen har inget avsnitt agare."
    refused(errors.UnknownSection, lambda: write("Vi äger.", section="finns-inte"))


def test_a_section_is_written_once_in_a_batch():
    texts = [section_text("Ett"), section_text("Två")]
    refused(
        DuplicateValue,
        lambda: operations.write_sections(actor=LOADER, year=YEAR, texts=texts),
    )


def test_a_closed_occasion_takes_no_texts():
    closed = occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)
    open_occasions(actor=LOADER, occasions=[closed])
    refused(OccasionClosed, lambda: write("Vi växer."))


def test_the_figures_bound_in_it_are_kept_beside_it():
    write("Av {{ siffra ar.indikatorer/2021 }} når vi alla, {{siffra ar.indikatorer/2021}}.")
    assert intro().figure_refs == ("ar.indikatorer/2021",)


def test_a_secret_text_is_not_there_for_those_who_may_not_see_it():
    base = write("Hemligt.").rows[0]
    mark_fact(
        actor=page("editor"),
        address=HISTORY,
        seen=base,
        marking=Marking.SECRET,
        ground="OSL 19:1",
        reason="Affärshemlighet",
    )
    assert (intro().text, intro().state) == ("", WorkState.STARTED)
    assert intro(sight=facts_within_sight(page("editor"))).text == "Hemligt."
    assert intro(sight=facts_within_sight(page("reader"))).text == ""
    assert intro(sight=EVERYTHING).text == "Hemligt."


def test_the_office_does_not_read_what_is_not_filed_in_the_history():
    write("Vi växer.")
    assert history.history(HISTORY, sight=sight_of(page("reader"))).total == 1
    with pytest.raises(HistoryNotFound):
        history.history(HISTORY, sight=sight_of(page("strategist")))
    state = HISTORY.replace("avsnittstext", "avsnittslage")
    assert history.history(state, sight=sight_of(page("strategist"))).total == 1


def test_a_section_is_changed_from_what_was_seen():
    before = sections(year=YEAR)[0]
    operations.set_sections(
        actor=page("strategist"),
        year=YEAR,
        sections=[section("inledning", heading="Läget", seen=before.fact)],
    )
    assert intro().section.heading == "Läget"
    refused(
        errors.SectionConflict,
        lambda: operations.set_sections(
            actor=page("strategist"),
            year=YEAR,
            sections=[section("inledning", heading="Annat", seen=before.fact)],
        ),
    )


def test_a_section_in_which_somebody_has_written_stays():
    write("Vi växer.")
    before = {one.code: one.fact for one in sections(year=YEAR)}

    def end(code):
        operations.end_sections(
            actor=page("strategist"),
            year=YEAR,
            sections=[EndedSectionDraft(code=code, seen=before[code])],
        )

    refused(errors.SectionWritten, lambda: end("inledning"))
    end("agare")
    assert [one.code for one in sections(year=YEAR)] == ["inledning", "uppdrag"]
    refused(errors.UnknownSection, lambda: end("agare"))


def test_the_sections_of_a_plan_are_read_in_three_queries():
    for at in range(5):
        code = f"mer-{at}"
        operations.set_sections(actor=LOADER, year=YEAR, sections=[section(code)])
        write("Mer", section=code)
    with CaptureQueriesContext(connection) as caught:
        assert len(sections_of("SKOLA", YEAR)) == 7
    assert len(caught) == 3


def test_each_section_of_a_body_s_plan_is_a_task_that_says_how_far_it_is():
    write("Hemligt ännu.", state=WorkState.READY)
    tasks = section_tasks(YEAR, ["SKOLA", "BOLAG"]).read()
    found = {(one.body, one.code): (one.title, one.state, one.by) for one in tasks}
    assert found == {
        ("SKOLA", "inledning"): ("Inledning", WorkState.READY, "editor"),
        ("SKOLA", "uppdrag"): ("Uppdrag", WorkState.NOT_STARTED, ""),
        ("BOLAG", "inledning"): ("Inledning", WorkState.NOT_STARTED, ""),
        ("BOLAG", "agare"): ("Agare", WorkState.NOT_STARTED, ""),
    }
    assert "Hemligt" not in str(tasks)
