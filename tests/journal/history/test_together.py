"""Histories of all kinds are read together and say exactly what each says by itself."""

import pytest

from enslinje.core.actors import Actor, Source
from enslinje.core.policy import Holding, Role
from enslinje.journal import together
from enslinje.journal.history import loading, queries, register
from enslinje.journal.history.register import HistoryNotFound
from enslinje.journal.models import ChangeSet
from enslinje.journal.together import gathered
from enslinje.organisation.models import Body
from enslinje.organisation.sight import sight_of
from tests.journal.history import one_by_one
from tests.town import LOADER

SIGHTS = (
    *(None, LOADER),
    *(
        Actor("somebody", Source.PAGE, holdings=(holding,))
        for holding in (
            Holding(Role.STRATEGIST),
            Holding(Role.AUDITOR),
            Holding(Role.EDITOR, "SKOLA"),
        )
    ),
)


@pytest.fixture
def town(recorded_everything, db):
    return tuple(register.kinds())


def test_every_kind_is_read_as_by_itself(town):
    keys, read = one_by_one.objects_of(town)
    for kind in town:
        alone = one_by_one.load(kind, keys[kind])
        assert one_by_one.spelled(read[kind.name]) == one_by_one.spelled(alone), kind.name
        assert keys[kind] or kind.name == "prognos", kind.name


def test_they_are_read_in_one_query(town, django_assert_num_queries):
    keys = {kind.name: loading.objects(kind, one_by_one.keys_of(kind)) for kind in town}
    with django_assert_num_queries(1):
        gathered(keys).read()


def test_were_the_steps_of_columns_left_out_it_would_be_seen(town, monkeypatch):
    monkeypatch.setattr(together, "steps_of", lambda *_column: ())
    monkeypatch.setattr(together, "_as_driven", lambda *_column: ())
    keys, read = one_by_one.objects_of(town)
    kind = register.kind_called("utfall")
    alone = one_by_one.load(kind, keys[kind])
    assert one_by_one.spelled(read[kind.name]) != one_by_one.spelled(alone)


def test_what_facts_are_about_is_told_as_by_itself(town):
    ids = one_by_one.ids()
    read = gathered({kind.name: loading.touched(kind, ids) for kind in town}).read()
    for kind in town:
        assert read[kind.name] == one_by_one.touched(kind, ids), kind.name


def histories(sight):
    """Every list of writes that there is, as the reader sees it."""
    for body in Body.objects.order_by("pk").values_list("code", flat=True):
        yield queries.of_body(body, sight=sight)
        yield queries.of_body(body, sight=sight, older=30, size=7)
    for person in ("kim", "system"):
        yield queries.of_person(person, sight=sight)
        yield queries.of_person(person, sight=sight, size=5)
    for change_set in ChangeSet.objects.order_by("pk").values_list("pk", flat=True):
        try:
            yield queries.write(change_set, sight=sight)
        except HistoryNotFound as missing:
            yield str(missing)


@pytest.mark.parametrize("actor", SIGHTS)
def test_all_that_is_told_is_what_is_told_kind_by_kind(town, actor, monkeypatch):
    read = list(histories(sight_of(actor)))
    monkeypatch.setattr(together, "rows_of", one_by_one.alone)
    monkeypatch.setattr(loading, "_part_of_body", lambda _kind: loading.IN_NO_PART)
    assert read == list(histories(sight_of(actor)))


def test_what_the_sight_asks_for_is_what_it_would_read_itself(town, monkeypatch):
    """What is asked for beforehand decides as what is read when it is needed."""
    actor = SIGHTS[2]
    read = list(histories(sight_of(actor)))
    nothing = together.known(None)
    monkeypatch.setattr(queries.Sight, "asks", lambda *_keys: nothing)
    assert read == list(histories(sight_of(actor)))
