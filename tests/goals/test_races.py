"""Two who write the same place at once: one is told of the other."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections, transaction

from enslinje.goals.errors import TargetConflict
from enslinje.goals.models import Target
from enslinje.journal import pulses, record
from enslinje.journal.models import ChangeSet, Pulse
from tests import town

WRITERS = 6


def at_once(write, writers=WRITERS):
    """Run `write(number)` in as many threads; return what each returned or raised."""
    start = Barrier(writers)
    outcomes = [None] * writers

    def run(number):
        try:
            start.wait()
            outcomes[number] = write(number)
        except Exception as raised:  # noqa: BLE001 - the test looks at it
            outcomes[number] = raised
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_writers_who_saw_the_same_one_wins_and_the_others_see_theirs():
    town.record_town()
    first = town.state(town.target(1)).rows[0]

    outcomes = at_once(lambda n: town.state(town.target(n + 2, seen=first)))

    winners = [one for one in outcomes if isinstance(one, record.Receipt)]
    losers = [one for one in outcomes if isinstance(one, TargetConflict)]
    assert (len(winners), len(losers)) == (1, WRITERS - 1)
    current = Target.objects.current().get()
    assert current.pk == winners[0].rows[0]
    assert {loser.theirs.pk for loser in losers} == {current.pk}
    assert Target.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_without_seen_the_last_one_wins_and_nothing_is_lost():
    town.record_town()

    at_once(lambda n: town.state(town.target(n)))

    assert Target.objects.count() == WRITERS
    assert Target.objects.current().count() == 1


@pytest.mark.django_db(transaction=True)
def test_change_sets_of_a_body_are_numbered_in_the_order_they_are_committed():
    """As-of by change set rests on it. Writers of one new body also create its pulse at once."""

    def write(number):
        with transaction.atomic():
            change = record.begin(
                actor=town.KIM, action=str(number), year=2021, bodies=["SKOLA", str(number % 2)]
            )
            version = Pulse.objects.get(year=2021, body_code="SKOLA").version
            return (change.change_set.pk, version, change.change_set.recorded_at)

    outcomes = sorted(at_once(write))

    assert [version for _pk, version, _at in outcomes] == list(range(1, WRITERS + 1))
    assert [at for _pk, _version, at in outcomes] == sorted(at for _pk, _v, at in outcomes)
    assert ChangeSet.objects.count() == WRITERS


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_without_the_lock_they_need_not_be(monkeypatch):
    """The control: a writer reads the clock and takes its number before another has committed."""
    monkeypatch.setattr(pulses, "taken", lambda _year, _bodies, _counters: [])
    inside = Barrier(2, timeout=10)

    def write(_number):
        with transaction.atomic():
            change = record.begin(actor=town.KIM, action="test", year=2021)
            inside.wait()  # Both are inside at once.
            return change.change_set.pk

    assert sorted(map(type, at_once(write, writers=2)), key=str) == [int, int]
    assert connection.vendor == "postgresql"
