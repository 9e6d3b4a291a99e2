"""Histories of Stockholm's data say together exactly what each kind says by itself."""

import pytest

from enslinje.core.actors import Actor, Source
from enslinje.core.policy import Holding, Role
from enslinje.journal import together
from enslinje.journal.history import loading, queries, register
from enslinje.journal.together import gathered
from enslinje.organisation.sight import sight_of
from tests.journal.history import one_by_one

pytestmark = pytest.mark.stockholm


def test_the_city_is_read_as_kind_by_kind():
    kinds = register.kinds()
    keys, read = one_by_one.objects_of(kinds)
    for kind in kinds:
        alone = one_by_one.load(kind, keys[kind])
        assert one_by_one.spelled(read[kind.name]) == one_by_one.spelled(alone), kind.name
    ids = one_by_one.ids()
    assert sum(map(len, ids.values())) > 5_000
    read = gathered({kind.name: loading.touched(kind, ids) for kind in kinds}).read()
    for kind in kinds:
        assert read[kind.name] == one_by_one.touched(kind, ids), kind.name


def test_all_that_is_told_of_the_city_is_what_is_told_kind_by_kind(monkeypatch):
    def told():
        sight = sight_of(Actor("somebody", Source.PAGE, holdings=(Holding(Role.STRATEGIST),)))
        of_bodies = [queries.of_body(body, sight=sight) for body in ("SDN-FA", "SDN-SO", "KF")]
        return [*of_bodies, queries.of_person("system", sight=sight)]

    read = told()
    assert any(one.writes for one in read)
    monkeypatch.setattr(together, "rows_of", one_by_one.alone)
    monkeypatch.setattr(loading, "_part_of_body", lambda _kind: loading.IN_NO_PART)
    assert read == told()
