"""Reads that are done once while somebody looks, and anew as soon as something is written."""

import pytest
from django.db import transaction

from enslinje.core.actors import Actor, Source
from enslinje.journal import record
from enslinje.journal.once import answered, looking, once


@pytest.fixture
def read():
    """A read that counts how often it is done, and what it was asked."""
    done = []

    @once
    def reading(*asked, **named):
        done.append((asked, named))
        return len(done)

    reading.done = done
    return reading


def test_who_looks_is_told_the_same_again(read):
    with looking():
        assert [read(1, of="a"), read(1, of="a"), read(2, of="a"), read(1, of="b")] == [1, 1, 2, 3]
    assert len(read.done) == 3


def test_nothing_is_kept_when_nobody_looks(read):
    assert [read(), read()] == [1, 2]


def test_nothing_is_kept_from_one_look_to_the_next(read):
    with looking():
        assert read() == 1
    with looking():
        assert read() == 2
    assert read() == 3


def test_a_fault_is_not_kept():
    faults = iter([ValueError("first")])

    @once
    def breaks_first():
        for fault in faults:
            raise fault
        return "read"

    with looking():
        with pytest.raises(ValueError, match="first"):
            breaks_first()
        assert breaks_first() == "read"


@pytest.mark.django_db
def test_whoever_writes_reads_anew(read):
    with looking(), transaction.atomic():
        assert [read(), read()] == [1, 1]
        record.begin(actor=Actor(code="x", source=Source.PAGE), action="t")
        assert [read(), read()] == [2, 3]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_every_request_looks_until_it_writes(client, monkeypatch, read, method):
    def twice(*_asked):
        read(), read()
        raise PermissionError

    monkeypatch.setattr("enslinje.web.viewers.Viewer.may", twice)
    with pytest.raises(PermissionError):
        getattr(client, method)("/konto/losenord/glomt/")
    assert len(read.done) == 1


def test_who_has_read_it_together_with_more_says_what_it_answers(read):
    with looking():
        answered("read already", read, 1, of="a", by="b")
        assert [read(1, by="b", of="a"), read(2), read(1)] == ["read already", 1, 2]
    assert read(1, of="a", by="b") == 3


def test_what_was_told_before_stays(read):
    with looking():
        assert read(1) == 1
        assert answered("read later", read, 1) == 1
        assert read(1) == 1


def test_nobody_is_told_so_when_nobody_looks(read):
    assert answered("read already", read, 1) == "read already"
    assert read(1) == 1
