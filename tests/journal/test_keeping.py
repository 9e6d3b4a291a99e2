"""What somebody who looks has read is kept when they have done, if nobody wrote meanwhile."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from enslinje.core.actors import Actor, Source
from enslinje.journal import record
from enslinje.journal.keeping import Kept
from enslinje.journal.models import Counted, Pulse
from enslinje.journal.once import looking

pytestmark = pytest.mark.django_db
YEAR = 2021


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)
    return Kept(10)


@pytest.fixture
def reads():
    """What has been read, in order; each answer is the number it was read as."""
    return []


@pytest.fixture
def ask(kept, reads):
    def asking(name, *and_of):
        def read():
            reads.append(name)
            return len(reads)

        return kept.answer(name, read=read, version=record.ground(YEAR, *and_of))

    return asking


def somebody_writes(*counters):
    """Another process: the one that looks here is not told."""
    with transaction.atomic():
        pulse, _is_new = Pulse.objects.get_or_create(year=YEAR, body_code="SKOLA")
        for counter in counters:
            setattr(pulse, counter.value, getattr(pulse, counter.value) + 1)
        pulse.save()


def test_the_versions_of_all_that_is_read_are_asked_for_twice(ask):
    with CaptureQueriesContext(connection) as asked, looking():
        assert [ask(name) for name in "abcde"] == [1, 2, 3, 4, 5]
    assert len(asked) == 2

    with CaptureQueriesContext(connection) as asked, looking():
        assert [ask(name) for name in "abcde"] == [1, 2, 3, 4, 5]
    assert len(asked) == 1


def test_who_asks_again_while_looking_is_told_the_same(ask, reads):
    with looking():
        assert [ask("a"), ask("a")] == [1, 1]
    assert reads == ["a"]


def test_what_somebody_wrote_meanwhile_is_not_kept(ask, kept):
    with looking():
        ask("a")
        somebody_writes(Counted.GROUND)
    assert kept.all() == {}


def test_were_it_not_asked_afterwards_it_would_be(ask, kept, monkeypatch):
    """The control."""
    with looking():
        ask("a")
        before = record.counted()
        somebody_writes(Counted.GROUND)
        monkeypatch.setattr("enslinje.journal.counters.looked_at", lambda: before)
        monkeypatch.setattr(record, "looked_at", lambda: before)
    assert len(kept.all()) == 1


def test_what_another_part_was_written_of_is_kept(ask, kept):
    with looking():
        assert [ask("a"), ask("b", Counted.TARGETS), ask("c", Counted.TEXTS)] == [1, 2, 3]
        somebody_writes(Counted.ALL, Counted.TARGETS)
    assert sorted(key[1] for key in kept.all()) == ["a", "c"]

    with looking():
        assert [ask("a"), ask("b", Counted.TARGETS), ask("c", Counted.TEXTS)] == [1, 4, 3]


def test_who_writes_is_told_anew_and_nothing_of_it_is_kept(ask, kept):
    with looking(), transaction.atomic():
        assert ask("a") == 1
        record.begin(actor=Actor(code="x", source=Source.PAGE), action="t", year=YEAR)
        kept.may_keep = lambda: False  # As within a transaction that is none of a test's.
        assert ask("a") == 2
    assert kept.all() == {}


def test_of_a_page_that_failed_nothing_is_kept(ask, kept):
    def fail():
        with looking():
            ask("a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert kept.all() == {}
