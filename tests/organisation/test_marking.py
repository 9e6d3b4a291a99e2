"""What is marked as secret is seen by those with the right, and stays marked."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.actors import Actor, Source
from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Marking, Sight
from enslinje.core.policy import NotAllowed
from enslinje.goals import access, duty_queries
from enslinje.goals.models import Target
from enslinje.journal.access import within_sight
from enslinje.journal.errors import AlreadySuperseded
from enslinje.journal.history import queries as histories
from enslinje.journal.history.register import HistoryNotFound
from enslinje.journal.prepared import Prepared
from enslinje.organisation import access as organisation
from enslinje.organisation import rights
from enslinje.organisation.errors import CannotBeMarked
from enslinje.organisation.operations import mark_fact, restore_fact
from enslinje.organisation.sight import facts_within_sight, sight_of
from tests.people import record_people
from tests.town import LOADER, YEAR, state, target

pytestmark = pytest.mark.django_db

ADDRESS = "arsmal/2021/JOBS/SKOLA/2021/all"
GROUND = "OSL 18 kap. 8 §"


@pytest.fixture(autouse=True)
def stated(recorded_town, db):
    record_people()
    state(target(30), actor=LOADER)


def person(code: str) -> Actor:
    return rights.actor_for(code, source=Source.PAGE)


def now() -> Target:
    return Target.objects.current().get(body__code="SKOLA", indicator__code="JOBS")


def mark(who: Actor = LOADER, marking: Marking = Marking.SECRET, **changes):
    given = {"ground": GROUND if marking is Marking.SECRET else "", "reason": "Rör larm"} | changes
    return mark_fact(actor=who, address=ADDRESS, marking=marking, seen=now().pk, **given)


def seen_by(sight) -> set[int | None]:
    return {one.low for one in access.targets(sight=sight).filter(body__code="SKOLA")}


@pytest.mark.parametrize("marking", [Marking.WORKING, Marking.SECRET])
def test_the_public_sees_it_no_more(marking):
    assert seen_by(PUBLIC_SIGHT) == {300_000}

    mark(marking=marking)

    assert seen_by(PUBLIC_SIGHT) == set()
    assert seen_by(EVERYTHING) == {300_000}


def test_nor_does_it_enter_a_public_figure():
    def stated_in_public():
        duties = duty_queries.duties(year=YEAR, on=date(YEAR, 12, 31), for_years={})
        return [one.low for one in duties if (one.indicator, one.body) == ("JOBS", "SKOLA")]

    assert stated_in_public() == [300_000]
    mark()
    assert stated_in_public() == [None]


@pytest.mark.parametrize(
    ("who", "marking", "sees"),
    [
        ("editor", Marking.SECRET, True),
        ("auditor", Marking.SECRET, True),
        ("reader", Marking.SECRET, False),
        ("strategist", Marking.SECRET, False),
        ("reader", Marking.WORKING, True),
        ("strategist", Marking.WORKING, True),
        ("politician", Marking.WORKING, False),
        ("newcomer", Marking.WORKING, False),
    ],
)
def test_the_policy_says_who_does(who, marking, sees):
    mark(marking=marking)

    assert (seen_by(facts_within_sight(person(who))) == {300_000}) is sees


def test_its_history_is_as_if_it_were_not_there():
    mark()

    with pytest.raises(HistoryNotFound):
        histories.history(ADDRESS, sight=sight_of(person("strategist")))
    assert histories.history(ADDRESS, sight=sight_of(person("editor"))).total == 2
    body = histories.of_body("SKOLA", sight=sight_of(person("strategist")))
    assert ADDRESS not in {entry.address for one in body.writes for entry in one.entries}


def test_the_history_says_how_it_was_marked_and_why():
    mark()
    (entry, _first) = histories.history(ADDRESS, sight=sight_of(person("editor"))).entries

    assert [(one.label, one.before, one.after) for one in entry.changes] == [
        ("Märkning", "offentlig", f"sekretess, {GROUND}")
    ]
    assert entry.write.reason == "Rör larm"


def test_what_comes_in_its_place_is_marked_alike():
    mark()
    state(target(20), actor=LOADER)

    assert (now().low, now().marking, now().secrecy_ground) == (200_000, "secret", GROUND)


def test_so_is_what_is_restored():
    first = now().pk
    mark()
    state(target(20), actor=LOADER)
    restore_fact(actor=LOADER, address=ADDRESS, fact=first, reason="Fel", seen=now().pk)

    assert (now().low, now().marking) == (300_000, "secret")


def test_it_is_made_public_again_with_a_reason():
    mark()
    mark(marking=Marking.PUBLIC, reason="Larmet är borta")

    assert seen_by(PUBLIC_SIGHT) == {300_000}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reason": " "}, CannotBeMarked),
        ({"ground": ""}, CannotBeMarked),
        ({"marking": Marking.WORKING, "ground": GROUND}, CannotBeMarked),
        ({"marking": Marking.PUBLIC}, CannotBeMarked),
    ],
)
def test_what_makes_no_sense_is_refused(changes, refusal):
    with pytest.raises(refusal):
        mark(**changes)
    assert now().marking == "public"


@pytest.mark.parametrize("who", ["reader", "auditor", "approver"])
def test_who_may_not_is_refused(who):
    with pytest.raises(NotAllowed):
        mark(person(who))


def test_a_body_registrar_may():
    mark(person("registrar"))
    assert now().marking == "secret"


@pytest.mark.parametrize("who", ["newcomer", "group_controller"])
def test_who_does_not_see_it_is_told_nothing(who):
    with pytest.raises(HistoryNotFound):
        mark(person(who))


def test_what_has_changed_since_is_not_marked():
    seen = now().pk
    state(target(20), actor=LOADER)

    with pytest.raises(AlreadySuperseded):
        mark_fact(
            actor=LOADER,
            address=ADDRESS,
            marking=Marking.SECRET,
            ground=GROUND,
            reason="Rör larm",
            seen=seen,
        )


def test_the_database_holds_secrecy_and_its_provision_together():
    fact = now()
    fact.pk, fact.marking = None, "secret"

    with pytest.raises(IntegrityError, match="secret_by_a_provision"):
        fact.save(force_insert=True)


SIGHTS = (
    PUBLIC_SIGHT,
    EVERYTHING,
    Sight(work=frozenset({"SKOLA"})),
    Sight(secret=frozenset({"SKOLA"})),
    Sight(secret=frozenset({"PARK"})),
    Sight(work=frozenset({"PARK", "SKOLA", "BOSTAD"}), secret=frozenset({"SKOLA", "PARK"})),
    Sight(work=frozenset({"PARK", "SKOLA", "BOSTAD"}), secret=frozenset({"BOSTAD", "FINN"})),
    Sight(work=frozenset({""}), secret=frozenset({"", "SKOLA"})),
)


def of_the_town(year, sight, *, is_past=False):
    facts = Target.objects.current().filter(year=year)
    return within_sight(facts, sight, is_past=is_past).values_list("body__code", "low")


def roles(sight):
    """Of what is the whole group's too."""
    return organisation.memberships(sight=sight).values_list("person__username", "body__code")


@pytest.mark.parametrize("seen_first", SIGHTS)
def test_a_query_put_together_once_asks_within_each_sight(seen_first):
    """Whoever's sight it was put together for: the very SQL, and so the very rows."""
    mark()
    asked, asked_of_roles = Prepared(of_the_town), Prepared(roles)
    asked(YEAR, seen_first)
    asked_of_roles(seen_first)
    asked(YEAR, seen_first, is_past=True)
    for sight in SIGHTS:
        with CaptureQueriesContext(connection) as queries_asked:
            told = [asked(YEAR, sight), asked(YEAR, sight, is_past=True), asked_of_roles(sight)]
            expected = [
                *(list(of_the_town(YEAR, sight, is_past=past)) for past in (False, True)),
                list(roles(sight)),
            ]
        words = [sorted(re.findall(r"\w+", one["sql"])) for one in queries_asked]
        assert words[:3] == words[3:]  # The bodies stand in an order of their own.
        assert told == expected
        is_seen = sight.everything or "SKOLA" in sight.secret
        assert (("SKOLA", 300_000) in told[0]) is is_seen
