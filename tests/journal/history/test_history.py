"""The history of an object: who wrote, when, from what to what, in words; never a foreign one."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from enslinje.core.actors import Actor, Source
from enslinje.core.policy import Holding, Role
from enslinje.core.terms import Kind, OccasionKind
from enslinje.core.values import SCALE, Stated
from enslinje.journal.history import queries, register
from enslinje.journal.history.columns import number_words
from enslinje.journal.history.register import HistoryNotFound
from enslinje.journal.history.rows import Filter, Happening
from enslinje.journal.models import Fact
from enslinje.journal.once import looking
from enslinje.journal.record import Why
from enslinje.organisation.operations import form_groups, open_occasions
from enslinje.organisation.sight import sight_of
from enslinje.plans import operations as plan_operations
from enslinje.plans.models import ActivityEdition
from tests import everything, town
from tests.everything import activity
from tests.house.sources import modules
from tests.people import somebody
from tests.town import KIM, LOADER, SAM, YEAR, group, state, target

pytestmark = pytest.mark.django_db
JOBS = "arsmal/2021/JOBS/SKOLA/2021/all"
EVERYTHING = sight_of(LOADER)


def seen_by(*holdings):
    return sight_of(Actor("somebody", Source.PAGE, holdings=holdings))


EDITOR_OF_SKOLA = Holding(Role.EDITOR, "SKOLA")
EDITOR_OF_PARK = Holding(Role.EDITOR, "PARK")


@pytest.fixture
def small_town():
    town.record_town()


@pytest.fixture
def edited(small_town):
    """A target stated by Kim, changed by Sam with a reason."""
    first = state(target(30))
    second = state(
        target(Stated(Kind.INTERVAL, low=25 * SCALE, high=40 * SCALE), seen=first.rows[0]),
        actor=SAM,
        why=Why("Nya platser"),
    )
    return first, second


def test_each_write_tells_who_when_in_what_role_from_what_to_what_and_why(edited):
    first, second = edited

    found = queries.history(JOBS, sight=EVERYTHING)

    assert (found.kind_words, found.title) == ("Årsmål", "Indikator JOBS, Skola")
    assert (found.address, found.bodies, found.total) == (JOBS, ("SKOLA",), 2)
    changed, created = found.entries
    assert created.happening is Happening.CREATED
    assert created.write.change_set == first.change_set
    assert (created.write.person, created.write.role_words) == ("kim", "handläggare")
    assert {one.name: (one.before, one.after) for one in created.changes} == {
        "value": ("", "minst 30\u00a0pieces"),
        "basis": ("", "lämnat i systemet"),
    }
    assert (changed.write.change_set, changed.write.person) == (second.change_set, "sam")
    assert changed.happening is Happening.CHANGED
    assert (changed.write.reason, changed.write.source_words) == ("Nya platser", "fil")
    assert changed.write.operation_words == "angav årsmål"
    assert [(one.label, one.before, one.after) for one in changed.changes] == [
        ("Värde", "minst 30\u00a0pieces", "25\u00a0pieces–40\u00a0pieces")
    ]
    assert changed.write.recorded_at > created.write.recorded_at


def test_an_earlier_fact_can_be_restored_and_the_current_one_not(edited):
    first, second = edited
    changed, created = queries.history(JOBS, sight=EVERYTHING).entries
    assert (created.fact, created.can_restore) == (first.rows[0], True)
    assert (changed.fact, changed.can_restore) == (second.rows[0], False)


def test_it_is_told_in_english_too(edited):
    with translation.override("en"):
        changed, _created = queries.history(JOBS, sight=EVERYTHING).entries
    assert [(one.label, one.after) for one in changed.changes] == [
        ("Value", "25\u00a0pieces–40\u00a0pieces")
    ]


def test_a_foreign_object_answers_exactly_like_a_missing_one(edited):
    missing = JOBS.replace("JOBS", "JOBX")

    def answer(address, *holdings):
        with pytest.raises(HistoryNotFound) as caught:
            queries.history(address, sight=seen_by(*holdings))
        return str(caught.value).replace(address, "…")

    assert answer(JOBS, EDITOR_OF_PARK) == answer(missing, EDITOR_OF_PARK)
    assert answer(JOBS) == answer(missing)
    assert queries.history(JOBS, sight=seen_by(EDITOR_OF_SKOLA)).total == 2
    assert queries.history(JOBS, sight=seen_by(Holding(Role.AUDITOR))).total == 2


def test_the_public_sees_no_history(edited):
    with pytest.raises(HistoryNotFound):
        queries.history(JOBS, sight=sight_of(None))


def test_who_has_roles_is_seen_by_those_who_may_see_members():
    everything.record()
    address = "roll/editor/SKOLA/editor/2021-01-01"
    assert queries.history(address, sight=sight_of(somebody("administrator"))).total == 1
    with pytest.raises(HistoryNotFound):
        queries.history(address, sight=sight_of(somebody("politician")))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "arsmal",
        "arsmal/2021/JOBS/SKOLA/2021",
        "okant/2021/JOBS",
        "arsmal/02021/JOBS/SKOLA/2021/all",
        f"arsmal/{10**30}/JOBS/SKOLA/2021/all",
        "organ/SKOLA/igår",
        "organ/SKOLA/1900-1-1",
        "roll/~/~/~/2021-01-01",
        "mal/2021/%00",
    ],
)
def test_an_address_of_nothing_is_not_found(small_town, address):
    with pytest.raises(HistoryNotFound):
        queries.history(address, sight=EVERYTHING)


@pytest.mark.parametrize("code", ["A/B", "A~B", "~", "~s", "å ä ö", "2.1-F"])
def test_every_code_has_an_address_that_leads_back(code):
    kind, _key = register.find(JOBS)
    key = (2021, code, "SKOLA", 2021, "all")
    assert register.find(kind.address(key)) == (kind, key)
    assert kind.address(key).count("/") == 5


@pytest.mark.parametrize(
    ("wanted", "which"),
    [
        ({}, [1, 0]),
        ({"person": "sam"}, [1]),
        ({"person": "nobody"}, []),
        ({"field": "value"}, [1, 0]),
        ({"field": "basis"}, [0]),
        ({"source": "file"}, [1, 0]),
        ({"source": "api"}, []),
        ({"operation": "state_targets"}, [1, 0]),
        ({"operation": "set_goals"}, []),
    ],
)
def test_it_is_filtered(edited, wanted, which):
    found = queries.history(JOBS, sight=EVERYTHING, wanted=Filter(**wanted))
    expected = [edited[at].change_set for at in which]
    assert [entry.write.change_set for entry in found.entries] == expected
    assert found.total == len(which)
    assert [one.value for one in found.choices.people] == ["kim", "sam"]


def test_it_is_filtered_by_period(edited):
    last = queries.history(JOBS, sight=EVERYTHING).entries[0].write.recorded_at

    def total(**period):
        return queries.history(JOBS, sight=EVERYTHING, wanted=Filter(**period)).total

    assert (total(since=last), total(until=last)) == (1, 1)
    assert total(since=last + timedelta(microseconds=1)) == 0


def test_it_comes_in_pages(small_town):
    seen = None
    for value in range(7):
        seen = state(target(value, seen=seen)).rows[0]

    pages = [queries.history(JOBS, sight=EVERYTHING, page=at, size=3) for at in (1, 2, 3, 9)]

    assert [len(page.entries) for page in pages] == [3, 3, 1, 1]
    assert {(page.total, page.pages) for page in pages} == {(7, 3)}
    assert pages[3].page == 3
    assert pages[0].entries[0].changes[0].after == "minst 6\u00a0pieces"


def test_the_number_of_queries_does_not_grow(edited):
    def asked():
        with looking(), CaptureQueriesContext(connection) as caught:
            queries.history(JOBS, sight=seen_by(EDITOR_OF_SKOLA))
        return len(caught)

    asked()  # What the bodies are called is kept from here on.
    before = asked()
    seen = edited[1].rows[0]
    for value in range(20):
        seen = state(target(value, seen=seen), actor=SAM).rows[0]
    assert asked() == before <= 8


def test_goals_and_parties_of_an_activity_are_fields_of_it():
    everything.record()
    current = ActivityEdition.objects.current().get().pk
    plan_operations.plan_activities(
        actor=KIM, year=YEAR, activities=[activity(parties=(), seen=current)]
    )

    changed, _created = queries.history("aktivitet/2021/ACT1", sight=EVERYTHING).entries

    assert [(one.label, one.before, one.after) for one in changed.changes] == [
        ("Parter", "SKOLA (medverkar); all_committees (medverkar)", "")
    ]
    assert changed.bodies == ("SKOLA",)


def test_a_group_that_loses_all_its_members_has_ended(small_town):
    form_groups(actor=LOADER, year=YEAR, groups=[group("all_committees")])

    ended, created = queries.history("krets/2021/all_committees", sight=EVERYTHING).entries

    assert (ended.happening, created.happening) == (Happening.ENDED, Happening.CREATED)
    assert [(one.before, one.after) for one in ended.changes] == [("KS; PARK; SKOLA", "")]


def test_the_history_of_what_the_council_owns_is_for_the_whole_group(small_town):
    assert queries.history("mal/2021/1.1", sight=seen_by(Holding(Role.STRATEGIST))).total == 1
    with pytest.raises(HistoryNotFound):
        queries.history("mal/2021/1.1", sight=seen_by(EDITOR_OF_SKOLA))


def test_every_object_of_the_record_has_a_history_with_a_name_and_words():
    everything.record()
    kinds = {kind.name: kind for kind in register.kinds()}
    for kind in kinds.values():
        model = kind.model or kind.items[0].model
        paths = [part.path for part in kind.place]
        only = kind.only if kind.model else kind.items[0].only
        keys = set(model.objects.filter(**dict(only)).values_list(*paths))
        for key in keys:
            found = queries.history(kind.address(key), sight=EVERYTHING)
            assert found.title
            assert found.entries[-1].happening is Happening.CREATED
        assert keys or kind.name == "prognos", kind.name


def test_every_table_of_facts_is_in_some_history():
    """A table of facts without a history fails here: announce its kind."""
    told = {kind.model for kind in register.kinds()}
    told |= {items.model for kind in register.kinds() for items in kind.items}
    assert {model for model in apps.get_models() if issubclass(model, Fact)} <= told


def test_a_pending_value_says_when(small_town):
    open_occasions(actor=LOADER, occasions=[town.occasion(OccasionKind.TERTIAL_REPORT_1)])
    pending = Stated(Kind.PENDING, reason="Utreds", due_occasion=OccasionKind.TERTIAL_REPORT_1)
    state(target(pending), actor=LOADER)
    (created,) = queries.history(JOBS, sight=EVERYTHING).entries
    assert created.changes[0].after == "fastställs i tertialrapport 1"


@pytest.mark.parametrize(
    ("value", "words"),
    [((None,), ""), ((0,), "0"), ((29_300, 1), "2,93"), ((-5_000, 1, "%"), "−0,5\u00a0%")],
)
def test_a_number_is_written_exactly(value, words):
    assert number_words(*value) == words


def test_every_operation_has_words():
    """In the words of its context, so that no history shows the name of a function."""
    named = {
        name
        for path in modules()
        if "operations" in path.as_posix()
        for name in re.findall(r'action="(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    assert named <= set(register.operations())
